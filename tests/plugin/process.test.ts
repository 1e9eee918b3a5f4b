import { execFileSync } from "node:child_process";
import { type Emulator, startEmulator } from "novita-emulator";
import { tagOf } from "../../provider/core";
import { version } from "../../provider/version";
import type { CallFailed } from "../dynamic/dynamicProcess.testkit";
import { KeysSeen } from "./keysSeen.testkit";
import { EngineSide, plugin, PluginProcess, secret, UNKNOWN } from "./pluginProcess.testkit";

const KEY = "canary-api-key-51c1";
const TOKEN = "novita:index:GpuInstance";

let emulator: Emulator;
let provider: PluginProcess;
let name = "";
let tests = 0;
let before = 0;

const urnOf = (logicalName: string, types = TOKEN): string =>
  `urn:pulumi:dev::shop::${types}::${logicalName}`;
const urn = (): string => urnOf(name);

const inputs = (more: object = {}): Record<string, unknown> => ({
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  ports: "80/http",
  ...more,
});

interface Instance {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly live: boolean;
}

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return text === "" ? undefined : JSON.parse(text);
}

const instances = async (): Promise<Instance[]> =>
  ((await control("GET", "instances")) as Instance[]).filter((each) => each.name.startsWith(`${name}-`));
const log = async (): Promise<{ method: string; path: string }[]> =>
  (await control("GET", "requests")) as { method: string; path: string }[];

/** The calls of this test that change something, by their last word. */
async function changes(): Promise<string[]> {
  const fresh = (await log()).slice(before).filter(({ method }) => method === "POST");
  return fresh.map(({ path }) => path.split("/").at(-1) ?? "");
}

const failed = (work: Promise<unknown>): Promise<CallFailed> =>
  work.then(
    (value) => Promise.reject(new Error(`it succeeded: ${JSON.stringify(value)}`)),
    (error: CallFailed) => error,
  );

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, bootMs: 50, deleteMs: 10 });
  provider = await PluginProcess.start({ NOVITA_BASE_URL: emulator.url });
  await provider.configure({ apiKey: secret(KEY) });
});
beforeEach(async () => {
  name = `trainer${(tests += 1)}`;
  before = (await log()).length;
  provider.engine.lines.length = 0;
});
afterAll(async () => {
  provider.stop();
  await emulator.close();
});

/** What a declaration is checked to and created as. */
async function made(more: object = {}, options?: { timeout?: number }) {
  const checked = await provider.check(urn(), {}, inputs(more));
  expect(checked.failures).toEqual([]);
  return { inputs: checked.inputs, ...(await provider.create(urn(), checked.inputs, options)) };
}

test("check, create, diff, read, update, delete: the whole life of an instance", async () => {
  const { inputs: checked, id, properties, isReadFirst } = await made();
  expect(checked).toEqual({ ...inputs(), kind: "gpu", billingMode: "onDemand", autoRenew: false });
  const [instance] = await instances();
  expect(properties).toMatchObject({
    ...checked,
    name: instance?.name,
    status: "running",
    hourlyPrice: 0.35,
  });
  expect({ id, isReadFirst, hidden: Object.keys(properties).filter((key) => key.startsWith("__")) }).toEqual({
    id: instance?.id,
    isReadFirst: true,
    hidden: ["__remembered"],
  });

  expect(await provider.diff(urn(), id, properties, checked)).toEqual(NO_CHANGE);
  expect(await provider.read(urn(), id, properties, checked)).toEqual({ id, properties, inputs: checked });

  const again = await provider.check(urn(), checked, inputs({ ports: "80/http,443/http" }));
  expect(await provider.diff(urn(), id, properties, again.inputs)).toEqual({
    ...NO_CHANGE,
    changes: "some",
    diffs: ["ports"],
    deleteBeforeReplace: true,
    detailed: { ports: "update" },
  });
  const updated = await provider.update(urn(), id, properties, again.inputs);
  expect(updated).toMatchObject({ name: properties.name, ports: "80/http,443/http", status: "running" });
  await provider.delete(urn(), id, updated);
  expect(await provider.read(urn(), id, updated, again.inputs)).toEqual({ id: "" });
  expect(await changes()).toEqual(["create", "edit", "delete"]);
  expect(new Set(provider.engine.lines.map((each) => each.urn))).toEqual(new Set([urn()]));
});

/** Whatever the program then makes a replacement, by `replaceOnChanges` say, deletes first. */
const NO_CHANGE = { changes: "none", diffs: [], replaces: [], deleteBeforeReplace: false, detailed: {} };

