import { FakeClock } from "../../../provider/api/fakeClock.testkit";
import type { World } from "../../world";
import { examine, type Examined } from "../check";
import { createSite } from "../site";
import { balanceCheck, baseUrlCheck, keyAcceptedCheck, keyCheck, serviceCheck } from "./service";
import { createClient, type HttpAnswer, TransportFault } from "../../../provider/api";

const URL = "http://127.0.0.1:1/gateway";

/** What the checks of the service find when requests end so, one after another; the last one for ever. */
async function found(
  ends: readonly (TransportFault | HttpAnswer)[],
  env: World["env"] = {},
): Promise<readonly Pick<Examined, "status" | "detail" | "advice">[]> {
  const left = [...ends];
  const transport = async (): Promise<HttpAnswer> => {
    const end = (left.length > 1 ? left.shift() : left[0]) ?? { status: 500, body: "" };
    if (end instanceof TransportFault) throw end;
    return end;
  };
  const world = {
    env: { NOVITA_API_KEY: "k", NOVITA_BASE_URL: URL, ...env },
    connect: ({ baseUrl, keySource }: { baseUrl: string; keySource: string }) =>
      createClient({ transport, clock: new FakeClock(), random: () => 0, baseUrl, keySource }),
  } as unknown as World;
  const examined = await examine(
    [baseUrlCheck, keyCheck, serviceCheck, keyAcceptedCheck, balanceCheck],
    createSite(world, "/"),
  );
  return examined.map(({ status, detail, advice }) => ({ status, detail, advice }));
}

const answer = (status: number, body: object | string): HttpAnswer => ({
  status,
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const empty = answer(200, { instances: [], total: 0 });
const balance = answer(200, { availableBalance: "123456" });
const ok = (detail: string): object => ({ status: "ok", detail, advice: null });
const skipped = { status: "skipped", detail: 'it needs "service"', advice: null };

test.each([
  ["an empty list", [empty, balance]],
  ["a page 0 that it does not know", [answer(400, { code: 400, reason: "VALIDATOR_PARAM" }), empty, balance]],
])("a service that takes the key: %s", async (_what, ends) => {
  expect((await found(ends)).slice(2)).toEqual([ok("it answers"), ok("accepted"), ok("$12.34")]);
});

test("an empty account, and one whose balance is not told, are warnings", async () => {
  expect((await found([empty, answer(200, { availableBalance: "-25000" })])).at(-1)).toEqual({
    status: "warning",
    detail: "-$2.50",
    advice: "Nothing can be created, and Novita stops what runs. Top up the account in Novita's console.",
  });
  expect(
    (await found([empty, answer(400, { code: 400, reason: "X", message: "not today" })])).at(-1),
  ).toEqual({
    status: "warning",
    detail: "not known",
    advice:
      "Reading the account's balance failed: not today (X, HTTP 400). Correct the value in the program.",
  });
});

test("a service that refuses the key", async () => {
  const refusal = { code: 403, reason: "INVALID_API_KEY", message: "invalid api-key" };
  expect((await found([answer(403, refusal)])).slice(2)).toEqual([
    ok("it answers"),
    {
      status: "failed",
      detail: "not accepted",
      advice:
        "Listing GPU instances failed: invalid api-key (INVALID_API_KEY, HTTP 403). Check the API key: it came from the environment variable NOVITA_API_KEY.",
    },
    { status: "skipped", detail: 'it needs "API key at the service"', advice: null },
  ]);
});

const ADDRESS = "Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.";
const PROXY = "Set HTTPS_PROXY to something like http://user:password@proxy.example.com:3128, or remove it.";

test.each<[TransportFault | HttpAnswer, string]>([
  [
    new TransportFault("proxy", "the proxy answered HTTP 407", false),
    `the proxy set in the environment cannot be used (the proxy answered HTTP 407). ${PROXY}`,
  ],
  [
    new TransportFault("proxy", "the proxy answered HTTP 403", false),
    `the proxy set in the environment cannot be used (the proxy answered HTTP 403). ${PROXY}`,
  ],
  [
    new TransportFault("refused", "the proxy answered HTTP 502", false),
    `the connection was refused (the proxy answered HTTP 502). ${ADDRESS}`,
  ],
  [
    new TransportFault("network", "EHOSTUNREACH", false),
    "no connection could be made (EHOSTUNREACH). Check the network, then try again.",
  ],
  [
    new TransportFault("unresolved", "ENOTFOUND", false),
    "the host name could not be resolved (ENOTFOUND). Check the network, NOVITA_BASE_URL or the config novita:baseUrl, and any proxy.",
  ],
  [
    new TransportFault("certificate", "SELF_SIGNED_CERT_IN_CHAIN", false),
    "the server's certificate was not accepted (SELF_SIGNED_CERT_IN_CHAIN). If a company proxy signs certificates, point NODE_EXTRA_CA_CERTS at its root certificate.",
  ],
  [
    new TransportFault("reset", "ECONNRESET", true),
    "the connection was cut before the whole answer arrived (ECONNRESET). Check the network, then try again.",
  ],
  [
    answer(403, "error code: 1010"),
    "error code: 1010 (HTTP 403). This is not the API's own answer: something in front of it refuses this client, and the API key was not looked at. Check the network, any VPN or proxy, and NOVITA_BASE_URL.",
  ],
  [
    answer(404, { code: 404, reason: "API_NOT_FOUND", message: "api not found" }),
    `api not found (API_NOT_FOUND, HTTP 404). The address asked is ${URL}. ${ADDRESS}`,
  ],
  [
    answer(200, { object: "list", data: [] }),
    "the service answered, but the answer could not be read: it has no list of instances. If this repeats, check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.",
  ],
  [
    answer(400, "The plain HTTP request was sent to HTTPS port"),
    "The plain HTTP request was sent to HTTPS port (HTTP 400). Correct the value in the program.",
  ],
])("a service that cannot be asked: %j", async (end, words) => {
  expect((await found([end])).slice(2)).toEqual([
    { status: "failed", detail: "cannot be asked", advice: `Listing GPU instances failed: ${words}` },
    skipped,
    { ...skipped, detail: 'it needs "API key at the service"' },
  ]);
});

test("an address beyond this machine that is not encrypted, by the switch: a warning", async () => {
  const env = { NOVITA_BASE_URL: "http://emulator:8787", NOVITA_ALLOW_HTTP: "true" };
  expect(await found([empty, balance], env)).toEqual([
    {
      status: "warning",
      detail: "http://emulator:8787, from NOVITA_BASE_URL",
      advice:
        "NOVITA_ALLOW_HTTP is set, so the key is sent there unencrypted. Use a key that is worth nothing.",
    },
    ok("NOVITA_API_KEY is set"),
    ok("it answers"),
    ok("accepted"),
    ok("$12.34"),
  ]);
});
