import { declaration, inputs, inputsWith } from "./context.testkit";
import type { Inputs, Properties } from "./model";
import { outOfReach, Replacements } from "./replacements";

const olds: Properties = { ...inputs, status: "running" };
const bigger = inputsWith({ gpuNum: 2 });

describe("the replacements that were announced", () => {
  test("are known by the id and by the declaration, until they are dropped", () => {
    const replacements = new Replacements();
    replacements.plan("i-1", olds, { ...bigger });
    const planned = { olds, news: bigger };
    expect([replacements.of("i-1"), replacements.ofDeclaration(declaration)]).toEqual([planned, planned]);
    replacements.drop("i-1");
    expect([replacements.of("i-1"), replacements.ofDeclaration(declaration)]).toEqual([undefined, undefined]);
  });

  test("are those of their own id and declaration alone", () => {
    const replacements = new Replacements();
    replacements.plan("i-1", olds, { ...bigger });
    replacements.drop("i-2");
    expect(replacements.of("i-2")).toBeUndefined();
    expect(
      [{ project: "other" }, { stack: "other" }, { name: "other" }].map((more) =>
        replacements.ofDeclaration({ ...declaration, ...more }),
      ),
    ).toEqual([undefined, undefined, undefined]);
  });

  test("the last announcement of an instance holds", () => {
    const replacements = new Replacements();
    const biggest = inputsWith({ gpuNum: 4 });
    replacements.plan("i-1", olds, { ...bigger });
    replacements.plan("i-1", olds, { ...biggest });
    expect(replacements.of("i-1")).toEqual({ olds, news: biggest });
  });

  test("one without a declaration is known by its id alone", () => {
    const replacements = new Replacements();
    const nobodys = inputsWith({ __declaration: undefined });
    replacements.plan("i-1", olds, { ...nobodys });
    expect([replacements.of("i-1"), replacements.ofDeclaration(declaration)]).toEqual([
      { olds, news: nobodys },
      undefined,
    ]);
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
    ["the same product without GPUs", cpu, cpu as unknown as Inputs, none, undefined],
    ["anything for a state that says nothing", {}, inputs, none, OUT],
  ])("%s", (_what, before, news, quote, expected) => {
    expect(outOfReach({ olds: before, news }, quote)).toBe(expected);
  });
});