test("the tag in a name is the dynamic face's for the same declaration, the types of the parents included", async () => {
  const nested = urnOf("trainer", `my:index:Rig$${TOKEN}`);
  const checked = await provider.check(nested, {}, inputs());
  const { id, properties } = await provider.create(nested, checked.inputs);
  const declared = { organization: "organization", project: "shop", stack: "dev", name: "trainer" };
  const type = "my:index:Rig$GpuInstance";
  expect(String(properties.name).slice(0, -6)).toBe(`trainer-${tagOf({ ...declared, type }, "")}`);
  await provider.delete(nested, id, properties);
});

test("customTimeouts that the dynamic face has kept as timeouts of the lifecycle are no change, and a read forgets them", async () => {
  const { id, inputs: checked, properties } = await made();
  const dynamic = (timeouts: object): object => ({
    ...{ ...properties, __provider: "stub", __declaration: { name, stack: "dev" } },
    lifecycle: { timeouts },
  });
  const state = { ...dynamic({ create: "45m" }) };
  expect(await provider.diff(urn(), id, state, checked)).toEqual(NO_CHANGE);
  expect(await provider.read(urn(), id, state, checked)).toEqual({ id, properties, inputs: checked });
  const given = { ...checked, lifecycle: { timeouts: { create: "50m" } } };
  expect(await provider.diff(urn(), id, state, given)).toMatchObject({ diffs: ["lifecycle"] });
});

test("a change is told by the place of each property, and whether it replaces", async () => {
  const envs = [
    { key: "A", value: secret("canary-1") },
    { key: "B", value: secret("canary-2") },
  ];
  const { inputs: olds } = await provider.check(urn(), {}, inputs({ envs }));
  const more = {
    gpuNum: 2,
    envs: [envs[0], { key: "B", value: secret("canary-3") }, { key: "C", value: "4" }],
  };
  const { inputs: news } = await provider.check(urn(), olds, inputs(more));
  expect(await provider.diff(urn(), "1f", olds, news)).toEqual({
    changes: "some",
    diffs: ["gpuNum", "envs"],
    replaces: ["gpuNum"],
    deleteBeforeReplace: true,
    detailed: { gpuNum: "update-replace", "envs[1].value": "update", "envs[2]": "add" },
  });
});

test("a preview buys nothing, and tells what is known: the inputs, the price, and nothing that only the service knows", async () => {
  const checked = await provider.check(urn(), {}, inputs({ envs: [{ key: "A", value: UNKNOWN }] }));
  const planned = await provider.create(urn(), checked.inputs, { preview: true });
  const priced = await provider.check(urn(), {}, inputs());
  const { properties } = await provider.create(urn(), priced.inputs, { preview: true });
  const unknown = { name: UNKNOWN, status: UNKNOWN, endpoints: UNKNOWN, sshPassword: secret(UNKNOWN) };
  expect({ id: planned.id, all: planned.properties }).toMatchObject({
    id: "",
    all: { ...checked.inputs, ...unknown, hourlyPrice: UNKNOWN },
  });
  expect(properties).toMatchObject({ ...priced.inputs, ...unknown, hourlyPrice: 0.35 });
  expect(await changes()).toEqual([]);
});

test("the preview of an update leaves open only what the change may change", async () => {
  const { id, inputs: olds, properties } = await made();
  const plan = async (more: object): Promise<string[]> => {
    const { inputs: news } = await provider.check(urn(), olds, inputs(more));
    const planned = await provider.update(urn(), id, properties, news, { preview: true });
    expect(planned).toMatchObject({ ...news, name: properties.name, status: "running" });
    return Object.keys(planned)
      .filter((key) => JSON.stringify(planned[key]).includes(UNKNOWN))
      .sort();
  };
  expect(await plan({ lifecycle: { timeouts: { create: "5m" } } })).toEqual([]);
  expect(await plan({ ports: "80/http,443/http" })).toEqual([
    "endpoints",
    "jupyterUrl",
    "sshCommand",
    "statusMessage",
  ]);
  expect(await plan({ rootfsSize: 70, imageUrl: "nginx:1.28" })).not.toContain("hourlyPrice");
  expect(await changes()).toEqual(["create"]);
});

test("what a preview does not know of the options leaves open what they decide: which product, whether it runs", async () => {
  const chosen = { productId: UNKNOWN, clusterId: UNKNOWN, billingMode: UNKNOWN, gpuNum: UNKNOWN };
  for (const lifecycle of [UNKNOWN, { alternatives: UNKNOWN }, { alternatives: [UNKNOWN] }]) {
    const { inputs: news, failures } = await provider.check(urn(), {}, inputs({ lifecycle }));
    expect(failures).toEqual([]);
    const { properties } = await provider.create(urn(), news, { preview: true });
    expect(properties).toMatchObject({ ...chosen, imageUrl: "nginx:1.27", hourlyPrice: UNKNOWN });
  }
  const { id, inputs: olds, properties } = await made();
  for (const lifecycle of [UNKNOWN, { power: UNKNOWN }]) {
    const { inputs: news } = await provider.check(urn(), olds, inputs({ lifecycle }));
    const planned = await provider.update(urn(), id, properties, news, { preview: true });
    expect(planned).toMatchObject({ status: UNKNOWN, hourlyPrice: UNKNOWN, sshPassword: secret(UNKNOWN) });
  }
});

