import * as pulumi from "@pulumi/pulumi";
import { hasUnknown, known, UNKNOWN, withoutAbsent } from "./unknowns";

it("knows the engine's mark for what it does not know", () => {
  expect(UNKNOWN).toBe(pulumi.runtime.unknownValue);
});

it.each<[unknown, boolean]>([
  [UNKNOWN, true],
  [[1, [UNKNOWN]], true],
  [{ a: { b: [{ c: UNKNOWN }] } }, true],
  [`${UNKNOWN} `, false],
  [{ [UNKNOWN]: 1 }, false],
  [null, false],
  [undefined, false],
  [{}, false],
])("finds it anywhere: %j", (value, found) => {
  expect(hasUnknown(value)).toBe(found);
});

it("takes it away", () => {
  expect([known(UNKNOWN), known("a"), known(0)]).toEqual([undefined, "a", 0]);
});

it("copies without what is absent, at every depth", () => {
  const given = {
    a: null,
    b: undefined,
    c: { d: null, e: [null, undefined, { f: null, g: 0 }] },
    h: "",
    i: false,
  };
  const copy = withoutAbsent(given);
  expect(copy).toStrictEqual({ c: { e: [null, null, { g: 0 }] }, h: "", i: false });
  expect(copy.c).not.toBe(given.c);
});
