import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { Price, PricesOptions } from "pulumi-novita/facts";
import { defaultsOf } from "../instance.testkit";
import { capOn, maxHourlyPrice } from "./maxHourlyPrice";

const INSTANCE_TYPE = "pulumi-nodejs:dynamic/novita:GpuInstance";
const STORAGE_TYPE = "novita:index:NetworkStorage";

const opts = {
  additionalSecretOutputs: [],
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
};
const provider = { type: "", urn: "", name: "default", props: { "novita:apiKey": "key" } };

/** An instance whose product id is its price; a product id that is no number has none. */
const resource = (name: string, productId: string, props: object = {}, type = INSTANCE_TYPE) => ({
  ...{ type, name, urn: `urn:${name}`, opts, provider, props: { productId, ...props } },
});
type Resource = ReturnType<typeof resource>;

/** The policy on a price list of its own, and what it reports. */
function cap(given: object = {}) {
  const opened: PricesOptions[] = [];
  const policy = capOn((options) => {
    opened.push(options);
    return {
      priceOf: async ({ productId }): Promise<Price> =>
        Number.isNaN(Number(productId))
          ? { kind: "unknown", why: `No such product: ${productId}.` }
          : { kind: "known", hourlyUsd: Number(productId) },
    };
  });
  const getConfig = <T>(): T => ({ ...defaultsOf(maxHourlyPrice), ...given }) as T;
  const { validateResource, validateStack } = policy;
  if (typeof validateResource !== "function") throw new Error("The policy validates no resource.");
  return {
    opened,
    policy,
    onResource: async (seen: Resource): Promise<string[]> => {
      const said: string[] = [];
      const args: Partial<ResourceValidationArgs> = { ...seen, getConfig };
      await validateResource(args as ResourceValidationArgs, (message) => void said.push(String(message)));
      return said;
    },
    onStack: async (...resources: Resource[]): Promise<string[]> => {
      const said: string[] = [];
      const args: Partial<StackValidationArgs> = {
        resources: resources as unknown as StackValidationArgs["resources"],
        getConfig,
      };
      await validateStack(args as StackValidationArgs, (message) => void said.push(String(message)));
      return said;
    },
  };
}

const advice = "Rent fewer or cheaper GPUs, or raise maxHourlyUsd of max-hourly-price in the policy config.";

test("a stack within the cap, or exactly at it, is accepted, whatever the fractions", async () => {
  const tenths = Array.from({ length: 10 }, (_, at) => resource(`box${at}`, "0.1"));
  expect(await cap({ maxHourlyUsd: 1 }).onStack(...tenths)).toEqual([]);
  expect(await cap().onStack(resource("box", "5"), resource("vpc", "900", {}, "aws:ec2/vpc:Vpc"))).toEqual(
    [],
  );
});

test("a stack over the cap is told with each share, by name", async () => {
  const { onStack } = cap({ maxHourlyUsd: 5.14 });
  expect(
    await onStack(resource("trainer", "2.347397"), resource("bench", "9", { hourlyPrice: 2.8 })),
  ).toEqual([
    [
      "The GPU instances of the stack cost $5.147397 an hour together, but maxHourlyUsd is $5.14:",
      "  bench: $2.80",
      "  trainer: $2.347397",
      advice,
    ].join("\n"),
  ]);
});

test("a price that is not known is a violation, because a cap that cannot be checked holds", async () => {
  expect(await cap().onStack(resource("trainer", "2"), resource("bench", "B200"))).toEqual([
    'The price of "bench" is not known, so nobody can say that the stack stays within the $5.00 an hour of maxHourlyUsd. No such product: B200. To count it as nothing, set "unknownPrice": "ignore" for max-hourly-price in the policy config.',
  ]);
});

test("a price that is not known counts as nothing if the config says so, and the sum says so", async () => {
  const { onStack } = cap({ unknownPrice: "ignore", maxHourlyUsd: 3 });
  expect(await onStack(resource("trainer", "2"), resource("bench", "B200"))).toEqual([]);
  expect(await onStack(resource("trainer", "4"), resource("bench", "B200"))).toEqual([
    [
      "The GPU instances of the stack cost at least $4.00 an hour together, but maxHourlyUsd is $3.00:",
      "  trainer: $4.00",
      "  bench: not known",
      advice,
    ].join("\n"),
  ]);
});

