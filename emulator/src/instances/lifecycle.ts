import { draw, drawNumber, type World } from "../world";
import { change } from "./change";
import type { Instance, JobType, SshAccess, Step } from "./instance";
import { brokenOff, newJob } from "./jobs";

/** What a fault may do to something new. */
export type BirthKind = "stuck" | "fail" | "invisible";

/** How something new is to behave, if a fault asks for something else than that it comes about as usual. */
export interface Birth {
  /** The status that it never gets past. */
  readonly stuckAt?: string;
  /** The failure that it shows instead of running. */
  readonly failure?: string | undefined;
  /** How long Get and List (of other things than instances, lists alone) do not show it, milliseconds. */
  readonly invisibleMs?: number;
}

/** When the stages of a boot begin, as parts of the boot time. */
const TO_CREATE_AT = 0.05;
const CREATING_AT = 0.15;
const PULLING_AT = 0.4;

export function newSsh(world: World): SshAccess {
  return { port: 32_000 + drawNumber(world, 4_000), password: draw(world).slice(0, 20) };
}

/** Statuses before `running`. */
export const BEING_CREATED: readonly string[] = ["pending", "toCreate", "creating", "pulling"];

/** What having a status means for machine and meter. */
function consequences(status: string): Partial<Instance> {
  if (BEING_CREATED.includes(status) && status !== "pulling") return { status };
  if (status === "exited") return { status, holdsMachine: false, metered: true };
  return { status, holdsMachine: true, metered: true };
}

/** What an instance is once it is in this status now, whatever it was on its way to. */
export function nowIn(world: World, instance: Instance, status: string): Partial<Instance> {
  const now = world.clock.now();
  const turn = turnOff(instance, now);
  if (status === "removed") return { ...turn, status, steps: [], removedAtMs: now, holdsMachine: false };
  if (status === "running") return { ...turn, ...consequences(status), ssh: newSsh(world), startedAtMs: now };
  if (status === "exited") return { ...turn, ...consequences(status), stoppedAtMs: now };
  return { ...turn, ...consequences(status) };
}

/** The way from the first status to `running`. */
export function bootSteps(world: World, fromMs: number, birth: Birth): readonly Step[] {
  const { bootMs } = world.state.settings;
  const begin =
    world.quirks.firstStatus === "pending"
      ? [life(fromMs + bootMs * TO_CREATE_AT, { status: "toCreate" })]
      : [];
  const pullingAt = fromMs + bootMs * PULLING_AT;
  const creating = life(fromMs + bootMs * CREATING_AT, { status: "creating" });
  const pulling = life(pullingAt, { status: "pulling", metered: true });
  const end = fromMs + bootMs;
  if (birth.failure !== undefined) {
    const statusError = { state: "failed", message: birth.failure };
    return [...begin, creating, pulling, life(end, { statusError })];
  }
  const way = [...begin, creating, pulling, life(end, { status: "running", startedAtMs: end })];
  const { stuckAt } = birth;
  if (stuckAt === undefined) return way;
  if (stuckAt === world.quirks.firstStatus) return [];
  const last = way.findIndex(({ set }) => set.status === stuckAt);
  return last < 0 ? [...begin, creating, life(pullingAt, consequences(stuckAt))] : way.slice(0, last + 1);
}

/** A way through statuses: the first holds at once, the last after `ms`, those between share the time. */
export interface Way {
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
      jobs: [...brokenOff(instance.jobs, now), ...(way.job ? [newJob(world, way.job, now, way.ms)] : [])],
    },
    now,
  );
}

/** What is left of an instance's steps and jobs when its life takes another turn. */
export function turnOff(instance: Instance, atMs: number): Pick<Instance, "steps" | "jobs"> {
  return { steps: editsOf(instance), jobs: brokenOff(instance.jobs, atMs) };
}

/** What is left of an instance's steps then. */
export function editsOf(instance: Instance): readonly Step[] {
  return instance.steps.filter((step) => step.what === "edit");
}

/** Steps by their time; those of one moment keep their order. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort((a, b) => a.atMs - b.atMs);
}

export function life(atMs: number, set: Partial<Instance>): Step {
  return { atMs, what: "life", set };
}
