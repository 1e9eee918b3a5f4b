import { type InstanceChange, instanceChanges, otherResources } from "./instanceChanges";
import { previewText, type StepParts } from "./preview.testkit";
import { readPreview } from "./previewFile";

const changesOf = (...steps: StepParts[]): InstanceChange[] =>
  instanceChanges(readPreview(previewText(steps), "p"));
const told = (...steps: StepParts[]): unknown[] =>
  changesOf(...steps).map(({ name, action }) => [name, action]);

const off = { lifecycle: { power: "off" } };
const stopped = (status: string): StepParts => ({
  op: "update",
  before: off,
  after: off,
  outputs: { status },
});

test.each<[string, StepParts, string]>([
  ["a create", { op: "create", after: {} }, "create"],
  ["an import", { op: "import", after: {} }, "create"],
  ["a delete", { op: "delete", before: {} }, "destroy"],
  ["nothing", { op: "same", before: {}, after: {} }, "keep"],
  ["a refresh that found nothing", { op: "refresh", before: {}, after: {} }, "keep"],
  ["new ports", { op: "update", before: {}, after: {}, differs: ["ports"] }, "change"],
  ["more months", { op: "update", before: {}, after: {}, differs: ["month"] }, "change"],
  [
    "other options",
    { op: "update", before: {}, after: {}, differs: ["lifecycle.timeouts.create"] },
    "change",
  ],
  ["waiting again", { op: "update", before: {}, after: {} }, "change"],
  ["a new image", { op: "update", before: {}, after: {}, differs: ["imageUrl", "ports"] }, "reset"],
  ["a new variable", { op: "update", before: {}, after: {}, differs: ["envs[0].value"] }, "reset"],
  ["a new mount", { op: "update", before: {}, after: {}, differs: ['["networkStorages"][0].id'] }, "reset"],
  ["a stop", { op: "update", before: {}, after: off, differs: ["lifecycle.power"] }, "stop"],
  ["a stop of what runs though it is off", { ...stopped("running"), differs: ["status"] }, "stop"],
  ["a stop after a reset", { ...stopped("running"), differs: ["imageUrl"] }, "reset"],
  ["ports of what is off", { ...stopped("exited"), differs: ["ports"] }, "change"],
  ["a start", { op: "update", before: off, after: {}, differs: ["lifecycle.power"] }, "change"],
  [
    "a replacement",
    { op: "replace", before: {}, after: {}, differs: ["gpuNum"], replaces: ["gpuNum"] },
    "replace",
  ],
])("%s", (_, step, action) => {
  expect(told(step)).toEqual([["trainer", action]]);
});

test("a replacement is told once, whichever halves of it are shown", () => {
  const halves = ["create-replacement", "replace", "delete-replaced"];
  expect(told(...halves.map((op) => ({ op, before: {}, after: {} })))).toEqual([["trainer", "replace"]]);
  expect(told({ op: "create-replacement", before: {}, after: {} })).toEqual([["trainer", "replace"]]);
});

test("an instance that was refreshed first is told once, by what becomes of it", () => {
  const refreshed = ["a", "b", "c"].map((name) => ({ op: "refresh", name, before: {}, after: {} }));
  const same = { op: "same", name: "a", before: {}, after: {} };
  const update = { op: "update", name: "b", before: {}, after: {}, differs: ["ports"] };
  expect(told(...refreshed, same, update, { op: "create", name: "c", after: {} })).toEqual([
    ["b", "change"],
    ["c", "create"],
    ["a", "keep"],
  ]);
});

test("a refresh tells nothing of its own if unchanged instances are shown", () => {
  const refreshed = ["old", "vanished"].map((name): StepParts => ({
    op: "refresh",
    name,
    before: {},
    after: {},
  }));
  const same = { op: "same", name: "new", id: "id-old", before: {}, after: {} };
  expect(told(...refreshed, same)).toEqual([["new", "keep"]]);
  const update = { ...same, op: "update", differs: ["ports"] };
  expect(told(...refreshed, update)).toEqual([
    ["new", "change"],
    ["vanished", "keep"],
  ]);
});

test("a new instance that --target leaves out is not there", () => {
  expect(told({ op: "same", id: null, before: {}, after: {} })).toEqual([]);
});

test.each<[string, StepParts, [string, boolean, boolean][]]>([
  [
    "a delete that only forgets",
    { op: "delete", before: {}, flags: ["retainOnDelete"] },
    [["release", true, false]],
  ],
  [
    "a replacement that only forgets",
    { op: "replace", before: {}, after: { gpuNum: 2 }, replaces: ["gpuNum"], flags: ["retainOnDelete"] },
    [
      ["release", true, false],
      ["create", false, true],
    ],
  ],
  [
    "a replacement without a reason of its own",
    { op: "replace", before: {}, after: {}, flags: ["pendingReplacement"] },
    [["replace", true, true]],
  ],
  ["a take-over", { op: "create", after: { lifecycle: { adopt: "i-1" } } }, [["adopt", false, true]]],
  ["other options", { op: "create", after: { lifecycle: {} } }, [["create", false, true]]],
])("%s", (_, step, expected) => {
  const changes = changesOf(step);
  expect(
    changes.map(({ action, before, after }) => [action, before !== undefined, after !== undefined]),
  ).toEqual(expected);
});

test("one that was only read and is declared now is created", () => {
  const step = { op: "replace", before: {}, after: {}, flags: ["external"] };
  expect(told(step)).toEqual([["trainer", "create"]]);
});

