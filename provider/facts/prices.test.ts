import { startEmulator, type Emulator } from "novita-emulator";
import { readPorts } from "../core";
import type { Priced } from "../pricing";
import { openPrices } from "./prices";

const KEY = "canary-key-8c1d";
const box: Priced = {
  kind: "gpu",
  productId: "4090.16c62g.os",
  gpuNum: 2,
  rootfsSize: 60,
  billingMode: "onDemand",
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, apiKeys: [KEY] });
});
afterAll(() => emulator?.close());

const control = async (method: string, path: string, body?: object): Promise<unknown> => {
  const answer = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  return answer.headers.get("content-type")?.includes("json") ? answer.json() : undefined;
};
const config = () => ({ "novita:apiKey": KEY, "novita:baseUrl": emulator.url });

test("prices are the provider's own, and one answer serves many questions", async () => {
  await control("POST", "reset");
  const prices = openPrices({ environment: {}, config: config() });
  expect(await Promise.all([prices.priceOf(box), prices.priceOf({ ...box, gpuNum: 8 })])).toEqual([
    { kind: "known", hourlyUsd: 0.7 },
    { kind: "known", hourlyUsd: 2.8 },
  ]);
  // $214.20 a GPU for each of three months, and 730 hours each.
  expect(await prices.priceOf({ ...box, billingMode: "monthly", month: 3 })).toEqual({
    kind: "known",
    hourlyUsd: 0.586849,
  });
  expect(await control("GET", "requests")).toHaveLength(2);
});

test("the environment wins over the config", async () => {
  const environment = { NOVITA_BASE_URL: emulator.url, NOVITA_API_KEY: KEY };
  const prices = openPrices({
    environment,
    config: { "novita:apiKey": "old", "novita:baseUrl": "http://x" },
  });
  expect(await prices.priceOf(box)).toEqual({ kind: "known", hourlyUsd: 0.7 });
});

test.each<[string, Partial<Priced>, string]>([
  [
    "is not listed",
    { productId: "B200.os" },
    'Novita does not list the gpu product "B200.os" for billingMode "onDemand" now.',
  ],
  [
    "is no CPU product",
    { kind: "cpu", billingMode: undefined },
    'Novita does not list the cpu product "4090.16c62g.os" now.',
  ],
])("a product that %s has no known price", async (_, inputs, why) => {
  const prices = openPrices({ environment: {}, config: config() });
  expect(await prices.priceOf({ ...box, ...inputs })).toEqual({ kind: "unknown", why });
});

test("a product that is listed without a price has no known one", async () => {
  const body = JSON.stringify({ data: [{ id: "free.os", name: "Free", availableDeploy: true }] });
  await control("POST", "faults", { on: "products", do: { kind: "body", body, process: true } });
  const prices = openPrices({ environment: {}, config: config() });
  expect(await prices.priceOf({ ...box, productId: "free.os" })).toEqual({
    kind: "unknown",
    why: 'Novita names no price for product "free.os" for billingMode "onDemand".',
  });
});

test("without a key the price is not known, and the reason says what to do", async () => {
  expect(await openPrices({ environment: {} }).priceOf(box)).toEqual({
    kind: "unknown",
    why: "No Novita API key. Set the environment variable NOVITA_API_KEY, or run `pulumi config set --secret novita:apiKey`; keys are made in Novita's console under Key Management.",
  });
});

test("a service that repeats the key in its refusal does not get it printed", async () => {
  const body = JSON.stringify({ code: 403, reason: "FORBIDDEN", message: `not with ${KEY}` });
  await control("POST", "faults", { on: "any", do: { kind: "status", status: 403, body }, times: 1 });
  expect(await openPrices({ environment: {}, config: config() }).priceOf(box)).toEqual({
    kind: "unknown",
    why: "Listing GPU products failed: not with [redacted] (FORBIDDEN, HTTP 403). Check the API key: it came from the config novita:apiKey (set it with `pulumi config set --secret novita:apiKey`).",
  });
});

test("the ports of a declaration are read as the provider reads them", () => {
  expect(readPorts("80/http, 22/tcp")).toEqual([
    { port: 22, type: "tcp" },
    { port: 80, type: "http" },
  ]);
});
