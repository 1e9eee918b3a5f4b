import { type Charge, chargeOf, pricedFor } from "./charge";
import type { Instance } from "../../provider/api";

/** 2026-01-02T03:04:05Z. */
const NOW = 1_767_323_045;
const DAY = 86_400;

function live(shown: Partial<Instance>): Instance {
  return { id: "i", status: "running", productId: "p", gpuNum: 1, rootfsSize: 100, secrets: [], ...shown };
}

describe("what an instance is charged for", () => {
  test.each<[string, Partial<Instance>, Charge]>([
    ["waiting to be created", { status: "toCreate" }, { for: "notYet", hourlyUsd: 0 }],
    ["being created", { status: "creating" }, { for: "notYet", hourlyUsd: 0 }],
    ["failed before its image", { status: "creating", statusMessage: "no" }, { for: "notYet", hourlyUsd: 0 }],
    ["pulling its image", { status: "pulling" }, { for: "machine", hourlyUsd: 0.35 }],
    ["failed at its image", { status: "pulling", statusMessage: "no" }, { for: "machine", hourlyUsd: 0.35 }],
    ["running", {}, { for: "machine", hourlyUsd: 0.35 }],
    ["stopping", { status: "stopping" }, { for: "machine", hourlyUsd: 0.35 }],
    ["starting", { status: "toStart" }, { for: "machine", hourlyUsd: 0.35 }],
    ["being deleted", { status: "removing" }, { for: "machine", hourlyUsd: 0.35 }],
    ["in a state no page explains", { status: "freezing" }, { for: "machine", hourlyUsd: 0.35 }],
    ["stopped", { status: "exited" }, { for: "disk", hourlyUsd: 0.020833 }],
    [
      "taken back at spot price",
      { status: "exited", billingMode: "spot", spotStatus: "terminated" },
      { for: "disk", hourlyUsd: 0.020833 },
    ],
    ["stopped, of unknown disk", { status: "exited", rootfsSize: undefined }, { for: "disk" }],
    ["monthly", { billingMode: "monthly" }, { for: "prepaid", hourlyUsd: 0.35 }],
    [
      "monthly and stopped",
      { billingMode: "monthly", status: "exited", endTime: NOW + DAY },
      { for: "prepaid", hourlyUsd: 0.35, until: NOW + DAY },
    ],
    ["monthly, whose time is over", { billingMode: "monthly", endTime: NOW }, { for: "ended", until: NOW }],
  ])("%s", (_state, shown, charge) => {
    expect(chargeOf(live(shown), { hourlyUsd: 0.35 }, NOW * 1000)).toEqual(charge);
  });

  test("is said even if no price is known", () => {
    expect(chargeOf(live({}), undefined, NOW * 1000)).toEqual({ for: "machine" });
    expect(chargeOf(live({ billingMode: "monthly" }), {}, NOW * 1000)).toEqual({ for: "prepaid" });
  });
});

describe("the term of a monthly instance", () => {
  test.each([
    ["28 days", { createdAt: NOW, endTime: NOW + 28 * DAY }, 1],
    ["31 days", { createdAt: NOW, endTime: NOW + 31 * DAY }, 1],
    ["92 days", { createdAt: NOW, endTime: NOW + 92 * DAY }, 3],
    ["a leap year", { createdAt: NOW, endTime: NOW + 366 * DAY }, 12],
    ["an hour", { createdAt: NOW, endTime: NOW + 3600 }, 1],
    ["no beginning", { endTime: NOW }, 1],
    ["no end", { createdAt: NOW }, 1],
  ])("of %s", (_span, times, month) => {
    expect(pricedFor(live({ billingMode: "monthly", ...times }))).toEqual({
      productId: "p",
      gpuNum: 1,
      rootfsSize: 100,
      kind: "gpu",
      billingMode: "monthly",
      month,
    });
  });

  test("is none if it is paid by the hour", () => {
    expect(pricedFor(live({ createdAt: NOW, endTime: NOW + DAY }))).not.toHaveProperty("month");
  });
});