test("the preview of a stop tells its price, and leaves open what only the service knows", async () => {
  const { id, inputs: olds, properties } = await made({ lifecycle: { maxHourlyPrice: 1 } });
  const off = inputs({ lifecycle: { maxHourlyPrice: 1, power: "off" } });
  const { inputs: news } = await provider.check(urn(), olds, off);
  expect(await provider.diff(urn(), id, properties, news)).toMatchObject({
    ...{ diffs: ["lifecycle"], replaces: [] },
    detailed: { "lifecycle.power": "add" },
  });
  const planned = await provider.update(urn(), id, properties, news, { preview: true });
  expect(planned).toMatchObject({ ...news, hourlyPrice: 0.0125, status: UNKNOWN, releaseDataAt: UNKNOWN });
  const stopped = await provider.update(urn(), id, properties, news);
  expect(stopped).toMatchObject({ ...news, hourlyPrice: 0.0125, status: "exited" });
  expect(await provider.diff(urn(), id, stopped, news)).toMatchObject({ changes: "none" });
  expect(await changes()).toEqual(["create", "stop"]);
});

test("what is secret goes back in an envelope, at whatever depth, marked or not", async () => {
  const secrets = {
    imageAuth: "robot:canary-password-77",
    envs: [{ key: "TOKEN", value: "canary-env-42" }],
    command: secret("serve --token canary-command-9"),
  };
  const { inputs: checked, id, properties } = await made(secrets);
  const sealed = {
    imageAuth: secret(secrets.imageAuth),
    envs: [{ key: "TOKEN", value: secret("canary-env-42") }],
    command: secrets.command,
  };
  expect(checked).toMatchObject(sealed);
  expect(properties).toMatchObject(sealed);
  const found = await provider.read(urn(), id, properties, checked);
  expect(found).toMatchObject({ inputs: sealed, properties: sealed });
  const plain = JSON.stringify(found).replaceAll(/"1b47061264138c4ac30d75fd1eb44270","value":"[^"]*"/g, "");
  expect(plain).not.toMatch(/canary-(env|password)/);
  expect(provider.output + JSON.stringify(provider.engine.lines)).not.toMatch(/canary/);
});

test("what is imported is declared as it is: the next preview shows no change", async () => {
  const { id, properties } = await made();
  const { inputs: found = {}, properties: state = {} } = await provider.read(urnOf("mine"), id);
  const checked = await provider.check(urnOf("mine"), found, found);
  expect(checked.failures).toEqual([]);
  expect(await provider.diff(urnOf("mine"), id, state, checked.inputs)).toEqual(NO_CHANGE);
  expect(state).toMatchObject({ name: properties.name, status: "running" });
  expect((await failed(provider.read(urnOf("mine"), "i-none"))).details).toBe(
    "There is no GPU instance i-none in this account. Check the id, and that the API key belongs to the account that has it.",
  );
});

test("an import prints no secret and says so; what it has found is nobody's until the program declares it", async () => {
  const envs = [{ key: "TOKEN", value: "canary-env-42" }];
  // A run of its own: of many things that are read the later ones come out of a list.
  await provider.configure({ apiKey: secret(KEY) });
  const { id, properties: own } = await made({ envs });
  provider.engine.lines.length = 0;
  const urn = urnOf("imported");
  const { inputs: printed = {}, properties = {} } = await provider.read(urn, id);
  expect(JSON.stringify(printed)).not.toMatch(/canary|envs/);
  expect(properties.envs).toEqual([{ key: "TOKEN", value: secret("canary-env-42") }]);
  expect(provider.engine.lines).toMatchObject([
    {
      ...{ severity: "info", urn },
      message: `GPU instance "${String(own.name)}" (${id}) has envs (TOKEN). An import prints no secrets, so the program does not declare them: they stay as they are until it does.`,
    },
  ]);
  // A program that only looks at it sees them, and is told nothing.
  const looked = await provider.read(urnOf("looked"), id, {}, {});
  expect([looked.properties?.envs, provider.engine.lines.length]).toEqual([properties.envs, 1]);

  const { inputs: declared, failures } = await provider.check(urn, printed, { ...printed, envs });
  expect(failures).toEqual([]);
  expect(await provider.diff(urn, id, properties, printed, printed)).toEqual(NO_CHANGE);
  expect(await provider.diff(urn, id, properties, declared, printed)).toEqual(NO_CHANGE);
  const refreshed = await provider.read(urn, id, properties, declared);
  expect([refreshed.inputs?.envs, refreshed.properties?.__remembered]).toEqual([properties.envs, {}]);
  // The engine has kept the old state, and tells what the last inputs were.
  expect(await provider.diff(urn, id, properties, printed, declared)).toMatchObject({ diffs: ["envs"] });
  const planned = await provider.update(urn, id, properties, { ...printed, command: "x" }, { preview: true });
  expect(planned.envs).toEqual(properties.envs);
  expect(await changes()).toEqual(["create"]);
  const cleared = await provider.update(urn, id, properties, printed, { oldInputs: declared });
  expect([cleared.envs, await changes()]).toEqual([undefined, ["create", "upgrade"]]);

  await provider.check(urn, {}, printed);
  expect((await failed(provider.delete(urn, id, properties))).details).toMatch(
    /^GPU instance ".*" \(.*\) was not replaced: it was imported with envs \(TOKEN\), which /,
  );
  await provider.delete(urn, id, properties, { oldInputs: declared });
  expect(await changes()).toEqual(["create", "upgrade", "delete"]);
});

