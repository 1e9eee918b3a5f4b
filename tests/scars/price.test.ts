import { test } from "../profiles.testkit";
import { basics, Scene } from "./scene.testkit";
import { HOURS_PER_MONTH } from "../../provider/pricing";

const HOUR_MS = 3_600_000;

/** What is shown before anything is bought, what the state holds, and what an hour of the meter costs. */
async function priced(
  hard: boolean,
  args: object,
): Promise<{
  shown: number;
  /** For a whole term. */
  term: number;
  kept: unknown;
  billed: number;
  /** Billed before the first hour is over. */
  atOnce: number;
}> {
  const scene = new Scene({ hard });
  const { errors } = await scene.up(args);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const before = scene.only.costUsd;
  await scene.time.pass(HOUR_MS);
  const line = scene.printed.find((each) => each.startsWith("trainer: ")) ?? "";
  const hourly = /\$([\d.]+) an hour/.exec(line)?.[1];
  return {
    shown: Number(hourly),
    term: Number(/\$([\d.]+) for /.exec(line)?.[1]),
    kept: scene.kept?.outputs.hourlyPrice,
    billed: Math.round((scene.only.costUsd - before) * 1e6) / 1e6,
    atOnce: before,
  };
}

// dstack#1886: the price that is shown is not the price that is billed.
test("scar 22: the price shown is the price billed", async ({ hard }) => {
  const cases: readonly [args: object, shown: number, billed: number][] = [
    [basics, 0.35, 0.35],
    [{ ...basics, gpuNum: 4 }, 1.4, 1.4],
    // Above 60 GB, $0.005 a GB and day.
    [{ ...basics, rootfsSize: 300 }, 0.4, 0.4],
    [{ ...basics, gpuNum: 2, rootfsSize: 84 }, 0.705, 0.705],
    [{ ...basics, billingMode: "spot" }, 0.18, 0.18],
    [{ ...basics, billingMode: "spot", rootfsSize: 108 }, 0.19, 0.19],
    [{ productId: "cpu.4c8g", kind: "cpu", imageUrl: "nginx:1.27" }, 0.09, 0.09],
  ];
  for (const [args, shown, billed] of cases) {
    expect({ args, ...(await priced(hard, args)) }).toMatchObject({ args, shown, kept: shown, billed });
  }
  // A grown disk is in the price from then on.
  const scene = new Scene({ hard });
  await scene.up();
  await scene.up({ ...basics, rootfsSize: 300 });
  const before = scene.only.costUsd;
  await scene.time.pass(HOUR_MS);
  expect([scene.kept?.outputs.hourlyPrice, scene.only.costUsd - before]).toEqual([
    0.4,
    expect.closeTo(0.4, 6),
  ]);

  // A term is paid at once. A month of it counts as 730 hours; that the disk of a month is paid for 720 no page says.
  for (const [more, term, disk] of [
    [{ month: 1 }, 226.8, 0],
    [{ month: 3 }, 642.6, 0],
    [{ month: 1, gpuNum: 2 }, 453.6, 0],
    [{ month: 3, rootfsSize: 84 }, 653.4, 0.005],
  ] as const) {
    const { term: shown, kept, billed, atOnce } = await priced(hard, { ...basics, ...more });
    const hours = more.month * HOURS_PER_MONTH;
    expect([billed, atOnce]).toEqual([0, expect.closeTo(term, 6)]);
    const [total, tenHoursOfDisk] = [Number(kept) * hours, disk * more.month * 10];
    expect([shown, total]).toEqual([
      expect.closeTo(term + tenHoursOfDisk, 3),
      expect.closeTo(term + tenHoursOfDisk, 2),
    ]);
  }
});
