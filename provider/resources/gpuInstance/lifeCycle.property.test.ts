import { InitFailure, create, read, update } from "./bound.testkit";
import fc from "fast-check";
import { bed, type Bed, inputs, inputsWith, stateWith } from "../../core/lifecycle/context.testkit";
import { type Course, type FakeAccount, fault, refusal } from "./fakeAccount.testkit";
import { InDoubtError, NovitaError } from "../../api";
import { type Created, remove } from "../../core";
import type { Inputs, State } from "./inputs";

const TIMEOUT_MS = 180_000;
const timeouts = { create: "3m", update: "3m", delete: "3m" };

const status = fc.constantFrom(
  ..."toCreate creating pulling running toStart starting toStop stopping exited toRestart restarting toRemove removing removed toReset resetting migrating freezing pending odd".split(
    " ",
  ),
);
const course: fc.Arbitrary<Course> = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 200_000 }),
    fc.oneof(
      { weight: 6, arbitrary: status.map((word) => ({ status: word })) },
      { weight: 1, arbitrary: fc.constant({ statusMessage: "it broke" }) },
      { weight: 1, arbitrary: fc.constant("gone" as const) },
    ),
  ),
  { maxLength: 6 },
);

/** What becomes of a call: it works, fails before or after the work, is worked off late, or hides its work. */
const fate = fc.constantFrom(
  "works",
  "works",
  "works",
  "refused",
  "lost",
  "late",
  "in doubt",
  "hidden",
  "busy",
);
type Fate = "works" | "refused" | "lost" | "late" | "in doubt" | "hidden" | "busy";
/** What becomes of the reads, one after the other. */
const reads = fc.array(fc.constantFrom("works", "works", "works", "server", "network", "key", "defect"), {
  maxLength: 12,
});

const troubles = (name: "listInstances" | "getInstance"): Readonly<Record<string, Error>> => ({
  server: refusal(name, 503, "", "boom"),
  network: fault(name, "reset"),
  key: refusal(name, 401, "UNAUTHORIZED", "no"),
  defect: new TypeError("boom"),
});

function disturb(
  account: FakeAccount,
  name: "listInstances" | "getInstance",
  fates: readonly string[],
): void {
  for (const each of fates) {
    const error = troubles(name)[each];
    account.scriptAny(name, (real) => (error ? Promise.reject(error) : real()));
  }
}

type Changing = "createInstance" | "editInstance" | "upgradeInstance" | "startInstance" | "renewInstance";

function bedevil({ account, clock }: Bed, name: Changing, fates: readonly Fate[]): void {
  const doubt = new InDoubtError(fault(name));
  for (const each of fates) {
    account.scriptAny(name, async (real) => {
      if (each === "refused") throw refusal(name, 400, "VALIDATOR_PARAM", "no");
      if (each === "busy") throw refusal(name, 400, "OPERATION_LIMIT", "busy");
      if (each === "lost") throw doubt;
      if (each === "late") {
        void clock.sleep(50_000).then(real);
        throw doubt;
      }
      const done = await real();
      if (each === "hidden") account.hide(String(done ?? "i-1"), 50_000);
      if (each !== "works") throw doubt;
      return done;
    });
  }
}

type Outcome<T> =
  { readonly done: T } | { readonly kept: InitFailure } | { readonly plain: NovitaError | Error };

async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { done: await work };
  } catch (error) {
    return error instanceof InitFailure ? { kept: error } : { plain: error as Error };
  }
}

function plainJson(value: unknown): void {
  expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value);
}

const settings = { numRuns: 125, verbose: true } as const;

test("a create ends in ready, kept or a plain error, in time, and never sends a second request", async () => {
  await fc.assert(
    fc.asyncProperty(course, fate, reads, reads, fc.boolean(), async (start, what, lists, gets, waits) => {
      const it = bed();
      it.account.start = [[0, { status: "toCreate" }], ...[...start].sort(([a], [b]) => a - b)];
      // The first list is the search for orphans.
      disturb(it.account, "listInstances", ["works", ...lists]);
      disturb(it.account, "getInstance", gets);
      bedevil(it, "createInstance", [what as Fate]);
      const declared = inputsWith({
        lifecycle: { timeouts, ...(!waits && { waitUntil: "created" as const }) },
      });
      const begin = it.clock.now();
      const outcome = await outcomeOf(create(it.ctx, declared));
      expect(it.account.sent("createInstance").length).toBe(1);
      expect(it.clock.now() - begin).toBeLessThanOrEqual(TIMEOUT_MS);
      accountsFor(it, outcome);
      await nextRun(it, declared);
    }),
    settings,
  );

  /** Every instance that exists is in the state or named in what the user reads. */
  function accountsFor({ account }: Bed, outcome: Outcome<Created>): void {
    if ("done" in outcome) plainJson(outcome.done);
    if ("kept" in outcome) {
      plainJson(outcome.kept.properties);
      expect(outcome.kept.properties).toEqual(
        expect.objectContaining({ __provider: "stub", productId: "4090" }),
      );
      expect(outcome.kept.reasons.join(" ")).toContain(outcome.kept.id);
    }
    const known = "done" in outcome ? outcome.done.id : "kept" in outcome ? outcome.kept.id : undefined;
    for (const id of account.ids().filter((each) => each !== known)) {
      expect(outcome).toEqual({ plain: expect.objectContaining({ name: "NovitaError" }) });
      expect((outcome as { plain: Error }).plain.message).toContain(account.live(id)?.name);
    }
  }

  /** With no faults any more and nothing in the state, what is left is reported and no second one made. */
  async function nextRun(it: Bed, declared: Inputs): Promise<void> {
    await it.clock.sleep(300_000);
    it.account.calm();
    const left = it.account
      .ids()
      .filter((id) => !/^(toRemove|removing|removed)$/.test(it.account.live(id)?.status ?? ""));
    if (left.length === 0) return;
    const before = it.account.sent("createInstance").length;
    const outcome = await outcomeOf(
      create(it.restart().ctx, { ...declared, name: `${inputs.name.slice(0, -6)}ffffff` }),
    );
    expect(outcome).toEqual({ plain: expect.objectContaining({ name: "NovitaError" }) });
    expect(it.account.sent("createInstance").length).toBe(before);
  }
});

