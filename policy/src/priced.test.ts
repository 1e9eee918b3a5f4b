import type { Price, Priced } from "pulumi-novita/facts";
import { UNKNOWN } from "./declared";
import { instance } from "./instance.testkit";
import { priceOf } from "./priced";

const known: Price = { kind: "known", hourlyUsd: 0.7 };

/** A price list that remembers what it was asked. */
function list() {
  const asked: Priced[] = [];
  const prices = {
    priceOf: async (inputs: Priced): Promise<Price> => {
      asked.push(inputs);
      return known;
    },
  };
  return { asked, prices };
}

test("an instance that is bought or changed is asked for with what its price depends on", async () => {
  const { asked, prices } = list();
  const declared = instance({ gpuNum: 2, billingMode: "monthly", month: 3, clusterId: UNKNOWN });
  expect(await priceOf(declared, prices)).toEqual(known);
  expect(asked).toEqual([
    { kind: "gpu", productId: "4090.16c62g.os", gpuNum: 2, rootfsSize: 60, billingMode: "monthly", month: 3 },
  ]);
});

test("a CPU instance is asked for as one", async () => {
  const { asked, prices } = list();
  const cpu = { kind: "cpu", gpuNum: undefined, rootfsSize: undefined, billingMode: undefined };
  await priceOf(instance({ ...cpu, productId: "cpu.1" }), prices);
  expect(asked).toEqual([{ kind: "cpu", productId: "cpu.1" }]);
});

test("one that stays as it is costs what the state says, and nobody is asked", async () => {
  const { asked, prices } = list();
  expect(await priceOf(instance({ hourlyPrice: 0.35 }), prices)).toEqual({ kind: "known", hourlyUsd: 0.35 });
  expect(asked).toEqual([]);
});

test("one that is stopped costs what it costs while it runs", async () => {
  const stopped = instance({ hourlyPrice: 0.0125, status: "exited", lifecycle: { power: "off" } });
  expect(await priceOf(stopped, list().prices)).toEqual(known);
});

test.each(["productId", "kind", "gpuNum", "rootfsSize", "billingMode", "month"])(
  "without its %s the price is not known",
  async (field) => {
    const { asked, prices } = list();
    expect(await priceOf(instance({ [field]: UNKNOWN }), prices)).toEqual({
      kind: "unknown",
      why: `Its ${field} is known only during the update.`,
    });
    expect(asked).toEqual([]);
  },
);

test("of several choices the dearest counts, and one whose price is not known leaves it open", async () => {
  const usd: Readonly<Record<string, number>> = { cheap: 0.5, dear: 2 };
  const prices = {
    priceOf: async ({ productId }: Priced): Promise<Price> => {
      const hourlyUsd = usd[productId];
      return hourlyUsd === undefined ? { kind: "unknown", why: "No." } : { kind: "known", hourlyUsd };
    },
  };
  const declaring = (ids: string[], more: object = {}) =>
    instance({
      ...{ productId: "cheap", lifecycle: { alternatives: ids.map((productId) => ({ productId })) } },
      ...more,
    });
  const or = (...ids: string[]) => priceOf(declaring(ids), prices);
  expect(await or("dear")).toEqual({ kind: "known", hourlyUsd: 2 });
  expect(await or("dear", "strange")).toEqual({ kind: "unknown", why: "No." });
  expect(await or("strange", "dear")).toEqual({ kind: "unknown", why: "No." });
  const cheapest = await priceOf(declaring(["strange", "dear"], { productId: "dear" }), prices, "cheapest");
  expect(cheapest).toEqual({ kind: "known", hourlyUsd: 2 });
  // It is stopped, and which one it is, is known.
  const there = { status: "exited", hourlyPrice: 0.01, placement: { productId: "cheap" } };
  expect(await priceOf(declaring(["dear"], there), prices)).toEqual({ kind: "known", hourlyUsd: 0.5 });
});
