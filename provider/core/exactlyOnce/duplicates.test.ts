import { create } from "../../resources/gpuInstance/bound.testkit";
import { bed, type Bed, inputs, inputsWith, thrown } from "../lifecycle/context.testkit";
import type { Instance } from "../../api";
import type { Inputs } from "../../resources/gpuInstance";
import { InitFailure } from "../lifecycle";

const label = `GPU instance "${inputs.name}" (i-1)`;
const duplicate = { id: "i-other", name: "trainer-22375b5affffff" };
const duplicateLabel = `GPU instance "${duplicate.name}" (i-other)`;
const ORIGIN = "Somebody runs this stack at the same time, or the request of a killed run arrived late.";
const WAY_OUT = "delete what is not wanted in Novita's console, then run `pulumi up` again.";

/** A create while which others appear. */
function createBeside(
  it: Bed,
  others: readonly (Partial<Instance> & { readonly id: string })[],
  of?: Inputs,
) {
  it.account.script("createInstance", async (real) => {
    const id = await real();
    others.forEach((other) => it.account.add(other));
    return id;
  });
  return create(it.ctx, of ?? inputs);
}

describe("another instance of the same declaration that shows up during a create", () => {
  test("is named, and the instance is kept in the state as it is", async () => {
    const [it, alone] = [bed(), bed()];
    const failure = (await thrown(createBeside(it, [{ ...duplicate, status: "pulling" }]))) as InitFailure;
    expect(failure).toBeInstanceOf(InitFailure);
    expect({ id: failure.id, state: failure.properties }).toStrictEqual(await create(alone.ctx, inputs));
    expect(failure.reasons).toEqual([
      `${label} was created and is in the state, but another instance of the same declaration showed up meanwhile: ${duplicateLabel} [pulling]. ${ORIGIN} Both are billed: ${WAY_OUT}`,
    ]);
    expect(it.account.log()).toEqual(alone.account.log());
  });

  test("is looked for without a risk: a defect there keeps the instance in the state", async () => {
    const it = bed();
    it.ctx.lists.latest = () => {
      throw new TypeError("boom");
    };
    const failure = (await thrown(create(it.ctx, inputs))) as InitFailure;
    expect([failure.constructor, failure.id]).toEqual([InitFailure, "i-1"]);
    expect(failure.reasons[0]).toContain("exists and is kept in the state, but the provider failed: boom.");
  });

  test("may be two", async () => {
    const it = bed();
    const second = { id: "i-third", name: "trainer-22375b5a000000", status: "exited" };
    const failure = (await thrown(createBeside(it, [duplicate, second]))) as InitFailure;
    expect([failure.id, failure.properties.status, failure.reasons]).toEqual([
      "i-1",
      "running",
      [
        `${label} was created and is in the state, but 2 other instances of the same declaration showed up meanwhile: ${duplicateLabel} [running], GPU instance "${second.name}" (i-third) [exited]. ${ORIGIN} All are billed: ${WAY_OUT}`,
      ],
    ]);
  });

  test("counts beside one of a fixed name, too", async () => {
    const it = bed();
    const failure = (await thrown(createBeside(it, [duplicate], inputsWith({ name: "box" })))) as InitFailure;
    expect(failure.reasons).toEqual([
      `GPU instance "box" (i-1) was created and is in the state, but another instance of the same declaration showed up meanwhile: ${duplicateLabel} [running]. ${ORIGIN} Both are billed: ${WAY_OUT}`,
    ]);
  });
});

describe("what is no duplicate", () => {
  test.each([
    ["one that is removed", { ...duplicate, status: "removed" }],
    ["one that is being deleted", { ...duplicate, status: "removing" }],
    ["one that is about to be deleted", { ...duplicate, status: "toRemove" }],
    ["another declaration's", { ...duplicate, name: "trainer-00000000ffffff" }],
    ["a name that only begins like ours", { ...duplicate, name: `${duplicate.name}-copy` }],
    ["one without a name", { id: "i-other" }],
  ])("%s", async (_what, other) => {
    expect((await createBeside(bed(), [other])).id).toBe("i-1");
  });

  test.each([
    ["id", { id: duplicate.id }],
    ["name", { name: duplicate.name }],
  ])("one that the process knows from a state by its %s", async (_what, known) => {
    const it = bed();
    it.ctx.deployment.seen(known);
    expect((await createBeside(it, [duplicate])).id).toBe("i-1");
  });

  test("anything, if no declaration is known", async () => {
    const of = inputsWith({ __declaration: undefined });
    expect((await createBeside(bed(), [duplicate], of)).id).toBe("i-1");
  });

  test("one that no list has shown, as nothing was waited for", async () => {
    const it = bed();
    const of = inputsWith({ lifecycle: { waitUntil: "created" } });
    expect((await createBeside(it, [duplicate], of)).id).toBe("i-1");
    expect(it.account.log()).toEqual(["list", "create", "listProducts", "get i-1"]);
  });

  test("one that the last list did not show any more", async () => {
    const it = bed();
    it.account.start = [
      [0, { status: "pulling" }],
      [20_000, { status: "running" }],
    ];
    const work = createBeside(it, [duplicate]);
    await it.clock.sleep(5_000);
    it.account.patch(duplicate.id, "gone");
    expect((await work).id).toBe("i-1");
  });
});
