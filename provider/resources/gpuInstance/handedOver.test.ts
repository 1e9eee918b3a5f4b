import { compare, create } from "./bound.testkit";
import {
  bed,
  type Bed,
  declaration,
  inputs,
  inputsWith,
  thrown,
  unnamed,
} from "../../core/lifecycle/context.testkit";
import { NovitaError } from "../../api";
import { check, type Created, type Properties, remove } from "../../core";
import type { Inputs, State } from "./inputs";

const declared = unnamed(inputs);
const bigger = inputsWith({ gpuNum: 3 }, declared);
const heirs = { ...declaration, name: "heir" };
const adopts = inputsWith({ __declaration: heirs, lifecycle: { adopt: "i-1" } }, declared);

/** The calls that the engine makes of one run: `former` is replaced, and `heir` takes over what it had. */
class Run {
  private constructor(
    readonly bed: Bed,
    private readonly state: State,
    private readonly heir: Inputs,
  ) {}

  static async begin({ heir = adopts } = {}): Promise<Run> {
    const first = bed();
    const { state } = await create(first.ctx, declared);
    first.account.clear();
    return new Run(first.restart(), state, heir);
  }

  async formerChecks(): Promise<void> {
    await check(this.bed.ctx, { ...declared }, { ...bigger });
  }

  formerDiffs(): void {
    expect(compare(this.bed.ctx, "i-1", { ...this.state }, { ...bigger }).replaces).toEqual(["gpuNum"]);
  }

  formerChecksAgain(): Promise<{ readonly failures: readonly unknown[] }> {
    return check(this.bed.ctx, {}, { ...bigger });
  }

  formerEnds(): Promise<void> {
    return remove(this.bed.ctx, "i-1", this.state);
  }

  formerBegins(): Promise<Created> {
    return create(this.bed.ctx, bigger);
  }

  heirChecks(): Promise<unknown> {
    return check(this.bed.ctx, {}, { ...this.heir } as Properties);
  }

  heirBegins(): Promise<Created> {
    return create(this.bed.ctx, this.heir);
  }

  async expectHandedOver(heir: Created): Promise<void> {
    expect([heir.id, heir.state.__declaration]).toEqual(["i-1", heirs]);
    const { id, state } = await this.formerBegins();
    expect([id, (state as State).gpuNum]).toEqual(["i-2", 3]);
    expect(this.bed.account.ids()).toEqual(["i-1", "i-2"]);
    expect(this.bed.account.sent("deleteInstance")).toEqual([]);
    expect(this.bed.lines).toContain(
      `warning: GPU instance "${this.state.name}" (i-1) is not deleted: another resource of the program has it.`,
    );
  }
}

const refusedFor = (
  name: unknown,
  why = "has not. Correct what it declares, or remove its lifecycle.adopt; then",
): NovitaError =>
  new NovitaError(
    `GPU instance "${String(name)}" (i-1) was not deleted: "heir" asks to take over this very instance (lifecycle.adopt), and ${why} run \`pulumi up\` again.`,
  );
const NAME = "trainer-22375b5a888888";

describe("what is replaced and taken over in one run goes to the heir", () => {
  test("if the former one comes first, and its deletion before the heir", async () => {
    const run = await Run.begin();
    await run.formerChecks();
    run.formerDiffs();
    await run.formerChecksAgain();
    await run.heirChecks();
    const ending = run.formerEnds();
    await run.bed.clock.sleep(20_000);
    const heir = await run.heirBegins();
    await ending;
    await run.expectHandedOver(heir);
  });

  test("if it comes a moment after the deletion", async () => {
    const run = await Run.begin();
    await run.formerChecks();
    run.formerDiffs();
    await run.formerChecksAgain();
    const ending = run.formerEnds();
    await run.bed.clock.sleep(1_999);
    await run.heirChecks();
    const heir = await run.heirBegins();
    await ending;
    await run.expectHandedOver(heir);
  });

  test("if it comes long after the deletion, behind the rest of the program", async () => {
    const run = await Run.begin();
    await run.formerChecks();
    run.formerDiffs();
    await run.formerChecksAgain();
    const ending = run.formerEnds();
    for (let other = 0; other < 20; other++) {
      await run.bed.clock.sleep(1_500);
      run.bed.ctx.deployment.checked({ ...heirs, name: `other-${other}` }, undefined, undefined);
    }
    await run.heirChecks();
    const heir = await run.heirBegins();
    await ending;
    await run.expectHandedOver(heir);
  });

  test("if both come at once", async () => {
    const run = await Run.begin();
    await run.formerChecks();
    await run.heirChecks();
    run.formerDiffs();
    await run.formerChecksAgain();
    const [heir] = await Promise.all([run.heirBegins(), run.formerEnds()]);
    await run.expectHandedOver(heir);
  });

  test("if the heir is done before the former one is looked at", async () => {
    const run = await Run.begin();
    await run.heirChecks();
    const heir = await run.heirBegins();
    await run.formerChecks();
    run.formerDiffs();
    await run.formerChecksAgain();
    await run.formerEnds();
    await run.expectHandedOver(heir);
  });

  test("if the heir is done between the former one's check and its diff", async () => {
    const run = await Run.begin();
    await run.formerChecks();
    await run.heirChecks();
    const heir = await run.heirBegins();
    run.formerDiffs();
    await run.formerChecksAgain();
    await run.formerEnds();
    await run.expectHandedOver(heir);
  });
});

