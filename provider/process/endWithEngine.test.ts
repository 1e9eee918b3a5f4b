import { EventEmitter } from "node:events";
import { createServer, type NetConnectOpts, Socket } from "node:net";
import { endWithEngine, machine, type OwnProcess, targetOf } from "./endWithEngine";

const SCRIPT = "/app/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js";
const ADDRESS = "127.0.0.1:4711";
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A provider process in a test's hands: `answers` says look by look whether the engine's address refuses. */
function scene({
  args = [ADDRESS],
  script = SCRIPT,
  refusals = [],
}: {
  readonly args?: readonly string[];
  readonly script?: string;
  readonly refusals?: readonly boolean[];
}) {
  const own = {
    argv: ["node", script, ...args],
    stdin: new Socket(),
    stdout: new EventEmitter(),
    stderr: new EventEmitter(),
    ends: [] as number[],
    exit: (code: number) => own.ends.push(code),
  };
  const asked: NetConnectOpts[] = [];
  const slept: number[] = [];
  const left = [...refusals];
  let wake: () => void = () => undefined;
  endWithEngine(own as unknown as OwnProcess, {
    refuses: async (target) => {
      asked.push(target);
      return left.shift() ?? false;
    },
    sleep: (ms) => {
      slept.push(ms);
      return left.length > 0 ? Promise.resolve() : new Promise<void>((resolve) => (wake = resolve));
    },
  });
  return { own, asked, slept, wake: () => wake() };
}

test.each(["stdout", "stderr"] as const)("a %s that nobody reads any more ends the process", (stream) => {
  for (const code of ["EPIPE", "EOF", "ECONNRESET"]) {
    const { own } = scene({});
    own[stream].emit("error", Object.assign(new Error(), { code }));
    expect(own.ends).toEqual([1]);
  }
});

test("a write that fails for another reason ends nothing, and is no uncaught error", () => {
  const { own } = scene({});
  own.stdout.emit("error", Object.assign(new Error(), { code: "ENOSPC" }));
  expect(own.ends).toEqual([]);
});

test("an address that has answered, and then refuses three times in a row, ends the process", async () => {
  const { own, asked, slept } = scene({ refusals: [false, true, true, true, true] });
  await turn();
  expect(asked).toEqual(Array.from({ length: 5 }, () => ({ host: "127.0.0.1", port: 4711 })));
  expect({ ends: own.ends, slept }).toEqual({ ends: [1], slept: [3_000, 500, 500, 3_000] });
});

test.each([
  ["never answered: it says nothing", [true, true, true, true, true, true]],
  ["refuses twice, and answers", [false, true, true, true, false, true, true, false]],
])("an address that has %s", async (_, refusals) => {
  const { own } = scene({ refusals });
  await turn();
  expect(own.ends).toEqual([]);
});

test.each([
  ["its address refuses, which never answered before", [ADDRESS], [true, true, true, true, true]],
  ["its address is not understood", ["somewhere"], []],
  ["there is no address", [], []],
])("standard input closes, and %s: the process ends", async (_, args, refusals) => {
  const { own, wake } = scene({ args, refusals });
  own.stdin.emit("close");
  for (let looks = 0; looks < 3; looks++) {
    await turn();
    wake();
  }
  await turn();
  expect(own.ends).toEqual([1]);
});

test("standard input closes, and the engine answers: it goes on", async () => {
  const { own, asked } = scene({});
  own.stdin.emit("close");
  await turn();
  expect({ ends: own.ends, asked: asked.length }).toEqual({ ends: [], asked: 2 });
});

test("options of logs and traces stand before the address", async () => {
  const { asked } = scene({ args: ["--logtostderr", "-v=9", "--tracing", "http://127.0.0.1:1", ADDRESS] });
  await turn();
  expect(asked).toEqual([{ host: "127.0.0.1", port: 4711 }]);
});

test.each([
  ["the user's program", "/app/node_modules/@pulumi/pulumi/cmd/run/index.js"],
  ["a test runner", "/app/node_modules/jest/bin/jest.js"],
  ["no script at all", ""],
])("nothing is watched in %s", async (_, script) => {
  const { own, asked } = scene({ script });
  await turn();
  const listeners = [own.stdin, own.stdout, own.stderr].map((stream) => stream.listenerCount("error"));
  expect({ asked, listeners }).toEqual({ asked: [], listeners: [0, 0, 0] });
});

test.each([
  [SCRIPT],
  ["C:\\app\\node_modules\\@pulumi\\pulumi\\cmd\\dynamic-provider\\index.js"],
  ["/app/node_modules/.pnpm/@pulumi+pulumi@3.276.0/node_modules/@pulumi/pulumi/cmd/dynamic-provider"],
  ["/home/me/.pulumi/plugins/resource-novita-v0.1.0/plugin.js"],
])("%s is a provider's process", (script) => {
  expect(scene({ script }).own.stdout.listenerCount("error")).toBe(1);
});

test.each<[string, NetConnectOpts | undefined]>([
  ["127.0.0.1:4711", { host: "127.0.0.1", port: 4711 }],
  ["localhost:4711", { host: "localhost", port: 4711 }],
  ["[::1]:4711", { host: "::1", port: 4711 }],
  ["dns:///engine.internal:4711", { host: "engine.internal", port: 4711 }],
  ["ipv4:127.0.0.1:4711", { host: "127.0.0.1", port: 4711 }],
  ["ipv6:[::1]:4711", { host: "::1", port: 4711 }],
  ["passthrough:///127.0.0.1:4711", { host: "127.0.0.1", port: 4711 }],
  ["http://127.0.0.1:4711", { host: "127.0.0.1", port: 4711 }],
  ["unix:/tmp/engine.sock", { path: "/tmp/engine.sock" }],
  ["unix:///tmp/engine.sock", { path: "/tmp/engine.sock" }],
  ["::1:4711", undefined],
  ["127.0.0.1:65536", undefined],
  ["127.0.0.1", undefined],
  ["--logtostderr", undefined],
  ["", undefined],
])("the address %j", (address, target) => {
  expect(targetOf(address)).toEqual(target);
});

test("on this machine: who listens does not refuse, and whoever has stopped does", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const target = { host: "127.0.0.1", port: (server.address() as { port: number }).port };
  expect(await machine.refuses(target)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await machine.refuses(target)).toBe(true);
  expect(await machine.refuses({ path: "/nowhere/engine.sock" })).toBe(true);
  expect(await machine.refuses({ host: "no-such-host.invalid", port: 1 })).toBe(false);
});
