import { draw, type World } from "../world";
import type { Instance, Job, JobType } from "./instance";

/** A job that starts at a moment and takes `ms`. */
export function newJob(world: World, type: JobType, fromMs: number, ms: number): Job {
  return { id: draw(world).slice(0, 16), type, createdAtMs: fromMs, endsAtMs: fromMs + ms, brokenAtMs: null };
}

/** Jobs with the running ones, or the one with this id, ended before their time. */
export function brokenOff(jobs: readonly Job[], nowMs: number, id?: string): readonly Job[] {
  return jobs.map((job) =>
    isRunning(job, nowMs) && (id === undefined || job.id === id) ? { ...job, brokenAtMs: nowMs } : job,
  );
}

/** Jobs that are not over. */
export function runningJobs(world: World, instance: Instance): Instance["jobs"] {
  return instance.jobs.filter((job) => isRunning(job, world.clock.now()));
}

function isRunning(job: Job, nowMs: number): boolean {
  return job.brokenAtMs === null && job.endsAtMs > nowMs;
}
