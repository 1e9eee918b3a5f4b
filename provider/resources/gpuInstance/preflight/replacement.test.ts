import { inputs, inputsWith } from "../../../core/lifecycle/context.testkit";
import type { Properties } from "../../../core";
import type { Inputs } from "../inputs";
import { outOfReach } from "./replacement";

const olds: Properties = { ...inputs, status: "running" };
const bigger = inputsWith({ gpuNum: 2 });

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
    expect(outOfReach(before, news, quote)).toBe(expected);
  });
});