test("before an instance is created, it is held against those declared so far", async () => {
  const { onResource, onStack } = cap();
  expect(await onResource(resource("a", "2"))).toEqual([]);
  expect(await onResource(resource("vpc", "900", {}, "aws:ec2/vpc:Vpc"))).toEqual([]);
  expect(await onResource(resource("x", "B200"))).toEqual([]);
  // Once more, as Pulumi does for a replacement: it is the same instance.
  expect(await onResource(resource("a", "3"))).toEqual([]);
  const told = [
    "The GPU instances declared up to this one cost at least $6.00 an hour together, but maxHourlyUsd is $5.00:",
    "  a: $3.00",
    "  b: $3.00",
    "  x: not known",
    advice,
  ];
  expect(await onResource(resource("b", "3"))).toEqual([told.join("\n")]);
  // The sum has been told; a larger one is told again.
  expect(await onStack(resource("a", "3"), resource("b", "3"))).toEqual([]);
  expect(await onStack(resource("a", "3"), resource("b", "3"), resource("kept", "1"))).toEqual([
    [
      "The GPU instances of the stack cost $7.00 an hour together, but maxHourlyUsd is $5.00:",
      "  a: $3.00",
      "  b: $3.00",
      "  kept: $1.00",
      advice,
    ].join("\n"),
  ]);
});

test("of several choices the cheapest counts as it comes, as it may be there already, and the dearest in the stack", async () => {
  const { onResource, onStack } = cap({ maxHourlyUsd: 2 });
  const box = (more: object = {}): Resource =>
    resource("box", "3", { lifecycle: { alternatives: [{ productId: "1" }] }, ...more });
  expect(await onResource(box())).toEqual([]);
  expect(await onStack(box({ hourlyPrice: 1 }))).toEqual([]);
  expect(await onStack(box())).toHaveLength(1);
});

test("a large stack over the cap is told with the ten dearest, and each further instance with the sum alone", async () => {
  const { onResource } = cap({ maxHourlyUsd: 11.5 });
  const boxes = Array.from({ length: 14 }, (_, at) => resource(`box${at}`, at === 3 ? "2" : "1"));
  const said: string[][] = [];
  for (const box of boxes) said.push(await onResource(box));
  expect(said.slice(0, 10)).toEqual(Array(10).fill([]));
  expect(said.slice(10)).toEqual([
    [
      [
        "The GPU instances declared up to this one cost $12.00 an hour together, but maxHourlyUsd is $11.50:",
        "  box3: $2.00",
        ...["box0", "box1", "box10", "box2", "box4", "box5", "box6", "box7", "box8"].map(
          (name) => `  ${name}: $1.00`,
        ),
        "  and 1 more",
        advice,
      ].join("\n"),
    ],
    ...[13, 14, 15].map((usd) => [
      `The GPU instances declared up to this one cost $${usd}.00 an hour together, but maxHourlyUsd is $11.50. ${advice}`,
    ]),
  ]);
});

test("the price list is opened once, with the stack's config, and only if there is an instance", async () => {
  const { opened, onStack } = cap();
  await onStack(resource("vpc", "900", {}, "aws:ec2/vpc:Vpc"));
  expect(opened).toEqual([]);
  await onStack(resource("a", "1"), resource("b", "1"));
  expect(opened).toEqual([{ config: { "novita:apiKey": "key" } }]);
});

test("a misspelt option is a violation of the stack", async () => {
  expect(await cap({ maxHourlyUSD: 1 }).onStack()).toEqual([
    'The policy config sets "maxHourlyUSD", which is no option of max-hourly-price. Its options: maxHourlyUsd, unknownPrice. Correct the file given as --policy-pack-config.',
  ]);
});

describe("network storages", () => {
  const storage = (name: string, props: object): Resource => resource(name, "", props, STORAGE_TYPE);

  test("count by their size, whatever the state says of another one, and no price is asked for", async () => {
    const { onStack, opened } = cap({ maxHourlyUsd: 0.01 });
    expect(await onStack(storage("data", { size: 120 }))).toEqual([]);
    expect(await onStack(storage("data", { size: 240, hourlyPrice: 0.01 }))).toEqual([
      [
        "The GPU instances and network storages of the stack cost $0.02 an hour together, but maxHourlyUsd is $0.01:",
        "  data: $0.02",
        advice,
      ].join("\n"),
    ]);
    expect(opened).toEqual([]);
  });

  test("are added to the instances, also one by one", async () => {
    const { onResource } = cap({ maxHourlyUsd: 5.01 });
    expect(await onResource(resource("trainer", "5"))).toEqual([]);
    expect(await onResource(storage("data", { size: 240 }))).toEqual([
      [
        "The GPU instances and network storages declared up to this one cost $5.02 an hour together, but maxHourlyUsd is $5.01:",
        "  trainer: $5.00",
        "  data: $0.02",
        advice,
      ].join("\n"),
    ]);
  });

  test("whose size is not known have no known price", async () => {
    expect(await cap().onStack(storage("data", { size: undefined }))).toEqual([
      'The price of "data" is not known, so nobody can say that the stack stays within the $5.00 an hour of maxHourlyUsd. Its size is known only during the update. To count it as nothing, set "unknownPrice": "ignore" for max-hourly-price in the policy config.',
    ]);
  });
});
