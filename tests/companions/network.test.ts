import { Account } from "./account.testkit";
import { type Profile, test } from "../profiles.testkit";
import * as core from "../../provider/core";

/** The logical name is longer than there is room for. */
const __declaration = { project: "shop", stack: "dev", type: "Network", name: "training-lan-of-all" };
const inputs = { clusterId: "us-ca-6", __declaration } as const;
/** The first name that the test's randomness makes, 30 characters long, and how messages call that network. */
const NAME = "training-lan-of-1bf391e3000000";
const labelOf = (id: string, name = NAME): string => `VPC network "${name}" (${id})`;
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown as string;
/** What the state holds of it. */
const whole = {
  ...{ ...inputs, name: NAME, status: "ready", addresses: [] },
  segment: expect.stringMatching(/^10\.\d+\.0\.0\/16$/) as unknown as string,
  createdAt: expect.stringMatching(/^2026-01-01T00:/) as unknown as string,
  __remembered: { chosen: ["name"] },
};
const [GET = "", LIST = "", CREATE = "", UPDATE = "", DELETE = ""] = [
  "network",
  "networks",
  "network/create",
  "network/update",
  "network/delete",
].map((each) => `${each} 200`);
const GONE = "network 400";

function bed(profile: Profile) {
  const account = new Account(profile);
  const on = <T>(operation: (ctx: core.Context) => Promise<T>): Promise<T> =>
    account.run("Network", operation);
  return {
    account,
    check: (news: object, olds: object = {}) =>
      on((ctx) => core.check(ctx, { ...olds }, { __declaration, ...news })),
    create: (news: object = inputs) => on((ctx) => core.create(ctx, news as core.Inputs)),
    update: (id: string, olds: object, news: object) =>
      on((ctx) => core.update(ctx, id, olds as core.State, news as core.Inputs)),
    diff: (id: string, olds: object, news: object) =>
      on(async (ctx) => core.diffInRun(ctx, id, { ...olds }, { ...news })),
    read: (id: string, olds: object) => on((ctx) => core.read(ctx, id, olds as core.State)),
    remove: (id: string, olds: core.State) => on((ctx) => core.remove(ctx, id, olds)),
    changes: () => account.calls().filter((each) => ![LIST, GET, GONE].includes(each)),
    live: () => account.emulator.resources().filter(({ live }) => live).length,
    /** Has the service show only this network from now on, if any. */
    show: (network?: object) => {
      const shown = network === undefined ? [] : [{ Id: "n-1", name: NAME, ...network }];
      const body = { networks: shown, total: String(shown.length) };
      account.emulator.arm({ on: "networkList", do: { kind: "status", status: 200, body }, times: 0 });
      const one = { network: shown };
      account.emulator.arm({ on: "networkGet", do: { kind: "status", status: 200, body: one }, times: 0 });
    },
  };
}

const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch(String);
const caught = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
const reasonsOf = ({ failures }: { readonly failures: readonly core.CheckFailure[] }): string[] =>
  failures.map(({ reason }) => reason);

test("check refuses everything that is wrong, by its path, and asks for the clusters of what is new alone", async (profile) => {
  const { account, check } = bed(profile);
  const reasons = async (news: object) => reasonsOf(await check(news));
  expect(await check(inputs)).toStrictEqual({ inputs, failures: [] });
  expect(await check({ ...inputs, name: "b" }, { ...inputs, name: "a" })).toMatchObject({ failures: [] });
  expect([account.said, account.calls()]).toEqual([[], ["clusters 200"]]);
  expect(await reasons({ cluster: "us-ca-6", name: "x".repeat(31) })).toEqual([
    "clusterId is required: a string of 1 to 255 characters. Id of the cluster whose instances can join it; the cluster must support private networks.",
    "cluster is not a field of a Network. Did you mean clusterId?",
    `name must be a string of at most 30 characters, but is "${"x".repeat(31)}".`,
  ]);
  const able = '"us-dallas-nas-2", "us-ca-6", "us-ca-nas-2"';
  expect(await reasons({ ...inputs, clusterId: "us-ca6" })).toEqual([
    `clusterId is "us-ca6", which is no cluster of Novita's. Write one of ${able}.`,
  ]);
  expect(await reasons({ ...inputs, clusterId: "cn-hongkong-1" })).toEqual([
    `clusterId is "cn-hongkong-1", a cluster without VPC networks. Write one of ${able}.`,
  ]);
  expect(await reasons({ clusterId: core.UNKNOWN, name: core.UNKNOWN })).toEqual([]);
  expect([account.said, account.calls()]).toEqual([[], []]);
  const blocked = { kind: "status", status: 403, body: "error code: 1010" };
  account.emulator.arm({ on: "clusters", do: blocked, times: 0 });
  await account.time.pass(120_000);
  expect(await reasons(inputs)).toEqual([]);
  expect(account.said.map((line) => line.slice(0, 107))).toEqual([
    "warning: training-lan-of-all: whether its cluster can have a network is not known. Listing clusters failed:",
  ]);
});

