import { type Emulator, startEmulator } from "novita-emulator";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ESCAPES } from "../hostile/poison.testkit";
import { profiles } from "../profiles.testkit";
import type { CallFailed } from "./dynamicProcess.testkit";
import { DynamicProcess } from "./dynamicProcess.testkit";

const KEY = "canary-api-key-51c1";
const stub = readFileSync(join(__dirname, "stub.golden.txt"), "utf8");

let emulator: Emulator;
let provider: DynamicProcess;
/** One process serves all tests of a profile, so each declares something of its own, by the logical name. */
let name = "";
let tests = 0;
/** How many requests the tests before have made. */
let before = 0;

const declaration = (logicalName: string): object => ({ project: "shop", stack: "dev", name: logicalName });

const inputs = (more: object = {}): Record<string, unknown> => ({
  __provider: stub,
  __declaration: declaration(name),
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  ports: "80/http",
  ...more,
});

async function log(): Promise<readonly { readonly method: string; readonly path: string }[]> {
  return (await (await fetch(`${emulator.url}/_emulator/requests`)).json()) as {
    method: string;
    path: string;
  }[];
}

/** The paths that this test has asked for. */
async function requests(method = "POST"): Promise<string[]> {
  return (await log())
    .slice(before)
    .filter((each) => each.method === method)
    .map(({ path }) => path.replace("/gpu-instance/openapi/v1", ""));
}

