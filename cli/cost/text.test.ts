import { createColors } from "picocolors";
import type { Charge } from "../account/charge";
import type { Charged } from "../account/readAccount";
import { costReport, type CostReport } from "./report";
import { costText } from "./text";
import type { Balance, Instance } from "../../provider/api";

function charged(live: Partial<Instance>, charge: Charge): Charged {
  return { live: { id: "i0", status: "running", secrets: [], ...live }, charge };
}

function report(...all: readonly Charged[]): CostReport {
  return costReport({ charged: all, storages: [], balance: undefined }, () => ({ kind: "unmarked" }), NOW);
}

const plain = createColors(false);
const NOW = Date.UTC(2026, 0, 2, 14, 24, 5);

test("says what is not known, and shows no control characters", () => {
  const text = costText(
    report(
      charged(
        { id: "i1", name: "cheap", kind: "cpu", productId: "cpu.4c8g" },
        { for: "machine", hourlyUsd: 0.09 },
      ),
      charged({ id: "i2", name: "\u001b[31mred\nbox" }, { for: "machine" }),
      charged(
        { id: "i3", name: "done", billingMode: "monthly", gpuNum: 2, productName: "H100" },
        { for: "ended", until: 1_767_323_045 },
      ),
    ),
    true,
    plain,
  );
  expect(text).toBe(
    `Without pulumi-novita's tag: made by something else, or under a fixed name: at least $0.09 an hour
ID  NAME     STATUS   PRODUCT   GPUS  BILLING                   CHARGED FOR        USD/HOUR
i3  done     running  H100         2  monthly until 2026-01-02  paid time is over   unknown
i2  red box  running  -            -  onDemand                  machine             unknown
i1  cheap    running  cpu.4c8g     -  onDemand                  machine               $0.09

3 instances: at least $0.09 an hour, $65.70 in a month of 730 hours.
The price of 2 instances is unknown: these sums are the least that it can be.

Prices are today's list prices; what an instance was bought for may differ. It costs nothing before its image is
pulled; a stopped one is reckoned with its whole root disk, one on its way to another state with its machine.
`,
  );
});

test("prints what is not known as null", () => {
  expect(report(charged({}, { for: "machine" }))).toEqual({
    instances: [
      {
        id: "i0",
        name: null,
        status: "running",
        productId: null,
        productName: null,
        kind: "gpu",
        gpuNum: null,
        billingMode: "onDemand",
        chargedFor: "machine",
        paidUntil: null,
        hourlyUsd: null,
        expiresAt: null,
        overdueSeconds: null,
        owner: { kind: "unmarked" },
      },
    ],
    networkStorages: [],
    total: { hourlyUsd: 0, monthlyUsd: 0, unknownPrices: 1, prepaidHourlyUsd: 0 },
    balance: null,
  });
});

describe("the balance", () => {
  const lastLineBut = (balance: Balance, ...all: readonly Charged[]): string => {
    const costs = { charged: all, storages: [], balance };
    const text = costText(
      costReport(costs, () => ({ kind: "unmarked" }), NOW),
      true,
      plain,
    );
    return text.split("\n").find((line) => line.startsWith("Balance: ")) ?? "";
  };
  const dollar = charged({}, { for: "machine", hourlyUsd: 1 });

  test.each<[Balance, Charged[], string]>([
    [{ availableUsd: 30.75 }, [dollar], "Balance: $30.75. At this rate it lasts about 30 hours."],
    [{ availableUsd: 1.5 }, [dollar], "Balance: $1.50. At this rate it lasts about 1 hour."],
    [
      { availableUsd: 100, pendingUsd: 30 },
      [dollar, charged({}, { for: "machine" })],
      "Balance: $100.00, with $30.00 used and not charged yet. At this rate it lasts at most 2 days.",
    ],
    [
      { availableUsd: -2.5, pendingUsd: 0 },
      [dollar],
      "Balance: -$2.50. Nothing is left: top up the account in Novita's console.",
    ],
    [
      { availableUsd: 2, pendingUsd: 2 },
      [],
      "Balance: $2.00, with $2.00 used and not charged yet. Nothing is left: top up the account in Novita's console.",
    ],
    // What is paid for in advance uses up nothing.
    [{ availableUsd: 2 }, [charged({}, { for: "prepaid", hourlyUsd: 1 })], "Balance: $2.00."],
  ])("%j", (balance, all, line) => {
    expect(lastLineBut(balance, ...all)).toBe(line);
  });
});