test("what is only read from now on is given up, or destroyed if another one is read", () => {
  const withNew = (op: string, id: string, external: boolean): unknown[] => {
    const { steps } = JSON.parse(previewText([{ op, before: {}, after: {} }])) as {
      steps: { newState: object }[];
    };
    const text = JSON.stringify({
      steps: steps.map((step) => ({ ...step, newState: { ...step.newState, id, external } })),
    });
    return instanceChanges(readPreview(text, "p")).map(({ action }) => action);
  };
  expect(withNew("read", "id-trainer", true)).toEqual(["release"]);
  expect(withNew("replace", "id-other", true)).toEqual(["destroy"]);
});

test("a logical name may have colons", () => {
  expect(told({ op: "create", name: "a::b", after: {} })).toEqual([["a::b", "create"]]);
});

test("one whose old half is gone already is created, and an old half that waits for its end is destroyed beside it", () => {
  expect(told({ op: "remove-pending-replace", before: {} }, { op: "create", after: {} })).toEqual([
    ["trainer", "create"],
  ]);
  expect(told({ op: "delete", before: {} }, { op: "same", before: {}, after: {} })).toEqual([
    ["trainer", "destroy"],
    ["trainer", "keep"],
  ]);
});

test("the most dangerous stands first, then the names go by the alphabet", () => {
  expect(
    told(
      { op: "same", name: "e", before: {}, after: {} },
      { op: "create", name: "d", after: {} },
      { op: "update", name: "c", before: {}, after: {}, differs: ["ports"] },
      { op: "update", name: "b", before: {}, after: {}, differs: ["envs"] },
      { op: "replace", name: "a", before: {}, after: {} },
      { op: "delete", name: "z", before: {} },
      { op: "delete", name: "y", before: {} },
    ),
  ).toEqual([
    ["y", "destroy"],
    ["z", "destroy"],
    ["a", "replace"],
    ["b", "reset"],
    ["c", "change"],
    ["d", "create"],
    ["e", "keep"],
  ]);
});

test("a change names each field once, with its values, and nothing of Pulumi's own", () => {
  const [change] = changesOf({
    op: "replace",
    before: { envs: "[secret]", ports: "80/http" },
    outputs: { status: "exited" },
    after: { gpuNum: 2, envs: "[secret]" },
    differs: ["envs[0].value", "envs[1].value", "gpuNum", "ports", "status", "__provider"],
    replaces: ["gpuNum"],
  });
  expect([change?.id, change?.changes, change?.replacedFor]).toEqual([
    "id-trainer",
    [
      { field: "envs", from: "[secret]", to: "[secret]" },
      { field: "gpuNum", from: 1, to: 2 },
      { field: "ports", from: "80/http" },
      { field: "status", from: "exited" },
    ],
    ["gpuNum"],
  ]);
});

test("instances of the plugin count, those that are only read and resources of other kinds do not", () => {
  const steps: StepParts[] = [
    { op: "create", name: "plugin", type: "novita:index:GpuInstance", after: {} },
    {
      op: "create",
      name: "child",
      type: "my:index:Team$pulumi-nodejs:dynamic/novita:GpuInstance",
      after: {},
    },
    { op: "read", name: "looked-at", before: {}, after: {} },
    { op: "create", name: "other", type: "random:index:RandomPet", after: {} },
    { op: "same", name: "idle", type: "random:index:RandomPet", before: {}, after: {} },
    { op: "create", name: "shop-dev", type: "pulumi:pulumi:Stack", after: {} },
    { op: "create", name: "default", type: "pulumi:providers:pulumi-nodejs", after: {} },
    { op: "create", name: "like", type: "pulumi-nodejs:dynamic/my-novita:GpuInstance", after: {} },
  ];
  const preview = readPreview(
    // Of a child, the state names its own type alone.
    previewText(steps).replaceAll('"type":"my:index:Team$', '"type":"'),
    "p",
  );
  expect(instanceChanges(preview).map(({ name }) => name)).toEqual(["child", "plugin"]);
  expect(otherResources(preview)).toEqual({ read: 1, create: 2 });
});

test("an instance that another resource takes over in the same run moves there, and is not destroyed", () => {
  const adopting: StepParts = { op: "create", name: "new", after: { lifecycle: { adopt: "id-old" } } };
  const moving = changesOf({ op: "delete", name: "old", before: {} }, adopting);
  expect(moving.map(({ name, id, action, before }) => [name, id, action, before?.id])).toEqual([
    ["new", "id-old", "adopt", "id-old"],
  ]);
  expect(told(adopting, { op: "delete", name: "other", before: {} })).toEqual([
    ["other", "destroy"],
    ["new", "adopt"],
  ]);
});

describe("an instance that goes with another resource (deletedWith)", () => {
  const site = { name: "site", type: "acme:index:Site" };
  const deletedWith = "urn:pulumi:dev::shop::acme:index:Site::site";

  test.each(["delete", "replace", "delete-replaced"])("is given up: %s", (op) => {
    const goes = { op, ...site, before: {}, after: {} };
    expect(told({ op: "delete", before: {}, deletedWith }, goes)).toEqual([["trainer", "release"]]);
    expect(told({ op: "replace", before: {}, after: {}, deletedWith }, goes)).toEqual([
      ["trainer", "release"],
      ["trainer", "create"],
    ]);
  });

  test("is deleted if that one stays", () => {
    const stays = { op: "same", ...site, before: {}, after: {} };
    expect(told({ op: "delete", before: {}, deletedWith }, stays)).toEqual([["trainer", "destroy"]]);
  });
});
