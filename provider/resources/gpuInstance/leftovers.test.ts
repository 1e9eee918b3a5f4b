import { create } from "./create";
import { diff } from "./diff";
import { bed, type Bed, declaration, inputs, inputsWith, keyOf, thrown, unnamed } from "./context.testkit";
import { failing, refusal } from "./fakeAccount.testkit";
import type { InitFailure } from "./initFailure";
import type { Inputs } from "./model";
import { read } from "./read";
import { changes } from "./update.testkit";

const NAME = inputs.name;
const OLD = "trainer-18d17b00ffffff";
/** An instance that an earlier run of the same declaration left. */
const left = {
  ...{
    id: "i-left",
    name: OLD,
    productId: "4090",
    gpuNum: 1,
    rootfsSize: 60,
    imageUrl: "ubuntu:22.04",
    kind: "gpu",
  },
  ...{
    ports: [
      { port: 22, type: "tcp" },
      { port: 80, type: "http" },
    ],
    envs: inputs.envs ?? [],
    command: "",
    entrypoint: "",
  },
};
const leftLabel = `GPU instance "${OLD}" (i-left)`;

async function refused(it: Bed, declared: Inputs = inputs): Promise<string> {
  const error = (await thrown(create(it.ctx, declared))) as Error;
  expect([error.name, it.account.sent("createInstance")]).toEqual(["LeftoverError", []]);
  return error.message;
}

describe("by default a leftover is reported, and nothing is created", () => {
  test("one, with its status, price and the ways out", async () => {
    const it = bed();
    it.account.add({ ...left, status: "exited" });
    expect(await refused(it)).toBe(
      `Creating GPU instance "${NAME}" was not begun: there is already an instance of this declaration that the stack does not know, probably left by an interrupted run: ${leftLabel} [exited], $0.35 an hour. Take it over with lifecycle: { adopt: "i-left" }, or delete it in Novita's console, unless another resource or stack has it; then run \`pulumi up\` again. Unattended pipelines can set the config novita:leftovers to "adopt": what is left of the same product, image and GPU count is then taken over.`,
    );
    expect(it.account.log()).toEqual(["list", "listProducts"]);
  });

  test("several", async () => {
    const it = bed();
    it.account.add({ ...left, status: "pulling", billingMode: "spot" });
    it.account.add({ id: "i-too", name: "trainer-18d17b00000000" });
    expect(await refused(it)).toBe(
      `Creating GPU instance "${NAME}" was not begun: there are already 2 instances of this declaration that the stack does not know, probably left by an interrupted run: ${leftLabel} [pulling], $0.20 an hour; GPU instance "trainer-18d17b00000000" (i-too) [running], price unknown. Take one over with lifecycle: { adopt: "<its id>" }, and delete the others in Novita's console, unless another resource or stack has them; then run \`pulumi up\` again.`,
    );
  });

  test("one of a fixed name, which may be somebody else's", async () => {
    const it = bed();
    it.account.add({ ...left, name: "box" });
    expect(await refused(it, inputsWith({ name: "box" }))).toBe(
      `Creating GPU instance "box" was not begun: there is already an instance of the fixed name "box" that the stack does not know, left by an interrupted run or made by somebody else: GPU instance "box" (i-left) [running], $0.35 an hour. Take it over with lifecycle: { adopt: "i-left" }, drop \`name\` so that each instance gets a name of its own, or delete it in Novita's console, unless another resource or stack has it; then run \`pulumi up\` again.`,
    );
  });

  test("one whose price cannot be asked for", async () => {
    const it = bed();
    it.account.add(left);
    it.account.rule("listProducts", failing(refusal("listProducts", 500, "UNKNOWN", "boom")));
    expect(await refused(it)).toContain(`${leftLabel} [running], price unknown. Take it over`);
  });

  test("one of the very name that is about to be created", async () => {
    const it = bed();
    it.account.add({ ...left, name: NAME });
    expect(await refused(it)).toContain(`GPU instance "${NAME}" (i-left) [running], $0.35 an hour`);
  });
});

describe("what is no leftover", () => {
  test.each([
    ["another declaration's", { name: "trainer-00000000ffffff" }],
    ["a name that only begins like ours", { name: `${OLD}-copy` }],
    ["one that is being deleted", { status: "toRemove" }],
    ["one that is gone", { status: "removed" }],
  ])("%s", async (_what, more) => {
    const it = bed();
    it.account.add({ ...left, ...more });
    expect((await create(it.ctx, inputs)).id).toBe("i-2");
  });

  test("an instance that this process has seen in the state", async () => {
    const it = bed();
    it.account.add(left);
    it.ctx.tracked.add({ name: OLD });
    expect((await create(it.ctx, inputs)).id).toBe("i-2");
  });

  test("one of a fixed name, by its id alone", async () => {
    const it = bed();
    it.account.add({ ...left, name: "box" });
    it.ctx.tracked.add({ name: "box" });
    expect(await refused(it, inputsWith({ name: "box" }))).toContain('of the fixed name "box"');
    it.ctx.tracked.add({ id: "i-left" });
    expect((await create(it.ctx, inputsWith({ name: "box" }))).id).toBe("i-2");
  });

  test("what another resource of the same logical name makes at the same time", async () => {
    const it = bed();
    const twin = inputsWith({ name: OLD });
    const first = create(it.ctx, inputs);
    it.account.script("createInstance", async (real) => {
      const id = await real();
      await it.clock.sleep(1_000);
      return id;
    });
    await it.clock.sleep(500);
    const second = create(it.ctx, twin);
    expect([(await first).id, (await second).id]).toEqual(["i-1", "i-2"]);
  });
});