test("failures stand at their properties, unless the engine would print a secret with them", async () => {
  const envs = [{ key: "A", value: 5 }];
  const { failures } = await provider.check(
    urn(),
    {},
    inputs({ gpuNum: 9, imageURL: "x", envs, command: secret(7), lifecycle: { maxHourlyPrice: -1 } }),
  );
  expect(failures).toEqual([
    { property: "", reason: "imageURL is not a field of a GpuInstance. Did you mean imageUrl?" },
    { property: "gpuNum", reason: "gpuNum must be a whole number from 1 to 8, but is 9." },
    { property: "", reason: expect.stringMatching(/^envs\[0\]\.value /) },
    { property: "", reason: expect.stringMatching(/^command /) },
    {
      property: "",
      reason: expect.stringMatching(/^lifecycle\.maxHourlyPrice /),
    },
  ]);
});

test("a value that a preview does not know passes, wherever it stands", async () => {
  for (const field of ["productId", "gpuNum", "imageUrl", "ports", "envs", "tools", "month", "lifecycle"]) {
    for (const value of [UNKNOWN, secret(UNKNOWN)]) {
      const { failures } = await provider.check(urn(), {}, inputs({ [field]: value }));
      expect({ field, failures }).toEqual({ field, failures: [] });
    }
  }
});

test("an instance that cannot start is kept with its id and everything that a later delete needs", async () => {
  await control("POST", "faults", { on: "create", do: { kind: "fail", message: "pull access denied" } });
  const checked = await provider.check(urn(), {}, inputs());
  const { initFailed } = await failed(provider.create(urn(), checked.inputs));
  const [instance] = await instances();
  expect(initFailed).toMatchObject({
    id: instance?.id,
    properties: { ...checked.inputs, name: instance?.name, statusMessage: "pull access denied" },
    reasons: [expect.stringMatching(/^GPU instance ".*" \(.*\) cannot start: pull access denied/)],
  });
});

test("one that has stopped is read as unhealthy, with its state and inputs, and the next update starts it", async () => {
  const { id, inputs: checked, properties } = await made();
  await control("POST", `instances/${id}`, { status: "exited" });
  const { initFailed } = await failed(provider.read(urn(), id, properties, checked));
  const state = { ...initFailed?.properties };
  const { sshCommand: _command, sshPassword: _password, ...kept } = properties;
  expect(initFailed).toEqual({
    id,
    inputs: checked,
    properties: {
      ...{ ...kept, status: "exited", endpoints: state.endpoints },
      ...{ hourlyPrice: 0.0125, releaseDataAt: state.releaseDataAt },
    },
    reasons: [
      `GPU instance "${String(properties.name)}" (${id}) has stopped instead of running (stopped (exited)). Its disk is still billed. \`pulumi up\` starts it; if its container ended by itself, its logs in Novita's console say why: correct the program first. Run \`pulumi destroy\`, or remove it from the program, to end its bill.`,
    ],
  });
  expect(await provider.diff(urn(), id, state, checked)).toMatchObject({
    changes: "some",
    detailed: { status: "delete" },
  });
  expect(await provider.update(urn(), id, state, checked)).toMatchObject({ status: "running" });
  expect(await changes()).toEqual(["create", "start"]);
});

