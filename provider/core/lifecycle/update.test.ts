import { compare, diff, read, update } from "../../resources/gpuInstance/bound.testkit";
import { type Bed, inputs, inputsWith, stateWith, thrown } from "./context.testkit";
import { failing, type Patch, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { changes, running } from "./update.testkit";
import type { Instance } from "../../api";
import type { Inputs, State } from "../../resources/gpuInstance";
import { check } from "./check";
import { remove } from "./delete";
import type { InitFailure } from "./initFailure";

const NAME = inputs.name;
const label = `GPU instance "${NAME}" (i-1)`;
const ports = [
  { port: 22, type: "tcp" },
  { port: 80, type: "http" },
];
const upgrade = {
  imageUrl: "ubuntu:22.04",
  envs: inputs.envs,
  command: "",
  entrypoint: "",
  save: false,
  networkVolume: { volumeMounts: [] },
};

const monthly = inputsWith({ billingMode: "monthly", month: 1, autoRenew: false });

describe("each change is made by its own call, with everything that the call needs", () => {
  const cases: [string, Inputs, Parameters<typeof inputsWith>[0], unknown[]][] = [
    [
      "ports",
      inputs,
      { ports: "443/http" },
      [["editInstance", "i-1", { ports: [{ port: 443, type: "http" }], expandRootDisk: 0 }]],
    ],
    ["no ports", inputs, { ports: undefined }, [["editInstance", "i-1", { ports: [], expandRootDisk: 0 }]]],
    ["a larger disk", inputs, { rootfsSize: 100 }, [["editInstance", "i-1", { ports, expandRootDisk: 40 }]]],
    [
      "both",
      inputs,
      { ports: "22/tcp", rootfsSize: 61 },
      [["editInstance", "i-1", { ports: ports.slice(0, 1), expandRootDisk: 1 }]],
    ],
    [
      "image",
      inputs,
      { imageUrl: "debian" },
      [["upgradeInstance", "i-1", { ...upgrade, imageUrl: "debian" }]],
    ],
    [
      "credential",
      inputs,
      { imageAuthId: "a-1" },
      [["upgradeInstance", "i-1", { ...upgrade, imageAuthId: "a-1" }]],
    ],
    ["variables", inputs, { envs: [] }, [["upgradeInstance", "i-1", { ...upgrade, envs: [] }]]],
    [
      "command",
      inputs,
      { command: "sleep 9" },
      [["upgradeInstance", "i-1", { ...upgrade, command: "sleep 9" }]],
    ],
    [
      "entrypoint",
      inputs,
      { entrypoint: "sh" },
      [["upgradeInstance", "i-1", { ...upgrade, entrypoint: "sh" }]],
    ],
    [
      "mounts",
      inputs,
      { networkStorages: [{ id: "s-1" }, { id: "s-2", mountPoint: "/b" }] },
      [
        [
          "upgradeInstance",
          "i-1",
          {
            ...upgrade,
            networkVolume: {
              volumeMounts: [
                { type: "network", id: "s-1", mountPath: "/network" },
                { type: "network", id: "s-2", mountPath: "/b" },
              ],
            },
          },
        ],
      ],
    ],
    ["billing", inputs, { billingMode: "monthly", month: 3 }, [["transToMonthlyInstance", "i-1", 3]]],
    ["months", monthly, { month: 4 }, [["renewInstance", "i-1", 3]]],
    ["auto-renewal", monthly, { autoRenew: true, autoRenewMonth: 6 }, [["setAutoRenew", "i-1", true, 6]]],
    [
      "no auto-renewal",
      inputsWith({ autoRenew: true, autoRenewMonth: 2 }, monthly),
      { autoRenew: false },
      [["setAutoRenew", "i-1", false, 2]],
    ],
  ];
  test.each(cases)("%s", async (_what, before, change, expected) => {
    const it = await running(before);
    const news = inputsWith(change, before);
    const state = await update(it.ctx, it.id, it.state, news);
    expect(changes(it)).toEqual(expected);
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    expect(state).toEqual(expect.objectContaining({ ...news, status: "running" }));
    for (const name of Object.keys(change).filter((each) => !(each in news)))
      expect(name in state).toBe(false);
  });

  test.each(cases)(
    "%s: repeated with the old state, as after a kill, nothing is done again",
    async (_what, before, change) => {
      const it = await running(before);
      const news = inputsWith(change, before);
      const state = await update(it.ctx, it.id, it.state, news);
      const done = changes(it);
      const again = await update(it.restart().ctx, it.id, it.state, news);
      // Only what the service does not show is said a second time, and costs nothing.
      expect(changes(it).slice(done.length)).toEqual(
        done.filter((call) => (call as string[])[0] === "setAutoRenew"),
      );
      expect(again).toStrictEqual(state);
    },
  );
});

test("all at once: in the safe order, each waited for before the next", async () => {
  const it = await running();
  const news = inputsWith({
    ports: "443/http",
    rootfsSize: 70,
    imageUrl: "debian",
    billingMode: "monthly",
    month: 2,
    autoRenew: true,
    autoRenewMonth: 1,
  });
  const state = await update(it.ctx, it.id, it.state, news);
  expect(changes(it).map((call) => (call as string[])[0])).toEqual([
    "editInstance",
    "upgradeInstance",
    "transToMonthlyInstance",
    "setAutoRenew",
  ]);
  expect(it.lines.filter((line) => !line.includes("waiting for"))).toEqual([
    `${label}: setting its ports and disk.`,
    `${label}: resetting it with its new image, variables, command or mounts.`,
    `${label}: changing its billing to monthly.`,
    `${label}: setting its auto-renewal.`,
  ]);
  const endTime = it.account.live("i-1")?.endTime;
  expect(state).toStrictEqual({
    ...it.state,
    ...news,
    endpoints: [{ port: 443, type: "http", url: "https://i-1-443.us-1.example" }],
    hourlyPrice: state.hourlyPrice,
    __remembered: { ...it.state.__remembered, termEndsAt: endTime },
  });
  const upgraded = it.account.calls.find(({ name }) => name === "upgradeInstance")?.at ?? 0;
  const billed = it.account.calls.find(({ name }) => name === "transToMonthlyInstance")?.at ?? 0;
  expect(billed - upgraded).toBeGreaterThanOrEqual(15_000);
});

describe("with nothing to change", () => {
  test("a running instance is read once", async () => {
    const it = await running();
    expect(await update(it.ctx, it.id, it.state, inputs)).toStrictEqual(it.state);
    expect(it.account.log()).toEqual(["get i-1", "listProducts"]);
  });

  test("a change of lifecycle alone takes effect without a call", async () => {
    const it = await running(inputsWith({ lifecycle: { timeouts: { create: "5m" } } }));
    const lifecycle = { maxHourlyPrice: 1 };
    const state = await update(it.ctx, it.id, it.state, inputsWith({ lifecycle }));
    expect(state).toStrictEqual({ ...it.state, lifecycle });
    expect(it.account.log()).toEqual(["get i-1", "listProducts"]);
    const none = await update(it.ctx, it.id, state, inputs);
    expect("lifecycle" in none).toBe(false);
  });

  test("one that is still coming up is waited for", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "pulling" });
    it.account.course(it.id, [[30_000, { status: "running" }]]);
    expect(await update(it.ctx, it.id, { ...it.state, status: "pulling" }, inputs)).toStrictEqual(it.state);
    expect(changes(it)).toEqual([]);
  });

  test("one that cannot come up fails again, with the reason, and is kept", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "pulling", statusMessage: "no such image" });
    const error = (await thrown(update(it.ctx, it.id, it.state, inputs))) as InitFailure;
    expect([error.name, error.id, error.properties.status]).toEqual(["InitFailure", "i-1", "pulling"]);
    expect(error.reasons).toEqual([
      `${label} cannot start: no such image (status pulling). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
    ]);
    expect(changes(it)).toEqual([]);
  });
});

describe("the live instance decides, not the state", () => {
  test("a disk that has grown already is not grown again, one that has grown half is grown by the rest", async () => {
    const it = await running();
    const news = inputsWith({ rootfsSize: 100 });
    it.account.patch(it.id, { rootfsSize: 90 });
    await update(it.ctx, it.id, it.state, news);
    expect(changes(it)).toEqual([["editInstance", "i-1", { ports, expandRootDisk: 10 }]]);
  });

  test("drift is repaired", async () => {
    const it = await running();
    it.account.patch(it.id, { ports: [{ port: 9, type: "tcp" }], command: "rm" });
    const state = await update(it.ctx, it.id, it.state, inputs);
    expect(changes(it)).toEqual([
      ["editInstance", "i-1", { ports, expandRootDisk: 0 }],
      ["upgradeInstance", "i-1", upgrade],
    ]);
    expect(state).toStrictEqual(it.state);
  });

  test("what the service cannot show is told by the state", async () => {
    const it = await running();
    it.account.patch(it.id, { command: undefined });
    await update(it.ctx, it.id, it.state, inputsWith({ command: "sleep" }));
    expect(changes(it)).toEqual([["upgradeInstance", "i-1", { ...upgrade, command: "sleep" }]]);
  });
});

describe("a reset that could not come up again is not made, whatever else there was to do", () => {
  test.each<[string, Partial<Inputs>, string]>([
    [
      "a storage that is not there",
      { networkStorages: [{ id: "s-typo" }] },
      'networkStorages[0].id is "s-typo", which is no network storage of this account. Correct the id.',
    ],
    [
      "a storage of another cluster",
      { networkStorages: [{ id: "s-8" }] },
      'networkStorages[0].id is in cluster "8", but the instance is in cluster "us-ca-6": a network storage serves its own cluster only.',
    ],
    [
      "a credential that was deleted, whatever resets",
      { imageAuthId: "a-404", command: "x" },
      'imageAuthId is "a-404", which is no registry credential of this account. Correct the id, or declare a RegistryAuth and give its id.',
    ],
  ])("%s", async (_what, more, why) => {
    const it = await running(inputsWith({ imageAuthId: more.imageAuthId }));
    it.account.lacks.push("s-typo");
    it.account.places["s-8"] = "8";
    const error = (await thrown(
      update(it.ctx, it.id, it.state, inputsWith({ ports: "1/tcp", ...more })),
    )) as Error;
    expect([error.name, error.message, changes(it)]).toEqual([
      "NovitaError",
      `${label} was not reset. ${why}`,
      [],
    ]);
  });

  test("nor if that cannot be asked for", async () => {
    const it = await running();
    const error = refusal("listRegistryAuths", 503, "UNKNOWN", "boom");
    it.account.rule("listRegistryAuths", failing(error));
    expect(
      ((await thrown(update(it.ctx, it.id, it.state, inputsWith({ imageAuthId: "a-1" })))) as Error).message,
    ).toBe(
      `${label} was not reset, because it is not known whether all that it names exists. ${error.message}`,
    );
    expect(changes(it)).toEqual([]);
  });
});

describe("an inline credential", () => {
  const secret = inputsWith({ imageAuth: "me:canary" });
  const other = inputsWith({ imageUrl: "debian" }, secret);
  const kept = (it: Bed): void => {
    it.account.normalize = (made) => ({ ...made, imageAuthId: "made-7" });
  };
  const REFUSED =
    `${label} was not reset: Novita shows no id for its imageAuth, and without one the new image would be pulled with no credential. ` +
    "Store the credential at Novita and give its id as imageAuthId, or run `pulumi refresh`: after that `pulumi preview` shows a replacement instead.";

  test("is named in an upgrade by the id that the service keeps it under", async () => {
    const it = await running(secret, kept);
    expect(it.state.__remembered?.imageAuthId).toBe("made-7");
    expect(diff(it.id, { ...it.state }, { ...other })).toEqual({ changes: ["imageUrl"], replaces: [] });
    await update(it.ctx, it.id, it.state, other);
    expect(changes(it)).toEqual([
      ["upgradeInstance", "i-1", { ...upgrade, imageUrl: "debian", imageAuthId: "made-7" }],
    ]);
  });

  test.each<[string, Partial<Inputs>]>([
    ["image", { imageUrl: "debian" }],
    ["variable", { envs: [] }],
    ["command", { command: "x" }],
    ["entrypoint", { entrypoint: "x" }],
    ["mount", { networkStorages: [{ id: "s-1" }] }],
  ])("without an id, another %s is a replacement that the preview shows", async (_what, more) => {
    const it = await running(secret);
    const news = inputsWith(more, secret);
    const { changes: changed, replaces } = diff(it.id, { ...it.state }, { ...news });
    expect([changed, replaces]).toEqual([Object.keys(more), Object.keys(more)]);
    expect(diff(it.id, { ...it.state }, { ...secret, ports: "22/tcp" }).replaces).toEqual([]);
  });

  test("whose id has vanished since the last read resets nothing, whatever else there was to do", async () => {
    const it = await running(secret, kept);
    it.account.patch(it.id, { imageAuthId: "" });
    const news = inputsWith({ ports: "22/tcp" }, other);
    const error = (await thrown(update(it.ctx, it.id, it.state, news))) as Error;
    expect([error.name, error.message, changes(it)]).toEqual(["NovitaError", REFUSED, []]);
    const { state } = (await read(it.ctx, it.id, it.state)) as { state: State };
    expect(diff(it.id, { ...state }, { ...other }).replaces).toEqual(["imageUrl"]);
  });

  test("is no obstacle to what resets nothing", async () => {
    const it = await running(secret);
    await update(it.ctx, it.id, it.state, inputsWith({ ports: "22/tcp", rootfsSize: 70 }, secret));
    expect(changes(it)).toHaveLength(1);
  });

  test("that becomes the id which it has anyway changes nothing at the service", async () => {
    const it = await running(secret, kept);
    const news = inputsWith({ imageAuthId: "made-7" });
    expect(diff(it.id, { ...it.state }, { ...news })).toEqual({
      changes: ["imageAuth", "imageAuthId"],
      replaces: [],
    });
    const state = await update(it.ctx, it.id, it.state, news);
    expect([changes(it), state.imageAuth, state.imageAuthId, state.__remembered?.imageAuthId]).toEqual([
      [],
      undefined,
      "made-7",
      undefined,
    ]);
  });

  test.each<[string, Partial<Inputs>, object]>([
    ["another id", { imageAuthId: "a-9" }, { imageAuthId: "a-9" }],
    ["none, for an image that needs none", {}, {}],
  ])("that becomes %s is a reset in place", async (_what, more, sent) => {
    const it = await running(secret, kept);
    const news = inputsWith(more);
    expect(diff(it.id, { ...it.state }, { ...news }).replaces).toEqual([]);
    it.account.normalize = (made) => made;
    const state = await update(it.ctx, it.id, it.state, news);
    expect(changes(it)).toEqual([["upgradeInstance", "i-1", { ...upgrade, ...sent }]]);
    expect([state.imageAuth, state.imageAuthId]).toEqual([undefined, more.imageAuthId]);
  });
});

describe("an instance that stands still", () => {
  test("is started", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "exited" });
    expect((await update(it.ctx, it.id, it.state, inputs)).status).toBe("running");
    expect(changes(it)).toEqual([["startInstance", "i-1"]]);
  });

  test("is left alone if it need not run", async () => {
    const lazy = inputsWith({ lifecycle: { waitUntil: "created" } });
    const it = await running(lazy);
    it.account.course(it.id, [[60_000, { status: "exited" }]]);
    await it.clock.sleep(61_000);
    expect((await update(it.ctx, it.id, it.state, lazy)).status).toBe("exited");
    expect(changes(it)).toEqual([]);
  });

  test.each<[string, Patch]>([
    ["is being taken back", { spotStatus: "reclaiming" }],
    ["was taken back", { spotStatus: "terminated" }],
    ["has a time at which it was taken back", { spotStatus: "running", spotReclaimAt: 1_767_225_600 }],
  ])("is migrated if its spot capacity %s, even if only lists show it", async (_what, patch) => {
    const spot = inputsWith({ billingMode: "spot" });
    const it = await running(spot);
    it.account.patch(it.id, { status: "exited", ...patch });
    it.account.getLacks = ["spotStatus", "spotReclaimAt"];
    expect((await update(it.ctx, it.id, it.state, spot)).status).toBe("running");
    expect(changes(it)).toEqual([["migrateInstance", "i-1"]]);
  });

  test("and stops again at once is no endless wait", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "exited" });
    it.account.script("startInstance", async () => undefined);
    const begin = it.clock.now();
    const error = (await thrown(update(it.ctx, it.id, it.state, inputs))) as InitFailure;
    expect([error.id, error.reasons[0]?.slice(0, label.length + 30)]).toEqual([
      "i-1",
      `${label} has stopped instead of running`.slice(0, label.length + 30),
    ]);
    expect(it.clock.now() - begin).toBeLessThan(180_000);
  });

  test("without stock for it: a plain error, nothing was changed", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "exited" });
    const error = refusal("startInstance", 400, "INSUFFICIENT_RESOURCE", "taken", "i-1");
    it.account.script("startInstance", failing(error));
    expect((await thrown(update(it.ctx, it.id, it.state, inputs))) as Error).toMatchObject({
      name: "NovitaError",
      message: expect.stringContaining("was not started: none of the GPUs that it needs is free"),
    });
  });
});

describe("an instance that is not there", () => {
  test("is a plain error that says what to do", async () => {
    const it = await running();
    it.account.patch(it.id, "gone");
    const error = (await thrown(update(it.ctx, it.id, it.state, inputs))) as Error;
    expect([error.name, error.message]).toEqual([
      "NovitaError",
      `${label} was deleted outside Pulumi. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
    ]);
  });

  test("or soon will not be, is the same, and no change is sent", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "removing" });
    const error = (await thrown(update(it.ctx, it.id, it.state, inputsWith({ ports: "1/tcp" })))) as Error;
    expect([error.name, error.message, changes(it)]).toEqual([
      "NovitaError",
      `${label} is being deleted by somebody else (status removing). Wait until it is gone, run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
      [],
    ]);
  });

  test.each([
    ["a failing server", refusal("getInstance", 500, "UNKNOWN", "boom", "i-1")],
    ["a refused key", refusal("getInstance", 401, "UNAUTHORIZED", "no", "i-1")],
  ])("cannot be told by a read that fails: %s", async (_what, error) => {
    const it = await running();
    it.account.script("getInstance", failing(error));
    expect(await thrown(update(it.ctx, it.id, it.state, inputs))).toBe(error);
  });
});

describe("a change of an instance that is on its way", () => {
  test("waits until it stops changing", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "pulling" });
    it.account.course(it.id, [[30_000, { status: "running" }]]);
    const begin = it.clock.now();
    await update(it.ctx, it.id, it.state, inputsWith({ rootfsSize: 61 }));
    const edit = it.account.calls.find(({ name }) => name === "editInstance");
    expect((edit?.at ?? 0) - begin).toBeGreaterThanOrEqual(30_000);
  });

  test("that fails because of its image is made at once: it is the repair", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "pulling", statusMessage: "no such image" });
    const begin = it.clock.now();
    const state = await update(it.ctx, it.id, it.state, inputsWith({ imageUrl: "debian" }));
    expect([state.imageUrl, state.status, state.statusMessage]).toEqual(["debian", "running", undefined]);
    expect(it.account.calls.find(({ name }) => name === "upgradeInstance")?.at).toBe(begin);
  });
});

describe("busy", () => {
  const busy = refusal("editInstance", 400, "OPERATION_LIMIT", "busy", "i-1");
  const news = inputsWith({ rootfsSize: 61 });

  test("is tried again", async () => {
    const it = await running();
    it.account.script("editInstance", failing(busy), failing(busy));
    expect((await update(it.ctx, it.id, it.state, news)).rootfsSize).toBe(61);
    expect([changes(it).length, it.lines.slice(0, 2)]).toEqual([
      3,
      [`${label}: setting its ports and disk.`, `${label} is busy (OPERATION_LIMIT); trying again.`],
    ]);
  });

  test("for a minute, and is its error then", async () => {
    const it = await running();
    it.account.rule("editInstance", failing(busy));
    const begin = it.clock.now();
    expect(await thrown(update(it.ctx, it.id, it.state, news))).toBe(busy);
    expect([it.clock.now() - begin, changes(it).length]).toEqual([60_000, 13]);
  });
});

describe("the baseline of what the service made of declared values", () => {
  const normalize = (
    it: Awaited<ReturnType<typeof running>> | Parameters<NonNullable<Parameters<typeof running>[1]>>[0],
  ): void => {
    it.account.normalize = (made) => ({ ...made, imageUrl: `${made.imageUrl?.split("@")[0]}@sha256:1` });
  };

  test("is kept by changes of other fields, and no reason for a reset", async () => {
    const it = await running(inputs, normalize);
    const state = await update(it.ctx, it.id, it.state, inputsWith({ rootfsSize: 61 }));
    expect(changes(it).map((call) => (call as string[])[0])).toEqual(["editInstance"]);
    expect(state).toStrictEqual({ ...it.state, rootfsSize: 61, hourlyPrice: 0.350208 });
    expect(state.__remembered?.observed).toEqual({ imageUrl: "ubuntu:22.04@sha256:1" });
  });

  test("is drawn again for what was changed", async () => {
    const it = await running(inputs, normalize);
    const state = await update(it.ctx, it.id, it.state, inputsWith({ imageUrl: "debian" }));
    expect([state.imageUrl, state.__remembered?.observed]).toEqual([
      "debian",
      { imageUrl: "debian@sha256:1" },
    ]);
  });

  test("is forgotten for what is declared again, though nothing had to be done for it", async () => {
    const it = await running(inputs, normalize);
    it.account.patch(it.id, { imageUrl: "debian" });
    const state = await update(it.ctx, it.id, it.state, inputsWith({ imageUrl: "debian" }));
    expect([changes(it), state.imageUrl, "observed" in (state.__remembered ?? {})]).toEqual([
      [],
      "debian",
      false,
    ]);
  });

  test("takes in no drift that no call can repair", async () => {
    const it = await running(inputs, normalize);
    it.account.patch(it.id, { billingMode: "monthly", endTime: 1_900_000_000 });
    const state = await update(it.ctx, it.id, it.state, inputsWith({ lifecycle: { maxHourlyPrice: 1 } }));
    expect([state.billingMode, state.__remembered?.observed]).toEqual([
      "monthly",
      { imageUrl: "ubuntu:22.04@sha256:1" },
    ]);
  });

  test("leaves open ports of the service's own alone", async () => {
    const withSsh = (it: Parameters<typeof normalize>[0]): void => {
      it.account.normalize = (made) => ({
        ...made,
        ports: [...(made.ports ?? []), { port: 2000, type: "tcp" }],
      });
      it.account.rule("editInstance", async (_real, id, body) =>
        it.account.patch(id, {
          ports: [
            ...(body.ports ?? []).map(({ port = 0, type = "tcp" }) => ({ port, type })),
            { port: 2000, type: "tcp" },
          ],
        }),
      );
    };
    const it = await running(inputs, withSsh);
    const drifted = stateWith(it.state, { ports: "2000/tcp,9/tcp" });
    it.account.patch(it.id, {
      ports: [
        { port: 9, type: "tcp" },
        { port: 2000, type: "tcp" },
      ],
    });
    const state = await update(it.ctx, it.id, drifted, inputs);
    expect([state.ports, state.__remembered?.observed]).toEqual([
      inputs.ports,
      { ports: "22/tcp,80/http,2000/tcp" },
    ]);
    expect(changes(it)).toEqual([["editInstance", "i-1", { ports, expandRootDisk: 0 }]]);
  });
});

test("the name that the instance has stays, whatever nonce the declaration was given", async () => {
  const it = await running();
  const state = await update(it.ctx, it.id, it.state, inputsWith({ name: "trainer-22375b5a000000" }));
  expect(state).toStrictEqual(it.state);
});

describe("variables that an import has found, and no program declares", () => {
  const outside = [{ key: "C", value: "canary-outside" }];
  const hidden = { __provider: "stub", __declaration: inputs.__declaration };

  /** An instance with them in the state, and the program that was printed. */
  const imported = async (envs: Instance["envs"] = inputs.envs) => {
    const it = await running();
    it.account.patch(it.id, { envs });
    const found = await read(it.ctx, it.id, {} as State);
    const { ctx, lines } = it.restart();
    it.account.clear();
    const [state, printed] = [found?.state, found?.inputs].map((bag) => ({ ...bag, ...hidden }));
    return { ...it, ctx, lines, state: state as unknown as State, printed: printed as unknown as Inputs };
  };

  test("are no inputs; the state has them, and that nobody declares them", async () => {
    const { state, printed } = await imported();
    const { envs, ...declared } = inputs as Inputs & object;
    expect(printed).toStrictEqual({ ...declared, clusterId: "us-ca-6", ports: "22/tcp,80/http" });
    expect([state.envs, state.__remembered]).toEqual([envs, { chosen: ["envs"] }]);
  });

  test("are left as they are, run after run, also if somebody changes them, or takes them away for a while", async () => {
    const it = await imported();
    let { state } = it;
    for (const envs of [inputs.envs, outside, [], inputs.envs]) {
      it.account.patch(it.id, { envs });
      const found = await read(it.ctx, it.id, state);
      expect(found?.inputs).toStrictEqual(it.printed);
      expect([found?.state.envs ?? [], found?.state.__remembered]).toEqual([envs, { chosen: ["envs"] }]);
      state = found?.state as State;
      expect(diff(it.id, { ...state }, { ...it.printed })).toEqual({ changes: [], replaces: [] });
      expect(await update(it.ctx, it.id, state, it.printed)).toStrictEqual(state);
    }
    expect(changes(it)).toEqual([]);
  });

  test("are sent as they are now with a change of something else, and hidden in what is said of it", async () => {
    const it = await imported();
    it.account.patch(it.id, { envs: outside });
    const news: Inputs = { ...it.printed, imageUrl: "debian" };
    const state = await update(it.ctx, it.id, it.state, news);
    expect(changes(it)).toEqual([
      ["upgradeInstance", "i-1", { ...upgrade, imageUrl: "debian", envs: outside }],
    ]);
    expect(state).toEqual({ ...it.state, imageUrl: "debian", envs: outside });
    expect(it.ctx.redactor.redact("no canary-outside")).toBe("no [redacted]");
    expect((await read(it.ctx, it.id, state))?.inputs).toStrictEqual(news);
  });

  test("stay nobody's after a failure that keeps the instance in the state", async () => {
    const it = await imported();
    const fails: Patch = { status: "running", statusMessage: "no such image" };
    it.account.script("upgradeInstance", async () => it.account.patch(it.id, fails));
    const news: Inputs = { ...it.printed, imageUrl: "debian:none" };
    const failure = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    const properties = failure.properties as State;
    expect([properties.envs, properties.__remembered?.chosen]).toEqual([inputs.envs, ["envs"]]);
    it.account.patch(it.id, { statusMessage: undefined });
    it.account.clear();
    const { envs } = await update(it.ctx, it.id, properties, { ...news, imageUrl: "debian" });
    expect([envs, changes(it)]).toEqual([
      inputs.envs,
      [["upgradeInstance", "i-1", { ...upgrade, imageUrl: "debian" }]],
    ]);
  });

  test("may not be shown yet by one that is still coming up, and are nobody's all the same", async () => {
    const it = await running();
    it.account.patch(it.id, { status: "pulling", envs: [] });
    const first = await read(it.ctx, it.id, {} as State);
    expect([first?.state.envs, first?.state.__remembered]).toEqual([undefined, { chosen: ["envs"] }]);
    it.account.patch(it.id, { status: "running", envs: inputs.envs });
    const found = await read(it.ctx, it.id, { ...first?.state, ...hidden } as unknown as State);
    expect([found?.inputs.envs, found?.state.envs]).toEqual([undefined, inputs.envs]);
    expect(found?.state.__remembered).toEqual({ chosen: ["envs"] });
  });

  test("are not remembered of one that has none", async () => {
    const { state } = await imported([]);
    expect(state.__remembered).toBeUndefined();
  });

  test("that a program declares as they are need no call, and are its own from then on", async () => {
    const it = await imported();
    const news = { ...it.printed, envs: inputs.envs } as Inputs;
    expect(diff(it.id, { ...it.state }, { ...news })).toEqual({ changes: [], replaces: [] });
    const state = await update(it.ctx, it.id, it.state, news);
    expect(changes(it)).toEqual([]);
    expect(state.__remembered).toBeUndefined();
    expect(diff(it.id, { ...state }, { ...it.printed }).changes).toEqual(["envs"]);
    it.account.patch(it.id, { envs: outside });
    expect((await read(it.ctx, it.id, state))?.inputs.envs).toEqual(expect.arrayContaining(outside));
  });

  test.each([
    ["other ones", outside],
    ["none", []],
  ])("that a program declares as %s are changed as ever", async (_what, envs) => {
    const it = await imported();
    const news = { ...it.printed, envs } as Inputs;
    expect(diff(it.id, { ...it.state }, { ...news })).toEqual({ changes: ["envs"], replaces: [] });
    const state = await update(it.ctx, it.id, it.state, news);
    expect(changes(it)).toEqual([["upgradeInstance", "i-1", { ...upgrade, envs }]]);
    expect([state.envs, state.__remembered]).toEqual([envs, undefined]);
  });

  test("are its own as soon as the service has accepted others, also if the update fails then", async () => {
    const it = await imported();
    it.account.script("upgradeInstance", async () =>
      it.account.patch(it.id, { statusMessage: "no such image" }),
    );
    const news = { ...it.printed, envs: outside } as Inputs;
    const { properties } = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    expect(diff(it.id, { ...properties }, { ...it.printed }).changes).toEqual(["envs"]);
  });

  test("are not lost for a replacement: the preview refuses it, and so does a delete that had none", async () => {
    const it = await imported();
    const news = { ...it.printed, gpuNum: 2 } as Inputs;
    const why = `${label} was not replaced: it was imported with envs (B, A), which the program does not declare and the new instance would not have. Declare envs for the new one, empty if it shall have none; then run \`pulumi up\` again.`;
    // A refresh asks for differences without a program.
    expect(compare(it.ctx, it.id, { ...it.state }, { ...news }).replaces).toEqual(["gpuNum"]);
    await check(it.ctx, { ...it.printed }, { ...news });
    expect(() => compare(it.ctx, it.id, { ...it.state }, { ...news })).toThrow(why);
    // `pulumi up --replace` asks no diff.
    const { ctx } = it.restart();
    await check(ctx, {}, { ...news });
    await expect(remove(ctx, it.id, it.state)).rejects.toThrow(why);
    expect(changes(it)).toEqual([]);
    for (const envs of [[], outside]) {
      const declared = { ...news, envs };
      await check(it.ctx, { ...it.printed }, declared);
      expect(compare(it.ctx, it.id, { ...it.state }, declared).replaces).toEqual(["gpuNum"]);
    }
  });

  test("are named if the instance is gone, as a new one would not have them", async () => {
    const it = await imported();
    it.account.patch(it.id, "gone");
    expect(await read(it.ctx, it.id, it.state)).toBeUndefined();
    expect(it.lines.at(-1)).toBe(
      `warning: ${label} does not exist any more in the account of this API key. It was imported with envs (B, A), which the program does not declare: a new one would not have them. If this key is of another account, put the right one back first. It may still exist and be billed there.`,
    );
  });

  test("go with the instance if the program declares it no more", async () => {
    const it = await imported();
    await remove(it.ctx, it.id, it.state);
    expect(it.account.ids()).toEqual([]);
  });
});
