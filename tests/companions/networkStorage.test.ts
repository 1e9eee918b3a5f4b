import { Account } from "./account.testkit";
import { type Profile, test } from "../profiles.testkit";
import * as core from "../../provider/core";
import type { ClientContext } from "../../provider/resources/clientContext";

const UNKNOWN = core.UNKNOWN;
const __declaration = { project: "shop", stack: "dev", type: "NetworkStorage", name: "datasets" };
const inputs = { clusterId: "us-ca-6", size: 100, __declaration } as const;
/** The first name that the test's randomness makes, and how messages call that storage. */
const NAME = "datasets-ea1d1e7b000000";
const labelOf = (id: string): string => `Network storage "${NAME}" (${id})`;
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown as string;
const PRICE = "datasets: 100 GB of network storage, $0.0083 an hour (about $6.08 a month)";
/** What the state holds of it. */
const whole = {
  ...inputs,
  name: NAME,
  status: "ready",
  clusterName: "US-CA-06 (California)",
  hourlyPrice: 0.008333,
  monthlyPrice: 6.083333,
  createdAt: expect.stringMatching(/^2026-01-01T00:/) as unknown as string,
  __remembered: { chosen: ["name"] },
};
const [LIST = "", CREATE = "", UPDATE = "", DELETE = ""] = [
  "networkstorages/list",
  "networkstorage/create",
  "networkstorage/update",
  "networkstorage/delete",
].map((each) => `${each} 200`);

function bed(profile: Profile) {
  const account = new Account(profile);
  const on = <T>(operation: (ctx: core.Context) => Promise<T>): Promise<T> =>
    account.run("NetworkStorage", operation);
  return {
    account,
    restart: () => account.restart(),
    check: (news: object, olds: object = {}) =>
      on((ctx) => core.check(ctx, { ...olds }, { __declaration, ...news })),
    create: (news: object = inputs) => on((ctx) => core.create(ctx, news as core.Inputs)),
    update: (id: string, olds: core.State, news: object) =>
      on((ctx) => core.update(ctx, id, olds, news as core.Inputs)),
    diff: (id: string, olds: object, news: object) =>
      on(async (ctx) => core.diffInRun(ctx, id, { ...olds }, { ...news })),
    read: (id: string, olds: object) => on((ctx) => core.read(ctx, id, olds as core.State)),
    remove: (id: string, olds: core.State) => on((ctx) => core.remove(ctx, id, olds)),
    /** What the account has beside the catalogue's own. */
    bill: () =>
      account.emulator.resources().map(({ id, name, live, costUsd }) => ({ id, name, live, costUsd })),
  };
}

const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch(String);
/** Under the hard profile a new storage is listed a quarter of a boot late. */
const seen = ({ hard }: Profile): string[] => Array.from({ length: hard ? 13 : 1 }, () => LIST);

describe("check", () => {
  test("says what it costs, and asks for the clusters once", async (profile) => {
    const { account, check } = bed(profile);
    expect(await check(inputs)).toStrictEqual({ inputs, failures: [] });
    expect(await check(inputs)).toStrictEqual({ inputs, failures: [] });
    expect([account.said, account.calls()]).toEqual([[PRICE, PRICE], ["clusters 200"]]);
  });

  test("refuses everything that is wrong, by its path, and hides what is secret", async (profile) => {
    const { account, check } = bed(profile);
    const reasons = async (news: object) => (await check(news)).failures.map(({ reason }) => reason);
    const able = '"us-dallas-nas-2", "us-ca-6", "as-sgp-2", "us-ca-nas-2", "cn-hongkong-1"';
    expect(await reasons({ ...inputs, storageName: "x", storageSize: 9 })).toEqual([
      "storageName is not a field of a NetworkStorage. Did you mean name?",
      "storageSize is not a field of a NetworkStorage. Did you mean size?",
    ]);
    expect(await reasons({ clusterid: "us-ca-6", size: 9 })).toEqual([
      "clusterId is required: a string of 1 to 255 characters. Id of the cluster whose instances can mount it; the cluster must support network storage.",
      "clusterid is not a field of a NetworkStorage. Did you mean clusterId?",
      "size must be a whole number from 10 to 2147483647, but is 9.",
    ]);
    expect(account.calls()).toEqual([]);
    expect(await reasons({ ...inputs, clusterId: "us-ca6" })).toEqual([
      `clusterId is "us-ca6", which is no cluster of Novita's. Write one of ${able}.`,
    ]);
    expect(await reasons({ ...inputs, clusterId: "oc-au-1" })).toEqual([
      `clusterId is "oc-au-1", a cluster without network storage. Write one of ${able}.`,
    ]);
    const __secret = { ...__declaration, secret: ["clusterId", "size"] };
    expect(await reasons({ ...inputs, clusterId: "canary", __declaration: __secret })).toEqual([
      `clusterId is [secret], which is no cluster of Novita's. Write one of ${able}.`,
    ]);
    expect([...account.said, await reasons({ ...inputs, __declaration: __secret })]).toEqual([[]]);
    expect(account.said).toEqual(["datasets: [secret] of network storage, [secret]"]);
  });

  test("skips what a preview does not know, and warns if the service cannot be asked", async (profile) => {
    const { account, check } = bed(profile);
    const failures = async (news: object) => (await check(news)).failures;
    expect(await failures({ ...inputs, clusterId: UNKNOWN, size: UNKNOWN })).toEqual([]);
    expect([account.said, account.calls()]).toEqual([[], []]);
    const blocked = { kind: "status", status: 403, body: "error code: 1010" };
    account.emulator.arm({ on: "clusters", do: blocked, times: 0 });
    expect(await failures(inputs)).toEqual([]);
    expect(account.said).toEqual([
      "warning: datasets: whether its cluster can have a storage is not known. Listing clusters failed: error code: 1010 (HTTP 403). This is not the API's own answer: something in front of it refuses this client, and the API key was not looked at. Check the network, any VPN or proxy, and NOVITA_BASE_URL.",
      PRICE,
    ]);
  });

  test("says the price again only if it grows in place", async (profile) => {
    const { account, check } = bed(profile);
    const olds = { ...inputs, name: "datasets-1" };
    for (const size of [100, 50, 500]) await check({ ...inputs, size }, olds);
    const price = "datasets: 500 GB of network storage, $0.0417 an hour (about $30.42 a month)";
    expect([account.said, account.calls()]).toEqual([[price], []]);
  });
});