test("customTimeouts win over lifecycle.timeouts, and a message says which it was", async () => {
  await control("POST", "options", { bootMs: 600_000 });
  const checked = await provider.check(urn(), {}, inputs({ lifecycle: { timeouts: { create: "45m" } } }));
  const { initFailed } = await failed(provider.create(urn(), checked.inputs, { timeout: 1 }));
  await control("POST", "options", { bootMs: 50 });
  expect(initFailed?.reasons[0]).toMatch(/ took longer than 1s to run; .* raise customTimeouts\.create, or/);
});

test("a dozen calls at once, which all listen to a cancel, are nothing that Node warns of", async () => {
  const ids = Array.from({ length: 12 }, (_, at) => `no-such-${at}`);
  const refused = await Promise.all(ids.map((id) => failed(provider.read(urnOf(id), id))));
  expect(refused.map(({ details }) => details.split(" in ")[0])).toEqual(
    ids.map((id) => `There is no GPU instance ${id}`),
  );
  expect(provider.output).not.toContain("Warning");
});

test("cancel ends what waits, at once and with the id kept; a new run goes on from there", async () => {
  await control("POST", "options", { bootMs: 600_000 });
  const checked = await provider.check(urn(), {}, inputs());
  const waits = provider.engine.said("was accepted");
  const creating = failed(provider.create(urn(), checked.inputs));
  await waits;
  const since = performance.now();
  await Promise.all([provider.cancel(), provider.cancel()]);
  const { initFailed } = await creating;
  expect(performance.now() - since).toBeLessThan(2_000);
  await control("POST", "options", { bootMs: 50 });
  const [instance] = await instances();
  expect(initFailed).toMatchObject({
    id: instance?.id,
    properties: { ...checked.inputs, name: instance?.name },
    reasons: [
      expect.stringMatching(
        /^Waiting for GPU instance .* to run was cut short; .* The run was cancelled\. Run the same command again to go on\. It still exists and may be billed\./,
      ),
    ],
  });
  const late = failed(provider.create(urnOf("late"), checked.inputs));
  expect((await late).details).toMatch(/^GPU instance "late-.*" was not created, because/);
  await provider.cancel();
  await provider.configure({ apiKey: secret(KEY) });
  await control("POST", `instances/${initFailed?.id}`, { status: "running" });
  const properties = { ...initFailed?.properties };
  expect(await provider.update(urn(), initFailed?.id ?? "", properties, checked.inputs)).toMatchObject({
    status: "running",
  });
  expect(await changes()).toEqual(["create"]);
});

const RESTART = `${TOKEN}/restart`;

test("restart() restarts a running instance in place, and answers how it is reached from now on; a preview calls nothing", async () => {
  const { id, properties } = await made();
  const self = { urn: urn(), id };
  const dependencies = Object.fromEntries(
    ["status", "endpoints", "sshCommand", "sshPassword", "jupyterUrl"].map((each) => [each, [urn()]]),
  );
  const unknown = { status: UNKNOWN, endpoints: UNKNOWN, jupyterUrl: UNKNOWN };
  const access = { sshCommand: secret(UNKNOWN), sshPassword: secret(UNKNOWN) };
  // An engine says `""` of a resource that is not there yet.
  for (const each of [self, { ...self, id: "" }]) {
    const planned = await provider.callMethod(RESTART, each, { preview: true });
    expect(planned).toEqual({ result: { ...unknown, ...access }, dependencies });
  }
  expect(provider.engine.lines.slice(-2).map(({ message }) => message)).toEqual([
    "An update will call restart() of this instance.",
    "An update will call restart() of this instance.",
  ]);
  expect((await provider.callMethod(RESTART, UNKNOWN, { preview: true })).result).toEqual({
    ...unknown,
    ...access,
  });
  expect(provider.engine.lines.pop()?.urn).toBe("");
  expect(await changes()).toEqual(["create"]);

  await control("POST", "options", { bootMs: 1_200 });
  const { result } = await provider.callMethod(RESTART, self);
  await control("POST", "options", { bootMs: 50 });
  const { status, endpoints, sshCommand, sshPassword } = properties;
  expect(result).toEqual({
    ...{ status, endpoints },
    ...{ sshCommand: expect.any(Object), sshPassword: expect.any(Object) },
  });
  expect(secret("hidden")).toMatchObject({ ...(result.sshPassword as object), value: "hidden" });
  expect([result.sshCommand, result.sshPassword]).not.toEqual([sshCommand, sshPassword]);
  expect(await changes()).toEqual(["create", "restart"]);
  expect(new Set(provider.engine.lines.map((each) => each.urn))).toEqual(new Set([urn()]));
});