describe('with novita:leftovers "adopt"', () => {
  const adopting = (): Bed => bed({ leftovers: "adopt" });

  test("the one that is what is declared is taken over", async () => {
    const it = adopting();
    it.account.add(left);
    const { id, state } = await create(it.ctx, inputs);
    expect([id, state.name, state.status, state.__declaration]).toEqual([
      "i-left",
      OLD,
      "running",
      declaration,
    ]);
    expect(it.lines).toEqual([
      `warning: ${leftLabel} is left from an earlier run and is taken over (novita:leftovers is "adopt").`,
    ]);
    expect(it.account.log()).toEqual(["list", "listProducts", "get i-left"]);
  });

  test("and keeps its name, which is no reason to replace it", async () => {
    const it = adopting();
    it.account.add(left);
    const { id, state } = await create(it.ctx, inputs);
    expect(diff(id, { ...state }, { ...inputs })).toEqual({ changes: [], replaces: [] });
    const fixed = inputsWith({ name: "box" });
    expect(diff(id, { ...state }, { ...fixed })).toEqual({ changes: ["name"], replaces: ["name"] });
  });

  test("one that is still coming up is waited for, under the create timeout", async () => {
    const it = adopting();
    it.account.add({ ...left, status: "pulling" });
    const error = (await thrown(
      create(it.ctx, inputsWith({ lifecycle: { timeouts: { create: "1m" } } })),
    )) as InitFailure;
    expect([error.id, error.properties.name, keyOf(error.properties, "__provider")]).toEqual([
      "i-left",
      OLD,
      "stub",
    ]);
    expect(error.reasons).toEqual([
      `${leftLabel} took longer than 1m to run; its last status was pulling its image (pulling). It still exists and may be billed. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.create, or run \`pulumi destroy\` to end its bill.`,
    ]);
  });

  test("what differs and can be changed in place is changed", async () => {
    const it = adopting();
    it.account.add({ ...left, rootfsSize: 50 });
    const { id, state } = await create(it.ctx, inputs);
    expect([id, state.rootfsSize, it.account.sent("createInstance")]).toEqual(["i-left", 60, []]);
    expect(it.account.sent("editInstance")).toEqual([
      [
        "i-left",
        {
          ports: [
            { port: 22, type: "tcp" },
            { port: 80, type: "http" },
          ],
          expandRootDisk: 10,
        },
      ],
    ]);
  });

  test.each([
    ["another form of its name", "docker.io/library/ubuntu:22.04", undefined],
    ["the digest beside its tag", "ubuntu:22.04@sha256:1f", { imageUrl: "ubuntu:22.04@sha256:1f" }],
  ])("one that shows its image with %s is taken over and not reset", async (_what, imageUrl, observed) => {
    const it = adopting();
    it.account.add({ ...left, imageUrl });
    const { id, state } = await create(it.ctx, inputs);
    expect([id, state.imageUrl, state.__observed]).toEqual(["i-left", "ubuntu:22.04", observed]);
    expect(changes(it)).toEqual([]);
    expect((await read(it.ctx, id, state))?.inputs).toStrictEqual(unnamed(inputs));
  });

  test.each([
    ["another product", { productId: "h100" }],
    ["another image", { imageUrl: "debian:12" }],
    ["an image by its digest alone, which may be any version", { imageUrl: "ubuntu@sha256:1f" }],
    ["another GPU count", { gpuNum: 2 }],
  ])("%s is reported", async (_what, more) => {
    const it = adopting();
    it.account.add({ ...left, ...more });
    expect(await refused(it)).toContain(leftLabel);
  });

  test("two are reported", async () => {
    const it = adopting();
    it.account.add(left);
    it.account.add({ ...left, id: "i-too" });
    expect(await refused(it)).toContain("there are already 2 instances");
  });

  test("one above the price cap is reported with both reasons", async () => {
    const it = adopting();
    it.account.add(left);
    const message = await refused(it, inputsWith({ lifecycle: { maxHourlyPrice: 0.3 } }));
    expect(message).toContain("lifecycle.maxHourlyPrice is $0.30, but the instance costs $0.35 an hour now.");
    expect(message).toContain(`${leftLabel} [running], $0.35 an hour. Take it over`);
  });

  test("a failure before the first change keeps it, too", async () => {
    const it = adopting();
    it.account.add(left);
    const trouble = new TypeError("boom");
    it.account.rule("getInstance", failing(trouble));
    const error = (await thrown(create(it.ctx, inputs))) as InitFailure;
    expect([error.name, error.id, error.properties.name]).toEqual(["InitFailure", "i-left", OLD]);
    expect(error.reasons).toEqual([
      `${leftLabel} exists and is kept in the state, but the provider failed: boom. This is a defect of pulumi-novita; please report it. \`pulumi up\` goes on where it stopped, \`pulumi destroy\` deletes the instance.`,
    ]);
  });
});
