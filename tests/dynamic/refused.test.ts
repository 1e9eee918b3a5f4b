import { type Emulator, startEmulator } from "novita-emulator";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CallFailed, DynamicProcess } from "./dynamicProcess.testkit";

const WRONG = "canary-api-key-93d7";
const inputs = {
  __provider: readFileSync(join(__dirname, "stub.golden.txt"), "utf8"),
  __declaration: { project: "shop", stack: "dev", name: "trainer" },
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  ports: "80/http",
};

const refusal = (status: number): object => ({
  kind: "status",
  status,
  headers: { "retry-after": "0" },
  body: { code: status, reason: status === 429 ? "RATE_LIMIT_EXCEEDED" : "UNKNOWN", message: "later" },
});

describe("a service that refuses", () => {
  let emulator: Emulator;
  let provider: DynamicProcess;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, bootMs: 50, deleteMs: 10, apiKeys: ["right-key"] });
  });
  beforeEach(async () => {
    provider = await DynamicProcess.start({ env: { NOVITA_BASE_URL: emulator.url } });
  });
  afterEach(() => provider.stop());
  afterAll(() => emulator.close());

  const control = async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${emulator.url}/_emulator/${path}`, {
      ...(body && {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    return answer.json();
  };
  const refused = (call: Promise<unknown>): Promise<unknown> =>
    call.catch((error: CallFailed) => error.details);

  test("a key that is not accepted: the message says where it came from, and nowhere is the key", async () => {
    await provider.configure({ "novita:apiKey": WRONG });
    expect(await refused(provider.check({}, inputs))).toBe(
      "Listing GPU products failed: invalid api-key (INVALID_API_KEY, HTTP 403). Check the API key: it came from the config novita:apiKey (set it with `pulumi config set --secret novita:apiKey`).",
    );
    expect(provider.output).not.toContain(WRONG);
  });

  test("without a key the message says where one is looked for", async () => {
    await provider.configure({});
    expect(await refused(provider.check({}, inputs))).toBe(
      "No Novita API key. Set the environment variable NOVITA_API_KEY, or run `pulumi config set --secret novita:apiKey`; keys are made in Novita's console under Key Management.",
    );
  });

  test("what is refused for a moment is asked again", async () => {
    await control("faults", { on: "products", do: refusal(429), times: 2 });
    await control("faults", { on: "list", do: refusal(503), times: 2 });
    await control("faults", { on: "create", do: refusal(429), times: 2 });
    await control("faults", { on: "get", do: refusal(500), times: 1 });
    const before = ((await control("requests")) as object[]).length;
    await provider.configure({ "novita:apiKey": "right-key" });
    await provider.create((await provider.check({}, inputs)).inputs);
    const log = (await control("requests")) as { readonly path: string; readonly status: number }[];
    const calls = log.slice(before).map(({ path, status }) => `${path.replace(/^.*\/v1\//, "")} ${status}`);
    expect(calls).toEqual([
      ...["products 429", "products 429", "products 200"],
      ...["gpu/instances 503", "gpu/instances 503", "gpu/instances 200"],
      ...["gpu/instance/create 429", "gpu/instance/create 429", "gpu/instance/create 200"],
      ...["gpu/instances 200", "gpu/instance 500", "gpu/instance 200"],
    ]);
    expect(await control("instances")).toHaveLength(1);
  });
});
