import { create } from "../../resources/gpuInstance/bound.testkit";
import { bed, type Bed, inputs, inputsWith, thrown } from "../lifecycle/context.testkit";
import { doubtful, failing, fault, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { InDoubtError, NovitaError, UnreadableAnswerError } from "../../api";

const NAME = inputs.name;
const doubt = fault("createInstance", "timeout");
const again = "Run `pulumi up` again: it looks for that instance before it creates another one.";

async function failed(work: Promise<unknown>): Promise<string> {
  return ((await thrown(work)) as Error).message;
}

const creates = ({ account }: Bed): number => account.sent("createInstance").length;

describe.each([
  ["no answer in time", fault("createInstance", "timeout")],
  ["a cut connection", fault("createInstance", "reset")],
  ["a failing server", refusal("createInstance", 502, "", "bad gateway")],
  ["an answer without an id", new UnreadableAnswerError("Creating failed: it carries no instance id.")],
])("after %s", (_what, error) => {
  test("the one instance of that name is taken over", async () => {
    const it = bed();
    it.account.script("createInstance", async (real) => {
      await real();
      throw new InDoubtError(error);
    });
    const { id, state } = await create(it.ctx, inputs);
    expect([id, state.status, creates(it)]).toEqual(["i-1", "running", 1]);
    expect(it.lines.slice(0, 3)).toEqual([
      `Creating GPU instance "${NAME}".`,
      `warning: ${error.message} It may have been carried out all the same: looking for "${NAME}".`,
      `GPU instance "${NAME}" (i-1) was accepted.`,
    ]);
  });

  test("an instance that shows up late is taken over", async () => {
    const it = bed();
    it.account.script("createInstance", async (real) => {
      it.account.hide(await real(), 90_000);
      throw new InDoubtError(error);
    });
    const { id } = await create(it.ctx, inputs);
    expect([id, creates(it)]).toEqual(["i-1", 1]);
  });

  test("a request that the service works off late is found", async () => {
    const it = bed();
    it.account.script("createInstance", async (real) => {
      void it.clock.sleep(100_000).then(real);
      throw new InDoubtError(error);
    });
    const { id } = await create(it.ctx, inputs);
    expect([id, creates(it)]).toEqual(["i-1", 1]);
  });

  test("none is an error that says so, after the whole window", async () => {
    const it = bed();
    it.account.script("createInstance", failing(new InDoubtError(error)));
    const begin = it.clock.now();
    expect(await failed(create(it.ctx, inputs))).toBe(
      `${error.message} The request was sent once, for an instance named "${NAME}". No instance of that name has shown up within 2m, so most likely none was created. ${again}`,
    );
    expect([it.clock.now() - begin, creates(it)]).toEqual([120_000, 1]);
  });
});

test("several are an error that names them all", async () => {
  const it = bed();
  it.account.script("createInstance", async (real) => {
    await real();
    it.account.add({ id: "i-x", name: NAME, status: "pulling" });
    throw new InDoubtError(doubt);
  });
  expect(await failed(create(it.ctx, inputs))).toBe(
    `The create request for "${NAME}" was sent once, but there are now 2 new instances of that name: GPU instance "${NAME}" (i-1) [toCreate], GPU instance "${NAME}" (i-x) [pulling]. Each of them is billed. Delete those that are not wanted in Novita's console, or keep one with lifecycle: { adopt: "<its id>" }.`,
  );
});

test("a list that cannot be read is an error that says that an instance may exist", async () => {
  const it = bed();
  it.account.script("createInstance", doubtful("createInstance", true));
  const trouble = refusal("listInstances", 500, "UNKNOWN", "boom");
  it.account.script("listInstances", (real) => real());
  it.account.rule("listInstances", failing(trouble));
  expect(await failed(create(it.ctx, inputs))).toBe(
    `${doubt.message} The request was sent once, for an instance named "${NAME}". Whether it was carried out could not be found out within 2m: an instance of that name may exist and be billed. ${trouble.message} ${again}`,
  );
  it.account.rule("listInstances", undefined);
  expect(await failed(create(it.restart().ctx, inputs))).toContain("(i-1) [running], $0.35 an hour");
});

test.each([
  ["a refused key", refusal("listInstances", 401, "UNAUTHORIZED", "no")],
  ["a defect of our own", new TypeError("boom")],
])("%s while looking is told together with the doubt, after the whole window", async (_what, trouble) => {
  const it = bed();
  it.account.script("createInstance", doubtful("createInstance", true));
  it.account.script("listInstances", (real) => real());
  it.account.rule("listInstances", failing(trouble));
  const begin = it.clock.now();
  const message = await failed(create(it.ctx, inputs));
  expect(message).toBe(
    `${doubt.message} The request was sent once, for an instance named "${NAME}". Whether it was carried out could not be found out within 2m: an instance of that name may exist and be billed. ${trouble.message} ${again}`,
  );
  expect(it.clock.now() - begin).toBe(120_000);
});

test("a key that is accepted again while looking finds the instance", async () => {
  const it = bed();
  it.account.script("createInstance", doubtful("createInstance", true));
  const refused = failing(refusal("listInstances", 401, "UNAUTHORIZED", "no"));
  it.account.script("listInstances", (real) => real(), refused, refused);
  expect([(await create(it.ctx, inputs)).id, creates(it)]).toEqual(["i-1", 1]);
});

test("the create timeout cuts the window, and the message says so", async () => {
  const it = bed();
  it.account.script("createInstance", doubtful("createInstance", false));
  const begin = it.clock.now();
  const hasty = inputsWith({ lifecycle: { timeouts: { create: "30s" } } });
  expect(await failed(create(it.ctx, hasty))).toBe(
    `${doubt.message} The request was sent once, for an instance named "${NAME}". No instance of that name has shown up within 30s, which is all that lifecycle.timeouts.create left; it may still show up, and is billed then. ${again}`,
  );
  expect(it.clock.now() - begin).toBe(30_000);
});

describe("a name that the user fixed", () => {
  const fixed = inputsWith({ name: "box" });

  test("is told from an earlier instance of that name by its id", async () => {
    const it = bed();
    it.account.add({ id: "old", name: "box" });
    it.ctx.deployment.seen({ id: "old", name: "box" });
    it.account.script("createInstance", doubtful("createInstance", true));
    expect((await create(it.ctx, fixed)).id).toBe("i-2");
  });

  test("an earlier instance alone is no hit", async () => {
    const it = bed();
    it.account.add({ id: "old", name: "box" });
    it.ctx.deployment.seen({ id: "old", name: "box" });
    it.account.script("createInstance", doubtful("createInstance", false));
    expect(await failed(create(it.ctx, fixed))).toContain("No instance of that name has shown up within 2m");
  });

  test("nor is one that was being deleted before", async () => {
    const it = bed();
    it.account.add({ id: "old", name: "box", status: "removing" });
    it.account.script("createInstance", doubtful("createInstance", true));
    expect((await create(it.ctx, fixed)).id).toBe("i-2");
  });

  test("what another resource of the stack got meanwhile is no hit", async () => {
    const it = bed();
    it.account.script("createInstance", doubtful("createInstance", true), (real) => real());
    const [first, second] = await Promise.all([create(it.ctx, fixed), create(it.ctx, fixed)]);
    expect([first.id, second.id]).toEqual(["i-1", "i-2"]);
  });
});

test("half a list is no absence: that there may be an instance is said", async () => {
  const it = bed();
  it.account.script("createInstance", failing(new InDoubtError(doubt)));
  it.account.script("listInstances", async (real) => real());
  it.account.rule("listInstances", async () => ({ items: [], total: 7 }));
  expect(await failed(create(it.ctx, inputs))).toContain(
    "Whether it was carried out could not be found out within 2m: an instance of that name may exist and be billed. The list could not be read to its end.",
  );
});

test("of two resources with one fixed name, neither takes what the other one is still waiting for", async () => {
  const it = bed();
  it.account.script(
    "createInstance",
    async (real) => {
      const answer = await real();
      await it.clock.sleep(4_000);
      return answer;
    },
    failing(new InDoubtError(doubt)),
  );
  const both = ["one", "two"].map((name) =>
    create(it.ctx, inputsWith({ name: "box", __declaration: { project: "shop", stack: "dev", name } })),
  );
  const [first, second] = await Promise.allSettled(both);
  expect(first).toMatchObject({ status: "fulfilled", value: { id: "i-1" } });
  expect(second).toMatchObject({ status: "rejected", reason: expect.any(NovitaError) as unknown });
  expect([creates(it), it.account.ids()]).toEqual([2, ["i-1"]]);
});

test("whoever sees to the create gets no second one, whatever is thrown away", async () => {
  const it = bed();
  it.account.script("createInstance", failing(new InDoubtError(doubt)));
  const resource: typeof it.ctx.resource = {
    ...it.ctx.resource,
    obtain: (_ctx, declared, one) => one(declared).catch(() => one(declared)),
  };
  expect(await failed(create({ ...it.ctx, resource }, inputs))).toContain("The request was sent once");
  expect(creates(it)).toBe(1);
});
