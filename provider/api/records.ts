import { type CallByName, defined, type ListQuery, sending } from "./calls";
import { decodeBalance, decodeJobs, decodeMetrics } from "./entities";
import type { components } from "./generated/wire";
import type { CallOptions } from "./http";

type Wire = components["schemas"];

/** Which part of its past an instance's metrics show. */
export interface MetricsQuery {
  /** Seconds since 1970; at least a minute before the end, or the service takes its own. */
  readonly startTime: number;
  /** Seconds since 1970. */
  readonly endTime: number;
  /** Seconds between two values; more than 15, or the service takes its own. */
  readonly interval: number;
}

/** Which jobs a list shows. */
export type JobQuery = Omit<ListQuery, "name"> & {
  readonly jobId?: string;
  readonly state?: Wire["JobState"];
  readonly type?: Wire["JobType"];
};

/** Where the image of an instance is saved. */
export interface SavedImage {
  /** With its registry and tag. */
  readonly image: string;
  /** Id of a registry credential that is stored at the service. */
  readonly registryAuthId?: string;
}

/** Calls of what instances have used, the jobs on them, and what the account has. */
export function recordsOf(call: CallByName) {
  const send = sending(call);
  return {
    listJobs: (query: JobQuery, options?: CallOptions) =>
      call("listJobs", undefined, { query: defined(query) }, decodeJobs, options),
    /** Ends a job that is not over. */
    breakJob: (id: string, options?: CallOptions) => send("breakJob", id, { jobId: id }, options),
    /** Starts a job that pushes an instance to a registry as an image. */
    saveImage: (id: string, to: SavedImage, options?: CallOptions) =>
      send("saveImage", id, { instanceId: id, ...to }, options),
    /** The service answers a minute late, and takes its own value for a time or interval that it does not like. */
    getMetrics: (id: string, query: MetricsQuery, options?: CallOptions) =>
      call("getMetrics", id, { query: defined({ instanceId: id, ...query }) }, decodeMetrics, options),
    getBalance: (options?: CallOptions) => call("getBalance", undefined, {}, decodeBalance, options),
  };
}
