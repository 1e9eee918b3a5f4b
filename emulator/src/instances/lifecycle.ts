import { draw, drawNumber, type World } from "../world";
import { change } from "./change";
import type { Instance, Job, JobType, SshAccess, Step } from "./instance";

/** How a new instance is to behave, where a fault asks for something else than a normal boot. */
export interface Birth {
  /** The status that it never gets past. */
  readonly stuckAt?: string;
  /** The failure that it shows instead of running. */
  readonly failure?: string;
  /** How long Get and List do not show it, milliseconds. */
  readonly invisibleMs?: number;
}

/** When the stages of a boot begin, as parts of the boot time. */
const CREATING_AT = 0.15;
const PULLING_AT = 0.4;

export function newSsh(world: World): SshAccess {
  return { port: 32_000 + drawNumber(world, 4_000), password: draw(world).slice(0, 20) };
}

/** What having a status means for machine and meter, for a status that was set from outside. */
export function consequences(status: string): Partial<Instance> {
  if (status === "toCreate" || status === "creating") return { status };
  if (status === "exited") return { status, holdsMachine: false, metered: true };
  return { status, holdsMachine: true, metered: true };
}

/** The way from `toCreate` to `running`. */
export function bootSteps(world: World, fromMs: number, birth: Birth): readonly Step[] {
  const { bootMs } = world.state.settings;
  const pullingAt = fromMs + bootMs * PULLING_AT;
  const creating = life(fromMs + bootMs * CREATING_AT, { status: "creating" });
  const pulling = life(pullingAt, { status: "pulling", metered: true });
  const end = fromMs + bootMs;
  if (birth.failure !== undefined) {
    return [creating, pulling, life(end, { statusError: { state: "failed", message: birth.failure } })];
  }
  if (birth.stuckAt === "toCreate") return [];
  if (birth.stuckAt === "creating") return [creating];
  if (birth.stuckAt === "pulling") return [creating, pulling];
  if (birth.stuckAt !== undefined && birth.stuckAt !== "running") {
    return [creating, life(pullingAt, consequences(birth.stuckAt))];
  }
  return [creating, pulling, life(end, { status: "running", startedAtMs: end })];
}

/** A way through statuses: the first holds at once, the last after `ms`, those between share the time. */
interface Way {
  readonly through: readonly string[];
  readonly to: string;
  readonly ms: number;
  /** What else is true at once. */
  readonly now?: Partial<Instance>;
  /** What else becomes true at the end. */
  readonly then?: Partial<Instance>;
  readonly job?: JobType;
}

/** Sends an instance on a way. What it was on before ends; an edit that is still to take effect does. */
export function send(world: World, instance: Instance, way: Way): Instance {
  const now = world.clock.now();
  const stage = way.ms / way.through.length;
  const between = way.through.slice(1).map((status, n) => life(now + stage * (n + 1), { status }));
  const last = life(now + way.ms, { status: way.to, ...way.then });
  return change(
    world,
    instance,
    {
      status: way.through[0],
      ...way.now,
      steps: inOrder([...editsOf(instance), ...between, last]),
      jobs: [...brokenOff(instance.jobs, now), ...newJob(world, way, now)],
    },
    now,
  );
}

/** What is left of an instance's steps when its life takes another turn. */
export function editsOf(instance: Instance): readonly Step[] {
  return instance.steps.filter((step) => step.what === "edit");
}

/** Jobs with the running ones ended before their time. */
export function brokenOff(jobs: readonly Job[], nowMs: number): readonly Job[] {
  return jobs.map((job) =>
    job.brokenAtMs === null && job.endsAtMs > nowMs ? { ...job, brokenAtMs: nowMs } : job,
  );
}

/** Steps by their time; those of one moment keep their order. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort((a, b) => a.atMs - b.atMs);
}

function newJob(world: World, way: Way, nowMs: number): readonly Job[] {
  if (!way.job) return [];
  return [
    {
      id: draw(world).slice(0, 16),
      type: way.job,
      createdAtMs: nowMs,
      endsAtMs: nowMs + way.ms,
      brokenAtMs: null,
    },
  ];
}

function life(atMs: number, set: Partial<Instance>): Step {
  return { atMs, what: "life", set };
}
