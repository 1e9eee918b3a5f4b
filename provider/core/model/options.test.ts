import { timeoutMs } from "../../resources/gpuInstance/bound.testkit";
import type { Lifecycle } from "../declaration";
import type { Facts } from "./facts";
import { limitOf, timeoutMs as ofSchema, waits } from "./options";

it.each([
  ["create", 1_800_000],
  ["update", 1_800_000],
  ["delete", 600_000],
] as const)("waits for %s as long as the schema's default says", (operation, ms) => {
  expect(timeoutMs(undefined, operation)).toBe(ms);
  expect(timeoutMs({ timeouts: {} }, operation)).toBe(ms);
  expect(timeoutMs({ timeouts: { [operation]: "1m30s" } }, operation)).toBe(90_000);
});

it("waits as long as the engine says, whatever else does", () => {
  const facts: Facts = {
    ...{ fields: {}, outputs: [], secretPaths: [], secretOutputs: [] },
    schema: { root: {}, validate: () => [] },
  };
  const ctx = { resource: { facts }, customTimeoutMs: 5_000 };
  expect(ofSchema(ctx, { timeouts: { create: "45m" } }, "create")).toBe(5_000);
  expect([limitOf(ctx, "create"), limitOf({}, "delete")]).toEqual([
    "customTimeouts.create",
    "lifecycle.timeouts.delete",
  ]);
});

it("waits as long as usual if a schema says nothing", () => {
  const facts: Facts = {
    fields: {},
    outputs: [],
    secretPaths: [],
    secretOutputs: [],
    schema: { root: {}, validate: () => [] },
  };
  const limits = (["create", "update", "delete"] as const).map((name) =>
    ofSchema({ resource: { facts } }, undefined, name),
  );
  expect(limits).toEqual([1_800_000, 1_800_000, 600_000]);
});

it("waits for a running instance unless it is told otherwise", () => {
  const waitsFor = (lifecycle?: Lifecycle): boolean => waits({ goal: "to run" }, { lifecycle });
  expect(waitsFor()).toBe(true);
  expect(waitsFor({ waitUntil: "running" })).toBe(true);
  expect(waitsFor({ waitUntil: "created" })).toBe(false);
});
