import { compare, create, diff, read, update } from "../../resources/gpuInstance/bound.testkit";
import {
  bed,
  type Bed,
  type BedOptions,
  declaration,
  inputs,
  inputsWith,
  keyOf,
  thrown,
  unnamed,
} from "../lifecycle/context.testkit";
import { failing, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { changes } from "../lifecycle/update.testkit";
import { type Instance, NovitaError } from "../../api";
import type { Inputs, State } from "../../resources/gpuInstance";
import { check, type InitFailure, remove } from "../lifecycle";
import { tagOf } from "./naming";

const NAME = inputs.name;
const OLD = "trainer-22375b5affffff";
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
  expect([error.name, it.account.sent("createInstance")]).toEqual(["NovitaError", []]);
  return error.message;
}

const WHOSE =
  "Another backend, organization or team with the same project and stack name may own it; `pulumi stack export | npx pulumi-novita orphans -` tells of every state that you give to it. To keep yours apart, set the config novita:owner to a name of your own.";
const LEFT =
  'If it was left by an interrupted run, or kept by retainOnDelete, take it over with lifecycle: { adopt: "i-left" }, delete it in Novita\'s console, or keep it beside a new one with lifecycle: { ignoreOrphans: ["i-left"] }.';

describe("by default an orphan is reported, and nothing is created", () => {
  test("one, with its status, price, whose it may be and the ways out", async () => {
    const it = bed();
    it.account.add({ ...left, status: "exited" });
    expect(await refused(it)).toBe(
      `GPU instance "${NAME}" was not created: there is already an instance of this declaration that no stack of this project has: ${leftLabel} [exited], $0.0125 an hour. ${WHOSE} ${LEFT}`,
    );
    expect(it.account.log()).toEqual(["list", "listProducts"]);
  });

  test("several", async () => {
    const it = bed();
    it.account.add({ ...left, status: "pulling", billingMode: "spot" });
    it.account.add({ ...left, id: "i-too", name: "trainer-22375b5a000000", productId: "h100" });
    expect(await refused(it)).toBe(
      `GPU instance "${NAME}" was not created: there are already 2 instances of this declaration that no stack of this project has: ${leftLabel} [pulling], $0.20 an hour (not what is declared: billingMode is "spot", declared is "onDemand"); GPU instance "trainer-22375b5a000000" (i-too) [running], price unknown (not what is declared: productId is "h100", declared is "4090"). ${WHOSE.replace("own it", "own them")} If they were left by an interrupted run, or kept by retainOnDelete, take one over with lifecycle: { adopt: "<its id>" }, delete the others in Novita's console, or keep them beside a new one with lifecycle: { ignoreOrphans: ["i-left", "i-too"] }.`,
    );
  });

  test("one of a fixed name, which may be somebody else's", async () => {
    const it = bed();
    it.account.add({ ...left, name: "box" });
    expect(await refused(it, inputsWith({ name: "box" }))).toBe(
      `GPU instance "box" was not created: there is already an instance of the fixed name "box" that no stack of this project has: GPU instance "box" (i-left) [running], $0.35 an hour. Anybody who uses the same name may own it; \`pulumi stack export | npx pulumi-novita orphans -\` tells of every state that you give to it. To keep yours apart, drop \`name\`: each instance then gets a name of its own. ${LEFT}`,
    );
  });

  test("one of which it is not known whether a state has it", async () => {
    const it = bed({ holding: { stacks: new Map(), trouble: "their states could not be read. Boom." } });
    it.account.add(left);
    expect(await refused(it)).toBe(
      `GPU instance "${NAME}" was not created: there is already an instance of this declaration that this run has not met: ${leftLabel} [running], $0.35 an hour. A renamed resource or another stack may have it: their states could not be read. Boom. ${WHOSE} ${LEFT}`,
    );
  });

  test("one whose price cannot be asked for", async () => {
    const it = bed();
    it.account.add(left);
    it.account.rule("listProducts", failing(refusal("listProducts", 500, "UNKNOWN", "boom")));
    expect(await refused(it)).toContain(`${leftLabel} [running], price unknown. Another`);
  });

  test("one of the very name that is about to be created", async () => {
    const it = bed();
    it.account.add({ ...left, name: NAME });
    expect(await refused(it)).toContain(`GPU instance "${NAME}" (i-left) [running], $0.35 an hour`);
  });
});

