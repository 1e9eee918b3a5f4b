import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { type AddressInfo, createServer, type Server, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect, promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { FakeClock } from "../fakeClock.testkit";
import { plainServer, proxyTo, type Running, tlsServer } from "./proxy.testkit";
import { scripted } from "../scriptedServer.testkit";
import { selfSigned } from "./selfSigned.testkit";
import { createClient } from "../client";
import { withDeadline } from "../clock";
import { TransportFault } from "../errors";
import { createTransport, type HttpAnswer, type HttpRequest } from "./transport";

const KEY = "sk_canary-key-0123456789";
const request: HttpRequest = { method: "POST", path: "/path", body: { some: "body" } };

const running: Running[] = [];
afterEach(() => Promise.all(running.splice(0).map(({ close }) => close())));
async function up<R extends Running>(server: Promise<R>): Promise<R> {
  running.push(await server);
  return server;
}

interface Sending {
  readonly signal?: AbortSignal;
  readonly env?: Record<string, string>;
}

function send(
  baseUrl: string,
  { signal = new AbortController().signal, env = {} }: Sending = {},
): Promise<HttpAnswer> {
  return createTransport({ baseUrl, apiKey: KEY, userAgent: "test", env })(request, signal);
}

type Seen = "unsent" | "sent";

/** What kept the answer, as the fault says it, and whether the service may have seen the request. */
async function faultOf(sending: Promise<unknown>): Promise<[string, string | undefined, Seen]> {
  const error = await sending.then(
    (answer) => new Error(`it was answered: ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TransportFault)) throw error;
  return [error.fault, error.detail, error.sent ? "sent" : "unsent"];
}

async function plain(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${(await up(plainServer(listener))).port}`;
}

describe("an answer", () => {
  test("of any status comes back unread, with its Retry-After and its Date", async () => {
    const url = await plain((_, response) =>
      response
        .writeHead(503, {
          "retry-after": "7",
          date: "Fri, 02 Jan 2026 03:04:05 GMT",
          "content-type": "text/html",
        })
        .end("<b>ä</b>"),
    );
    expect(await send(url)).toEqual({
      status: 503,
      body: "<b>ä</b>",
      retryAfter: "7",
      date: "Fri, 02 Jan 2026 03:04:05 GMT",
    });
  });

  test("without a body is an empty text", async () => {
    expect(await send(await plain((_, response) => response.writeHead(204).end()))).toEqual({
      status: 204,
      body: "",
    });
  });

  test("is JSON for nobody here: not parsed, not repaired", async () => {
    expect(await send(await plain((_, response) => response.end(' {"id": 1} ')))).toEqual({
      status: 200,
      body: ' {"id": 1} ',
    });
  });

  test("may be compressed", async () => {
    const url = await plain((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("words")),
    );
    expect(await send(url)).toEqual({ status: 200, body: "words" });
  });

  test("that refuses shows no key; one that succeeds is left as it is", async () => {
    const answer = (status: number): Promise<string> =>
      plain((_, response) => response.writeHead(status).end(`key ${KEY}`));
    expect(await send(await answer(403))).toEqual({ status: 403, body: "key [redacted]" });
    expect(await send(await answer(200))).toEqual({ status: 200, body: `key ${KEY}` });
  });

  test("comes from the path below the base URL, with a query that is encoded", async () => {
    await scripted(
      [{ method: "GET", path: "/base/path", query: { name: "a b&c=ä+/?", n: "0" }, status: 200 }],
      ({ url }) =>
        createTransport({ baseUrl: `${url}/base`, apiKey: KEY, userAgent: "test", env: {} })(
          { method: "GET", path: "/path", query: { name: "a b&c=ä+/?", n: 0 } },
          new AbortController().signal,
        ),
    );
  });
});

describe("no answer", () => {
  test("refused, also under a name of several addresses", async () => {
    const port = await scripted([], async ({ url }) => new URL(url).port);
    expect(await faultOf(send(`http://127.0.0.1:${port}`))).toEqual(["refused", "ECONNREFUSED", "unsent"]);
    expect(await faultOf(send(`http://localhost:${port}`))).toEqual(["refused", "ECONNREFUSED", "unsent"]);
  });

  test("a name that nobody knows", async () => {
    expect(await faultOf(send("https://nobody.invalid"))).toEqual([
      "unresolved",
      expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
      "unsent",
    ]);
  });

  test("cut before an answer, and within one", async () => {
    const path = { method: "POST", path: "/path", wantBody: request.body } as const;
    await scripted(
      [
        { ...path, reset: true },
        { ...path, truncate: "half" },
      ],
      async ({ url }) => {
        expect(await faultOf(send(url))).toEqual(["reset", "ECONNRESET", "sent"]);
        expect(await faultOf(send(url))).toEqual(["reset", undefined, "sent"]);
      },
    );
  });

  test("something that is no HTTP", async () => {
    const server = createServer((socket) =>
      socket
        .on("error", () => undefined)
        .resume()
        .end("SSH-2.0-OpenSSH\r\n"),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    expect(await faultOf(send(`http://127.0.0.1:${port}`))).toEqual([
      "garbled",
      "HPE_INVALID_CONSTANT",
      "sent",
    ]);
    await new Promise((resolve) => server.close(resolve));
  });

  test("something that is not compressed as it says", async () => {
    const url = await plain((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end("not compressed at all"),
    );
    expect(await faultOf(send(url))).toEqual(["garbled", "Z_DATA_ERROR", "sent"]);
  });

  test("more headers than anybody sends", async () => {
    const url = await plain((_, response) => response.writeHead(200, { big: "x".repeat(100_000) }).end());
    expect(await faultOf(send(url))).toEqual(["garbled", "HPE_HEADER_OVERFLOW", "sent"]);
  });
});

describe("before the connection stands, nothing was sent", () => {
  const port = async (server: Server): Promise<number> => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    running.push({ port: 0, close: async () => void server.close() });
    return (server.address() as AddressInfo).port;
  };
  const silent = (): Server => createServer((socket) => socket.on("error", () => undefined).resume());
  const failure = (code: string): Error => Object.assign(new Error(code), { code, syscall: "connect" });

  /** Sends while this machine's attempts to connect end so. */
  async function unconnected(baseUrl: string, error: Error, env = {}): ReturnType<typeof faultOf> {
    const connecting = jest.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket) {
      process.nextTick(() => this.destroy(error));
      return this;
    });
    try {
      return await faultOf(send(baseUrl, { env }));
    } finally {
      connecting.mockRestore();
    }
  }

  const words: [string, string][] = [
    ...["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "ENETDOWN", "EHOSTDOWN", "EACCES", "ENOBUFS"].map(
      (code): [string, string] => [code, "network"],
    ),
    ["ETIMEDOUT", "timeout"],
    ["ECONNRESET", "reset"],
    ["ECONNREFUSED", "refused"],
    ["ENOTFOUND", "unresolved"],
    ["EAI_AGAIN", "unresolved"],
    ["EAI_FAIL", "unresolved"],
    ["EMFILE", "exhausted"],
    ["ENFILE", "exhausted"],
  ];

  test.each(words)("%s", async (code, fault) => {
    expect(await unconnected("http://127.0.0.1:1", failure(code))).toEqual([fault, code, "unsent"]);
    expect(await unconnected("https://127.0.0.1:1", failure(code))).toEqual([fault, code, "unsent"]);
    expect(
      await unconnected("https://127.0.0.1:1", failure(code), { HTTPS_PROXY: "http://127.0.0.1:2" }),
    ).toEqual([fault, `the proxy: ${code}`, "unsent"]);
  });

  test("each address of the host has its own failure", async () => {
    const errors = ["ENETUNREACH", "ETIMEDOUT", "ENETUNREACH"].map(failure);
    expect(await unconnected("https://127.0.0.1:1", new AggregateError(errors))).toEqual([
      "timeout",
      "ENETUNREACH, ETIMEDOUT",
      "unsent",
    ]);
  });

  test("whatever else it is", async () => {
    const unknown = new Error("no code");
    expect(await unconnected("https://127.0.0.1:1", unknown)).toEqual(["network", undefined, "unsent"]);
  });

  test("cut in the handshake", async () => {
    const cutting = createServer((socket) =>
      socket.on("error", () => undefined).once("data", () => socket.destroy()),
    );
    expect(await faultOf(send(`https://127.0.0.1:${await port(cutting)}`))).toEqual([
      "reset",
      "ECONNRESET",
      "unsent",
    ]);
  });

  test("a handshake without an end", async () => {
    const clock = new FakeClock();
    const server = silent().once("connection", (socket) => {
      running.push({ port: 0, close: async () => void socket.destroy() });
      clock.advance(30_000);
    });
    const url = `https://127.0.0.1:${await port(server)}`;
    const sending = clock.holding(() =>
      withDeadline(clock, 30_000, undefined, (signal) => send(url, { signal })),
    )();
    expect(await faultOf(sending)).toEqual(["timeout", undefined, "unsent"]);
  });

  test("stopped in the handshake", async () => {
    const stop = new AbortController();
    const server = silent().once("connection", (socket) => {
      running.push({ port: 0, close: async () => void socket.destroy() });
      stop.abort();
    });
    const url = `https://127.0.0.1:${await port(server)}`;
    expect(await faultOf(send(url, { signal: stop.signal }))).toEqual(["aborted", undefined, "unsent"]);
  });
});

test("each address of a host gets seconds, with a proxy as without one", async () => {
  const asked: unknown[] = [];
  const connecting = jest.spyOn(Socket.prototype, "connect").mockImplementation(function (
    this: Socket,
    ...args: unknown[]
  ) {
    const [options] = args.flat() as [{ autoSelectFamilyAttemptTimeout?: number }];
    asked.push(options.autoSelectFamilyAttemptTimeout);
    process.nextTick(() => this.destroy(new Error("enough")));
    return this;
  });
  const through = (proxy: string): Sending => ({ env: { HTTPS_PROXY: `${proxy}://127.0.0.1:2` } });
  await faultOf(send("http://127.0.0.1:1"));
  await faultOf(send("https://127.0.0.1:1"));
  await faultOf(send("https://127.0.0.1:1", through("http")));
  await faultOf(send("https://127.0.0.1:1", through("https")));
  connecting.mockRestore();
  expect(asked).toEqual([5000, 5000, 5000, 5000]);
});

describe("time and size are bounded", () => {
  test("an answer that trickles ends with the deadline", async () => {
    const clock = new FakeClock();
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const url = await plain((_, response) => {
      response.on("close", closed).writeHead(200, { "content-length": 1_000_000 });
      const trickle = (): void => {
        if (response.destroyed) return;
        clock.advance(1000);
        response.write("x", () => setImmediate(trickle));
      };
      trickle();
    });
    const sending = clock.holding(() =>
      withDeadline(clock, 30_000, undefined, (signal) => send(url, { signal })),
    )();
    expect(await faultOf(sending)).toEqual(["timeout", undefined, "sent"]);
    await gone;
  });

  test("an abort ends it, and is told from a deadline", async () => {
    const stop = new AbortController();
    const url = await plain(() => stop.abort(new Error("enough")));
    expect(await faultOf(send(url, { signal: stop.signal }))).toEqual(["aborted", undefined, "sent"]);
    expect(await faultOf(send(url, { signal: AbortSignal.abort() }))).toEqual([
      "aborted",
      undefined,
      "unsent",
    ]);
  });

  test("an endless answer is cut at 16 MB", async () => {
    let written = 0;
    const chunk = Buffer.alloc(1024 * 1024, "x");
    const url = await plain((_, response) => {
      const pour = (): void => {
        if (response.destroyed) return;
        written += chunk.length;
        response.write(chunk, () => setImmediate(pour));
      };
      pour();
    });
    expect(await faultOf(send(url))).toEqual(["tooLarge", undefined, "sent"]);
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test("16 MB are taken, one byte more is not", async () => {
    const full = "x".repeat(16 * 1024 * 1024);
    expect((await send(await plain((_, response) => response.end(full)))).body.length).toBe(full.length);
    expect(await faultOf(send(await plain((_, response) => response.end(`${full}x`))))).toEqual([
      "tooLarge",
      undefined,
      "sent",
    ]);
  });

  test("so is a small answer that unpacks to a huge one", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const url = await plain((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    const before = process.memoryUsage().rss;
    expect(await faultOf(send(url))).toEqual(["tooLarge", undefined, "sent"]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });
});

describe("TLS", () => {
  const https = async (...certificate: Parameters<typeof selfSigned>): Promise<string> => {
    const listener: RequestListener = (_, response) => response.end("never");
    return `https://127.0.0.1:${(await up(tlsServer(selfSigned(...certificate), listener))).port}`;
  };

  test("a certificate that nobody has signed: the server sees no request", async () => {
    let requests = 0;
    const server = await up(tlsServer(selfSigned(), () => requests++));
    expect(await faultOf(send(`https://127.0.0.1:${server.port}`))).toEqual([
      "certificate",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "unsent",
    ]);
    expect(requests).toBe(0);
  });

  test("the message says what to do, and the create is not in doubt", async () => {
    const transport = createTransport({ baseUrl: await https(), apiKey: KEY, userAgent: "test", env: {} });
    const client = createClient({ transport, clock: new FakeClock(0, false), random: () => 0 });
    const body = {
      name: "box",
      productId: "p",
      gpuNum: 1,
      rootfsSize: 10,
      imageUrl: "i",
      kind: "gpu",
    } as const;
    await expect(client.createInstance(body)).rejects.toMatchObject({
      name: "ConnectionError",
      message:
        'Creating GPU instance "box" failed: the server\'s certificate was not accepted (DEPTH_ZERO_SELF_SIGNED_CERT). If a company proxy signs certificates, point NODE_EXTRA_CA_CERTS at its root certificate.',
    });
  });

  test("https spoken to a plain server", async () => {
    const url = await plain((_, response) => response.end());
    expect(await faultOf(send(url.replace("http:", "https:")))).toEqual([
      "tls",
      expect.stringMatching(/^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER)$/),
      "unsent",
    ]);
  });
});

describe("a proxy of the environment", () => {
  const certified = selfSigned(["api.novita.test"]);
  let folder: string;
  let caFile: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "novita-"));
    caFile = join(folder, "ca.pem");
    await writeFile(caFile, certified.cert);
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Sends from a process that trusts the certificate, with this environment and no other proxy. */
  async function sendTrusting(baseUrl: string, env: Record<string, string>): Promise<unknown> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--require", require.resolve("tsx/cjs"), join(__dirname, "sendOnce.testkit.ts")],
      {
        env: {
          PATH: process.env.PATH,
          NODE_EXTRA_CA_CERTS: caFile,
          TEST_BASE_URL: baseUrl,
          TEST_API_KEY: KEY,
          ...env,
        },
      },
    );
    return JSON.parse(stdout);
  }

  /** An origin that says what reached it, and a proxy in front of it. */
  async function proxied(): Promise<{ origin: Running; proxy: Awaited<ReturnType<typeof proxyTo>> }> {
    const origin = await up(
      tlsServer(certified, ({ headers, url }, response) =>
        response.end(`${url} ${headers.authorization} ${headers["proxy-authorization"]}`),
      ),
    );
    return { origin, proxy: await up(proxyTo(origin.port)) };
  }

  const reached = { status: 200, body: `/path Bearer ${KEY} undefined` };

  test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])(
    "%s: tunnels to a host that only the proxy knows, and sees no key",
    async (variable) => {
      const { proxy } = await proxied();
      const env = { [variable]: `http://user:p%40ss@127.0.0.1:${proxy.port}` };
      expect(await sendTrusting("https://api.novita.test", env)).toEqual(reached);
      expect(proxy.asked).toEqual([
        {
          method: "CONNECT",
          target: "api.novita.test:443",
          headers: {
            host: "api.novita.test:443",
            connection: "close",
            "proxy-authorization": `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
          },
        },
      ]);
    },
  );

  test.each(["NO_PROXY", "no_proxy"])("%s: the host is reached without it", async (variable) => {
    const { origin, proxy } = await proxied();
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, [variable]: "example.com,127.0.0.1" };
    expect(await sendTrusting(`https://127.0.0.1:${origin.port}`, env)).toEqual(reached);
    expect(proxy.asked).toEqual([]);
  });

  test("a host that NO_PROXY does not name goes through it", async () => {
    const { origin, proxy } = await proxied();
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: "example.com" };
    expect(await sendTrusting(`https://127.0.0.1:${origin.port}`, env)).toEqual(reached);
    expect(proxy.asked.map(({ target }) => target)).toEqual([`127.0.0.1:${origin.port}`]);
  });

  test("plain http to this machine goes through none: the key would leave it unencrypted", async () => {
    const { proxy } = await proxied();
    const env = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, ALL_PROXY: `http://127.0.0.1:${proxy.port}` };
    const url = await plain((_, response) => response.end("direct"));
    expect(await send(url, { env })).toEqual({ status: 200, body: "direct" });
    expect(proxy.asked).toEqual([]);
  });

  const through = (proxy: string, signal?: AbortSignal): Promise<HttpAnswer> =>
    send("https://api.novita.test", { env: { HTTPS_PROXY: proxy }, signal });

  test.each<[string, string | undefined, [string, string, Seen]]>([
    [
      "wants a login",
      "HTTP/1.1 407 Login\r\ncontent-length: 2\r\n\r\nno",
      ["proxy", "the proxy answered HTTP 407", "unsent"],
    ],
    ["forbids it", "HTTP/1.1 403 Forbidden\r\n\r\n", ["proxy", "the proxy answered HTTP 403", "unsent"]],
    [
      "cannot reach the host",
      "HTTP/1.1 502 Bad Gateway\r\n\r\n",
      ["refused", "the proxy answered HTTP 502", "unsent"],
    ],
    ["hangs up", undefined, ["reset", "the proxy: ECONNRESET", "unsent"]],
    ["is none", "SSH-2.0-OpenSSH\r\n", ["proxy", "the proxy: HPE_INVALID_CONSTANT", "unsent"]],
  ])("one that %s: nothing was sent", async (_, text, fault) => {
    const proxy = await up(proxyTo(1, { text }));
    expect(await faultOf(through(`http://127.0.0.1:${proxy.port}`))).toEqual(fault);
    expect(proxy.asked.map(({ target }) => target)).toEqual(["api.novita.test:443"]);
  });

  test("one that is not there, has no known name, or is no address", async () => {
    const closed = await scripted([], async ({ url }) => url);
    expect(await faultOf(through(closed))).toEqual(["refused", "the proxy: ECONNREFUSED", "unsent"]);
    expect(await faultOf(through("http://nobody.invalid:3128"))).toEqual([
      "unresolved",
      expect.stringMatching(/^the proxy: (ENOTFOUND|EAI_AGAIN)$/),
      "unsent",
    ]);
    expect(await faultOf(through("http://not an address"))).toEqual([
      "proxy",
      "it is not the address of an http(s) proxy",
      "unsent",
    ]);
  });

  test("one over https whose certificate nobody has signed", async () => {
    const secure = await up(tlsServer(selfSigned(), () => undefined));
    expect(await faultOf(through(`https://127.0.0.1:${secure.port}`))).toEqual([
      "certificate",
      "the proxy: DEPTH_ZERO_SELF_SIGNED_CERT",
      "unsent",
    ]);
  });

  test("one whose host's certificate nobody has signed: it is checked as without a proxy", async () => {
    const { proxy } = await proxied();
    expect(await faultOf(through(`127.0.0.1:${proxy.port}`))).toEqual([
      "certificate",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "unsent",
    ]);
  });

  test("one whose host's certificate is another's", async () => {
    const { proxy } = await proxied();
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    expect(await sendTrusting("https://other.novita.test", env)).toEqual({
      name: "TransportFault",
      fault: "certificate",
      detail: "ERR_TLS_CERT_ALTNAME_INVALID",
      sent: false,
    });
  });

  test.each(["with", "without"])("a request that was cut %s one may have been seen", async (how) => {
    const origin = await up(tlsServer(certified, ({ socket }) => socket.destroy()));
    const proxy = await up(proxyTo(origin.port));
    const env: Record<string, string> =
      how === "with" ? { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` } : {};
    const url = how === "with" ? "https://api.novita.test" : `https://127.0.0.1:${origin.port}`;
    expect(await sendTrusting(url, env)).toEqual({
      name: "TransportFault",
      fault: "reset",
      detail: "ECONNRESET",
      sent: true,
    });
  });

  test("one that never answers: the deadline ends it", async () => {
    const clock = new FakeClock();
    const silent = createServer((socket) => socket.on("error", () => undefined).resume());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    silent.once("connection", (socket) => {
      clock.advance(30_000);
      running.push({ port, close: async () => void socket.destroy() });
    });
    const sending = clock.holding(() =>
      withDeadline(clock, 30_000, undefined, (signal) => through(`http://127.0.0.1:${port}`, signal)),
    )();
    expect(await faultOf(sending)).toEqual(["timeout", undefined, "unsent"]);
    silent.close();
  });
});

describe("nothing of the request is in what is thrown", () => {
  const canary = "canary-of-the-body";
  const proxyCanary = "canary-of-the-proxy";
  const path = {
    method: "POST",
    path: "/gpu-instance/openapi/v1/gpu/instance/create",
    wantBody: expect.anything() as unknown,
  } as const;
  const body = {
    name: "box",
    productId: "p",
    gpuNum: 1,
    rootfsSize: 10,
    imageUrl: "i",
    kind: "gpu",
    imageAuth: `robot:${canary}`,
    envs: [{ key: "K", value: canary }],
  } as const;
  const limits = { attempts: 1, baseMs: 1, capMs: 1 };
  const statuses: [number, string][] = [
    [301, ""],
    [400, '{"message":"no"}'],
    [400, '{"reason":"INSUFFICIENT_RESOURCE","message":"no"}'],
    [400, '{"reason":"BALANCE_NOT_ENOUGH","message":"no"}'],
    [400, '{"reason":"CREATE_INSTANCE_LIMIT","message":"no"}'],
    [400, '{"reason":"CONFLICT","message":"no"}'],
    [400, '{"reason":"PREPAID_INSTANCE_NOT_SUPPORT_RELEASE","message":"no"}'],
    [401, `{"message":"${KEY} is wrong, ${canary}"}`],
    [402, ""],
    [429, ""],
    [500, ""],
    [200, "no JSON"],
  ];

  async function thrownBy(baseUrl: string, { signal, env = {} }: Sending = {}): Promise<object> {
    const clock = new FakeClock();
    const client = createClient({
      clock,
      random: () => 0,
      transport: clock.holding(createTransport({ baseUrl, apiKey: KEY, userAgent: "test", env })),
    });
    return client.createInstance(body, { limits, signal, withinMs: 60_000 }).then(
      () => new Error("it did not fail"),
      (error: object) => error,
    );
  }

  function expectClean(error: object): string {
    const seen = inspect(error, { depth: null, showHidden: true, getters: true }) + JSON.stringify(error);
    expect(seen).not.toMatch(/canary|authorization|Bearer/i);
    return error.constructor.name;
  }

  test.each(statuses)("answered %d %s", async (status, text) => {
    const url = await plain((_, response) => response.writeHead(status).end(text));
    expect(expectClean(await thrownBy(url))).toMatch(/Error$/);
  });

  test("not answered", async () => {
    const cut = await plain(({ socket }) => socket.resetAndDestroy());
    const stop = new AbortController();
    const hanging = await plain(() => stop.abort(new Error("enough")));
    const closed = await scripted([], async ({ url }) => url);
    const unsigned = await up(tlsServer(selfSigned(), (_, response) => response.end()));
    const proxy = await up(proxyTo(1, { text: undefined }));
    const env = (host: string): Sending => ({ env: { HTTPS_PROXY: `http://user:${proxyCanary}@${host}` } });
    const names = [
      expectClean(await thrownBy(cut)),
      expectClean(await thrownBy(hanging, { signal: stop.signal })),
      expectClean(await thrownBy(closed)),
      expectClean(await thrownBy(`https://127.0.0.1:${unsigned.port}`)),
      expectClean(await thrownBy("https://api.novita.test", env(`127.0.0.1:${proxy.port}`))),
      expectClean(await thrownBy("https://api.novita.test", env("not an address"))),
    ];
    expect(names).toEqual([
      "InDoubtError",
      "InDoubtError",
      "ConnectionError",
      "ConnectionError",
      "ConnectionError",
      "ConnectionError",
    ]);
  });

  test("the fault itself", async () => {
    await scripted([{ ...path, path: "/path", wantBody: request.body, reset: true }], async ({ url }) => {
      const fault = await send(url).catch((error: object) => error);
      expect(inspect(fault, { depth: null, showHidden: true })).not.toMatch(/canary|some|authorization/i);
      expect({ ...(fault as object) }).toEqual({
        name: "TransportFault",
        fault: "reset",
        detail: "ECONNRESET",
        sent: true,
      });
    });
  });
});