test("its life: created, waited for, read, renamed and deleted", async (profile) => {
  const { account, create, update, read, remove } = bed(profile);
  const { id, state } = await create();
  expect({ id, state }).toStrictEqual({ id: UUID, state: whole });
  // Half of a boot, a look every quarter of a second at first; under the hard profile it is looked up by its name too.
  const looks = Array.from({ length: profile.hard ? 27 : 17 }, () => LIST);
  expect(account.calls()).toEqual([LIST, CREATE, ...looks]);
  expect(await read(id, state)).toStrictEqual({ state, inputs, isHalted: false });
  const news = { ...inputs, name: "lan-7" };
  const { __remembered, ...renamed } = { ...state, name: "lan-7" };
  expect(await update(id, state, news)).toStrictEqual(renamed);
  expect(await update(id, renamed, inputs)).toMatchObject({ name: "lan-7" });
  expect(account.calls()).toEqual([GET, GET, UPDATE, LIST, LIST, GET]);
  expect(await update(id, renamed, { ...inputs, name: "lan-8" })).toMatchObject({ name: "lan-8" });
  expect(account.calls()).toEqual([GET, UPDATE, LIST, LIST]);
  await remove(id, renamed as core.State);
  expect(account.calls()).toEqual([DELETE, LIST, GONE]);
  await remove(id, renamed as core.State);
  expect(account.calls()).toEqual(["network/delete 400", GONE, LIST]);
  const label = labelOf(id, "lan-7");
  const [why, since] = profile.hard ? [": the network is not ready yet", "6s"] : ["", "0s"];
  expect(account.said).toEqual([
    `Creating VPC network "${NAME}".`,
    `${labelOf(id)} was accepted.`,
    `${labelOf(id)} is being created (creating${why}); waiting for it to be ready (${since} of at most 10m)`,
    `${labelOf(id)}: renaming it.`,
    `${labelOf(id, "lan-7")}: renaming it.`,
    `Deleting ${label}.`,
    `Deleting ${label}.`,
    `warning: ${label} was not there to delete in the account of this API key.`,
  ]);
});

test("a lost answer leaves one network; one that nobody knows stops the next create, and can be adopted and renamed", async (profile) => {
  const { account, create, changes, live } = bed(profile);
  account.emulator.arm({ on: "networkCreate", do: { kind: "reset", process: true } });
  const { id, state } = await create();
  expect([state, changes()]).toStrictEqual([whole, ["network/create cut"]]);
  account.restart();
  expect(await outcomeOf(create())).toContain(
    `there is already a network of this declaration that no stack of this project has: ${labelOf(id)} [ready]. Another backend`,
  );
  const taken = { ...inputs, lifecycle: { adopt: id } };
  expect(await outcomeOf(create({ ...taken, clusterId: "as-sgp-2" }))).toBe(
    `NovitaError: VPC network ${id} was not taken over (lifecycle.adopt): it is not what is declared: clusterId is "us-ca-6", declared is "as-sgp-2". Declare it as it is; once it is taken over, a change of the program is shown by \`pulumi preview\` and made by \`pulumi up\`.`,
  );
  const { __remembered, ...adopted } = { ...state, ...taken, name: "lan-7" };
  expect(await create({ ...taken, name: "lan-7" })).toStrictEqual({ id, state: adopted });
  expect([changes(), live()]).toEqual([[UPDATE], 1]);
});