test("its life: created, read, renamed and grown in one call, and deleted, which ends its bill", async (profile) => {
  const { account, create, update, read, remove, bill } = bed(profile);
  const { id, state } = await create();
  expect({ id, state }).toStrictEqual({ id: UUID, state: whole });
  expect(account.calls()).toEqual([LIST, CREATE, ...seen(profile)]);
  expect(await read(id, state)).toStrictEqual({ state, inputs, isHalted: false });
  expect(account.calls()).toEqual([LIST]);
  const { __remembered, ...larger } = {
    ...state,
    name: "data-7",
    size: 240,
    hourlyPrice: 0.02,
    monthlyPrice: 14.6,
  };
  const news = { ...inputs, name: "data-7", size: 240 };
  expect(await update(id, state, news)).toStrictEqual(larger);
  expect(account.calls()).toEqual([LIST, UPDATE, LIST, LIST]);
  expect(await update(id, larger as core.State, news)).toStrictEqual(larger);
  expect(account.calls()).toEqual([LIST]);
  const renamed = await update(id, larger as core.State, { ...news, name: "data-8" });
  expect(renamed).toStrictEqual({ ...larger, name: "data-8" });
  expect(account.calls()).toEqual([LIST, UPDATE, LIST, LIST]);
  await account.time.pass(3_600_000);
  await remove(id, renamed);
  expect(account.calls()).toEqual([DELETE, LIST]);
  const { costUsd = 0 } = bill()[0] ?? {};
  await account.time.pass(3_600_000);
  expect(bill()).toEqual([{ id, name: "data-8", live: false, costUsd }]);
  expect(costUsd).toBeCloseTo(0.02, 4);
  const late = `${labelOf(id)} is not visible yet; waiting for it to be ready (0s of at most 10m)`;
  expect(account.said).toEqual([
    `Creating Network storage "${NAME}".`,
    `${labelOf(id)} was accepted.`,
    ...(profile.hard ? [late] : []),
    `${labelOf(id)}: setting its name and size.`,
    `Network storage "data-7" (${id}): setting its name and size.`,
    `Deleting Network storage "data-8" (${id}).`,
  ]);
});

