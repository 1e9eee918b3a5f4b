import {
  bed,
  type Bed,
  declaration,
  inputs,
  inputsWith,
  thrown,
} from "../../../core/lifecycle/context.testkit";
import { changes, running } from "../../../core/lifecycle/update.testkit";
import { compare, create, declares, diff, type InitFailure, read, update } from "../bound.testkit";
import { doubtful, failing, fault, refusal } from "../fakeAccount.testkit";
import type { Inputs, State } from "../inputs";
import { releaseWarning } from "./index";

const off = inputsWith({ lifecycle: { power: "off" } });
const on = inputsWith({ lifecycle: { power: "on" } });
const [STOP, START] = [
  ["stopInstance", "i-1"],
  ["startInstance", "i-1"],
];
const LABEL = `GPU instance "${inputs.name}" (i-1)`;

/** An instance that was stopped as declared, and a process that knows nothing yet. */
async function stopped(declared: Inputs = off): Promise<Bed & { id: string; state: State }> {
  const it = await running(declared);
  expect(it.state).toMatchObject({ status: "exited", lifecycle: { power: "off" } });
  return it;
}

/** What a run changes, and the state that it leaves. */
async function applied(it: Bed & { id: string; state: State }, news: Inputs) {
  const state = await update(it.ctx, it.id, it.state, news);
  return { state, sent: changes(it).map((call) => (call as unknown[])[0]) };
}