describe("what is no orphan", () => {
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
    it.ctx.deployment.seen({ name: OLD });
    expect((await create(it.ctx, inputs)).id).toBe("i-2");
  });

  test("what a state has that this process was not shown, of a renamed resource or another stack", async () => {
    const asked: unknown[] = [];
    const it = bed();
    const states = {
      holding: async (...args: unknown[]) => (asked.push(args), { stacks: new Map([["i-left", "prod"]]) }),
      heldApart: async () => undefined,
    };
    it.account.add(left);
    expect((await create({ ...it.ctx, states }, inputs)).id).toBe("i-2");
    expect(asked).toEqual([[declaration, ["i-left"]]]);
    expect(it.lines[0]).toBe(`${leftLabel} is in the state of the stack prod.`);
  });

  test("and if nothing is found, no state is looked into", async () => {
    const it = bed();
    const states = {
      holding: () => Promise.reject(new Error("not asked")),
      heldApart: () => Promise.reject(new Error("not asked")),
    };
    expect((await create({ ...it.ctx, states }, inputs)).id).toBe("i-1");
  });

  test("what the declaration says to ignore, also when it shows during the create", async () => {
    const it = bed();
    it.account.add(left);
    const kept = inputsWith({ lifecycle: { ignoreOrphans: ["i-left"] } });
    expect((await create(it.ctx, kept)).id).toBe("i-2");
    const [again, second] = [bed(), { ...left, id: "i-too" }];
    again.account.add(left);
    again.account.add(second);
    expect(await refused(again, kept)).toContain("(i-too) [running]");
  });

  test("one of a fixed name, by its id alone", async () => {
    const it = bed();
    it.account.add({ ...left, name: "box" });
    it.ctx.deployment.seen({ name: "box" });
    expect(await refused(it, inputsWith({ name: "box" }))).toContain('of the fixed name "box"');
    it.ctx.deployment.seen({ id: "i-left" });
    expect((await create(it.ctx, inputsWith({ name: "box" }))).id).toBe("i-2");
  });

  test("what another resource of the same logical name makes at the same time", async () => {
    const it = bed();
    const other = inputsWith({ name: OLD });
    const first = create(it.ctx, inputs);
    it.account.script("createInstance", async (real) => {
      const id = await real();
      await it.clock.sleep(1_000);
      return id;
    });
    await it.clock.sleep(500);
    const second = create(it.ctx, other);
    expect([(await first).id, (await second).id]).toEqual(["i-1", "i-2"]);
  });
});

