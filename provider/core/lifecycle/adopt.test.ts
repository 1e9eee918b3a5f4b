import { create, declares } from "../../resources/gpuInstance/bound.testkit";
import { bed, type Bed, declaration, inputsWith, thrown } from "./context.testkit";
import { failing, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { NovitaError } from "../../api";
import type { State } from "../../resources/gpuInstance";
import { remove } from "./delete";
import { InitFailure } from "./initFailure";

const inputs = inputsWith({ name: undefined, lifecycle: { adopt: "i-1" } });
const theirs = {
  ...{
    id: "i-1",
    name: "theirs",
    productId: "4090",
    gpuNum: 1,
    rootfsSize: 60,
    imageUrl: "ubuntu:22.04",
    kind: "gpu",
  },
  ports: [
    { port: 22, type: "tcp" },
    { port: 80, type: "http" },
  ],
  ...{ envs: inputs.envs ?? [], command: "", entrypoint: "", clusterId: "us-ca-6", billingMode: "onDemand" },
};
const changes = ({ account }: Bed): string[] =>
  account.log().filter((call) => !/^(list|listProducts|get)\b/.test(call));

async function refused(it: Bed, declared = inputs): Promise<string> {
  const error = (await thrown(create(it.ctx, declared))) as Error;
  expect([error.name, changes(it)]).toEqual(["NovitaError", []]);
  return error.message.replace("GPU instance i-1 was not taken over (lifecycle.adopt): ", "");
}

test("an instance that is what is declared is taken over as it is, with one read", async () => {
  const it = bed();
  it.account.add(theirs);
  const created = await create(it.ctx, inputs);
  expect(created).toStrictEqual({
    id: "i-1",
    state: {
      ...inputs,
      ...{ name: "theirs", clusterId: "us-ca-6", __remembered: { chosen: ["name", "clusterId"] } },
      ...{ status: "running", endpoints: [], hourlyPrice: 0.35 },
    },
  });
  expect(it.account.log()).toEqual(["get i-1", "get i-1", "listProducts"]);
  expect(it.lines).toEqual([]);
});

test("one that another provider of the stack has is not taken over: the process of that one would delete it", async () => {
  const it = bed({ heldApart: "old" });
  it.account.add(theirs);
  expect(await refused(it)).toBe(
    '"old" of this stack has it by way of another provider, which would delete it. In place of lifecycle.adopt, give this resource the option aliases with the name "old"; or give it the same provider.',
  );
});

test.each([
  ["docker.io/library/ubuntu:22.04", undefined],
  ["ubuntu:22.04@sha256:1f", { imageUrl: "ubuntu:22.04@sha256:1f" }],
])("one that shows the declared image as %s is taken over and not reset", async (imageUrl, observed) => {
  const it = bed();
  it.account.add({ ...theirs, imageUrl });
  const { state } = await create(it.ctx, inputs);
  expect([state.imageUrl, state.__remembered?.observed, changes(it)]).toEqual(["ubuntu:22.04", observed, []]);
});

describe("it is refused, and nothing is changed, if it is not what is declared", () => {
  const AS_IT_IS =
    "Declare it as it is; once it is taken over, a change of the program is shown by `pulumi preview` and made by `pulumi up`.";
  test.each([
    ["productId", { productId: "h100" }, 'productId is "h100", declared is "4090"'],
    ["gpuNum", { gpuNum: 2 }, "gpuNum is 2, declared is 1"],
    ["rootfsSize", { rootfsSize: 80 }, "rootfsSize is 80, declared is 60"],
    ["imageUrl", { imageUrl: "debian:12" }, 'imageUrl is "debian:12", declared is "ubuntu:22.04"'],
    [
      "imageUrl by its digest alone",
      { imageUrl: "ubuntu@sha256:1f" },
      'imageUrl is "ubuntu@sha256:1f", declared is "ubuntu:22.04"',
    ],
    ["command", { command: "sleep 1" }, 'command is "sleep 1", declared is nothing'],
    ["billingMode", { billingMode: "spot" }, 'billingMode is "spot", declared is "onDemand"'],
    ["kind", { kind: "cpu" }, 'kind is "cpu", declared is "gpu"'],
    [
      "networkStorages",
      { mounts: [{ type: "network", id: "s-1", mountPath: "/data" }] },
      'networkStorages is [{"id":"s-1","mountPoint":"/data"}], declared is nothing',
    ],
    [
      "envs",
      { envs: [{ key: "A", value: "canary-other" }] },
      "envs differs (the values are secret and not shown)",
    ],
    [
      "two fields",
      { gpuNum: 2, command: "x" },
      'gpuNum is 2, declared is 1; command is "x", declared is nothing',
    ],
  ])("%s", async (_what, more, difference) => {
    const it = bed();
    it.account.add({ ...theirs, ...more });
    const message = await refused(it);
    expect(message).toBe(`it is not what is declared: ${difference}. ${AS_IT_IS}`);
    expect(message).not.toContain("canary");
  });

  test("a fixed name, a cluster", async () => {
    const it = bed();
    it.account.add(theirs);
    expect(await refused(it, { ...inputs, name: "mine", clusterId: "as-sgp-2" })).toBe(
      `it is not what is declared: name is "theirs", declared is "mine"; clusterId is "us-ca-6", declared is "as-sgp-2". ${AS_IT_IS}`,
    );
  });
});

describe("it is refused", () => {
  test("if there is none", async () => {
    expect(await refused(bed())).toBe(
      "it does not exist, or is being deleted. Remove lifecycle.adopt to create a new one.",
    );
  });

  test.each(["toRemove", "removing", "removed"])("if it is %s", async (status) => {
    const it = bed();
    it.account.add({ ...theirs, status });
    expect(await refused(it)).toBe(
      "it does not exist, or is being deleted. Remove lifecycle.adopt to create a new one.",
    );
  });

  test("if another resource of the stack has it", async () => {
    const it = bed();
    it.account.add(theirs);
    const other = { ...declaration, name: "other" };
    declares(it.ctx, other);
    it.ctx.deployment.met("i-1", other);
    expect(await refused(it)).toBe(
      "another resource of this stack manages it already. Remove lifecycle.adopt, or that resource.",
    );
  });

  test("if it would have to lose its disks to run again", async () => {
    const it = bed();
    const spot = { ...theirs, billingMode: "spot", status: "exited", spotStatus: "terminated" };
    it.account.add(spot);
    const declared = inputsWith({ billingMode: "spot" }, inputs);
    expect(await refused(it, declared)).toBe(
      `its spot capacity was taken back. To run again it would have to move to another machine, and lose what is on its disks. If that is what you want, migrate it in Novita's console first; to take it over as it is, set lifecycle: { power: "off" }.`,
    );
    for (const options of [{ power: "off" }, { waitUntil: "created" }] as const) {
      const left = inputsWith({ lifecycle: { adopt: "i-1", ...options } }, declared);
      const { state } = await create(it.restart().ctx, left);
      expect([state.status, changes(it)]).toEqual(["exited", []]);
    }
  });

  test("if it cannot be read", async () => {
    const it = bed();
    const error = refusal("getInstance", 500, "UNKNOWN", "boom", "i-1");
    it.account.script("getInstance", failing(error));
    expect(await thrown(create(it.ctx, inputs))).toBe(error);
  });

  test("if it costs more than the cap", async () => {
    const it = bed();
    it.account.add(theirs);
    const capped = inputsWith({ lifecycle: { adopt: "i-1", maxHourlyPrice: 0.1 } }, inputs);
    expect(((await thrown(create(it.ctx, capped))) as Error).name).toBe("NovitaError");
    expect(changes(it)).toEqual([]);
  });
});

describe("what can be changed in place is changed", () => {
  test("ports and a larger disk", async () => {
    const it = bed();
    it.account.add({ ...theirs, rootfsSize: 40, ports: [{ port: 9000, type: "tcp" }] });
    const { state } = await create(it.ctx, inputs);
    expect([state.ports, state.rootfsSize]).toEqual(["80/http, 22/tcp", 60]);
    expect(it.account.sent("editInstance")).toEqual([
      [
        "i-1",
        {
          ports: [
            { port: 22, type: "tcp" },
            { port: 80, type: "http" },
          ],
          expandRootDisk: 20,
        },
      ],
    ]);
    expect(changes(it)).toEqual(["edit i-1"]);
  });

  test("one that stands still is started", async () => {
    const it = bed();
    it.account.add({ ...theirs, status: "exited" });
    const { state } = await create(it.ctx, inputs);
    expect([state.status, changes(it)]).toEqual(["running", ["start i-1"]]);
  });

  test("a failure half-way keeps it in the state, under the create timeout", async () => {
    const it = bed();
    it.account.add({ ...theirs, status: "exited" });
    it.account.script("startInstance", async () => it.account.patch("i-1", { status: "toStart" }));
    const slow = inputsWith({ lifecycle: { adopt: "i-1", timeouts: { create: "2m" } } }, inputs);
    const error = (await thrown(create(it.ctx, slow))) as InitFailure;
    expect(error).toBeInstanceOf(InitFailure);
    expect([error.id, error.properties.name, error.properties.status]).toEqual(["i-1", "theirs", "toStart"]);
    expect(error.reasons[0]).toContain(
      "took longer than 2m to be as declared; its last status was waiting to start (toStart).",
    );
    expect(error.reasons[0]).toContain("raise lifecycle.timeouts.create");
  });

  test("a start that is refused changes nothing, and is a plain error", async () => {
    const it = bed();
    it.account.add({ ...theirs, status: "exited" });
    const error = refusal("startInstance", 400, "INSUFFICIENT_RESOURCE", "none left", "i-1");
    it.account.script("startInstance", failing(error));
    expect(await thrown(create(it.ctx, inputs))).toEqual(
      new NovitaError(
        'GPU instance "theirs" (i-1) was not started: none of the GPUs that it needs is free (INSUFFICIENT_RESOURCE). It stays as it is, stopped, with its id and its disks; other choices that the program declares are for new instances. Run `pulumi up` again later, set lifecycle.waitForStock, or get another one, with empty disks, in its place: `pulumi up --replace` with its URN.',
      ),
    );
  });
});

describe("what held the instance before, in the same run", () => {
  const olds = { ...inputsWith({ name: "theirs" }) } as State;

  test("does not delete it: it is another resource's now", async () => {
    const it = bed();
    it.account.add(theirs);
    await create(it.ctx, inputs);
    it.lines.length = 0;
    await remove(it.ctx, "i-1", olds);
    expect([changes(it), it.account.ids(), it.lines]).toEqual([
      [],
      ["i-1"],
      ['warning: GPU instance "theirs" (i-1) is not deleted: another resource of the program has it.'],
    ]);
  });

  test("does not delete it either if the taking over keeps it with a failure", async () => {
    const it = bed();
    it.account.add({ ...theirs, status: "exited" });
    it.account.rule("startInstance", async () => undefined);
    expect(await thrown(create(it.ctx, inputs))).toBeInstanceOf(InitFailure);
    await remove(it.ctx, "i-1", olds);
    expect(it.account.ids()).toEqual(["i-1"]);
  });

  const former = { ...declaration, name: "former" };

  test("does not delete it in a later run either, as long as the program has the other resource", async () => {
    const it = bed();
    it.account.add(theirs);
    const { state } = await create(it.ctx, inputs);
    const { ctx, account, lines } = it.restart();
    account.clear();
    declares(ctx, declaration);
    ctx.deployment.met("i-1", declaration);
    await remove(ctx, "i-1", { ...state, __declaration: former });
    expect([account.log(), lines]).toEqual([
      [],
      ['warning: GPU instance "theirs" (i-1) is not deleted: another resource of the program has it.'],
    ]);
    await remove(ctx, "i-1", state);
    expect(account.ids()).toEqual([]);
  });

  test("does not delete it if the program asks for it, and did not get it", async () => {
    const it = bed();
    it.account.add({ ...theirs, gpuNum: 2 });
    it.ctx.deployment.checked(declaration, inputs, "i-1");
    await refused(it);
    expect(await thrown(remove(it.ctx, "i-1", olds))).toEqual(
      new NovitaError(
        'GPU instance "theirs" (i-1) was not deleted: "trainer" asks to take over this very instance (lifecycle.adopt), and has not. Correct what it declares, or remove its lifecycle.adopt; then run `pulumi up` again.',
      ),
    );
    expect(it.account.ids()).toEqual(["i-1"]);
  });

  test("deletes it if nothing was taken over", async () => {
    const it = bed();
    it.account.add({ ...theirs, gpuNum: 2 });
    await refused(it);
    await remove(it.ctx, "i-1", olds);
    expect(it.account.ids()).toEqual([]);
  });

  test("the next run deletes it like any other", async () => {
    const it = bed();
    it.account.add(theirs);
    const { state } = await create(it.ctx, inputs);
    await remove(it.restart().ctx, "i-1", state);
    expect(it.account.ids()).toEqual([]);
  });
});
