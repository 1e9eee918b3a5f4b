import { checkContext, fixture } from "../resources/gpuInstance/checkContext.testkit";
import { decodeProducts, type Product } from "../api";
import { overCap } from "./cap";
import { type Priced, pricedAs, quote, stoppedHourlyUsd } from "./quote";
import { describeQuote, formatUsd } from "./words";

const [rtx4090, h100] = decodeProducts(fixture("products.response")) as [Product, Product];
const [cpu] = decodeProducts(fixture("cpuProducts.response")) as [Product];
const gpu = (more: Partial<Priced> = {}): Priced => ({
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  kind: "gpu",
  ...more,
});
const bare: Product = { id: "p", monthly: [] };

it.each<[string, Product, Priced, object]>([
  ["one GPU, on demand", rtx4090, gpu(), { productName: "RTX 4090 24GB", hourlyUsd: 0.67, stock: "high" }],
  [
    "eight GPUs",
    rtx4090,
    gpu({ gpuNum: 8 }),
    { productName: "RTX 4090 24GB", hourlyUsd: 5.36, stock: "high" },
  ],
  [
    "spot",
    rtx4090,
    gpu({ billingMode: "spot" }),
    { productName: "RTX 4090 24GB", hourlyUsd: 0.335, stock: "high" },
  ],
  [
    "spot that is not offered",
    h100,
    gpu({ billingMode: "spot" }),
    { productName: "H100 SXM 80GB", stock: "none" },
  ],
  [
    "a disk as large as is free",
    rtx4090,
    gpu({ rootfsSize: 60 }),
    { productName: "RTX 4090 24GB", hourlyUsd: 0.67, stock: "high" },
  ],
  [
    "a disk of 240 GB more",
    rtx4090,
    gpu({ rootfsSize: 300 }),
    { productName: "RTX 4090 24GB", hourlyUsd: 0.72, stock: "high" },
  ],
  [
    "two GPUs share one disk",
    rtx4090,
    gpu({ gpuNum: 2, rootfsSize: 300 }),
    { productName: "RTX 4090 24GB", hourlyUsd: 1.39, stock: "high" },
  ],
  [
    "a month",
    rtx4090,
    gpu({ billingMode: "monthly", month: 1 }),
    { productName: "RTX 4090 24GB", hourlyUsd: 0.561644, termUsd: 410, stock: "high" },
  ],
  [
    "an offered term",
    rtx4090,
    gpu({ billingMode: "monthly", month: 3, gpuNum: 2 }),
    {
      productName: "RTX 4090 24GB",
      hourlyUsd: 3.232877,
      termUsd: 7080,
      stock: "high",
    },
  ],
  [
    "a term between the offered ones",
    rtx4090,
    gpu({ billingMode: "monthly", month: 2 }),
    { productName: "RTX 4090 24GB", hourlyUsd: 0.561644, termUsd: 820, stock: "high" },
  ],
  [
    "a term beyond the offered ones",
    rtx4090,
    gpu({ billingMode: "monthly", month: 6 }),
    {
      productName: "RTX 4090 24GB",
      hourlyUsd: 1.616438,
      termUsd: 7080,
      stock: "high",
    },
  ],
  [
    "a term shorter than the offered ones",
    { ...bare, monthly: [{ months: 3, usd: 10 }] },
    gpu({ billingMode: "monthly", month: 1 }),
    {},
  ],
  [
    "no monthly offer",
    h100,
    gpu({ billingMode: "monthly", month: 1 }),
    { productName: "H100 SXM 80GB", stock: "none" },
  ],
  [
    "a CPU instance",
    cpu,
    { productId: "cpu.4c8g", kind: "cpu" },
    { productName: "CPU 4 vCPU 8GB", hourlyUsd: 0.09 },
  ],
  ["a product that says nothing", bare, gpu(), {}],
  ["a product that is out of stock", { ...bare, available: false, stock: "high" }, gpu(), { stock: "none" }],
])("prices %s", (_, product, inputs, expected) => {
  expect(quote(product, inputs)).toEqual(expected);
});

it.each([
  [0, "$0.00"],
  [0.67, "$0.67"],
  [5, "$5.00"],
  [0.335, "$0.3350"],
  [0.678333, "$0.6783"],
  [1000, "$1000.00"],
])("writes %d USD as %s", (usd, text) => {
  expect(formatUsd(usd)).toBe(text);
});