test("a restart that Novita refuses fails, and so does a method that this version does not know", async () => {
  const { id } = await made();
  await control("POST", `instances/${id}`, { status: "exited" });
  const self = { urn: urn(), id };
  expect((await failed(provider.callMethod(RESTART, self))).details).toMatch(
    /was not restarted: it is stopped \(exited\), and only an instance that runs can be restarted\./,
  );
  const others = ["novita:index:Network/restart", "other:index:GpuInstance/restart", "/restart"];
  for (const token of [`${TOKEN}/reboot`, `${TOKEN}/constructor`, ...others]) {
    expect((await failed(provider.callMethod(token, self))).details).toBe(
      `This version of pulumi-novita knows no method ${token}. Install the version that the program was written for, or a newer one.`,
    );
  }
  expect((await failed(provider.callMethod(RESTART, { ...self, id: "" }))).details).toBe(
    "novita:index:GpuInstance/restart was called without the resource that it is a method of. Call it of one, as an SDK does.",
  );
  expect(await changes()).toEqual(["create"]);
});

test("a config of the stack names what the program leaves without a name, once", async () => {
  const enforced = await provider.check(urn(), {}, inputs(), { name: "by-pattern", mode: 1 });
  const again = await provider.check(urn(), enforced.inputs, inputs(), { name: "another", mode: 1 });
  const own = await provider.check(urn(), {}, inputs({ name: "own" }), { name: "by-pattern", mode: 0 });
  expect([enforced, again, own].map((each) => each.inputs.name)).toEqual(["by-pattern", "by-pattern", "own"]);
  const { failures } = await provider.check(urn(), {}, inputs(), { mode: 2 });
  expect(failures).toEqual([
    {
      property: "name",
      reason:
        "name must be given, because the config pulumi:autonaming is disabled for it. Set a name, or allow names to be made.",
    },
  ]);
});

test("what we have sealed in a state ourselves is no secret of the program's: messages go on naming the product", async () => {
  const first = { productId: "5090.16c92g.os" };
  const lifecycle = { alternatives: [{ productId: "4090.16c62g" }] };
  const { id, inputs: olds, properties } = await made({ ...first, lifecycle });
  expect(properties).toMatchObject({ productId: "4090.16c62g" });
  await provider.read(urn(), id, properties, olds);
  await provider.diff(urn(), id, properties, inputs(first));
  const { failures } = await provider.check(urn(), {}, inputs(first));
  const reason = expect.stringMatching(/^productId is "5090\.16c92g\.os", which is out of stock now: /);
  expect(failures).toEqual([{ property: "productId", reason }]);
});

test("what an earlier run has left is named, and nothing is bought a second time", async () => {
  const { id, inputs: checked } = await made();
  const other = await PluginProcess.start({ NOVITA_BASE_URL: emulator.url, NOVITA_API_KEY: KEY });
  try {
    await other.configure({});
    const { details } = await failed(other.create(urn(), checked));
    expect(details).toContain(`(${id}) [running], $0.35 an hour`);
    expect(await changes()).toEqual(["create"]);
  } finally {
    other.stop();
  }
});

test("the account's instances are listed, by name if one is asked for", async () => {
  const { id, properties } = await made();
  const all = await provider.list(TOKEN);
  const own = { id, name: String(properties.name) };
  expect(all).toContainEqual(own);
  expect(await provider.list(TOKEN, { name })).toEqual([own]);
  expect(await provider.list(TOKEN, {}, 1)).toHaveLength(1);
});

test("a type and a function that this version does not know are refused by name", async () => {
  for (const type of ["Pod", "constructor", "__proto__"]) {
    const strange = urnOf(name, `novita:index:${type}`);
    expect((await failed(provider.check(strange, {}, {}))).details).toBe(
      `This version of pulumi-novita knows no ${type}. Install the version that the program was last run with, or a newer one.`,
    );
  }
  expect((await failed(provider.check(urnOf(name, "novita:index:GpuInstanc"), {}, {}))).details).toBe(
    "This version of pulumi-novita knows no GpuInstanc. Did you mean GpuInstance? Otherwise install the version that the program was last run with, or a newer one.",
  );
  expect((await failed(provider.invoke("novita:index:getPods", {}))).details).toBe(
    "This version of pulumi-novita knows no function novita:index:getPods. Install the version that the program was written for, or a newer one.",
  );
});

test("a function that is misspelt is refused with the one that was most likely meant", async () => {
  expect((await failed(provider.invoke("novita:index:getGpuProduct", {}))).details).toBe(
    "This version of pulumi-novita knows no function novita:index:getGpuProduct. Did you mean getGpuProducts? Otherwise install the version that the program was written for, or a newer one.",
  );
});