test("one that is not ready in time is kept with what the service says, and the next run goes on", async (profile) => {
  const { account, create, update, changes, live } = bed(profile);
  account.emulator.arm({ on: "networkCreate", do: { kind: "fail", message: "no addresses left" } });
  const brief = { ...inputs, lifecycle: { timeouts: { create: "45s", update: "45s" } } };
  const kept = (await caught(create(brief))) as core.InitFailure;
  const halted = { ...whole, ...brief, status: "creating", statusMessage: "no addresses left" };
  expect([kept.name, kept.id, kept.properties]).toStrictEqual(["InitFailure", UUID, halted]);
  const late = (timeout: string): string =>
    `${labelOf(kept.id)} took longer than 45s to be ready; its last status was being created (creating: no addresses left). It still exists. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.${timeout}, or run \`pulumi destroy\` to delete it.`;
  expect(kept.reasons).toEqual([late("create")]);
  account.restart();
  expect(await caught(update(kept.id, kept.properties, brief))).toMatchObject({ reasons: [late("update")] });
  expect([changes(), live()]).toEqual([[CREATE], 1]);
});

test("one that is slower than the time for it is ready in the next run", async (profile) => {
  const { account, create, update, changes } = bed(profile);
  const brief = { ...inputs, lifecycle: { timeouts: { create: "8s" } } };
  const { id, properties } = (await caught(create(brief))) as core.InitFailure;
  expect(properties).toMatchObject({ name: NAME, status: "creating" });
  account.restart();
  expect(await update(id, properties, brief)).toStrictEqual({ ...whole, ...brief });
  expect(changes()).toEqual([CREATE]);
});

test("any other state with an error is a failure at once, without one it is waited for", async (profile) => {
  const { account, update, show } = bed(profile);
  const olds = { ...inputs, name: NAME, status: "creating", __remembered: { chosen: ["name"] } };
  show({ clusterId: "us-ca-6", state: { state: "broken", error: "no addresses left" } });
  const { id, properties, reasons } = (await caught(update("n-1", olds, inputs))) as core.InitFailure;
  expect([id, properties]).toStrictEqual([
    "n-1",
    { ...olds, status: "broken", statusMessage: "no addresses left", addresses: [] },
  ]);
  expect(reasons).toEqual([
    `${labelOf("n-1")} could not be created: no addresses left (status broken). It still exists, and no instance can join it. Run \`pulumi up\` again to look once more, \`pulumi up --replace <its URN>\` to have a new one, or \`pulumi destroy\`.`,
  ]);
  account.emulator.disarm();
  show({ clusterId: "us-ca-6", state: { state: "migrating" } });
  const brief = { ...inputs, lifecycle: { timeouts: { update: "30s" } } };
  expect(await outcomeOf(update("n-1", olds, brief))).toContain("its last status was migrating.");
  account.emulator.disarm();
  show({ clusterId: "us-ca-6" });
  expect(await outcomeOf(update("n-1", olds, brief))).toContain("its last status was unknown.");
});

test("another cluster is another network, created first; a name is not", async (profile) => {
  const { check, diff } = bed(profile);
  const olds = { ...whole, name: "lan-1" };
  const differences = async (news: object) => {
    await check({ ...inputs, ...news }, { ...inputs, name: "lan-1" });
    const { changes, replaces } = await diff("n-1", olds, { ...inputs, name: "lan-1", ...news });
    return [changes, replaces];
  };
  expect(await differences({})).toEqual([[], []]);
  expect(await differences({ name: "b" })).toEqual([["name"], []]);
  expect(await differences({ clusterId: "as-sgp-2" })).toEqual([["clusterId"], ["clusterId"]]);
  expect(await differences({ clusterId: core.UNKNOWN })).toEqual([["clusterId"], ["clusterId"]]);
});