it.each([
  [{ hourlyUsd: 0.67, stock: "high" }, undefined, "$0.67 an hour (about $489.10 a month), stock: high"],
  [{ hourlyUsd: 0.67 }, 0, "$0.67 an hour (about $489.10 a month), stock: unknown"],
  [
    { hourlyUsd: 0.561644, termUsd: 410, stock: "low" },
    1,
    "$410.00 for 1 month ($0.5616 an hour), stock: low",
  ],
  [
    { hourlyUsd: 0.538813, termUsd: 1180, stock: "low" },
    3,
    "$1180.00 for 3 months ($0.5388 an hour), stock: low",
  ],
  [{ stock: "none" }, undefined, "price unknown, stock: none"],
])("describes %j", (given, months, words) => {
  expect(describeQuote(given, months)).toBe(words);
});

it.each([
  [{ hourlyUsd: 0.66 }, undefined],
  [{ hourlyUsd: 0.67 }, undefined],
  [
    { hourlyUsd: 0.670001 },
    "is $0.67, but the instance costs $0.670001 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.",
  ],
  [
    { hourlyUsd: 1.34 },
    "is $0.67, but the instance costs $1.34 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.",
  ],
  [
    {},
    'is $0.67, but the price of product "p" is not known: Novita names no price for it with this billing mode. Choose another productId or billingMode, or remove maxHourlyPrice.',
  ],
  [
    undefined,
    'is $0.67, but the price of product "p" is not known: Novita does not list it for this billing mode. Choose another productId or billingMode, or remove maxHourlyPrice.',
  ],
])("holds %j against a cap of $0.67", (given, why) => {
  expect(overCap(given, "p", 0.67)).toBe(why);
});

describe("the price list", () => {
  it("asks once for a kind and a billing mode, and again after a minute", async () => {
    const ctx = checkContext();
    await Promise.all(Array.from({ length: 20 }, () => ctx.prices.quote(gpu())));
    await ctx.prices.quote(gpu({ billingMode: "onDemand", productId: "h100.24c128g.os" }));
    expect(ctx.asked).toEqual(["gpu/onDemand"]);
    await ctx.prices.quote(gpu({ billingMode: "spot" }));
    await ctx.prices.quote({ productId: "cpu.4c8g", kind: "cpu" });
    await ctx.prices.quote(gpu({ billingMode: "monthly", month: 1 }));
    expect(ctx.asked).toEqual(["gpu/onDemand", "gpu/spot", "cpu", "gpu/monthly"]);
    ctx.pass(59_999);
    await ctx.prices.quote(gpu());
    expect(ctx.asked).toHaveLength(4);
    ctx.pass(1);
    await ctx.prices.quote(gpu());
    expect(ctx.asked).toHaveLength(5);
  });

  it("says that a product is not listed", async () => {
    await expect(checkContext().prices.quote(gpu({ productId: "none" }))).resolves.toBeUndefined();
    await expect(
      checkContext().prices.quote({ productId: "4090.16c62g.os", kind: "cpu" }),
    ).resolves.toBeUndefined();
  });

  it("remembers a failure for ten seconds, so that resources do not wait one after another", async () => {
    let up = false;
    const ctx = checkContext({
      list: () => {
        if (!up) throw new Error("down");
        return [rtx4090];
      },
    });
    await expect(ctx.prices.quote(gpu())).rejects.toThrow("down");
    up = true;
    await expect(ctx.prices.quote(gpu())).rejects.toThrow("down");
    ctx.pass(9_999);
    await expect(ctx.prices.quote(gpu())).rejects.toThrow("down");
    expect(ctx.asked).toHaveLength(1);
    ctx.pass(1);
    await expect(ctx.prices.quote(gpu())).resolves.toMatchObject({ hourlyUsd: 0.67 });
    expect(ctx.asked).toHaveLength(2);
  });
});

it.each<[string, object, Priced | undefined]>([
  [
    "as little as a list may show",
    { productId: "p" },
    { productId: "p", kind: "gpu", billingMode: "onDemand" },
  ],
  [
    "a monthly one, whose term is not shown",
    { productId: "p", gpuNum: 2, rootfsSize: 80, kind: "gpu", billingMode: "monthly" },
    { productId: "p", gpuNum: 2, rootfsSize: 80, kind: "gpu", billingMode: "monthly" },
  ],
  [
    "a CPU machine at spot price",
    { productId: "p", kind: "cpu", billingMode: "spot" },
    { productId: "p", kind: "cpu", billingMode: "spot" },
  ],
  ["nothing without a product", { gpuNum: 1, rootfsSize: 60 }, undefined],
])("prices a live instance: %s", (_what, shown, priced) => {
  expect(pricedAs({ id: "i", status: "running", secrets: [], ...shown })).toEqual(priced);
});

it.each([
  [0, 0],
  [60, 0.0125],
  [100, 0.020833],
])("charges for a stopped instance of %d GB all of its disk: %d USD an hour", (gb, usd) => {
  expect(stoppedHourlyUsd(gb)).toBe(usd);
});