test("a function is asked by its token; what is wrong with its arguments is an error, which every command shows", async () => {
  const products = "novita:index:getGpuProducts";
  expect(await provider.invoke(products, { gpuNum: 1 })).toMatchObject({
    products: expect.arrayContaining([expect.objectContaining({ id: inputs().productId })]),
  });
  const refused = async (args: Record<string, unknown>): Promise<string> =>
    (await failed(provider.invoke(products, args))).details;
  expect(await refused({ gpuNum: secret("canary-1") })).toBe(
    "gpuNum must be a whole number from 1 to 8, but is a string.",
  );
  expect(await refused({ gpuNum: 9, gpunum: 1 })).toBe(
    "gpunum is not a field of the arguments of getGpuProducts. Did you mean gpuNum? gpuNum must be a whole number from 1 to 8, but is 9.",
  );
  const { id, properties } = await made();
  const looked = await provider.invoke("novita:index:getInstance", { id });
  expect(looked).toMatchObject({ id, sshPassword: properties.sshPassword });
  const hidden = provider.invoke("novita:index:getInstance", { id: secret("canary-id-7") });
  expect((await failed(hidden)).details).toMatch(
    /^Reading GPU instance \[redacted\] failed: instance not found/,
  );
  expect(await refused({ gpuNum: secret(UNKNOWN) })).toBe(
    "gpuNum is not known in this preview yet. Ask once it is: the form of the function that takes outputs waits for it.",
  );
});

describe("the configuration", () => {
  test("is kept with its key in an envelope, however it was given", async () => {
    for (const apiKey of [KEY, secret(KEY)]) {
      expect(await provider.checkConfig({ apiKey, owner: "me" })).toEqual({
        inputs: { apiKey: secret(KEY), owner: "me" },
        failures: [],
      });
    }
    expect(await provider.checkConfig({ apiKey: secret(UNKNOWN) })).toEqual({
      inputs: { apiKey: secret(UNKNOWN) },
      failures: [],
    });
    expect((await provider.checkConfig({ apiKey: KEY, apikey: KEY })).failures).toEqual([]);
    expect(provider.engine.lines).toEqual([
      {
        severity: "warning",
        message: "apikey is not a setting of this provider, and has no effect. Did you mean apiKey?",
        urn: "urn:pulumi:dev::shop::pulumi:providers:novita::default",
      },
    ]);
    expect((await provider.checkConfig({ apiKey: KEY, orphans: "keep" })).failures).toEqual([
      {
        property: "",
        reason:
          'The config novita:orphans must be "report" or "adopt", but is "keep". Set it with `pulumi config set novita:orphans report`.',
      },
    ]);
  });

  test("a key that was changed is a change that replaces nothing; what else a provider has is none", async () => {
    const rotated = { apiKey: secret("sk-new"), version: "0.2.0" };
    for (const apiKey of [KEY, secret(KEY)]) {
      expect(await provider.diffConfig({ apiKey, version: "0.1.0" }, rotated)).toEqual({
        ...NO_CHANGE,
        changes: "some",
        diffs: ["apiKey"],
        detailed: { apiKey: "update" },
      });
    }
    expect(
      await provider.diffConfig({ apiKey: KEY, version: "0.1.0" }, { apiKey: KEY, version: "0.2.0" }),
    ).toEqual(NO_CHANGE);
  });

  test("of another account replaces what moves from it, and cannot be had by a new key alone; a key of the same account replaces nothing", async () => {
    await made();
    const [rest, here] = [await startEmulator({ port: 0, seed: 2 }), { apiKey: KEY, baseUrl: emulator.url }];
    const other = await PluginProcess.start();
    const changed = { ...NO_CHANGE, changes: "some" };
    const moved = (news: object): Promise<object> => other.diffConfig(here, { ...news });
    const there = { apiKey: secret("sk-other"), baseUrl: rest.url };
    try {
      const isChanged = {
        ...changed,
        diffs: ["apiKey", "baseUrl"],
        detailed: { apiKey: "update", baseUrl: "update" },
      };
      expect((await failed(moved(there))).details).toBe(
        "The new key is of another account than the one before. What the stack has there would count as gone, and go on being billed, so nothing was changed. Put the old key back; to move to the other account, declare a second Provider with its key and give it to the resources.",
      );
      expect(await moved({ ...there, apiKey: secret(UNKNOWN) })).toEqual(isChanged);
      await other.configure(there);
      expect(await moved(there)).toEqual({
        ...isChanged,
        replaces: ["apiKey", "baseUrl"],
        detailed: { apiKey: "update-replace", baseUrl: "update-replace" },
      });
      const rotated = { ...here, apiKey: secret("sk-rotated") };
      await other.configure(rotated);
      expect(await moved(rotated)).toEqual({ ...changed, diffs: ["apiKey"], detailed: { apiKey: "update" } });
      for (const status of [401, 400]) {
        await control("DELETE", "faults");
        await control("POST", "faults", { on: "list", times: 0, do: { kind: "status", status } });
        await other.configure(there);
        if (status === 401) expect(await moved(there)).toEqual(isChanged);
        else expect((await failed(moved(there))).details).toMatch(/^Listing GPU instances failed: /);
      }
    } finally {
      await control("DELETE", "faults");
      other.stop();
      await rest.close();
    }
  });

  test("is refused without a word of what the program has marked as secret", async () => {
    const args = { apiKey: secret(KEY), orphans: secret("canary-mode") };
    const { failures } = await provider.checkConfig(args);
    const reason = expect.stringMatching(/must be "report" or "adopt", but is "\[redacted\]"/);
    expect(failures).toEqual([{ property: "", reason }]);
  });
});