describe("a new instance that is declared off", () => {
  test.each([undefined, "created"] as const)(
    "is made, and stopped once it runs (waitUntil: %s)",
    async (waitUntil) => {
      const it = bed();
      const declared = inputsWith({ lifecycle: { power: "off", ...(waitUntil && { waitUntil }) } });
      const { id, state } = await create(it.ctx, declared);
      expect(changes(it).slice(1)).toEqual([STOP]);
      expect(state).toMatchObject({ status: "exited", lifecycle: declared.lifecycle });
      expect(it.lines).toContain(`${LABEL}: stopping it.`);
      expect(diff(id, { ...state }, { ...declared })).toEqual({ changes: [], replaces: [] });
    },
  );

  test("is kept with its id if it cannot be stopped, and stopped by the next run", async () => {
    const it = bed();
    it.account.script("stopInstance", failing(refusal("stopInstance", 500, "UNKNOWN", "boom", "i-1")));
    const { id, properties } = (await thrown(create(it.ctx, off))) as InitFailure;
    expect([id, properties.status, properties.lifecycle]).toEqual(["i-1", "running", {}]);
    expect(diff(id, { ...properties }, { ...off })).toEqual({
      changes: ["lifecycle", "status"],
      replaces: [],
    });
    const state = await update(it.restart().ctx, id, properties, off);
    expect([state.status, it.account.sent("stopInstance")]).toEqual(["exited", [["i-1"], ["i-1"]]]);
  });

  test("is kept with its id if it does not start", async () => {
    const it = bed();
    it.account.start = [[1_000, { status: "pulling", statusMessage: "no such image" }]];
    const { id, properties, reasons } = (await thrown(create(it.ctx, off))) as InitFailure;
    expect([id, properties.status, changes(it).length]).toEqual(["i-1", "pulling", 1]);
    expect(reasons).toEqual([
      `${LABEL} cannot start: no such image (status pulling). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
    ]);
    // Nor does the next run stop what is not there to be stopped.
    await thrown(update(it.restart().ctx, id, properties, off));
    expect(changes(it)).toHaveLength(1);
  });
});

describe("a change of power", () => {
  test("is no change if it is absent or on", async () => {
    const it = await running();
    expect(diff(it.id, { ...it.state }, { ...on })).toEqual({ changes: [], replaces: [] });
  });

  test("stops and starts in place, once, with everything else as it was", async () => {
    const it = await running();
    expect(diff(it.id, { ...it.state }, { ...off })).toEqual({
      changes: ["lifecycle", "status"],
      replaces: [],
    });
    const asleep = await update(it.ctx, it.id, it.state, off);
    await update(it.ctx, it.id, asleep, off);
    expect(asleep).toMatchObject({ status: "exited", ports: inputs.ports, envs: inputs.envs });
    expect(diff(it.id, { ...asleep }, { ...inputs })).toEqual({
      changes: ["lifecycle", "status"],
      replaces: [],
    });
    const awake = await update(it.ctx, it.id, asleep, inputs);
    await update(it.ctx, it.id, awake, inputs);
    expect(awake).toEqual({ ...it.state, lifecycle: undefined });
    expect(changes(it)).toEqual([STOP, START]);
  });

  test("starts also what is not waited for", async () => {
    const it = await stopped(inputsWith({ lifecycle: { power: "off", waitUntil: "created" } }));
    const { state, sent } = await applied(it, inputsWith({ lifecycle: { waitUntil: "created" } }));
    expect([state.status, sent]).toEqual(["toStart", ["startInstance"]]);
  });

  test.each<[string, Inputs, Inputs, string[], string]>([
    [
      "ports, then the stop",
      inputs,
      inputsWith({ ports: "443/http" }, off),
      ["editInstance", "stopInstance"],
      "exited",
    ],
    [
      "the reset, then the stop",
      inputs,
      inputsWith({ imageUrl: "ubuntu:24.04" }, off),
      ["upgradeInstance", "stopInstance"],
      "exited",
    ],
    [
      "the stop, then the months",
      inputs,
      inputsWith({ billingMode: "monthly", month: 1 }, off),
      ["stopInstance", "transToMonthlyInstance"],
      "exited",
    ],
    [
      "a reset of one that stays off, and stops again",
      off,
      inputsWith({ imageUrl: "ubuntu:24.04" }, off),
      ["upgradeInstance", "stopInstance"],
      "exited",
    ],
    ["ports of one that stays off", off, inputsWith({ ports: "443/http" }, off), ["editInstance"], "exited"],
    [
      "a reset, which starts it",
      off,
      inputsWith({ imageUrl: "ubuntu:24.04" }),
      ["upgradeInstance"],
      "running",
    ],
    [
      "ports, then the start",
      off,
      inputsWith({ ports: "443/http" }),
      ["editInstance", "startInstance"],
      "running",
    ],
    [
      "the stop, and automatic migration",
      inputs,
      inputsWith({ lifecycle: { power: "off", autoMigrate: true } }),
      ["stopInstance", "setAutoMigrate"],
      "exited",
    ],
  ])("takes its place: %s", async (_, before, after, calls, status) => {
    const it = await running(before);
    const { state, sent } = await applied(it, after);
    expect([sent, state.status, state.lifecycle]).toEqual([calls, status, after.lifecycle]);
    expect((await applied({ ...it, state }, after)).sent).toEqual(calls);
  });

  test("counts alone: what comes after it and fails is asked for again", async () => {
    const it = await running();
    const news = inputsWith({ lifecycle: { power: "off", autoMigrate: true } });
    const refused = failing(refusal("setAutoMigrate", 400, "INVALID_PARAMETER", "no"));
    it.account.script("setAutoMigrate", refused);
    const { properties } = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    expect(properties.lifecycle).toEqual({ power: "off" });
    const { sent } = await applied({ ...it, state: properties }, news);
    expect(sent).toEqual(["stopInstance", "setAutoMigrate", "setAutoMigrate"]);
  });

  test("is not taken for done while a reset of what stood still may yet start it", async () => {
    const it = await stopped();
    const news = inputsWith({ imageUrl: "ubuntu:24.04" }, off);
    it.account.script("upgradeInstance", async () => {
      // The new image shows at once, the start of the machine only later.
      it.account.course("i-1", [
        [0, { imageUrl: "ubuntu:24.04" }],
        [20_000, { status: "resetting" }],
        [40_000, { status: "running" }],
      ]);
    });
    expect((await applied(it, news)).state.status).toBe("exited");
    expect(changes(it).slice(1)).toEqual([STOP]);
  });

  test("waits for what somebody is stopping before it starts it", async () => {
    const it = await running();
    it.account.course("i-1", [
      [0, { status: "stopping" }],
      [9_000, { status: "exited" }],
    ]);
    expect((await applied(it, inputs)).sent).toEqual(["startInstance"]);
  });
});

describe("the price", () => {
  test("is that of the disk while it is off, and the machine's again when it runs", async () => {
    const it = await running(inputsWith({ rootfsSize: 100 }));
    const asleep = await update(it.ctx, it.id, it.state, inputsWith({ rootfsSize: 100 }, off));
    const awake = await update(it.ctx, it.id, asleep, inputsWith({ rootfsSize: 100 }));
    expect([it.state, asleep, awake].map(({ hourlyPrice }) => hourlyPrice)).toEqual([
      0.358333, 0.020833, 0.358333,
    ]);
  });

  test("of a monthly one stays: it is paid in advance", async () => {
    const it = await running(inputsWith({ billingMode: "monthly", month: 1 }));
    const asleep = await update(
      it.ctx,
      it.id,
      it.state,
      inputsWith({ billingMode: "monthly", month: 1 }, off),
    );
    expect([asleep.status, asleep.hourlyPrice]).toEqual(["exited", it.state.hourlyPrice]);
  });

  test("is not that of a machine that stood otherwise, if the service cannot be asked", async () => {
    const it = await running();
    it.account.rule("listProducts", failing(refusal("listProducts", 500, "UNKNOWN", "boom")));
    const { ctx } = it.restart();
    const asleep = await update(ctx, it.id, it.state, off);
    const awake = await update(ctx, it.id, asleep, inputs);
    expect([asleep.hourlyPrice, awake.hourlyPrice]).toEqual([0.0125, undefined]);
  });
});

describe("a call of unknown outcome", () => {
  test.each([
    ["stop", inputs, off, "exited"],
    ["start", off, inputs, "running"],
  ] as const)("a %s that was carried out is not repeated", async (verb, before, after, status) => {
    const it = await running(before);
    it.account.script(`${verb}Instance`, doubtful(`${verb}Instance`, true, "i-1"));
    const { state, sent } = await applied(it, after);
    expect([state.status, sent]).toEqual([status, [`${verb}Instance`]]);
  });

  test.each([
    ["stop", inputs, off, "running", {}],
    ["start", off, inputs, "exited", { power: "off" }],
  ] as const)(
    "a %s that was not is an error, and made by the next run",
    async (verb, before, after, status, lifecycle) => {
      const it = await running(before);
      it.account.script(`${verb}Instance`, doubtful(`${verb}Instance`, false, "i-1"));
      const { message, properties } = (await thrown(update(it.ctx, it.id, it.state, after))) as InitFailure;
      expect(message).toContain(`The request was sent once, and ${LABEL} has shown no sign of it within 2m.`);
      expect([properties.status, properties.lifecycle]).toEqual([status, lifecycle]);
      expect((await applied({ ...it, state: properties }, after)).sent).toHaveLength(2);
    },
  );

  test("a stop that was carried out after its run is not asked for again", async () => {
    const it = await running();
    it.account.script("stopInstance", failing(fault("stopInstance", "timeout", "i-1")));
    await thrown(update(it.ctx, it.id, it.state, off));
    it.account.patch("i-1", { status: "exited" });
    expect((await applied(it, off)).state).toMatchObject({ status: "exited", lifecycle: { power: "off" } });
    expect(changes(it)).toEqual([STOP]);
  });
});

test("a start over the cap is refused before it is sent, and changes nothing", async () => {
  const it = await stopped();
  const capped = inputsWith({ lifecycle: { maxHourlyPrice: 0.3 } });
  const error = (await thrown(update(it.ctx, it.id, it.state, capped))) as Error;
  expect(error.message).toBe(
    `${LABEL} was not started: lifecycle.maxHourlyPrice is $0.30, but the instance costs $0.35 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.`,
  );
  expect([error.name, changes(it)]).toEqual(["NovitaError", []]);
});

describe("drift", () => {
  test("one that is off and runs shows in a refresh, and is stopped", async () => {
    const it = await stopped();
    it.account.patch("i-1", { status: "running" });
    const found = await read(it.ctx, it.id, it.state);
    expect(found?.inputs).toMatchObject({ status: "running", lifecycle: { power: "off" } });
    const state = found?.state as State;
    expect(diff(it.id, { ...state }, { ...off })).toEqual({ changes: ["status"], replaces: [] });
    expect((await applied({ ...it, state }, off)).sent).toEqual(["stopInstance"]);
  });

  test("one that is off and stands still is as declared, also if its spot capacity is gone", async () => {
    const it = await stopped();
    it.account.patch("i-1", { billingMode: "spot", spotStatus: "terminated" });
    const found = await read(it.ctx, it.id, it.state);
    expect(found?.inputs).not.toHaveProperty("status");
    expect((await applied(it, off)).sent).toEqual([]);
  });

  test("one that is off and frozen is an error that says why", async () => {
    const it = await stopped();
    it.account.patch("i-1", { status: "freezing" });
    const { reasons } = (await thrown(update(it.ctx, it.id, it.state, off))) as InitFailure;
    expect(reasons[0]).toContain("is frozen (freezing), most likely because the account is in arrears.");
  });

  test("one that runs again right after its stop is an error, and stopped by the next run", async () => {
    const it = await running();
    it.account.script("stopInstance", async () => undefined);
    const { reasons, properties } = (await thrown(update(it.ctx, it.id, it.state, off))) as InitFailure;
    expect(reasons).toEqual([
      `${LABEL} runs (running), but is declared off (lifecycle.power), and is billed in full. Run \`pulumi up\` again to stop it.`,
    ]);
    expect(properties).toMatchObject({ status: "running" });
    expect((await applied({ ...it, state: properties }, off)).state.status).toBe("exited");
  });

  test("a preview that does not know the power yet says nothing of the status", async () => {
    const it = await stopped();
    const lifecycle = { power: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    expect(compare(it.ctx, it.id, { ...it.state }, { ...off, lifecycle }).changes).toEqual(["lifecycle"]);
  });
});

describe("the day when Novita deletes it", () => {
  const at = (now: string, thing: Parameters<typeof releaseWarning>[0]) =>
    releaseWarning(thing, Date.parse(now));
  const THING = { status: "exited", releaseDataAt: "2026-01-09T03:04:05Z" };
  const SOON =
    'Novita deletes it with its data, because it is stopped (2026-01-09T03:04:05Z). Start it before then to keep it, or save its data: `pulumi up` starts it if lifecycle.power is "on".';

  test.each<[string, string, Parameters<typeof releaseWarning>[0], string | undefined]>([
    ["is far", "2026-01-07T03:04:05Z", THING, undefined],
    ["is near", "2026-01-07T03:04:06Z", THING, SOON],
    ["is near, of a live one", "2026-01-07T03:04:06Z", { ...THING, releaseDataAt: 1_767_927_845 }, SOON],
    [
      "is over",
      "2026-01-09T03:04:05Z",
      THING,
      "Novita was to delete it with its data, because it is stopped (2026-01-09T03:04:05Z). Run `pulumi refresh` to see whether it did.",
    ],
    ["is not announced", "2026-01-09T03:04:05Z", { status: "exited" }, undefined],
    ["is none, because it runs", "2026-01-09T03:04:05Z", { ...THING, status: "running" }, undefined],
  ])("%s", (_what, now, thing, expected) => {
    expect(at(now, thing)).toBe(expected);
  });

  test("is a warning of a refresh, and of a preview unless it is started", async () => {
    const it = await stopped();
    const { ctx, lines, clock } = it.restart();
    const releaseDataAt = Math.floor(clock.now() / 1000) + 3600;
    it.account.patch("i-1", { releaseDataAt });
    const state = (await read(ctx, it.id, it.state))?.state as State;
    const said = lines.splice(0);
    expect(said).toEqual([
      expect.stringContaining(`${LABEL}: Novita deletes it with its data, because it is stopped`),
    ]);
    declares(ctx, declaration);
    compare(ctx, it.id, { ...state }, { ...on });
    expect(lines).toEqual([]);
    const next = it.restart();
    declares(next.ctx, declaration);
    compare(next.ctx, it.id, { ...state }, { ...off });
    expect(next.lines).toEqual(said);
  });
});

test("a replacement of one that is off is off too", async () => {
  const it = await stopped();
  const news = inputsWith({ gpuNum: 2 }, off);
  expect(diff(it.id, { ...it.state }, { ...news }).replaces).toEqual(["gpuNum"]);
  it.account.patch("i-1", "gone");
  const { state } = await create(it.ctx, { ...news, name: "trainer-22375b5affffff" });
  expect(state).toMatchObject({ status: "exited", lifecycle: { power: "off" } });
});

test("one that is imported while it stands still is off", async () => {
  const it = await running();
  const found = async () => (await read(it.ctx, it.id, {} as State))?.inputs.lifecycle;
  expect(await found()).toBeUndefined();
  it.account.patch("i-1", { status: "exited" });
  expect(await found()).toEqual({ power: "off" });
});

describe("one that is taken over", () => {
  test.each([
    ["running", "off", "exited", [STOP]],
    ["exited", "off", "exited", []],
    ["exited", "on", "running", [START]],
  ] as const)("and is %s comes to be %s", async (status, power, then, calls) => {
    const it = await running();
    it.account.patch("i-1", { status });
    const { state } = await create(it.ctx, inputsWith({ lifecycle: { adopt: "i-1", power } }));
    expect([state.status, state.lifecycle, changes(it)]).toEqual([then, { adopt: "i-1", power }, calls]);
  });
});
