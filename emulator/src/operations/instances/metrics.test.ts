import { fixture, START_S, testbed, type Testbed } from "../../emulator.testkit";

type Point = { readonly timestamp: string; readonly value: number };

interface Metrics {
  readonly cpuUtilization: readonly Point[];
  readonly gpuUtilization: {
    readonly avg: readonly Point[];
    readonly gpuIds: readonly { readonly gpuId: string; readonly items: readonly Point[] }[];
  };
}

const START = Number(START_S);
const MINUTE_MS = 60_000;

async function ask(bed: Testbed, query: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${await bed.url()}/openapi/v1/metrics/gpu/instance?${query}`, {
    headers: { authorization: "Bearer key" },
  });
  return { status: answer.status, body: await answer.json() };
}

/** When something was measured, in seconds since the instance began to run. */
async function times(bed: Testbed, id: string, query = ""): Promise<number[]> {
  const { body } = await ask(bed, `instanceId=${id}${query}`);
  return (body as Metrics).cpuUtilization.map(({ timestamp }) => Number(timestamp) - START - 1);
}

describe("metrics", () => {
  it("have the documented shape", async () => {
    const bed = testbed();
    const id = await bed.boot({ gpuNum: 2 });
    bed.clock.advance(3 * MINUTE_MS);
    const { status, body } = await ask(bed, `instanceId=${id}&startTime=${START}`);
    const series = expect.arrayContaining([
      { timestamp: expect.stringMatching(/^\d{10}$/), value: expect.any(Number) },
    ]) as unknown;
    const gpus = { avg: series, gpuIds: ["0", "1"].map((gpuId) => ({ gpuId, items: series })) };
    expect([status, body]).toEqual([
      200,
      {
        cpuUtilization: series,
        memUtilization: series,
        rootDiskUtilization: series,
        gpuUtilization: gpus,
        gpuMemUtilization: gpus,
      },
    ]);
    const { avg, gpuIds } = (body as Metrics).gpuUtilization;
    const [one, two] = gpuIds.map(({ items }) => items[0]?.value ?? Number.NaN);
    expect(avg[0]?.value).toBeCloseTo(((one ?? 0) + (two ?? 0)) / 2, 1);
  });

  it("lag by a minute, and are of the last one unless asked for more", async () => {
    const bed = testbed();
    const id = await bed.boot();
    expect(await times(bed, id)).toEqual([]);
    bed.clock.advance(3 * MINUTE_MS);
    expect(await times(bed, id)).toEqual([120]);
    expect(await times(bed, id, `&startTime=${START}&interval=30`)).toEqual([0, 30, 60, 90, 120]);
    expect(await times(bed, id, `&startTime=${START + 31}&endTime=${START + 101}&interval=20`)).toEqual([
      30, 50, 70, 90,
    ]);
  });

  it.each(["interval=15", "interval=-30", "interval=x", "startTime=abc", "endTime=99999999999", "endTime=0"])(
    "fall back to the default for %s",
    async (bad) => {
      const bed = testbed();
      const id = await bed.boot();
      bed.clock.advance(3 * MINUTE_MS);
      expect(await times(bed, id, `&${bad}`)).toEqual([120]);
    },
  );

  it("are of the time in which it ran", async () => {
    const bed = testbed();
    const id = await bed.boot();
    bed.clock.advance(MINUTE_MS);
    await bed.control("POST", `/instances/${id}`, { status: "exited" });
    bed.clock.advance(10 * MINUTE_MS);
    expect(await times(bed, id, `&startTime=${START}`)).toEqual([0, 15, 30, 45, 60]);
    expect(await times(bed, await bed.create())).toEqual([]);
  });

  it("have no GPUs for a CPU instance", async () => {
    const bed = testbed();
    const { body } = await bed.post("/gpu/instance/create", fixture("create.request.cpu"));
    const answer = await ask(bed, `instanceId=${(body as { id: string }).id}`);
    expect(answer.body).toMatchObject({ gpuUtilization: { avg: [], gpuIds: [] } });
  });

  it("are not found if the instance is not", async () => {
    expect(await ask(testbed(), "instanceId=nope")).toEqual({
      status: 404,
      body: fixture("errors/resourceNotFound.404"),
    });
    expect(await ask(testbed(), "")).toMatchObject({ status: 400, body: { reason: "VALIDATOR_PARAM" } });
  });
});