test("an update ends, sends nothing twice that costs money, and the next one without faults reaches what is declared", async () => {
  const change = fc.record(
    {
      rootfsSize: fc.constantFrom(60, 80, 100),
      imageUrl: fc.constantFrom("ubuntu:22.04", "debian"),
      month: fc.constantFrom(1, 2, 3),
    },
    { requiredKeys: [] },
  );
  const fates = fc.array(
    fate.filter((each) => each !== "hidden"),
    { maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(
      change,
      fates,
      reads,
      reads,
      fc.boolean(),
      fc.boolean(),
      async (changed, what, lists, gets, stopped, refresh) => {
        const it = bed();
        const before = inputsWith({ billingMode: "monthly", month: 1, lifecycle: { timeouts } });
        const { id, state } = await create(it.ctx, before);
        const term = state.__remembered?.termEndsAt ?? 0;
        if (stopped) it.account.patch(id, { status: "exited" });
        for (const name of ["editInstance", "upgradeInstance", "startInstance", "renewInstance"] as const)
          bedevil(it, name, what as Fate[]);
        disturb(it.account, "listInstances", lists);
        disturb(it.account, "getInstance", gets);
        const news = inputsWith(changed, before);
        const begin = it.clock.now();
        const outcome = await outcomeOf(update(it.restart().ctx, id, state, news));
        expect(it.clock.now() - begin).toBeLessThanOrEqual(TIMEOUT_MS);
        if ("kept" in outcome) plainJson(outcome.kept.properties);
        let olds: State =
          "done" in outcome ? outcome.done : "kept" in outcome ? outcome.kept.properties : state;
        await it.clock.sleep(300_000);
        it.account.calm();
        if (refresh) olds = (await read(it.restart().ctx, id, olds))?.state ?? olds;
        const final = await update(it.restart().ctx, id, olds, news);
        expect(final).toEqual(expect.objectContaining({ ...news, status: "running" }));
        const months = ((it.account.live(id)?.endTime ?? 0) - term) / (30 * 24 * 3600);
        expect(months).toBe((news.month ?? 1) - 1);
        // A state that was lost altogether buys nothing again either.
        await update(it.restart().ctx, id, stateWith(state, {}), news);
        expect(((it.account.live(id)?.endTime ?? 0) - term) / (30 * 24 * 3600)).toBe(months);
      },
    ),
    settings,
  );
});

test("a delete ends well only when the instance is gone, and otherwise with an error, in time", async () => {
  await fc.assert(
    fc.asyncProperty(
      course,
      fc.array(fate, { maxLength: 4 }),
      reads,
      reads,
      async (life, what, lists, gets) => {
        const it = bed();
        it.account.start = [[0, { status: "running" }]];
        const { id, state } = await create(it.ctx, inputsWith({ lifecycle: { timeouts } }));
        it.account.course(
          id,
          [...life].sort(([a], [b]) => a - b),
        );
        disturb(it.account, "listInstances", lists);
        disturb(it.account, "getInstance", gets);
        for (const each of what) {
          it.account.script("deleteInstance", async (real) => {
            if (each === "refused") throw refusal("deleteInstance", 401, "UNAUTHORIZED", "no", id);
            if (each === "busy") throw refusal("deleteInstance", 400, "CONFLICT", "busy", id);
            if (each === "lost") throw fault("deleteInstance", "timeout", id);
            await real();
            if (each !== "works") throw fault("deleteInstance", "reset", id);
          });
        }
        const begin = it.clock.now();
        const outcome = await outcomeOf(remove(it.restart().ctx, id, state));
        expect(it.clock.now() - begin).toBeLessThanOrEqual(TIMEOUT_MS);
        const gone = it.account.live(id) === undefined || it.account.live(id)?.status === "removed";
        if ("done" in outcome) expect(gone).toBe(true);
        else expect(outcome).toEqual({ plain: expect.any(Error) });
        if ("plain" in outcome && outcome.plain instanceof NovitaError)
          expect(outcome.plain.message).not.toBe("");
      },
    ),
    settings,
  );
});
