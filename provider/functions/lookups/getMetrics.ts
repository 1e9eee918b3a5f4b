import { rfc3339, type Sample } from "../../api";
import type { Asking } from "./asking";
import type { Functions, Usage } from "../generated/types";

type GetMetrics = Functions["getMetrics"];

/** How late the service shows a value. */
const LAG_S = 60;
/** The service takes its own interval for one of 15 seconds or less. */
const SHORTEST_INTERVAL_S = 30;
const MOST_VALUES = 60;

/** See functions.schema.yaml. */
export async function getMetrics(
  { client, clock }: Asking,
  { instanceId, minutes = 5 }: GetMetrics["args"],
): Promise<GetMetrics["result"]> {
  const endTime = Math.floor(clock.now() / 1000);
  const startTime = endTime - LAG_S - minutes * 60;
  const interval = Math.max(SHORTEST_INTERVAL_S, Math.ceil((minutes * 60) / MOST_VALUES));
  const metrics = await client.getMetrics(instanceId, { startTime, endTime, interval });
  // It answers with other times if it does not take these.
  const usage = (samples: readonly Sample[]): Usage | undefined =>
    usageOf(samples.filter(({ at }) => at >= startTime && at <= endTime));
  return {
    cpu: usage(metrics.cpu),
    memory: usage(metrics.memory),
    rootDisk: usage(metrics.rootDisk),
    gpu: usage(metrics.gpu),
    gpuMemory: usage(metrics.gpuMemory),
    gpus: metrics.gpus.map(({ gpuId, utilization, memory }) => ({
      id: gpuId,
      utilization: usage(utilization),
      memory: usage(memory),
    })),
  };
}

function usageOf(samples: readonly Sample[]): Usage | undefined {
  const latest = samples.at(-1);
  if (latest === undefined) return undefined;
  const values = samples.map(({ percent }) => percent);
  const sum = values.reduce((all, each) => all + each, 0);
  return {
    average: Math.round((sum / values.length) * 100) / 100,
    highest: Math.max(...values),
    latest: latest.percent,
    latestAt: rfc3339(latest.at) ?? "",
  };
}
