import { PRODUCT, testbed, type Testbed } from "../emulator.testkit";
import { addMonths } from "./billing";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function cost(bed: Testbed, id: string): Promise<unknown> {
  const { costUsd, billable, usdPerHour, live } = await bed.behind(id);
  return { costUsd, billable, usdPerHour, live };
}

/** An hour's boot of which 0.6 are pulling: the meter has run for 0.6 hours when the instance runs. */
const slow = { bootMs: HOUR_MS, deleteMs: HOUR_MS };

describe("the meter", () => {
  it("stands still before pulling and runs from then on", async () => {
    const bed = testbed(slow);
    const id = await bed.create();
    bed.clock.advance(0.4 * HOUR_MS - 1);
    expect(await cost(bed, id)).toEqual({ costUsd: 0, billable: false, usdPerHour: 0, live: true });
    bed.clock.advance(1);
    expect(await cost(bed, id)).toEqual({ costUsd: 0, billable: true, usdPerHour: 0.35, live: true });
    bed.clock.advance(0.6 * HOUR_MS);
    expect(await cost(bed, id)).toEqual({ costUsd: 0.21, billable: true, usdPerHour: 0.35, live: true });
    bed.clock.advance(HOUR_MS);
    expect(await cost(bed, id)).toEqual({ costUsd: 0.56, billable: true, usdPerHour: 0.35, live: true });
  });

  it("runs until removed and not beyond", async () => {
    const bed = testbed(slow);
    const id = await bed.boot();
    await bed.post("/gpu/instance/delete", { instanceId: id });
    bed.clock.advance(HOUR_MS);
    expect(await cost(bed, id)).toEqual({ costUsd: 0.56, billable: false, usdPerHour: 0, live: false });
    bed.clock.advance(DAY_MS);
    expect(await cost(bed, id)).toEqual({ costUsd: 0.56, billable: false, usdPerHour: 0, live: false });
  });

  it("costs nothing if an instance is removed before pulling", async () => {
    const bed = testbed(slow);
    const id = await bed.create();
    await bed.post("/gpu/instance/delete", { instanceId: id });
    bed.clock.advance(DAY_MS);
    expect(await cost(bed, id)).toEqual({ costUsd: 0, billable: false, usdPerHour: 0, live: false });
  });

  it.each<[string, Record<string, unknown>, number]>([
    ["each GPU", { gpuNum: 4 }, 1.4],
    ["spot", { billingMode: "spot" }, 0.18],
    ["disk above 60 GB", { rootfsSize: 300 }, 0.4],
    ["another product", { productId: "h100.24c128g.os", gpuNum: 8 }, 19.12],
    ["a CPU machine", { productId: "cpu.4c8g", kind: "cpu" }, 0.09],
  ])("counts %s", async (_name, fields, usdPerHour) => {
    const bed = testbed();
    const id = await bed.boot(fields);
    expect(await bed.behind(id)).toMatchObject({ usdPerHour, billable: true });
  });

  it("counts the whole disk, and nothing else, while stopped", async () => {
    const bed = testbed({ bootMs: 0 });
    const id = await bed.create({ rootfsSize: 100 });
    await bed.status(id);
    await bed.post("/gpu/instance/stop", { instanceId: id });
    bed.clock.advance(2 * DAY_MS);
    expect(await cost(bed, id)).toEqual({ costUsd: 1, billable: true, usdPerHour: 0.020833, live: true });
  });

  it("follows a disk that grows", async () => {
    const bed = testbed({ bootMs: 0 });
    const id = await bed.create();
    await bed.status(id);
    await bed.post("/gpu/instance/edit", { instanceId: id, ports: [], expandRootDisk: 240 });
    expect(await bed.behind(id)).toMatchObject({ usdPerHour: 0.4 });
  });

  it("takes a month at once, with its disk, and then stands still", async () => {
    const bed = testbed();
    const id = await bed.create({ month: 1, rootfsSize: 160, gpuNum: 2 });
    const expected = { costUsd: 2 * 226.8 + 100 * 0.005 * 30, billable: true, usdPerHour: 0, live: true };
    expect(await cost(bed, id)).toEqual(expected);
    bed.clock.advance(20 * DAY_MS);
    expect(await cost(bed, id)).toEqual(expected);
  });

  it("goes off the balance", async () => {
    const bed = testbed({ bootMs: 0 });
    await bed.create();
    bed.clock.advance(10 * HOUR_MS);
    expect((await bed.control("GET", "/options")).body).toMatchObject({ balance: 100_000 - 3.5 });
    await bed.control("POST", "/options", { balance: 5 });
    bed.clock.advance(10 * HOUR_MS);
    expect((await bed.control("GET", "/options")).body).toMatchObject({
      balance: 1.5,
      stock: { [PRODUCT]: 255 },
    });
  });
});

describe("addMonths", () => {
  it.each([
    ["2026-01-15", 1, "2026-02-15"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-11-30", 3, "2027-02-28"],
    ["2026-12-01", 12, "2027-12-01"],
  ])("%s and %d months is %s", (from, months, to) => {
    expect(new Date(addMonths(Date.parse(from), months)).toISOString().slice(0, 10)).toBe(to);
  });
});
