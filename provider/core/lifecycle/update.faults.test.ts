import { InitFailure, read, update } from "../../resources/gpuInstance/bound.testkit";
import { inputs, inputsWith, keyOf, thrown } from "./context.testkit";
import { doubtful, failing, fault, MONTH_S, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { changes, running } from "./update.testkit";
import { type CallOptions, InDoubtError, NovitaError } from "../../api";
import type { Inputs, State } from "../../resources/gpuInstance";

const label = `GPU instance "${inputs.name}" (i-1)`;
const KEPT = `${label} is kept in the state and may be billed: \`pulumi up\` goes on from there, \`pulumi destroy\` ends its bill.`;
const monthly = inputsWith({ billingMode: "monthly", month: 1 });

type Once =
  | "editInstance"
  | "upgradeInstance"
  | "startInstance"
  | "migrateInstance"
  | "transToMonthlyInstance"
  | "renewInstance";

/** Each step whose call must not be repeated: what has to be so before, what shall be, and what shows that it is. */
const onceOnly: [Once, Inputs, Inputs, object, (state: State) => unknown, unknown][] = [
  ["editInstance", inputs, inputsWith({ rootfsSize: 80 }), {}, ({ rootfsSize }) => rootfsSize, 80],
  ["upgradeInstance", inputs, inputsWith({ imageUrl: "debian" }), {}, ({ imageUrl }) => imageUrl, "debian"],
  ["startInstance", inputs, inputs, { status: "exited" }, ({ status }) => status, "running"],
  [
    "migrateInstance",
    inputs,
    inputs,
    { status: "exited", spotStatus: "terminated" },
    ({ status }) => status,
    "running",
  ],
  [
    "transToMonthlyInstance",
    inputs,
    inputsWith({ billingMode: "monthly", month: 2 }),
    {},
    ({ billingMode }) => billingMode,
    "monthly",
  ],
  ["renewInstance", monthly, inputsWith({ month: 2 }, monthly), {}, ({ month }) => month, 2],
];

test.each(onceOnly)("%s: a Pulumi that is gone, and nothing is changed", async (_, before, news, patch) => {
  const it = await running(before);
  it.account.patch(it.id, patch);
  const ctx = { ...it.ctx, log: { ...it.ctx.log, heard: async () => false } };
  const error = (await thrown(update(ctx, it.id, it.state, news))) as Error;
  expect([error.name, error.message]).toEqual([
    "NovitaError",
    `${label} was not changed any further: the Pulumi engine has exited.`,
  ]);
  expect(changes(it)).toEqual([]);
});

test.each(onceOnly)(
  "%s: before each further attempt somebody has to hear of it",
  async (name, before, news, patch) => {
    const it = await running(before);
    it.account.patch(it.id, patch);
    let options: CallOptions | undefined;
    it.account.scriptAny(name, (real, ...args) => {
      options = args.at(-1) as CallOptions;
      return real();
    });
    await update(it.ctx, it.id, it.state, news);
    const said = it.lines.length;
    expect(await options?.goesOn?.(new NovitaError("It failed.", "no answer came"))).toBe(true);
    const doing = it.lines[0]?.replace(/\.$/, "");
    expect(it.lines.slice(said)).toEqual([`${doing}: no answer came; trying again.`]);
  },
);

describe.each(onceOnly)("%s of a busy instance", (name, before, news, patch) => {
  const busy = refusal(name, 400, "DEPENDENT_RESOURCE_STATE", "the instance is busy", "i-1");
  const prepared = async (times: number) => {
    const it = await running(before);
    it.account.patch(it.id, patch);
    for (let n = 0; n < times; n++) it.account.script(name, failing(busy));
    return it;
  };

  test("is asked for again every five seconds, and done when it is free", async () => {
    const it = await prepared(2);
    await update(it.ctx, it.id, it.state, news);
    const sent = it.account.calls.filter((call) => call.name === name).map(({ at }) => at);
    expect(sent.map((at) => at - (sent[0] ?? 0))).toEqual([0, 5_000, 10_000]);
    const again = `${label} is busy (DEPENDENT_RESOURCE_STATE); trying again.`;
    expect(it.lines.slice(1, 3)).toEqual([again, again]);
  });

  test("without a reason is said in the service's words", async () => {
    const it = await running(before);
    it.account.patch(it.id, patch);
    it.account.script(name, failing(refusal(name, 400, "", "invalid state change", "i-1")));
    await update(it.ctx, it.id, it.state, news);
    expect(it.lines[1]).toBe(`${label} is busy (invalid state change); trying again.`);
  });

  test("is not asked for again by a provider that nobody listens to", async () => {
    const it = await prepared(1);
    const heard = async (line: string): Promise<boolean> => !line.includes("is busy");
    const ctx = { ...it.ctx, log: { ...it.ctx.log, heard } };
    expect(await thrown(update(ctx, it.id, it.state, news))).toBe(busy);
    expect(changes(it)).toHaveLength(1);
  });

  test("is given up after a minute, with the service's words", async () => {
    const it = await running(before);
    it.account.patch(it.id, patch);
    it.account.rule(name, failing(busy));
    const begin = it.clock.now();
    expect(await thrown(update(it.ctx, it.id, it.state, news))).toBe(busy);
    expect([it.clock.now() - begin, changes(it).length]).toEqual([60_000, 13]);
  });
});

describe.each(onceOnly)("%s in doubt", (name, before, news, patch, shown, expected) => {
  const doubt = fault(name, "timeout", "i-1");
  const prepared = async () => {
    const it = await running(before);
    it.account.patch(it.id, patch);
    return it;
  };

  test("was carried out: it is seen, and not sent again", async () => {
    const it = await prepared();
    it.account.script(name, doubtful(name, true, "i-1"));
    expect(shown(await update(it.ctx, it.id, it.state, news))).toBe(expected);
    expect(changes(it)).toHaveLength(1);
    expect(it.lines[1]).toBe(
      `warning: ${doubt.message} It may have been carried out all the same: looking at the instance.`,
    );
  });

  test("was not carried out: an init failure that says so; the next run does it", async () => {
    const it = await prepared();
    it.account.script(name, doubtful(name, false, "i-1"));
    const begin = it.clock.now();
    const error = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    expect([error.name, error.id]).toEqual(["InitFailure", "i-1"]);
    expect(error.reasons).toEqual([
      `${doubt.message} The request was sent once, and ${label} has shown no sign of it within 2m. Run \`pulumi up\` again: it looks at the instance first, and repeats only what is missing. ${KEPT}`,
    ]);
    expect([it.clock.now() - begin, changes(it).length]).toEqual([120_000, 1]);
    const before = shown(it.state);
    expect(shown(error.properties)).toBe(
      name === "startInstance" || name === "migrateInstance" ? "exited" : before,
    );
    expect(JSON.parse(JSON.stringify(error.properties))).toStrictEqual(error.properties);
    expect(shown(await update(it.restart().ctx, it.id, error.properties, news))).toBe(expected);
    expect(changes(it)).toHaveLength(2);
  });

  test("is carried out after the looking has ended: the next run sees it, and does not send it again", async () => {
    const it = await prepared();
    it.account.scriptAny(name, async (real) => {
      void it.clock.sleep(130_000).then(real);
      throw new InDoubtError(doubt);
    });
    const error = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    await it.clock.sleep(30_000);
    expect(shown(await update(it.restart().ctx, it.id, error.properties, news))).toBe(expected);
    expect(changes(it)).toHaveLength(1);
  });

  test("was carried out, and the process was killed: the next run does not send it again", async () => {
    const it = await prepared();
    it.account.scriptAny(name, async (real) => {
      await real();
      throw new Error("killed");
    });
    await thrown(update(it.ctx, it.id, it.state, news));
    await it.clock.sleep(30_000);
    const again = it.restart();
    expect(shown(await update(again.ctx, it.id, it.state, news))).toBe(expected);
    expect(changes(it)).toHaveLength(1);
  });

  test("was carried out, the process was killed, and somebody refreshed: the next run does not send it again", async () => {
    const it = await prepared();
    it.account.scriptAny(name, async (real) => {
      await real();
      throw new Error("killed");
    });
    await thrown(update(it.ctx, it.id, it.state, news));
    await it.clock.sleep(30_000);
    const refreshed = await read(it.restart().ctx, it.id, it.state);
    const again = it.restart();
    expect(shown(await update(again.ctx, it.id, refreshed?.state as State, news))).toBe(expected);
    expect(changes(it)).toHaveLength(1);
  });

  test("is refused: a plain error, the state stays", async () => {
    const it = await prepared();
    const refused = refusal(name, 400, "VALIDATOR_PARAM", "no", "i-1");
    it.account.script(name, failing(refused));
    expect(await thrown(update(it.ctx, it.id, it.state, news))).toBe(refused);
  });
});

describe("months are never paid twice", () => {
  const more = (month: number): Inputs => inputsWith({ month }, monthly);

  test("accepted, but not to be seen for a while: it counts, and the next run buys nothing", async () => {
    const it = await running(monthly);
    it.account.script("renewInstance", async () => undefined);
    const state = await update(it.ctx, it.id, it.state, more(2));
    expect([state.month, "termEndsAt" in (state.__remembered ?? {})]).toEqual([2, false]);
    await update(it.restart().ctx, it.id, state, more(2));
    expect(changes(it)).toEqual([["renewInstance", "i-1", 1]]);
  });

  test("accepted, then the waiting failed: it counts, and the next run buys nothing", async () => {
    const it = await running(monthly);
    it.account.script("listInstances", failing(refusal("listInstances", 401, "UNAUTHORIZED", "no")));
    const error = (await thrown(update(it.ctx, it.id, it.state, more(2)))) as InitFailure;
    expect([error.properties.month, keyOf(error.properties, "__provider")]).toEqual([2, "stub"]);
    await update(it.restart().ctx, it.id, error.properties, more(2));
    expect(changes(it)).toEqual([["renewInstance", "i-1", 1]]);
    await update(it.restart().ctx, it.id, error.properties, more(4));
    expect(changes(it)).toEqual([
      ["renewInstance", "i-1", 1],
      ["renewInstance", "i-1", 2],
    ]);
  });

  test("a part was paid by a killed run: only the rest is bought", async () => {
    const it = await running(monthly);
    it.account.script("renewInstance", async (real) => {
      await real();
      throw new Error("killed");
    });
    await thrown(update(it.ctx, it.id, it.state, more(2)));
    await update(it.restart().ctx, it.id, it.state, more(13));
    expect(changes(it)).toEqual([
      ["renewInstance", "i-1", 1],
      ["renewInstance", "i-1", 11],
    ]);
  });

  test("a year is a year, however long its months are", async () => {
    const it = await running(monthly);
    it.account.patch(it.id, { endTime: (it.state.__remembered?.termEndsAt ?? 0) + 365 * 24 * 3600 });
    await update(it.ctx, it.id, it.state, more(13));
    expect(changes(it)).toEqual([]);
  });

  test("one change after the other is each paid once", async () => {
    const it = await running(monthly);
    const two = await update(it.ctx, it.id, it.state, more(2));
    const four = await update(it.ctx, it.id, two, more(4));
    expect(changes(it)).toEqual([
      ["renewInstance", "i-1", 1],
      ["renewInstance", "i-1", 2],
    ]);
    expect(four.__remembered?.termEndsAt).toBe((it.state.__remembered?.termEndsAt ?? 0) + 3 * MONTH_S);
  });

  test("if it is not known how many were bought, none are, and a warning says so", async () => {
    const it = await running();
    await it.account.client.transToMonthlyInstance(it.id, 1);
    it.account.clear();
    const state = await update(it.ctx, it.id, it.state, inputsWith({ billingMode: "monthly", month: 3 }));
    expect([state.billingMode, state.month, changes(it)]).toEqual(["monthly", 3, []]);
    expect(it.lines).toEqual([
      `warning: ${label} is monthly already, until 2026-02-01. How many months were bought is not known here, so none are bought now.`,
    ]);
  });

  test("nor after a refresh, if the declaration said month 0", async () => {
    const it = await running(inputsWith({ month: 0 }));
    await it.account.client.transToMonthlyInstance(it.id, 1);
    it.account.clear();
    const refreshed = (await read(it.ctx, it.id, it.state))?.state as State;
    expect([refreshed.billingMode, refreshed.month]).toEqual(["monthly", 0]);
    await update(it.ctx, it.id, refreshed, inputsWith({ billingMode: "monthly", month: 1 }));
    expect(changes(it)).toEqual([]);
  });

  test("fewer months buy nothing", async () => {
    const it = await running(more(3));
    await update(it.ctx, it.id, it.state, more(2));
    expect(changes(it)).toEqual([]);
  });
});

describe("a failure after the first call", () => {
  const news = inputsWith({ rootfsSize: 80, imageUrl: "debian", command: "x" });

  test("keeps what was achieved, with the keys of the face; the next run does the rest", async () => {
    const it = await running();
    const refused = refusal("upgradeInstance", 400, "VALIDATOR_PARAM", "bad image", "i-1");
    it.account.script("upgradeInstance", failing(refused));
    const error = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    expect(error).toBeInstanceOf(InitFailure);
    expect(error.reasons).toEqual([`${refused.message} ${KEPT}`]);
    expect(error.properties).toStrictEqual({ ...it.state, rootfsSize: 80 });
    await update(it.restart().ctx, it.id, error.properties, news);
    expect(changes(it).map((call) => (call as string[])[0])).toEqual([
      "editInstance",
      "upgradeInstance",
      "upgradeInstance",
    ]);
  });

  test("tells what is live now, if the accepted change is not there yet", async () => {
    const it = await running();
    it.account.script("upgradeInstance", async () => it.account.patch(it.id, { status: "resetting" }));
    const slow = { ...news, rootfsSize: 60, lifecycle: { timeouts: { update: "2m" } } };
    const error = (await thrown(update(it.ctx, it.id, it.state, slow))) as InitFailure;
    expect([error.properties.imageUrl, error.properties.status, error.properties.lifecycle]).toEqual([
      "ubuntu:22.04",
      "resetting",
      slow.lifecycle,
    ]);
    expect(error.reasons).toEqual([
      `${label} took longer than 2m to be as declared; its last status was being reset (resetting). It still exists and may be billed. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.update, or run \`pulumi destroy\` to end its bill.`,
    ]);
  });

  test("keeps what is known if the instance cannot be read any more", async () => {
    const it = await running();
    it.account.script("upgradeInstance", (real) => {
      it.account.rule("getInstance", failing(fault("getInstance")));
      it.account.rule("listInstances", failing(new TypeError("boom")));
      return real();
    });
    const error = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    expect(error.properties).toStrictEqual({ ...it.state, ...news });
    expect(error.reasons).toEqual([
      `${label} exists and is kept in the state, but the provider failed: boom. This is a defect of pulumi-novita; please report it. \`pulumi up\` goes on from there, \`pulumi destroy\` deletes the instance.`,
    ]);
  });

  test("a reset whose instance then fails is kept with the service's reason", async () => {
    const it = await running();
    it.account.script("upgradeInstance", async () =>
      it.account.course(it.id, [
        [0, { status: "resetting", imageUrl: "debian" }],
        [3_000, { status: "pulling", statusMessage: "manifest unknown" }],
      ]),
    );
    const error = (await thrown(
      update(it.ctx, it.id, it.state, inputsWith({ imageUrl: "debian" })),
    )) as InitFailure;
    expect([error.properties.imageUrl, error.properties.statusMessage]).toEqual([
      "debian",
      "manifest unknown",
    ]);
    expect(error.reasons[0]).toContain("cannot start: manifest unknown (status pulling)");
  });

  test("vanished in the middle", async () => {
    const it = await running();
    it.account.script("upgradeInstance", async () => it.account.patch(it.id, "gone"));
    const error = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    expect([error.name, error.id, error.properties.rootfsSize]).toEqual(["InitFailure", "i-1", 80]);
    expect(error.reasons[0]).toContain(`${label} has disappeared`);
  });
});

describe("if the instance need not run", () => {
  const lazy = inputsWith({ lifecycle: { waitUntil: "created" } });

  test("an accepted change is not waited for, and counts as declared", async () => {
    const it = await running(lazy);
    await it.clock.sleep(30_000);
    const begin = it.clock.now();
    const news = inputsWith({ imageUrl: "debian" }, lazy);
    const state = await update(it.ctx, it.id, it.state, news);
    expect([state.imageUrl, state.status, it.clock.now() - begin, changes(it).length]).toEqual([
      "debian",
      "running",
      0,
      1,
    ]);
    await it.clock.sleep(30_000);
    expect((await read(it.ctx, it.id, state))?.inputs).toStrictEqual(news);
    await update(it.ctx, it.id, state, news);
    expect(changes(it)).toHaveLength(1);
  });
});
