import { createHash } from "node:crypto";
import type { Instance } from "../../instances/instance";
import type { Operation, Query } from "../operation";
import { shown } from "./target";

type Point = { readonly timestamp: string; readonly value: number };

const DEFAULT_INTERVAL_S = 15;
const SHORTEST_WINDOW_S = 60;
/** How long it takes until a measurement can be read. */
const LAG_S = 60;

/** What an instance used, in percent, while it ran. A bad time or interval counts as if it had not been given. */
export const metrics: Operation = {
  name: "metrics",
  method: "GET",
  root: "/openapi/v1",
  path: "/metrics/gpu/instance",
  run: (world, { query }) => {
    const instance = shown(world, query);
    const times = timesOf(instance, query, Math.floor(world.clock.now() / 1000));
    const series = (what: string): readonly Point[] =>
      times.map((at) => ({ timestamp: String(at), value: percent(`${instance.id}/${what}/${at}`) }));
    return {
      cpuUtilization: series("cpu"),
      memUtilization: series("mem"),
      rootDiskUtilization: series("disk"),
      gpuUtilization: perGpu(instance, (gpu) => series(`gpu-${gpu}`)),
      gpuMemUtilization: perGpu(instance, (gpu) => series(`gpuMem-${gpu}`)),
    };
  },
};

/** The moments that were asked for and at which it ran, Unix seconds. */
function timesOf(instance: Instance, query: Query, nowS: number): readonly number[] {
  const end = inside(query.endTime, 1, nowS) ?? nowS;
  const start = inside(query.startTime, 1, end - SHORTEST_WINDOW_S) ?? nowS - SHORTEST_WINDOW_S;
  const interval = inside(query.interval, DEFAULT_INTERVAL_S + 1) ?? DEFAULT_INTERVAL_S;
  const ran = (ms: number | null): number => (ms === null ? Number.POSITIVE_INFINITY : ms / 1000);
  const from = Math.max(start, Math.ceil(ran(instance.startedAtMs)));
  const to = Math.min(end, nowS - LAG_S, instance.holdsMachine ? nowS : ran(instance.stoppedAtMs));
  const count = Math.max(0, Math.floor((to - from) / interval) + 1);
  return Array.from({ length: count }, (_, n) => from + n * interval);
}

function inside(text: string | undefined, min: number, max = Number.MAX_SAFE_INTEGER): number | undefined {
  const value = /^\d+$/.test(text ?? "") ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

function perGpu({ gpuNum }: Instance, series: (gpu: number) => readonly Point[]): object {
  const gpuIds = Array.from({ length: gpuNum }, (_, gpu) => ({ gpuId: String(gpu), items: series(gpu) }));
  const avg = (gpuIds[0]?.items ?? []).map(({ timestamp }, n) => ({
    timestamp,
    value: hundredths(gpuIds.reduce((sum, { items }) => sum + (items[n]?.value ?? 0), 0) / gpuNum),
  }));
  return { avg, gpuIds };
}

/** The same for the same instance, measure and moment, 0 to 100. */
function percent(of: string): number {
  return hundredths((createHash("sha256").update(of).digest().readUInt16BE() / 0xffff) * 100);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