describe("a create", () => {
  test("whose answer is lost is found by its name, and not repeated", async (profile) => {
    const { account, create, bill } = bed(profile);
    account.emulator.arm({ on: "storageCreate", do: { kind: "reset", process: true } });
    const { id, state } = await create();
    expect(state).toStrictEqual(whole);
    expect(account.calls().filter((each) => each !== LIST)).toEqual(["networkstorage/create cut"]);
    expect(bill()).toMatchObject([{ id, live: true }]);
  });

  test("whose answer has no id is found by its name", async (profile) => {
    const { account, create, bill } = bed(profile);
    account.emulator.arm({
      on: "storageCreate",
      do: { kind: "status", status: 200, body: {}, process: true },
    });
    const { id, state } = await create();
    expect(state).toStrictEqual(whole);
    expect(account.calls().filter((each) => each !== LIST)).toEqual([CREATE]);
    expect(bill()).toMatchObject([{ id, live: true }]);
  });

  test("finds what an interrupted one has left, names it with its price, and takes it over if asked", async (profile) => {
    const { account, create, bill, restart } = bed(profile);
    const { id, state } = await create();
    restart();
    expect(await outcomeOf(create())).toBe(
      `NovitaError: Network storage "datasets-ea1d1e7b011111" was not created: there is already a storage of this declaration that no stack of this project has: ${labelOf(id)} [ready], $0.0083 an hour. Another backend, organization or team with the same project and stack name may own it; \`pulumi stack export | npx pulumi-novita orphans -\` tells of every state that you give to it. To keep yours apart, set the config novita:owner to a name of your own. If it was left by an interrupted run, or kept by retainOnDelete, take it over with lifecycle: { adopt: "${id}" }, delete it in Novita's console, or keep it beside a new one with lifecycle: { ignoreOrphans: ["${id}"] }.`,
    );
    const taken = { ...inputs, lifecycle: { adopt: id } };
    expect(await outcomeOf(create({ ...taken, clusterId: "as-sgp-2", size: 50 }))).toBe(
      `NovitaError: Network storage ${id} was not taken over (lifecycle.adopt): it is not what is declared: clusterId is "us-ca-6", declared is "as-sgp-2"; size is 100, declared is 50. Declare it as it is; once it is taken over, a change of the program is shown by \`pulumi preview\` and made by \`pulumi up\`.`,
    );
    expect(await create({ ...taken, size: 240 })).toStrictEqual({
      id,
      state: { ...state, ...taken, size: 240, hourlyPrice: 0.02, monthlyPrice: 14.6 },
    });
    expect(account.calls().filter((each) => each !== LIST)).toEqual([CREATE, UPDATE]);
    expect(bill()).toMatchObject([{ id, live: true }]);
  });
});

test("one that somebody else has grown is neither asked to shrink nor replaced for it, unless less is asked for than was", async (profile) => {
  const { account, create, read, diff, update, bill } = bed(profile);
  const { id, state } = await create();
  const grown = { storageId: id, storageName: String(state.name), storageSize: 250 };
  await account.run("NetworkStorage", (ctx) => (ctx as ClientContext).client.updateNetworkStorage(id, grown));
  account.calls();
  const label = `Network storage "${state.name}" (${id})`;
  for (const change of [{ name: "other" }, { size: 200 }])
    expect(await outcomeOf(update(id, state, { ...inputs, ...change }))).toBe(
      `NovitaError: ${label} was not changed: it has 250 GB, more than is declared, and a storage cannot shrink. Somebody has grown it outside Pulumi: declare the size that it has, then run \`pulumi up\` again.`,
    );
  expect(account.calls()).toEqual([LIST, LIST]);
  let found: core.State = state;
  for (let reads = 0; reads < 2; reads++) {
    const { state: shown, inputs: really } = (await read(id, found)) as core.Found;
    found = shown;
    expect(really).toStrictEqual({ ...inputs, size: 250 });
    expect(await diff(id, found, inputs)).toMatchObject({ changes: ["size"], replaces: [] });
  }
  expect(await outcomeOf(update(id, found, inputs))).toMatch(/a storage cannot shrink/);
  expect(await diff(id, found, { ...inputs, size: 50 })).toMatchObject({ replaces: ["size"] });
  expect(await diff(id, found, { ...inputs, size: 250 })).toMatchObject({ changes: [] });
  expect(await update(id, found, { ...inputs, size: 250 })).toMatchObject({
    size: 250,
    __remembered: { chosen: ["name"] },
  });
  expect(await update(id, state, { ...inputs, name: "other", size: 250 })).toMatchObject({ size: 250 });
  expect(bill()).toMatchObject([{ name: "other" }]);
});

test("a change of cluster or a smaller size replaces it, the new one first, and says that its data is lost", async (profile) => {
  const { account, check, diff } = bed(profile);
  const olds = { ...whole, name: "datasets-1" };
  const differences = async (news: object) => {
    await check({ ...inputs, ...news }, { ...inputs, name: "datasets-1" });
    const { changes, replaces } = await diff("s-1", olds, { ...inputs, name: "datasets-1", ...news });
    return [changes, replaces];
  };
  expect(await differences({})).toEqual([[], []]);
  expect(await differences({ size: 200, name: "b" })).toEqual([["name", "size"], []]);
  expect(await differences({ size: 50 })).toEqual([["size"], ["size"]]);
  const both = ["clusterId", "size"];
  expect(await differences({ clusterId: "as-sgp-2", size: 50 })).toEqual([both, both]);
  expect(await differences({ clusterId: UNKNOWN })).toEqual([["clusterId"], ["clusterId"]]);
  const lost = `warning: Network storage "datasets-1" (s-1) will be replaced by a new, empty one, and everything on it is lost: a storage cannot`;
  expect(account.said).toEqual([
    "datasets: 200 GB of network storage, $0.0167 an hour (about $12.17 a month)",
    `${lost} shrink.`,
    `${lost} move to another cluster and cannot shrink.`,
    `${lost} move to another cluster.`,
  ]);
});

