import { change } from "../instances/change";
import { isRemoved, type Instance, type StatusError } from "../instances/instance";
import { brokenOff, consequences, editsOf, newSsh } from "../instances/lifecycle";
import type { World } from "../world";
import { ControlError, objectBody, onlyFields, textValue, trueOrFalse } from "./controlError";

const SPOT_STATUSES: readonly string[] = ["", "running", "notified", "reclaiming", "terminated"];

/** Changes an instance behind everybody's back: `{status?, statusError?, spotStatus?, remove?}`. */
export function changeInstance(world: World, id: string, body: unknown): Instance {
  const json = objectBody(body, ["status", "statusError", "spotStatus", "remove"]);
  const instance = world.state.instances.get(id);
  if (!instance) throw new ControlError(`There is no instance ${id}.`);
  if (isRemoved(instance)) throw new ControlError(`Instance ${id} is removed.`);
  const set: Partial<Instance> = {
    ...("statusError" in json ? { statusError: readStatusError(json.statusError) } : {}),
    ...("spotStatus" in json ? spotChange(world, json.spotStatus) : {}),
    ...("status" in json
      ? statusChange(world, instance, readStatus(json.status))
      : reclaimed(world, instance, json.spotStatus)),
    ...(trueOrFalse(json.remove, "remove", false) ? statusChange(world, instance, "removed") : {}),
  };
  return change(world, instance, set, world.clock.now());
}

/** The instance is in this status now, whatever it was on its way to. */
function statusChange(world: World, instance: Instance, status: string): Partial<Instance> {
  const now = world.clock.now();
  const turn = { steps: editsOf(instance), jobs: brokenOff(instance.jobs, now) };
  if (status === "removed") return { ...turn, status, steps: [], removedAtMs: now, holdsMachine: false };
  if (status === "running") return { ...turn, ...consequences(status), ssh: newSsh(world), startedAtMs: now };
  if (status === "exited") return { ...turn, ...consequences(status), stoppedAtMs: now };
  return { ...turn, ...consequences(status) };
}

/** A spot instance that was taken away has stopped. */
function reclaimed(world: World, instance: Instance, spotStatus: unknown): Partial<Instance> {
  return spotStatus === "terminated" ? statusChange(world, instance, "exited") : {};
}

function spotChange(world: World, value: unknown): Partial<Instance> {
  const spotStatus = textValue(value, "spotStatus");
  if (!SPOT_STATUSES.includes(spotStatus)) {
    throw new ControlError(
      `"spotStatus" must be one of running, notified, reclaiming, terminated, or empty; got "${spotStatus}".`,
    );
  }
  const reclaiming = spotStatus !== "" && spotStatus !== "running";
  return { spotStatus, spotReclaimAtMs: reclaiming ? world.clock.now() : null };
}

/** Any word is taken: the real service has shown statuses that its pages do not list. */
function readStatus(value: unknown): string {
  const status = textValue(value, "status");
  if (status === "") throw new ControlError('"status" must not be empty.');
  return status;
}

function readStatusError(value: unknown): StatusError | null {
  if (value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new ControlError('"statusError" must be an object {"state", "message"}, or null.');
  }
  const { state, message } = onlyFields(
    value as Record<string, unknown>,
    ["state", "message"],
    '"statusError"',
  );
  return {
    state: state === undefined ? "failed" : textValue(state, "statusError.state"),
    message: textValue(message, "statusError.message"),
  };
}