describe('with novita:orphans "adopt"', () => {
  const OWNER = "team-a";
  const MINE = `trainer-${tagOf(declaration, OWNER)}ffffff`;
  const mine = { ...left, name: MINE };
  const mineLabel = `GPU instance "${MINE}" (i-left)`;
  const declared = unnamed(inputs);
  const adopting = (more: BedOptions = {}): Bed => bed({ orphans: "adopt", owner: OWNER, ...more });

  test("the one that is what is declared is taken over, and what is not known is said", async () => {
    const it = adopting();
    it.account.add(mine);
    const { id, state } = await create(it.ctx, declared);
    expect([id, state.name, state.status, state.__declaration]).toEqual([
      "i-left",
      MINE,
      "running",
      declaration,
    ]);
    expect(it.lines).toEqual([
      `warning: ${mineLabel} is left from an earlier run and is taken over (novita:orphans is "adopt"). No stack of this project has it; whether a stack of another project or backend does, only their states can tell: \`pulumi stack export | npx pulumi-novita orphans -\`. To be asked first, set novita:orphans to "report".`,
    ]);
    expect(it.account.log()).toEqual(["list", "listProducts", "get i-left"]);
  });

  test("nothing is created or taken over in the name of nobody", async () => {
    const it = adopting({ owner: "" });
    it.account.add(left);
    const message =
      'The config novita:orphans is "adopt", and novita:owner is not set: instances of another backend or team with the same project and stack name would be taken over. Set one with `pulumi config set novita:owner <a name that nobody else uses>`, or set novita:orphans to "report".';
    expect(await thrown(create(it.ctx, declared))).toEqual(new NovitaError(message));
    expect((await check(it.ctx, {}, { ...declared })).failures).toEqual([{ property: "", reason: message }]);
    expect((await check(it.ctx, { ...declared }, { ...declared })).failures).toHaveLength(1);
    expect(it.account.log()).toEqual([]);
    const found = await read(it.ctx, "i-left", { ...inputs, name: OLD } as State);
    expect(found?.state.status).toBe("running");
    await remove(it.ctx, "i-left", inputs as State);
    expect(it.account.ids()).toEqual([]);
  });

  test("another owner's is not seen", async () => {
    const it = adopting({ owner: "team-b" });
    it.account.add(mine);
    expect((await create(it.ctx, declared)).id).toBe("i-2");
  });

  test("it keeps its name, which is no reason to replace it, whoever owns it later", async () => {
    const it = adopting();
    it.account.add(mine);
    const { id, state } = await create(it.ctx, declared);
    expect(diff(id, { ...state }, { ...declared })).toEqual({ changes: [], replaces: [] });
    const fixed = inputsWith({ name: "box" });
    expect(diff(id, { ...state }, { ...fixed })).toEqual({ changes: ["name"], replaces: ["name"] });
    const { ctx } = it.restart({ owner: "team-b" });
    expect((await read(ctx, id, state))?.inputs).toStrictEqual(declared);
    const moved = inputsWith({ __declaration: { ...declaration, organization: "acme" } }, declared);
    expect(compare(ctx, id, { ...state }, { ...moved })).toEqual({ changes: [], replaces: [] });
    expect((await update(ctx, id, state, moved)).name).toBe(MINE);
  });

  test("one that is still coming up is waited for, under the create timeout", async () => {
    const it = adopting();
    it.account.add({ ...mine, status: "pulling" });
    const error = (await thrown(
      create(it.ctx, inputsWith({ lifecycle: { timeouts: { create: "1m" } } }, declared)),
    )) as InitFailure;
    expect([error.id, error.properties.name, keyOf(error.properties, "__provider")]).toEqual([
      "i-left",
      MINE,
      "stub",
    ]);
    expect(error.reasons).toEqual([
      `${mineLabel} took longer than 1m to run; its last status was pulling its image (pulling). It still exists and may be billed. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.create, or run \`pulumi destroy\` to end its bill.`,
    ]);
  });

  test("what differs and can be changed in place, without a reset, is changed", async () => {
    const it = adopting();
    it.account.add({ ...mine, rootfsSize: 50 });
    const { id, state } = await create(it.ctx, declared);
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
    it.account.add({ ...mine, imageUrl });
    const { id, state } = await create(it.ctx, declared);
    expect([id, state.imageUrl, state.__remembered?.observed]).toEqual(["i-left", "ubuntu:22.04", observed]);
    expect(changes(it)).toEqual([]);
    expect((await read(it.ctx, id, state))?.inputs).toStrictEqual(declared);
  });

  test.each<[string, Partial<Instance>, Partial<Inputs>, string]>([
    ["another product", { productId: "h100" }, {}, 'productId is "h100", declared is "4090"'],
    ["another image", { imageUrl: "debian:12" }, {}, 'imageUrl is "debian:12", declared is "ubuntu:22.04"'],
    [
      "an image by its digest alone, which may be any version",
      { imageUrl: "ubuntu@sha256:1f" },
      {},
      'imageUrl is "ubuntu@sha256:1f", declared is "ubuntu:22.04"',
    ],
    ["another GPU count", { gpuNum: 2 }, {}, "gpuNum is 2, declared is 1"],
    ["a larger disk", { rootfsSize: 90 }, {}, "rootfsSize is 90, declared is 60"],
    ["another command", { command: "sleep" }, {}, 'command is "sleep", declared is nothing'],
    ["other variables", { envs: [] }, {}, "envs differs (the values are secret and not shown)"],
    ["another cluster", { clusterId: "8" }, { clusterId: "7" }, 'clusterId is "8", declared is "7"'],
    [
      "a cluster that is not shown",
      {},
      { clusterId: "7" },
      "clusterId is declared, and the service does not show it",
    ],
    [
      "a CUDA version",
      {},
      { minCudaVersion: "12.8" },
      "minCudaVersion is declared, and the service does not show it",
    ],
    [
      "tools",
      {},
      { tools: [{ name: "Jupyter", port: "8888", type: "http" }] },
      "tools is declared, and the service does not show it",
    ],
    [
      "monthly billing that is not shown",
      { billingMode: undefined },
      { billingMode: "monthly", month: 1 },
      "billingMode is declared, and the service does not show it",
    ],
    ["spot", { billingMode: "spot" }, {}, 'billingMode is "spot", declared is "onDemand"'],
  ])("%s is reported, with what differs", async (_what, more, wanted, why) => {
    const it = adopting();
    it.account.add({ ...mine, ...more });
    expect(await refused(it, { ...declared, ...wanted })).toContain(
      `(not what is declared: ${why}). Another`,
    );
  });

  test("two are reported", async () => {
    const it = adopting();
    it.account.add(mine);
    it.account.add({ ...mine, id: "i-too" });
    expect(await refused(it, declared)).toContain("there are already 2 instances");
  });

  test("one is reported if the states of other stacks cannot be read", async () => {
    const it = adopting({ holding: { stacks: new Map(), trouble: "too many." } });
    it.account.add(mine);
    expect(await refused(it, declared)).toContain(
      "A renamed resource or another stack may have it: too many.",
    );
  });

  test("one above the price cap is reported with both reasons", async () => {
    const it = adopting();
    it.account.add(mine);
    const message = await refused(it, inputsWith({ lifecycle: { maxHourlyPrice: 0.3 } }, declared));
    expect(message).toContain("lifecycle.maxHourlyPrice is $0.30, but the instance costs $0.35 an hour now.");
    expect(message).toContain(`${mineLabel} [running], $0.35 an hour. Another`);
  });

  test("a failure before the first change keeps it, too", async () => {
    const it = adopting();
    it.account.add(mine);
    const trouble = new TypeError("boom");
    it.account.rule("getInstance", failing(trouble));
    const error = (await thrown(create(it.ctx, declared))) as InitFailure;
    expect([error.name, error.id, error.properties.name]).toEqual(["InitFailure", "i-left", MINE]);
    expect(error.reasons).toEqual([
      `${mineLabel} exists and is kept in the state, but the provider failed: boom. This is a defect of pulumi-novita; please report it. \`pulumi up\` goes on from there, \`pulumi destroy\` deletes the instance.`,
    ]);
  });
});
