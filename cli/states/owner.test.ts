import { createOwners, type Owner } from "./owner";
import type { Declared, StackState } from "./state";
import type { Instance } from "../../provider/api";
import { tagOf } from "../../provider/core";

const dev = { project: "shop", stack: "dev" };
const declared = (name: string, stack = "dev"): Declared => ({
  urn: `urn:pulumi:${stack}::shop::pulumi-nodejs:dynamic/novita:GpuInstance::${name}`,
  declaration: { ...dev, stack, name },
  tag: tagOf({ ...dev, stack, name }, ""),
});
const [trainer, begun, fixed] = [declared("trainer"), declared("begun"), declared("fixed")];
const named = (name: string, by: Declared): string => `${name}-${by.tag}a1b2c3`;

const states: readonly StackState[] = [
  {
    source: "dev.json",
    declared: [trainer, begun],
    held: [{ ...trainer, id: "i1" }],
    pending: [
      { ...begun, operation: "creating" },
      { ...fixed, operation: "creating", instanceName: "the-box" },
    ],
  },
];
const orphan = (by: Declared, pending: object = {}): Owner => ({
  kind: "orphan",
  source: "dev.json",
  by: { ...by, ...pending },
});

test.each<[string, Pick<Instance, "id" | "name">, Owner]>([
  [
    "known by its id, whatever its name says",
    { id: "i1", name: named("other", begun) },
    { kind: "held", source: "dev.json", by: { ...trainer, id: "i1" } },
  ],
  ["a second one of a declaration", { id: "i2", name: named("trainer", trainer) }, orphan(trainer)],
  [
    "of an interrupted create",
    { id: "i3", name: named("begun", begun) },
    orphan(begun, { operation: "creating" }),
  ],
  [
    "of an interrupted create under a fixed name",
    { id: "i5", name: "the-box" },
    orphan(fixed, { operation: "creating", instanceName: "the-box" }),
  ],
  [
    "of a stack that was not given",
    { id: "i6", name: named("trainer", declared("trainer", "prod")) },
    { kind: "otherStack", tag: declared("trainer", "prod").tag },
  ],
  ["without a tag", { id: "i7", name: "console" }, { kind: "unmarked" }],
  ["without a name", { id: "i8" }, { kind: "unmarked" }],
  ["with a date and time for an end", { id: "i9", name: "train-20260102030405" }, { kind: "unmarked" }],
  [
    "with digits for an end that are no time",
    { id: "i10", name: "train-20261302030405" },
    { kind: "otherStack", tag: "20261302" },
  ],
])("tells whose an instance is: %s", (_what, shown, owner) => {
  expect(createOwners(states)(shown)).toEqual(owner);
});