test("a storage stands among the instances of its stack, and in the sums", () => {
  const storages = [
    {
      ...{ type: "NetworkStorage" as const, live: { id: "s1", name: "data", status: "ready" } },
      ...{ sizeGb: 120, hourlyUsd: 0.01 },
    },
    { type: "NetworkStorage" as const, live: { id: "s2", status: "ready" } },
  ];
  const box = { id: "i1", name: "box", productName: "RTX 4090 24GB", gpuNum: 1 };
  const costs = {
    ...{ charged: [charged(box, { for: "machine", hourlyUsd: 0.35 })], storages },
    balance: { availableUsd: 720 },
  };
  const text = costText(
    costReport(costs, () => ({ kind: "otherStack", tag: "22375b5a" }), NOW),
    true,
    plain,
  );
  expect(text).toContain(`Made by pulumi-novita for a stack that was not given: at least $0.36 an hour
ID  NAME  STATUS   PRODUCT                  GPUS  BILLING   CHARGED FOR  USD/HOUR
i1  box   running  RTX 4090 24GB               1  onDemand  machine         $0.35
s2  -     -        network storage             -  by size   its size      unknown
s1  data  -        network storage, 120 GB     -  by size   its size        $0.01

1 instance and 2 network storages: at least $0.36 an hour, $262.80 in a month of 730 hours.
The price of 1 thing is unknown: these sums are the least that it can be.
Balance: $720.00. At this rate it lasts at most 83 days.
`);
});

test("does not show what a given state has as a secret", () => {
  const live = { id: "i1", name: "canary", productId: "canary", productName: "Canary", gpuNum: 7 };
  const declaration = { project: "shop", stack: "dev", name: "trainer" };
  const secret = ["name", "productId", "gpuNum", "size"];
  const storages = [
    { type: "NetworkStorage", live: { id: "s1", name: "canary", status: "ready" }, sizeGb: 7, hourlyUsd: 1 },
  ] as const;
  const costs = {
    ...{ charged: [charged(live, { for: "machine", hourlyUsd: 1 })], storages, balance: undefined },
  };
  const { instances, networkStorages } = costReport(
    costs,
    () => ({
      kind: "held",
      source: "dev.json",
      by: { urn: "urn:x", declaration, tag: "22375b5a", secret, id: "i1" },
    }),
    NOW,
  );
  expect(networkStorages[0]).toMatchObject({ id: "s1", name: "[secret]", sizeGb: null });
  expect(instances[0]).toMatchObject({
    id: "i1",
    name: "[secret]",
    productId: "[secret]",
    productName: "[secret]",
    gpuNum: null,
  });
});

describe("what has expired", () => {
  const createdAt = 1_767_323_045;
  const owners: Record<string, string | undefined> = {
    i1: "9h",
    i2: "2026-01-01T14:24:05Z",
    i3: undefined,
    i4: "9d",
  };
  const all = ["i4", "i3", "i1", "i2"].map((id, at) =>
    charged({ id, name: `box-${id}`, createdAt }, { for: "machine", hourlyUsd: 4.5 - at }),
  );
  const costs = (charged: readonly Charged[]) =>
    costReport(
      { charged, storages: [], balance: undefined },
      ({ id }) => ({
        kind: "held",
        source: "dev.json",
        by: {
          urn: "urn:x",
          declaration: { project: "shop", stack: "dev", name: id },
          ...{ tag: "22375b5a", id, expires: owners[id] },
        },
      }),
      NOW,
    );

  test("stands first, the longest ago before all, with how long ago that was", () => {
    const { instances } = costs(all);
    expect(instances.map(({ id, expiresAt, overdueSeconds }) => [id, expiresAt, overdueSeconds])).toEqual([
      ["i2", "2026-01-01T14:24:05Z", 86_400],
      ["i1", "2026-01-02T12:04:05Z", 8_400],
      ["i4", "2026-01-11T03:04:05Z", null],
      ["i3", null, null],
    ]);
    expect(costText(costs(all), true, plain))
      .toContain(`2 instances have expired, and still cost $4.00 an hour:
  box-i2 (i2) of shop/dev: 24h ago (2026-01-01T14:24:05Z)
  box-i1 (i1) of shop/dev: 2h 20m ago (2026-01-02T12:04:05Z)
Remove them from the program, or give them a later lifecycle.expires.

Stack shop/dev: $12.00 an hour
ID  NAME    STATUS   PRODUCT  GPUS  BILLING   CHARGED FOR  USD/HOUR
i2  box-i2  running  -           -  onDemand  machine         $1.50
i1  box-i1  running  -           -  onDemand  machine         $2.50
i4`);
  });

  test("may be one", () => {
    expect(costText(costs(all.slice(2, 3)), true, plain))
      .toContain(`1 instance has expired, and still costs $2.50 an hour:
  box-i1 (i1) of shop/dev: 2h 20m ago (2026-01-02T12:04:05Z)
Remove it from the program, or give it a later lifecycle.expires.
`);
  });
});
