import { createColors } from "picocolors";
import type { Charge } from "../account/charge";
import type { Charged } from "../account/readAccount";
import { costReport, type CostReport } from "./report";
import { costText } from "./text";
import type { Instance } from "../../provider/api";

function charged(live: Partial<Instance>, charge: Charge): Charged {
  return { live: { id: "i0", status: "running", secrets: [], ...live }, charge };
}

function report(...all: readonly Charged[]): CostReport {
  return costReport(all, () => ({ kind: "unmarked" }));
}

const plain = createColors(false);

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
pulled; a stopped one is reckoned with its whole root disk, one on its way to another state with its machine. Network
storages are not counted.
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
        owner: { kind: "unmarked" },
      },
    ],
    total: { hourlyUsd: 0, monthlyUsd: 0, unknownPrices: 1, prepaidHourlyUsd: 0 },
  });
});

test("does not show what a given state has as a secret", () => {
  const live = { id: "i1", name: "canary", productId: "canary", productName: "Canary", gpuNum: 7 };
  const declaration = { project: "shop", stack: "dev", name: "trainer" };
  const secret = ["name", "productId", "gpuNum"];
  const [line] = costReport([charged(live, { for: "machine", hourlyUsd: 1 })], () => ({
    kind: "held",
    source: "dev.json",
    by: { urn: "urn:x", declaration, tag: "22375b5a", secret, id: "i1" },
  })).instances;
  expect(line).toMatchObject({
    id: "i1",
    name: "[secret]",
    productId: "[secret]",
    productName: "[secret]",
    gpuNum: null,
  });
});
