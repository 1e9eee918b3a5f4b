import type { Instance, Job } from "../instances/instance";
import { seconds } from "../instances/views";
import type { World } from "../world";
import type { Operation, Query } from "./operation";
import { numberFrom, pageOf } from "./page";

type JobState = "running" | "success" | "break";

interface OwnedJob extends Job {
  readonly instanceId: string;
  readonly state: JobState;
}

/** Every job there was, newest first; Get shows those that still run. */
export const jobs: Operation = {
  name: "jobs",
  method: "GET",
  path: "/jobs",
  run: (world, { query }) => {
    const all = [...world.state.instances.values()].flatMap((instance) => jobsOf(world, instance));
    const found = all.filter(jobFilter(world, query)).sort((a, b) => b.createdAtMs - a.createdAtMs);
    return { jobs: pageOf(world, found, query).map((job) => jobView(world, job)), total: found.length };
  },
};

function jobsOf(world: World, instance: Instance): readonly OwnedJob[] {
  const now = world.clock.now();
  const state = (job: Job): JobState => {
    if (job.brokenAtMs !== null) return "break";
    return job.endsAtMs > now ? "running" : "success";
  };
  return instance.jobs.map((job) => ({ ...job, instanceId: instance.id, state: state(job) }));
}

function jobFilter(world: World, query: Query): (job: OwnedJob) => boolean {
  const from = (numberFrom(query, "startTime", 0) ?? 0) * 1000;
  const until = (numberFrom(query, "endTime", 0) ?? 0) * 1000;
  return (job) =>
    (!query.jobId || job.id === query.jobId) &&
    (!query.state || job.state === query.state) &&
    (!query.type || job.type === query.type) &&
    (!query.creators || query.creators.split(",").includes(world.catalogue.account.user)) &&
    job.createdAtMs >= from &&
    (until === 0 || job.createdAtMs <= until);
}

function jobView(world: World, job: OwnedJob): Readonly<Record<string, unknown>> {
  return {
    Id: job.id,
    user: world.catalogue.account.user,
    type: job.type,
    envs: [],
    state: { state: job.state, error: "", errorMessage: "" },
    logAddress: "",
    createdAt: seconds(job.createdAtMs),
    instanceId: job.instanceId,
  };
}
