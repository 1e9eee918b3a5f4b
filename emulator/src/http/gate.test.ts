import { type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { errorBody, fixture, testbed, type Testbed } from "../emulator.testkit";
import { API_ROOT } from "../operations/operation";

async function withHeader(bed: Testbed, authorization?: string): Promise<unknown> {
  const answer = await fetch(`${await bed.url()}${API_ROOT}/products`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  return answer.status === 200 ? 200 : [answer.status, await answer.json()];
}

describe("the key", () => {
  const unauthorized = [401, fixture("errors/unauthorized")];
  const invalid = [403, errorBody(403, "INVALID_API_KEY", "invalid api-key")];

  it.each([undefined, "", "Bearer", "Bearer ", "Basic abc", "sk_123"])("is missing in %j", async (header) => {
    expect(await withHeader(testbed(), header)).toEqual(unauthorized);
  });

  it("may be any by default", async () => {
    expect(await withHeader(testbed(), "Bearer whatever")).toBe(200);
  });

  it("must be one of those that are accepted, if any are named", async () => {
    const bed = testbed({ apiKeys: ["one", "two"] });
    expect(await withHeader(bed, "Bearer two")).toBe(200);
    expect(await withHeader(bed, "Bearer three")).toEqual(invalid);
    expect(await withHeader(bed)).toEqual(unauthorized);
    expect(
      await withHeader(testbed({ apiKeys: ["one"], quirks: { badKeyStatus: "401" } }), "Bearer x"),
    ).toEqual(unauthorized);
  });

  it("is refused with the body that was seen in the wild, and metadata", () => {
    expect(invalid[1]).toMatchObject(fixture("errors/invalidApiKey.observed"));
  });
});

describe("a path that is none of the API's", () => {
  it.each(["GET", "POST"])(
    "is a page that the GPU service does not have, for %s below its root",
    async (method) => {
      const answer = await fetch(`${await testbed().url()}${API_ROOT}/gpu/instance/8097f1658f3e6ad1`, {
        method,
      });
      expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
        404,
        "text/plain; charset=utf-8",
        "404 page not found\n",
      ]);
    },
  );

  it("is an API that the gateway does not have anywhere else", async () => {
    expect(await testbed().get("/../../")).toEqual({ status: 404, body: fixture("errors/apiNotFound") });
  });
});

describe("a path with another method", () => {
  it.each([
    ["GET", "/gpu/instance/create", "POST"],
    ["POST", "/gpu/instances", "GET"],
    ["DELETE", "/gpu/instance", "GET"],
    ["TRACE", "/jobs", "GET"],
  ])("%s %s is not allowed", async (method, path, allowed) => {
    const { hostname, port } = new URL(await testbed().url());
    const options = { hostname, port, method, path: API_ROOT + path, headers: { authorization: "Bearer k" } };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(options, resolve).on("error", reject).end();
    });
    expect([answer.statusCode, answer.headers.allow, await json(answer)]).toEqual([
      405,
      allowed,
      errorBody(405, "API_NOT_FOUND", "method not allowed"),
    ]);
  });
});

describe("the rate limit", () => {
  async function burst(bed: Testbed, count: number): Promise<number[]> {
    const seen: number[] = [];
    for (let n = 0; n < count; n += 1) seen.push((await bed.get("/clusters")).status);
    return seen;
  }

  it("lets so many requests a second through", async () => {
    const bed = testbed({ rate: 2 });
    expect(await burst(bed, 3)).toEqual([200, 200, 429]);
    bed.clock.advance(999);
    expect(await burst(bed, 1)).toEqual([429]);
    bed.clock.advance(1);
    expect(await burst(bed, 3)).toEqual([200, 200, 429]);
  });

  it("says why and for how long", async () => {
    const bed = testbed({ rate: 0.5 });
    const headers = { authorization: "Bearer k" };
    const url = `${await bed.url()}${API_ROOT}/clusters`;
    await fetch(url, { headers });
    bed.clock.advance(500);
    const answer = await fetch(url, { headers });
    expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toEqual([
      429,
      "2",
      fixture("errors/rateLimitExceeded"),
    ]);
  });

  it("does not touch the control side", async () => {
    const bed = testbed({ rate: 1 });
    for (let n = 0; n < 3; n += 1) expect((await bed.control("GET", "/instances")).status).toBe(200);
  });
});

it("a body beyond all measure is refused", async () => {
  const answer = await testbed().post("/gpu/instance/create", { name: "x".repeat(5_000_000) });
  expect(answer).toEqual({ status: 400, body: errorBody(400, "REQUEST", "Request body is too large") });
});