async function arm(fault: object): Promise<void> {
  await fetch(`${emulator.url}/_emulator/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
}

beforeEach(async () => {
  name = `trainer${(tests += 1)}`;
  before = (await log()).length;
});

describe.each(profiles)("under the profile $profile", ({ hard }) => {
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, bootMs: 50, deleteMs: 10, hard });
    provider = await DynamicProcess.start({ env: { NOVITA_BASE_URL: emulator.url } });
    await provider.configure({ "novita:apiKey": KEY });
  });
  afterAll(async () => {
    provider.stop();
    await emulator.close();
  });

  test("twenty instances at once share their polling: a list a round, one get each at the end, one create each", async () => {
    const names = Array.from({ length: 20 }, (_, at) => `node${at}`);
    await Promise.all(
      names.map(async (each) => {
        const { inputs: checked } = await provider.check({}, inputs({ __declaration: declaration(each) }));
        return provider.create(checked);
      }),
    );
    const reads = await requests("GET");
    const count = (path: string): number => reads.filter((each) => each === path).length;
    expect((await requests()).length).toBe(20);
    expect(count("/products")).toBe(1);
    expect(count("/gpu/instance")).toBe(20);
    // Twenty looks for orphans before the creates; the rest are rounds. Twenty waits of their own would be 20 each.
    expect(count("/gpu/instances") - 20).toBeLessThan(20);
  });

  test("check, create, diff, read, update, delete: the whole life of an instance", async () => {
    const checked = await provider.check({}, inputs());
    expect(checked.failures).toEqual([]);
    const { id, properties } = await provider.create(checked.inputs);
    expect(properties).toMatchObject({ ...checked.inputs, status: "running", hourlyPrice: 0.35 });

    expect(await provider.diff(id, properties, checked.inputs)).toEqual({
      changes: "none",
      replaces: [],
      deleteBeforeReplace: false,
    });
    const found = await provider.read(id, properties);
    expect(found).toEqual({ id, properties, inputs: checked.inputs });

    const again = await provider.check(checked.inputs, inputs({ ports: "80/http,443/http" }));
    expect("name" in again.inputs).toBe(false);
    expect(await provider.diff(id, properties, again.inputs)).toEqual({
      changes: "unknown",
      replaces: [],
      deleteBeforeReplace: true,
    });
    const updated = await provider.update(id, properties, again.inputs);
    expect(updated).toMatchObject({
      name: properties.name,
      ports: "80/http,443/http",
      status: "running",
      __provider: stub,
    });
    await provider.delete(id, updated);
    expect(await provider.read(id, updated)).toMatchObject({ id: "" });
    expect(await requests()).toEqual(["/gpu/instance/create", "/gpu/instance/edit", "/gpu/instance/delete"]);
  });

  test("what has failed for good is replaced with no input changed, of which the engine has to be told", async () => {
    const news = {
      ...{ imageUrl: "nginx:1.27", clusterId: "us-ca-6", __declaration: declaration(name) },
      __provider: stub.replaceAll("GpuInstance", "ImagePrewarm"),
    };
    const failed = { ...news, name: `${name}-1`, status: "Failed" };
    const replaced = { changes: "some", replaces: ["status"], deleteBeforeReplace: false };
    expect(await provider.diff("p-1", failed, news)).toEqual(replaced);
    const changed = { ...news, note: "ours" };
    expect(await provider.diff("p-1", failed, changed)).toEqual({ ...replaced, changes: "unknown" });
  });

  test("a replacement that is not available is refused before the instance is deleted for it", async () => {
    const { inputs: olds } = await provider.check({}, inputs());
    const { id, properties } = await provider.create(olds);
    const { inputs: news, failures } = await provider.check(olds, inputs({ productId: "typo" }));
    expect(failures).toEqual([]);
    expect(await provider.diff(id, properties, news)).toEqual({
      changes: "unknown",
      replaces: ["productId"],
      deleteBeforeReplace: true,
    });
    expect((await provider.check({}, inputs({ productId: "typo" }))).failures).toEqual([
      {
        property: "",
        reason:
          'productId is "typo", which is not listed by Novita now: replacing now would delete the current instance with no replacement available. Choose another one, or try again later.',
      },
    ]);
    const refused = await provider.delete(id, properties).catch((error: CallFailed) => error.details);
    expect(refused).toBe(
      `GPU instance "${String(properties.name)}" (${id}) was not deleted, because its replacement is not available: product "typo" is not listed by Novita now. Choose another productId, or run \`pulumi up\` again later.`,
    );
    expect(await requests()).toEqual(["/gpu/instance/create"]);
    await provider.diff(id, properties, olds);
    await provider.delete(id, properties);
    expect(await requests()).toEqual(["/gpu/instance/create", "/gpu/instance/delete"]);
  });

  test("every failure names its path in the sentence alone: the engine would print the value of a property", async () => {
    const { failures } = await provider.check({}, inputs({ gpuNum: 9, imageURL: "x", ports: "2222/tcp" }));
    expect(failures).toEqual([
      { property: "", reason: "imageURL is not a field of a GpuInstance. Did you mean imageUrl?" },
      { property: "", reason: "gpuNum must be a whole number from 1 to 8, but is 9." },
      {
        property: "",
        reason:
          'ports has the entry "2222/tcp", which is reserved: Novita keeps 2222, 2223 and 2224 for itself.',
      },
    ]);
  });

  test("a price that is too high is such a failure", async () => {
    const { failures } = await provider.check({}, inputs({ gpuNum: 8, lifecycle: { maxHourlyPrice: 2 } }));
    expect(failures).toEqual([
      {
        property: "",
        reason:
          "lifecycle.maxHourlyPrice is $2.00, but the instance costs $2.80 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.",
      },
    ]);
  });

  test("an instance that cannot start is an init failure with its id and everything a later delete needs", async () => {
    await arm({ on: "create", do: { kind: "fail", message: "pull failed \ud800 end" } });
    const { inputs: checked } = await provider.check({}, inputs());
    const failed = await provider.create(checked).catch((error: CallFailed) => error.initFailed);
    const all = (await (await fetch(`${emulator.url}/_emulator/instances`)).json()) as {
      id: string;
      name: string;
    }[];
    const instance = all.find((each) => each.name.startsWith(`${name}-`));
    expect(failed).toMatchObject({
      id: instance?.id,
      properties: { ...checked, name: instance?.name, statusMessage: "pull failed \ufffd end" },
      reasons: [
        `GPU instance "${instance?.name}" (${instance?.id}) cannot start: pull failed \ufffd end (status pulling). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
      ],
    });
  });

  test("the key and the secrets are in nothing that the process prints, and terminal escapes are words", async () => {
    const secrets = {
      imageAuth: "robot:canary-password-77",
      envs: [{ key: "TOKEN", value: "canary-env-42" }],
    };
    await arm({
      on: "create",
      do: {
        kind: "status",
        status: 400,
        body: {
          reason: "VALIDATOR_PARAM",
          message: `${ESCAPES} bad ${KEY} canary-password-77 canary-env-42`,
        },
      },
    });
    const { inputs: checked } = await provider.check({}, inputs({ ...secrets, name: "box" }));
    const failed = await provider.create(checked).catch((error: CallFailed) => error.details);
    expect(failed).toBe(
      'Creating GPU instance "box" failed: evil error: forged bad [redacted] [redacted] [redacted] (VALIDATOR_PARAM, HTTP 400). Correct the value in the program.',
    );
    expect(provider.output).not.toMatch(/canary/);
  });
});

describe("a process of its own", () => {
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, bootMs: 50, deleteMs: 10, hard: true });
  });
  beforeEach(async () => {
    provider = await DynamicProcess.start({ env: {} });
    await provider.configure({ "novita:apiKey": KEY, "novita:baseUrl": emulator.url });
  });
  afterEach(() => provider.stop());
  afterAll(() => emulator.close());

  test("what the run has shown of one type of resource is still known after another type is met for the first time", async () => {
    const { inputs: olds } = await provider.check({}, inputs());
    const { id, properties } = await provider.create(olds);
    const { inputs: news } = await provider.check(olds, inputs({ productId: "typo" }));
    await provider.diff(id, properties, news);
    await provider.check({}, inputs({ productId: "typo" }));
    // Pulumi configures each text of a provider once, so the first storage of a run does it again.
    await provider.check(
      {},
      {
        __provider: stub.replaceAll("GpuInstance", "NetworkStorage"),
        __declaration: declaration(`${name}-data`),
      },
    );
    const refused = await provider.delete(id, properties).catch((error: CallFailed) => error.details);
    expect(refused).toBe(
      `GPU instance "${String(properties.name)}" (${id}) was not deleted, because its replacement is not available: product "typo" is not listed by Novita now. Choose another productId, or run \`pulumi up\` again later.`,
    );
    expect(await requests()).toEqual(["/gpu/instance/create"]);
  });

  test("operations that begin while the first configure is still under way are configured all the same", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const checked = await Promise.all(
      names.map((each) => provider.check({}, inputs({ __declaration: declaration(each) }))),
    );
    const created = await Promise.all(checked.map((each) => provider.create(each.inputs)));
    expect(created.map(({ properties }) => properties.status)).toEqual(names.map(() => "running"));
    expect(await requests()).toEqual(names.map(() => "/gpu/instance/create"));
  });
});
