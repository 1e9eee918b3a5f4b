import { declaration, inputs, inputsWith } from "./lifecycle/context.testkit";
import type { Inputs, Properties } from "./model/declaration";
import { outOfReach, Replacements } from "./replacements";

const olds: Properties = { ...inputs, status: "running" };
const bigger = inputsWith({ gpuNum: 2 });

describe("a replacement", () => {
  const announced = (): Replacements => {
    const replacements = new Replacements();
    replacements.announce("i-1", olds, { ...bigger });
    return replacements;
  };
  const known = (replacements: Replacements): unknown[] => [
    replacements.of("i-1"),
    replacements.of(declaration),
  ];

  test("that was announced alone is none: a refresh asks diff as well", () => {
    expect(known(announced())).toEqual([undefined, undefined]);
  });

  test("is known, with what was checked last, until it is dropped", () => {
    const replacements = announced();
    const checked = inputsWith({ gpuNum: 2, name: "trainer-c9e1f78cffffff" });
    replacements.confirm(declaration, { ...checked });
    const planned = { id: "i-1", olds, news: checked };
    expect(known(replacements)).toEqual([planned, planned]);
    replacements.drop("i-2");
    expect(known(replacements)).toEqual([planned, planned]);
    replacements.drop("i-1");
    expect(known(replacements)).toEqual([undefined, undefined]);
  });

  test("is nothing to another declaration", () => {
    const replacements = announced();
    for (const more of [{ project: "other" }, { stack: "other" }, { name: "other" }]) {
      replacements.confirm({ ...declaration, ...more }, { ...bigger });
    }
    expect(known(replacements)).toEqual([undefined, undefined]);
  });

  test("of an instance that nobody declared cannot be told", () => {
    const replacements = new Replacements();
    replacements.announce("i-1", olds, { ...inputsWith({ __declaration: undefined }) });
    replacements.confirm(declaration, { ...bigger });
    expect(known(replacements)).toEqual([undefined, undefined]);
  });
});

describe("what shall replace an instance", () => {
  const OUT = "is out of stock now";
  const none = { stock: "none" };
  const two = { ...olds, gpuNum: 2 };
  const other = inputsWith({ productId: "h100" });
  const cpu = { productId: "cpu.4c8g", kind: "cpu" };

  test.each<[string, Properties, Inputs, object | undefined, string | undefined]>([
    ["another product in stock", olds, other, { stock: "low" }, undefined],
    ["another product whose stock is not told", olds, other, {}, undefined],
    ["another product out of stock", olds, other, none, OUT],
    ["another product with fewer GPUs", two, other, none, OUT],
    ["another product that is not listed", olds, other, undefined, "is not listed by Novita now"],
    ["the same product, as many GPUs", olds, inputs, none, undefined],
    ["the same product, fewer GPUs", two, inputs, none, undefined],
    ["the same product, more GPUs", olds, bigger, none, OUT],
    ["the same product, more GPUs in stock", olds, bigger, { stock: "low" }, undefined],
    ["the same product, not listed any more", olds, inputs, undefined, "is not listed by Novita now"],
    [
      "the same product in another cluster",
      { ...olds, clusterId: "1" },
      inputsWith({ clusterId: "2" }),
      none,
      OUT,
    ],
    [
      "the same product in its cluster",
      { ...olds, clusterId: "1" },
      inputsWith({ clusterId: "1" }),
      none,
      undefined,
    ],
    ["the same product without GPUs", cpu, cpu as unknown as Inputs, none, undefined],
    ["anything for a state that says nothing", {}, inputs, none, OUT],
  ])("%s", (_what, before, news, quote, expected) => {
    expect(outOfReach({ olds: before, news }, quote)).toBe(expected);
  });
});
