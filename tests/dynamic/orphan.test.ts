import { type Emulator, startEmulator } from "novita-emulator";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamicProcess, type EngineEnd } from "./dynamicProcess.testkit";

const stub = readFileSync(join(__dirname, "stub.golden.txt"), "utf8");
const inputs = {
  __provider: stub,
  __declaration: { project: "shop", stack: "dev", name: "trainer" },
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
};
const ENDED = { code: 1, signal: null };

let emulator: Emulator;
let provider: DynamicProcess;

beforeEach(async () => {
  emulator = await startEmulator({ port: 0, bootMs: 60_000 });
  provider = await DynamicProcess.start({ env: { NOVITA_BASE_URL: emulator.url } });
  await provider.configure({ "novita:apiKey": "key" });
});

afterEach(async () => {
  provider.stop();
  await emulator.close();
});

async function arm(fault: object): Promise<void> {
  await fetch(`${emulator.url}/_emulator/faults`, { method: "POST", body: JSON.stringify(fault) });
}

/** The operations that the service was asked for. */
async function operations(): Promise<readonly string[]> {
  const log = (await (await fetch(`${emulator.url}/_emulator/requests`)).json()) as { path: string }[];
  return log.map(({ path }) => path.replace(/^.*\//, ""));
}

/** Begins to create an instance, and resolves when the service has seen a request of this operation. */
async function creatingUntil(operation: string): Promise<void> {
  const { inputs: checked } = await provider.check({}, inputs);
  void provider.create(checked).catch(() => undefined);
  while (!(await operations()).includes(operation)) await new Promise((resolve) => setTimeout(resolve, 15));
}

test.each<EngineEnd[][]>([[["address"]], [["stdin", "stdout", "stderr", "address"]]])(
  "idle, and it loses the engine's %j: it ends",
  async (...lost) => {
    await provider.check({}, inputs);
    provider.loseEngine(...lost.flat());
    expect(await provider.ended).toEqual(ENDED);
  },
);

test("standard input alone means nothing as long as the engine answers", async () => {
  await provider.check({}, inputs);
  provider.loseEngine("stdin");
  const { id, properties } = await provider.create({ ...inputs, lifecycle: { waitUntil: "created" } });
  await provider.delete(id, properties);
  expect((await provider.read(id, properties)).id).toBe("");
});

test("it waits for an instance, and its next line of progress is read by nobody: it ends", async () => {
  await creatingUntil("create");
  provider.loseEngine("stdout", "stderr");
  expect(await provider.ended).toEqual(ENDED);
});

test.each([
  [
    "a create is refused for a moment",
    "create",
    { kind: "status", status: 429, headers: { "retry-after": "2" } },
  ],
  ["the look before a create is not answered", "instances", { kind: "hang" }],
])("%s, and the engine is killed: it ends, and sends no create any more", async (_, operation, effect) => {
  await arm({ on: operation === "create" ? "create" : "list", do: effect });
  await creatingUntil(operation);
  const before = await operations();
  provider.loseEngine("stdin", "stdout", "stderr", "address");
  expect(await provider.ended).toEqual(ENDED);
  expect((await operations()).filter((each) => each === "create")).toEqual(
    before.filter((each) => each === "create"),
  );
});
