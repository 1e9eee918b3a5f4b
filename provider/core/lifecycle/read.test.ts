import type { InitFailure } from "../../resources/gpuInstance/bound.testkit";
import { create, diff, read, update } from "../../resources/gpuInstance/bound.testkit";
import { bed, type Bed, inputs, inputsWith, stateWith, thrown, unnamed } from "./context.testkit";
import { failing, fault, MONTH_S, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { changes } from "./update.testkit";
import type { Inputs, State } from "../../resources/gpuInstance";
import { check } from "./check";

async function running(declared: Inputs = inputs, prepare: (it: Bed) => void = () => undefined) {
  const it = bed();
  prepare(it);
  // Nobody declares the name of the fixture.
  const { id, state } = await create(it.ctx, declared.name === inputs.name ? unnamed(declared) : declared);
  it.account.clear();
  it.lines.length = 0;
  return { ...it, id, state };
}

test("if nothing has changed, state and inputs are what they were, word for word", async () => {
  const { ctx, account, id, state } = await running();
  expect(await read(ctx, id, state)).toStrictEqual({ state, inputs: unnamed(inputs) });
  expect(account.log()).toEqual(["get i-1"]);
});

test("what the service chose stays shown and chosen, and becomes no input", async () => {
  const { ctx, account, id, state } = await running();
  expect([state.clusterId, state.__remembered?.chosen]).toEqual(["us-ca-6", ["name", "clusterId"]]);
  account.patch(id, { clusterId: "8" });
  expect(await read(ctx, id, state)).toStrictEqual({
    state: { ...state, clusterId: "8" },
    inputs: unnamed(inputs),
  });
  account.patch(id, { clusterId: undefined });
  const { clusterId: _id, ...rest } = { ...state, __remembered: { chosen: ["name"] } };
  expect(await read(ctx, id, state)).toStrictEqual({ state: rest, inputs: unnamed(inputs) });
});

test("a name that create has given becomes no input, and one that the user has fixed stays one", async () => {
  const auto = await running(inputsWith({ name: undefined }));
  expect([auto.state.name, (await read(auto.ctx, auto.id, auto.state))?.inputs]).toEqual([
    "trainer-22375b5a888888",
    unnamed(inputs),
  ]);
  const fixed = await running(inputsWith({ name: "mine" }));
  expect((await read(fixed.ctx, fixed.id, fixed.state))?.inputs.name).toBe("mine");
});

test("a declared cluster stays an input, and shows its drift", async () => {
  const declared = inputsWith({ clusterId: "us-ca-6" });
  const { ctx, account, id, state } = await running(declared);
  expect([state.clusterId, state.__remembered?.chosen]).toEqual(["us-ca-6", ["name"]]);
  expect(await read(ctx, id, state)).toStrictEqual({ state, inputs: unnamed(declared) });
  account.patch(id, { clusterId: "8" });
  const drifted = { clusterId: "8" };
  expect(await read(ctx, id, state)).toStrictEqual({
    state: { ...state, ...drifted },
    inputs: { ...unnamed(declared), ...drifted },
  });
});

test.each([
  ["gpuNum", { gpuNum: 2 }, { gpuNum: 2 }],
  ["rootfsSize", { rootfsSize: 90 }, { rootfsSize: 90 }],
  ["imageUrl", { imageUrl: "debian" }, { imageUrl: "debian" }],
  ["ports", { ports: [{ port: 80, type: "http" }] }, { ports: "80/http" }],
  ["envs", { envs: [{ key: "B", value: "canary-x" }] }, { envs: [{ key: "B", value: "canary-x" }] }],
  ["command", { command: "sleep" }, { command: "sleep" }],
  ["billingMode", { billingMode: "monthly", endTime: 5 }, { billingMode: "monthly" }],
])("drift of %s shows in the inputs and in the state", async (_what, patch, expected) => {
  const { ctx, account, id, state } = await running();
  account.patch(id, patch);
  const found = await read(ctx, id, state);
  expect(found?.inputs).toStrictEqual({ ...unnamed(inputs), ...expected });
  expect(found?.state).toEqual(expect.objectContaining(expected));
});

describe("a list that the service shows in another order", () => {
  const declared = inputsWith({
    ports: "80/http, 22/tcp",
    envs: [
      { key: "TOKEN", value: "t-1" },
      { key: "MODE", value: "slow" },
    ],
    networkStorages: [{ id: "s-a", mountPoint: "/a" }, { id: "s-b" }],
  });

  test("keeps the declared one, with what has drifted in its place and what is foreign behind", async () => {
    const { ctx, account, id, state } = await running(declared);
    account.patch(id, {
      ports: [22, 80, 9000].map((port) => ({ port, type: port === 80 ? "http" : "tcp" })),
      envs: [
        { key: "MODE", value: "fast" },
        { key: "X", value: "1" },
        { key: "TOKEN", value: "t-1" },
      ],
      mounts: [
        { type: "network", id: "s-b", mountPath: "/network" },
        { type: "network", id: "s-a", mountPath: "/x" },
      ],
    });
    const found = await read(ctx, id, state);
    expect(found?.inputs).toStrictEqual({
      ...unnamed(declared),
      ports: "80/http, 22/tcp, 9000/tcp",
      envs: [
        { key: "TOKEN", value: "t-1" },
        { key: "MODE", value: "fast" },
        { key: "X", value: "1" },
      ],
      networkStorages: [
        { id: "s-a", mountPoint: "/x" },
        { id: "s-b", mountPoint: "/network" },
      ],
    });
    expect((await read(ctx, id, found?.state as State))?.inputs).toStrictEqual(found?.inputs);
  });

  test("loses no place to an entry that was taken away, and the next update brings it back", async () => {
    const { ctx, account, id, state } = await running(declared);
    account.patch(id, {
      envs: [{ key: "MODE", value: "slow" }],
      mounts: [{ type: "network", id: "s-b", mountPath: "/network" }],
    });
    const found = await read(ctx, id, state);
    expect([found?.inputs.envs, found?.inputs.networkStorages]).toStrictEqual([
      [
        { key: "TOKEN", value: "" },
        { key: "MODE", value: "slow" },
      ],
      [
        { id: "s-a", mountPoint: "" },
        { id: "s-b", mountPoint: "/network" },
      ],
    ]);
    const olds = found?.state as State;
    expect(diff(id, { ...olds }, { ...unnamed(declared) }).changes).toEqual(["envs", "networkStorages"]);
    const repaired = await update(ctx, id, olds, declared);
    expect([repaired.envs, repaired.networkStorages]).toEqual([declared.envs, declared.networkStorages]);
    expect(account.live(id)?.mounts).toHaveLength(2);
  });

  test("whole lists that ignoreChanges carries over are not asked to be valid, and nothing is reset for them", async () => {
    const { ctx, account, id, state } = await running(declared);
    account.patch(id, {
      envs: ["MODE", "TOKEN", "TOKEN"].map((key, at) => ({ key, value: `${at}` })),
      mounts: [{ type: "network", id: "s-b", mountPath: "/network" }],
      ports: [{ port: 80, type: "http" }],
    });
    const found = await read(ctx, id, state);
    const { envs, networkStorages } = found?.inputs as Inputs;
    const { inputs: news, failures } = await check(
      ctx,
      { ...found?.inputs },
      { ...declared, envs, networkStorages },
    );
    expect(failures).toEqual([]);
    await update(ctx, id, found?.state as State, news as unknown as Inputs);
    expect(changes({ account }).map((call) => (call as unknown[])[0])).toEqual(["editInstance"]);
  });
});

test("a value that was taken away is absent", async () => {
  const { ctx, account, id, state } = await running();
  account.patch(id, { ports: [], envs: [] });
  const { ports: _ports, envs: _envs, ...rest } = unnamed(inputs);
  expect((await read(ctx, id, state))?.inputs).toStrictEqual(rest);
});

describe("forms of the service's own", () => {
  const normalized = (it: Bed): void => {
    it.account.normalize = (made) => ({
      ...made,
      imageUrl: `${made.imageUrl}@sha256:1`,
      ports: [...(made.ports ?? []), { port: 2000, type: "tcp" }],
      envs: [...(made.envs ?? []), { key: "NOVITA_ID", value: "1" }],
    });
  };

  test("never show as drift", async () => {
    const { ctx, id, state } = await running(inputs, normalized);
    expect(await read(ctx, id, state)).toStrictEqual({ state, inputs: unnamed(inputs) });
  });

  test("hide no real drift, and that is shown whole", async () => {
    const { ctx, account, id, state } = await running(inputs, normalized);
    account.patch(id, { imageUrl: "debian" });
    expect((await read(ctx, id, state))?.inputs).toStrictEqual({ ...unnamed(inputs), imageUrl: "debian" });
  });

  test("a second read after a drift that was undone shows none", async () => {
    const { ctx, account, id, state } = await running(inputs, normalized);
    account.patch(id, { imageUrl: "debian" });
    const drifted = await read(ctx, id, state);
    account.patch(id, { imageUrl: "ubuntu:22.04@sha256:1" });
    const again = await read(ctx, id, { ...(drifted?.state as State), imageUrl: inputs.imageUrl });
    expect(again?.inputs).toStrictEqual(unnamed(inputs));
  });

  test.each(["never seen", "creating", "pulling"])(
    "are learned by the first read of an instance last %s",
    async (status) => {
      const it = bed();
      normalized(it);
      it.account.start = [[0, { status: "running" }]];
      await it.ctx.client.createInstance({ ...inputs, envs: [], ports: "80/http", kind: "gpu" });
      const olds: State = {
        ...inputsWith({ ports: "80/http", envs: undefined }),
        __remembered: { chosen: ["name"] },
      };
      const found = await read(it.ctx, "i-1", status === "never seen" ? olds : { ...olds, status });
      const { __remembered: _chosen, ...declared } = unnamed(olds) as State;
      expect(found?.inputs).toStrictEqual(declared);
      expect(found?.state.__remembered?.observed).toEqual({
        imageUrl: "ubuntu:22.04@sha256:1",
        ports: "80/http,2000/tcp",
        envs: [{ key: "NOVITA_ID", value: "1" }],
      });
    },
  );
});

describe("an instance that does not run and should", () => {
  test.each(["exited", "pulling", "migrating", "toRemove", "somethingNew"])(
    "shows %s as an input",
    async (status) => {
      const { ctx, account, id, state } = await running();
      account.patch(id, { status });
      const found = await read(ctx, id, state);
      // What stands still costs its disk.
      const hourlyPrice = status === "exited" ? 0.0125 : state.hourlyPrice;
      expect(found).toStrictEqual({
        state: { ...state, status, hourlyPrice },
        inputs: { ...unnamed(inputs), status },
      });
    },
  );

  test("shows none if it need not run", async () => {
    const lazy = inputsWith({ lifecycle: { waitUntil: "created" } });
    const { ctx, account, id, state } = await running(lazy);
    account.patch(id, { status: "exited" });
    expect((await read(ctx, id, state))?.inputs).toStrictEqual(unnamed(lazy));
  });
});

test("a reclaim that is announced is a warning with its time", async () => {
  const { ctx, account, id, state, lines } = await running(inputsWith({ billingMode: "spot" }));
  account.patch(id, { spotStatus: "notified", spotReclaimAt: 1_767_225_600 });
  const found = await read(ctx, id, state);
  expect(lines).toEqual([
    `warning: GPU instance "${state.name}" (i-1): its spot capacity is about to be taken back (2026-01-01T00:00:00Z). Save what is on its disks: to run again it moves to another machine.`,
  ]);
  expect(found?.inputs).toStrictEqual(unnamed(inputsWith({ billingMode: "spot" })));
});

describe("gone", () => {
  test("only when it is surely gone; the log says so, and its name is free again", async () => {
    const { ctx, account, id, state, lines } = await running();
    account.patch(id, "gone");
    expect(await read(ctx, id, state)).toBeUndefined();
    expect(account.log()).toEqual(["get i-1", "list"]);
    expect(lines).toEqual([
      `warning: GPU instance "${state.name}" (i-1) does not exist any more in the account of this API key. If this key is of another account, put the right one back first. It may still exist and be billed there.`,
    ]);
    expect(ctx.deployment.knows({ id, name: state.name })).toBe(false);
  });

  test.each([
    ["a failing server", refusal("getInstance", 500, "UNKNOWN", "boom", "i-1")],
    ["a refused key", refusal("getInstance", 403, "INVALID_API_KEY", "no", "i-1")],
    ["no answer", fault("getInstance", "timeout", "i-1")],
    ["a list that still shows it", refusal("getInstance", 404, "", "not found", "i-1")],
  ])("%s keeps the state", async (_what, error) => {
    const { ctx, account, id, state } = await running();
    account.script("getInstance", failing(error));
    expect(((await thrown(read(ctx, id, state))) as Error).message.startsWith(error.message)).toBe(true);
    expect(ctx.deployment.knows({ id: id })).toBe(true);
  });
});

describe("an instance that was accepted and never seen", () => {
  const unseen = { ...inputs } as State;

  test("has two minutes to show up before it counts as gone", async () => {
    const it = bed();
    const begin = it.clock.now();
    expect(await read(it.ctx, "i-1", unseen)).toBeUndefined();
    expect(it.clock.now() - begin).toBe(120_000);
    expect(it.lines).toEqual([
      `GPU instance "${inputs.name}" (i-1) was accepted and never seen; looking for it for 2m.`,
      `warning: GPU instance "${inputs.name}" (i-1) does not exist any more in the account of this API key. If this key is of another account, put the right one back first. It may still exist and be billed there.`,
    ]);
  });

  test("is found if it shows up in time", async () => {
    const first = await running();
    first.account.hide(first.id, 90_000);
    expect((await read(first.ctx, first.id, unseen))?.state.status).toBe("running");
  });
});

describe("GpuInstance.get", () => {
  test("gives everything that the service shows", async () => {
    const { ctx, id, state } = await running();
    const found = await read(ctx, id, {} as State);
    const {
      __provider: _p,
      __declaration: _d,
      __remembered: _c,
      ...shown
    } = state as State & { __provider?: unknown };
    const all = { ...shown, ports: "22/tcp,80/http", __remembered: { chosen: ["envs"] } };
    expect(found?.state).toStrictEqual(all);
    expect(await read(ctx, id, all as State)).toStrictEqual(found);
  });

  test("keeps the order in which a list was shown first", async () => {
    const { ctx, account, id } = await running();
    const first = await read(ctx, id, {} as State);
    account.patch(id, { envs: [...(inputs.envs ?? [])].reverse() });
    expect(await read(ctx, id, first?.state as State)).toStrictEqual(first);
    account.patch(id, { envs: [{ key: "A", value: "canary-x" }] });
    expect((await read(ctx, id, first?.state as State))?.state.envs).toEqual([
      { key: "A", value: "canary-x" },
    ]);
  });

  test("shows no status as an input, whatever it is", async () => {
    const { ctx, account, id } = await running();
    account.patch(id, { status: "exited" });
    expect((await read(ctx, id, {} as State))?.inputs.status).toBeUndefined();
  });

  test("makes the instance nobody's: what only looks at it does not hold it", async () => {
    const it = await running();
    const { ctx } = it.restart();
    await read(ctx, it.id, {} as State);
    expect(ctx.deployment.knows({ id: it.id, name: inputs.name })).toBe(false);
  });

  test.each([
    ["i-404", "i-404"],
    ["not an id", '"not an id"'],
  ])("of an id that does not exist, %s, is an error", async (id, shown) => {
    const { ctx } = bed();
    expect(((await thrown(read(ctx, id, {} as State))) as Error).message).toBe(
      `There is no GPU instance ${shown} in this account. Check the id, and that the API key belongs to the account that has it.`,
    );
  });
});

test("a state of an older version, without the newer keys, is read", async () => {
  const { ctx, id, state } = await running(inputsWith({ billingMode: "monthly", month: 1 }));
  const old = stateWith(state, {
    __remembered: { chosen: state.__remembered?.chosen },
    hourlyPrice: undefined,
    endpoints: undefined,
  });
  expect((await read(ctx, id, old))?.state).toStrictEqual(state);
});

test("the end of the term stays as of the last apply: it tells what a killed run has paid for", async () => {
  const { ctx, account, id, state } = await running(inputsWith({ billingMode: "monthly", month: 1 }));
  await account.client.renewInstance(id, 1);
  const found = await read(ctx, id, state);
  expect(found?.state.__remembered?.termEndsAt).toBe(state.__remembered?.termEndsAt);
  expect(account.live(id)?.endTime).toBe((state.__remembered?.termEndsAt ?? 0) + MONTH_S);
});

test("the price is the live instance's, and the old one if it cannot be asked for", async () => {
  const { ctx, account, id, state, restart } = await running();
  account.patch(id, { gpuNum: 2 });
  const { ctx: later } = restart();
  expect((await read(later, id, state))?.state.hourlyPrice).toBe(0.7);
  account.rule("listProducts", failing(refusal("listProducts", 500, "UNKNOWN", "boom")));
  expect((await read(restart().ctx, id, state))?.state.hourlyPrice).toBe(0.35);
  expect((await read(ctx, id, state))?.state.hourlyPrice).toBe(0.7);
});

test("what an init failure kept can be read", async () => {
  const it = bed();
  it.account.script("listInstances", (real) => real(), failing(new TypeError("boom")));
  const { id, properties } = (await thrown(create(it.ctx, unnamed(inputs)))) as InitFailure;
  expect((await read(it.ctx, id, properties))?.inputs).toStrictEqual({
    ...unnamed(inputs),
    status: "toCreate",
  });
});
