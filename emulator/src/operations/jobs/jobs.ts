import { ApiError } from "../../errors";
import { change } from "../../instances/change";
import type { Instance, Job, JobType } from "../../instances/instance";
import { brokenOff, newJob } from "../../instances/jobs";
import { nowIn } from "../../instances/lifecycle";
import { seconds } from "../../instances/views";
import type { World } from "../../world";
import { needStatus, target } from "../instances/target";
import type { Operation, Query } from "../operation";
import { LARGEST_INT64, numberFrom, oneFrom, pageOf, textFrom } from "../page";

/** Those that a client may ask for; the emulator has no job that pulls or fails. */
const STATES = ["pulling", "running", "fail", "success", "break"] as const;
type JobState = (typeof STATES)[number];

const TYPES: readonly JobType[] = ["saveImage", "instanceMigrate", "autoInstanceMigrate"];

interface OwnedJob extends Job {
  readonly instance: Instance;
  readonly state: JobState;
}

/** Every job there was, newest first; Get shows those that still run. */
export const jobs: Operation = {
  name: "jobs",
  method: "GET",
  path: "/jobs",
  run: (world, { query }) => {
    const found = allJobs(world)
      .filter(jobFilter(world, query))
      .sort((a, b) => b.createdAtMs - a.createdAtMs);
    return { jobs: pageOf(world, found, query).map((job) => jobView(world, job)), total: found.length };
  },
};

/** Ends a job before its time. A migration that is broken off leaves the instance stopped. */
export const jobBreak: Operation = {
  name: "jobBreak",
  method: "POST",
  path: "/job/break",
  run: (world, { body }) => {
    const jobId = body.text("jobId", { min: 1, max: 255, required: true });
    const job = allJobs(world).find(({ id }) => id === jobId);
    if (!job) throw new ApiError("JOB_NOT_FOUND");
    if (job.state !== "running")
      throw new ApiError("CONFLICT", `job ${jobId} is over: its state is ${job.state}`);
    const { instance } = job;
    const now = world.clock.now();
    const set =
      job.type === "saveImage"
        ? { jobs: brokenOff(instance.jobs, now, jobId) }
        : nowIn(world, instance, "exited");
    change(world, instance, set, now);
    return { jobId };
  },
};

/** Saves the disk of an instance as an image. */
export const saveImage: Operation = {
  name: "saveImage",
  method: "POST",
  path: "/job/save/image",
  run: (world, { body }) => {
    const instance = target(world, body);
    body.text("image", { min: 1, max: 4095, required: true });
    body.text("registryAuthId");
    needStatus(world, instance, ["running", "exited"]);
    const type: JobType = "saveImage";
    const job = newJob(world, type, world.clock.now(), world.state.settings.bootMs);
    change(world, instance, { jobs: [...instance.jobs, job] }, world.clock.now());
    return { jobId: job.id };
  },
};

function allJobs(world: World): OwnedJob[] {
  const now = world.clock.now();
  const stateOf = (job: Job): JobState => {
    if (job.brokenAtMs !== null) return "break";
    return job.endsAtMs > now ? "running" : "success";
  };
  return [...world.state.instances.values()].flatMap((instance) =>
    instance.jobs.map((job) => ({ ...job, instance, state: stateOf(job) })),
  );
}

function jobFilter(world: World, query: Query): (job: OwnedJob) => boolean {
  const from = (numberFrom(query, "startTime", 0, LARGEST_INT64) ?? 0) * 1000;
  const until = (numberFrom(query, "endTime", 0, LARGEST_INT64) ?? 0) * 1000;
  const [jobId, creators] = [textFrom(query, "jobId"), textFrom(query, "creators")];
  const [state, type] = [oneFrom(query, "state", STATES), oneFrom(query, "type", TYPES)];
  return (job) =>
    (jobId === undefined || job.id === jobId) &&
    (state === undefined || job.state === state) &&
    (type === undefined || job.type === type) &&
    (creators === undefined || creators.split(",").includes(world.catalogue.account.user)) &&
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
    instanceId: job.instance.id,
  };
}
