import fc from "fast-check";
import type { Declaration } from "../declaration";
import { autoName, isAutoName, namePrefix, tagIn, tagOf } from "./naming";

const declaration: Declaration = { project: "shop", stack: "dev", name: "trainer" };
const named = (name: string): Declaration => ({ ...declaration, name });

/** Each call gives the next digit of a hexadecimal number. */
function digits(hex: string): () => number {
  let at = 0;
  return () => parseInt(hex[at++] ?? "", 16) / 16;
}

it("makes a tag that is the same for ever", () => {
  expect(tagOf(declaration, "")).toBe("22375b5a");
  expect(tagOf({ ...declaration, organization: "acme" }, "team-a")).toBe("f714f94f");
  expect(tagOf({ ...declaration, type: "my:Pair$GpuInstance" }, "")).toBe("4ca56f7f");
});

it("makes another tag for another owner, organization, project, stack, type or name, however they are cut", () => {
  const cases: [Declaration, string][] = [
    [declaration, ""],
    [declaration, "team-a"],
    [{ ...declaration, type: "GpuInstance" }, ""],
    [{ ...declaration, type: "my:Pair$GpuInstance" }, ""],
    [{ ...declaration, organization: "team-a" }, ""],
    [{ ...declaration, organization: "team-" }, "a"],
    [{ ...declaration, project: "shop2" }, ""],
    [{ ...declaration, stack: "prod" }, ""],
    [named("trainer2"), ""],
    [{ project: "a", stack: "bc", name: "d" }, ""],
    [{ project: "ab", stack: "c", name: "d" }, ""],
  ];
  const tags = cases.map(([each, owner]) => tagOf(each, owner));
  expect(new Set(tags).size).toBe(tags.length);
});

it("takes the nonce from the given randomness", () => {
  expect(autoName(declaration, "", 255, digits("0a9f3c"))).toBe("trainer-22375b5a0a9f3c");
  expect(autoName(declaration, "", 255, () => 0)).toBe("trainer-22375b5a000000");
  expect(autoName(declaration, "", 255, () => 0.999999999999)).toBe("trainer-22375b5affffff");
});

it.each([
  ["trainer", "trainer"],
  ["My_Trainer.v2", "My-Trainer-v2"],
  ["a  b", "a-b"],
  ["-x-", "x"],
  ["", "gpu"],
  ["日本語", "gpu"],
  ["gpu-训练-1", "gpu-1"],
  ["🚀", "gpu"],
  ["../../etc", "etc"],
  ["a\nb", "a-b"],
  ["x".repeat(1000), "x".repeat(240)],
])("begins the name for %j", (name, base) => {
  expect(namePrefix(named(name), "", 255)).toBe(`${base}-${tagOf(named(name), "")}`);
});

it.each([
  ["a-private-network-of-ours", "a-private-netwo"],
  ["cluster-network-7", "cluster-network"],
  ["training-group-a", "training-group"],
])("cuts %j for names of at most 30 characters, and never the tag", (name, base) => {
  const made = autoName(named(name), "", 30, digits("0a9f3c"));
  expect([made, made.length <= 30]).toEqual([`${base}-${tagOf(named(name), "")}0a9f3c`, true]);
});

it("makes names that Novita takes and that are recognised, for any declaration", () => {
  const text = fc.string({ unit: "binary", maxLength: 400 });
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (project, stack, name, random) => {
        const own = { project, stack, name };
        const made = autoName(own, "me", 255, () => random);
        expect(made).toMatch(/^[A-Za-z0-9-]{1,255}$/);
        expect(made.startsWith(namePrefix(own, "me", 255))).toBe(true);
        expect(isAutoName(made, own, "me")).toBe(true);
        expect(isAutoName(made, own, "you")).toBe(false);
        expect(isAutoName(made, { ...own, stack: `${stack}x` }, "me")).toBe(false);
      },
    ),
  );
});

it.each([
  "trainer",
  "trainer-22375b5a",
  "trainer-22375b5a00000",
  "trainer-22375b5a0000000",
  "trainer-22375b5a00000G",
  "trainer-00000000000000",
])("knows that %s is not of its making", (name) => {
  expect(isAutoName(name, declaration, "")).toBe(false);
});

it.each([
  ["trainer-22375b5aa1b2c3", "22375b5a"],
  ["my-trainer-22375b5aa1b2c3", "22375b5a"],
  ["-22375b5aa1b2c3", "22375b5a"],
  ["22375b5aa1b2c3", undefined],
  ["trainer-22375b5aa1b2c", undefined],
  ["trainer-22375b5aa1b2c34", undefined],
  ["trainer-18D17B00A1B2C3", undefined],
  ["trainer-22375b5aa1b2c3\n", undefined],
  ["", undefined],
])("reads the tag in %j", (name, tag) => {
  expect(tagIn(name)).toBe(tag);
});