test("a read shows drift, and takes a network for gone only if neither it nor a whole list shows one", async (profile) => {
  const { account, create, read, update, show } = bed(profile);
  const named = { ...inputs, name: "lan-7" };
  const { id, state } = await create(named);
  await update(id, state, { ...inputs, name: "theirs" });
  expect(await read(id, state)).toMatchObject({ inputs: { name: "theirs" }, state: { name: "theirs" } });
  account.calls();
  account.emulator.arm({ on: "networkGet", do: { kind: "status", status: 404, body: {} } });
  expect(await outcomeOf(read(id, state))).toMatch(
    /^ContradictionError: Reading VPC network .* But the list still shows it, so it does not count as gone; nothing was changed\./,
  );
  account.emulator.changeResource(id, { remove: true });
  account.calls();
  expect(await read(id, state)).toBeUndefined();
  expect(account.calls()).toEqual([GONE, LIST]);
  show();
  expect(await read(id, state)).toBeUndefined();
  expect(account.calls()).toEqual([GET, LIST]);
});

test("get reads one that nobody here manages", async (profile) => {
  const { read, show } = bed(profile);
  const Addresses = [{ Id: "i-1", Ip: "10.9.0.4" }, { Id: "i-2" }];
  show({ clusterId: "us-ca-6", segment: "10.9.0.0/16", state: [{ state: "ready", error: "" }], Addresses });
  const addresses = [{ instanceId: "i-1", ip: "10.9.0.4" }, { instanceId: "i-2" }];
  const shown = { clusterId: "us-ca-6", name: NAME };
  const state = { ...shown, status: "ready", segment: "10.9.0.0/16", addresses };
  expect(await read("n-1", {})).toStrictEqual({ inputs: shown, state, isHalted: false });
  show();
  expect(await outcomeOf(bed(profile).read("n-none", {}))).toBe(
    "NovitaError: There is no VPC network n-none in this account. Check the id, and that the API key belongs to the account that has it.",
  );
});

test("an instance joins it as soon as it is there; it is deleted once no instance is in it", async (profile) => {
  const { account, create, read, remove, live } = bed(profile);
  const order = { productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx:1.27" };
  const trainer = { ...__declaration, type: "GpuInstance", name: "trainer" };
  const check = async (networkId: string, more: object = {}) => {
    const news = { ...order, networkId, __declaration: trainer, ...more };
    expect(await account.run("GpuInstance", (ctx) => core.check(ctx, {}, news))).toMatchObject({
      failures: [],
    });
  };
  await check(core.UNKNOWN);
  const { id, state } = await create();
  await check(id);
  const warnings = (): string[] => account.said.filter((line) => line.startsWith("warning: "));
  expect(warnings()).toEqual([]);
  await check(id, { clusterId: "us-ca-nas-2" });
  expect(warnings()[0]).toBe(
    'warning: trainer: networkId is in cluster "us-ca-6", but clusterId is "us-ca-nas-2": a VPC network serves its own cluster only.',
  );
  const gpu = await account.run("GpuInstance", (ctx) =>
    core.create(ctx, { ...order, networkId: id } as core.Inputs),
  );
  const ip = expect.stringMatching(/^10\.\d+\.\d+\.\d+$/) as unknown as string;
  expect(await read(id, state)).toMatchObject({ state: { addresses: [{ instanceId: gpu.id, ip }] } });
  account.calls();
  const deleting = remove(id, state);
  await account.time.pass(7_000);
  await account.run("GpuInstance", (ctx) => core.remove(ctx, gpu.id, gpu.state));
  await deleting;
  const refused = "network/delete 400";
  const ofNetworks = account.calls().filter((each) => each.startsWith("network"));
  expect(ofNetworks).toEqual([refused, refused, refused, DELETE, LIST, GONE]);
  expect(account.said.filter((line) => line.includes("cannot be deleted yet"))[0]).toBe(
    `${labelOf(id)} cannot be deleted yet; trying again. Deleting VPC network ${id} failed: network ${id} is in use by instance ${gpu.id} (NETWORK_IN_USE, HTTP 400). Something still uses it: an instance, until it is wholly gone, a template or a prewarm task. Delete that, or have it use something else, then run the same command again.`,
  );
  expect(live()).toBe(0);
});