describe("another process", () => {
  test("takes its settings from the program, then the config, then the environment", async () => {
    const keys = await KeysSeen.before(emulator.url);
    const other = await PluginProcess.start({
      NOVITA_API_KEY: "sk-environment",
      NOVITA_BASE_URL: "http://127.0.0.1:1",
      PULUMI_CONFIG: JSON.stringify({ baseUrl: keys.url, apiKey: "sk-config" }),
    });
    try {
      for (const [args, key] of [
        [{ apiKey: secret("sk-program") }, "sk-program"],
        [{}, "sk-config"],
      ] as const) {
        await other.configure(args);
        await other.list(TOKEN);
        expect(keys.fresh()).toEqual([key]);
      }
      const bare = await PluginProcess.start();
      expect((await failed(bare.configure({}))).details).toMatch(/NOVITA_API_KEY/);
      bare.stop();
    } finally {
      keys.close();
      other.stop();
    }
  });

  test("keeps what it cannot read with a key that was stored and is revoked, so that a new key can come; any other read fails", async () => {
    const keys = await KeysSeen.before(emulator.url);
    const other = await PluginProcess.start({ NOVITA_BASE_URL: keys.url, NOVITA_API_KEY: "sk-old" });
    try {
      const { id, inputs: checked, properties } = await made();
      keys.revoke("sk-old");
      await other.configure({ apiKey: secret("sk-old") });
      expect(await other.read(urn(), id, properties, checked)).toEqual({ id, properties, inputs: checked });
      expect(other.engine.lines.map(({ severity }) => severity)).toEqual(["warning"]);
      const advice = /If the key was changed: .* Run `pulumi up` first, or add --run-program\.$/;
      expect((await failed(other.delete(urn(), id, properties))).details).toMatch(advice);
      expect((await failed(other.read(urnOf("mine"), id))).details).toMatch(advice);
      await other.configure({});
      expect((await failed(other.read(urn(), id, properties, checked))).details).toMatch(
        /^Reading GPU instance/,
      );
      expect(await changes()).toEqual(["create"]);
    } finally {
      keys.close();
      other.stop();
    }
  });

  test("tells its version and its schema, and which engine it speaks to can change", async () => {
    const other = await PluginProcess.start({ NOVITA_API_KEY: KEY, NOVITA_BASE_URL: emulator.url });
    const engine = await EngineSide.start();
    try {
      expect(await other.handshake()).toMatchObject({
        acceptSecrets: true,
        supportsAutonamingConfiguration: true,
      });
      expect(await other.version()).toBe(version);
      expect(JSON.parse(await other.schema())).toMatchObject({ name: "novita", version });
      await other.attach(engine.address);
      await other.configure({});
      const { inputs: checked } = await other.check(urn(), {}, inputs());
      await other.create(urn(), checked);
      expect(engine.lines.length).toBeGreaterThan(0);
      expect(other.engine.lines).toEqual([]);
    } finally {
      engine.stop();
      other.stop();
    }
  });

  test("says by hand which version it is, and what it is", () => {
    const said = (flag: string) => execFileSync(plugin, [flag], { encoding: "utf8" });
    expect(said("--version")).toBe(`${version}\n`);
    expect(said("--help")).toMatch(/^The Pulumi plugin for Novita, version .*Pulumi starts it by itself;/);
  });

  test("ends when the engine asks it to", async () => {
    const other = await PluginProcess.start();
    other.kill("SIGINT");
    expect(await other.ended).toEqual({ code: 0, signal: null });
    other.stop();
  });

  test("buys nothing once its engine has gone", async () => {
    const other = await PluginProcess.start({ NOVITA_API_KEY: KEY, NOVITA_BASE_URL: emulator.url });
    try {
      await other.configure({});
      const { inputs: checked } = await other.check(urn(), {}, inputs());
      other.engine.stop();
      const { details } = await failed(other.create(urn(), checked));
      expect(details).toMatch(/was not created: the Pulumi engine has exited\.$/);
      expect(await changes()).toEqual([]);
      expect((await other.ended).code).toBe(1);
    } finally {
      other.stop();
    }
  });
});