describe("nothing is deleted, and nothing handed over,", () => {
  test("if the heir declares something else", async () => {
    const run = await Run.begin({ heir: inputsWith({ imageUrl: "debian" }, adopts) });
    await run.formerChecks();
    run.formerDiffs();
    await run.formerChecksAgain();
    await run.heirChecks();
    const [heir, ending] = await Promise.all([thrown(run.heirBegins()), thrown(run.formerEnds())]);
    expect((heir as Error).name).toBe("NovitaError");
    expect(ending).toEqual(refusedFor(NAME));
    expect(run.bed.account.ids()).toEqual(["i-1"]);
  });

  test("if the heir does not pass its check", async () => {
    const run = await Run.begin({ heir: inputsWith({ gpuNum: 0 }, adopts) });
    await run.heirChecks();
    await run.formerChecks();
    run.formerDiffs();
    await run.formerChecksAgain();
    const before = run.bed.clock.now();
    expect(await thrown(run.formerEnds())).toEqual(refusedFor(NAME));
    expect([run.bed.clock.now() - before, run.bed.account.ids()]).toEqual([0, ["i-1"]]);
  });

  test("if the heir does not come within a minute", async () => {
    const run = await Run.begin();
    await run.formerChecks();
    run.formerDiffs();
    await run.formerChecksAgain();
    await run.heirChecks();
    expect(await thrown(run.formerEnds())).toEqual(
      refusedFor(NAME, 'has not within 1m. Run `pulumi up --target` with the URN of "heir" first, then'),
    );
    expect(run.bed.account.ids()).toEqual(["i-1"]);
  });

  test("if the former one's replacement does not pass its check", async () => {
    const run = await Run.begin();
    await run.formerChecks();
    run.formerDiffs();
    expect((await check(run.bed.ctx, {}, { ...bigger, rootfsSize: -1 })).failures).toHaveLength(1);
    await run.heirChecks();
    expect(((await thrown(run.heirBegins())) as Error).message).toBe(
      "GPU instance i-1 was not taken over (lifecycle.adopt): another resource of this stack manages it already. Remove lifecycle.adopt, or that resource.",
    );
    expect(run.bed.account.ids()).toEqual(["i-1"]);
  });
});

test("an heir that comes when the deletion is under way is told so", async () => {
  const run = await Run.begin();
  await run.formerChecks();
  run.formerDiffs();
  await run.formerChecksAgain();
  const ending = run.formerEnds();
  await run.bed.clock.sleep(2_001);
  await run.heirChecks();
  expect(((await thrown(run.heirBegins())) as Error).message).toBe(
    "GPU instance i-1 was not taken over (lifecycle.adopt): another resource of this stack has given it up, and it is being deleted. Remove lifecycle.adopt to create a new one.",
  );
  await ending;
  expect(run.bed.account.ids()).toEqual([]);
});

test("what was handed over and is asked for at once by its former resource again is an error that names both", async () => {
  const run = await Run.begin();
  await run.heirChecks();
  await run.heirBegins();
  await run.formerChecks();
  expect(() => compare(run.bed.ctx, "i-1", { ...inputs, status: "running" }, { ...declared })).toThrow(
    `is held by two resources of this stack, "heir" and "trainer".`,
  );
});