test("a read shows drift, and knows that it is gone only by a whole list", async (profile) => {
  const { account, create, read, update } = bed(profile);
  const { id, state } = await create();
  await update(id, state, { ...inputs, name: "theirs", size: 300 });
  const drifted = { ...inputs, size: 300 };
  expect(await read(id, state)).toMatchObject({ inputs: drifted, state: { name: "theirs", size: 300 } });
  account.emulator.changeResource(id, { remove: true });
  account.calls();
  expect(await read(id, state)).toBeUndefined();
  expect(account.calls()).toEqual([LIST]);
  expect(account.said.at(-1)).toBe(
    `warning: ${labelOf(id)} does not exist any more in the account of this API key. If this key is of another account, put the right one back first. It may still exist and be billed there.`,
  );
});

test("get reads one that nobody here manages", async (profile) => {
  const { read } = bed(profile);
  const given = "a7310c44-58e2-4b9f-91c6-e40d2b6f8873";
  const shown = { clusterId: "us-ca-6", name: "datasets-us", size: 200 };
  const told = {
    status: "ready",
    clusterName: whole.clusterName,
    hourlyPrice: 0.016667,
    monthlyPrice: 12.166667,
  };
  const found = { inputs: shown, state: { ...shown, ...told }, isHalted: false };
  expect(await read(given, {})).toStrictEqual(found);
  expect(await outcomeOf(read("s-none", {}))).toBe(
    "NovitaError: There is no Network storage s-none in this account. Check the id, and that the API key belongs to the account that has it.",
  );
});

test("its price is what the list says", async (profile) => {
  const { account, read } = bed(profile);
  const listed = { storageId: "s-1", storageName: "data", storageSize: 480, price: "100" };
  const answer = { kind: "status", status: 200, body: { data: [listed], total: 1 } };
  account.emulator.arm({ on: "storageList", do: answer });
  expect(await read("s-1", {})).toMatchObject({ state: { hourlyPrice: 0.02, monthlyPrice: 14.6 } });
});

const mounting = (id: string): object => ({
  ...{ productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx:1.27", clusterId: "us-ca-6" },
  networkStorages: [{ id, mountPoint: "/data" }],
});

test("an instance is checked without the storage that a preview does not know, and with it in the run", async (profile) => {
  const { account, check, create } = bed(profile);
  const failures = async (id: string) => {
    const news = {
      ...mounting(id),
      __declaration: { ...__declaration, type: "GpuInstance", name: "trainer" },
    };
    return (await account.run("GpuInstance", (ctx) => core.check(ctx, {}, news))).failures;
  };
  await check(inputs);
  expect(await failures(UNKNOWN)).toEqual([]);
  expect(account.calls()).toEqual(["clusters 200", "products 200", "products 200"]);
  const { id } = await create();
  account.calls();
  expect(await failures(id)).toEqual([]);
  expect(account.calls()).toEqual([LIST]);
  expect(account.said.filter((line) => line.startsWith("warning"))).toEqual([]);
});

test("a delete waits until no instance mounts it any more", async (profile) => {
  const { account, create, remove, bill } = bed(profile);
  const { id, state } = await create();
  const order = {
    productId: "4090.16c62g.os",
    gpuNum: 1,
    rootfsSize: 60,
    imageUrl: "nginx:1.27",
    clusterId: "us-ca-6",
    networkStorages: [{ id, mountPoint: "/data" }],
  };
  const gpu = await account.run("GpuInstance", (ctx) => core.create(ctx, order as core.Inputs));
  account.calls();
  const deleting = remove(id, state);
  await account.time.pass(7_000);
  await account.run("GpuInstance", (ctx) => core.remove(ctx, gpu.id, gpu.state));
  await deleting;
  const ofStorages = account.calls().filter((each) => each.startsWith("networkstorage"));
  const refused = "networkstorage/delete 400";
  expect(ofStorages).toEqual([refused, refused, refused, DELETE, LIST]);
  expect(account.said.filter((line) => line.includes("cannot be deleted yet"))[0]).toBe(
    `${labelOf(id)} cannot be deleted yet; trying again. Deleting network storage ${id} failed: network storage ${id} is in use by instance ${gpu.id} (NETWORK_STORAGE_IN_USE, HTTP 400). Something still uses it: an instance, until it is wholly gone, a template or a prewarm task. Delete that, or have it use something else, then run the same command again.`,
  );
  expect(bill()).toMatchObject([{ id, live: false }]);
});
