import { ApiError } from "../errors";
import { change } from "../instances/change";
import { isRemoved, type Env, type Instance, type Port, type StatusError } from "../instances/instance";
import { nowIn } from "../instances/lifecycle";
import { fieldsOf } from "../requests/fields";
import { portsFromList, portsFromText } from "../requests/ports";
import type { World } from "../world";
import { ControlError, milliseconds, objectBody, onlyFields, textValue, trueOrFalse } from "./controlError";

const SPOT_STATUSES: readonly string[] = ["", "running", "notified", "reclaiming", "terminated"];

const FIELDS = [
  "status",
  "statusError",
  "spotStatus",
  "spotReclaimTime",
  "reclaimInMs",
  "imageUrl",
  "envs",
  "ports",
  "remove",
];

/** Changes an instance behind everybody's back. */
export function changeInstance(world: World, id: string, body: unknown): Instance {
  const json = objectBody(body, FIELDS);
  const instance = world.state.instances.get(id);
  if (!instance) throw new ControlError(`There is no instance ${id}.`);
  if (isRemoved(instance)) throw new ControlError(`Instance ${id} is removed.`);
  const set: Partial<Instance> = {
    ...("statusError" in json ? { statusError: readStatusError(json.statusError) } : {}),
    ...("spotStatus" in json ? spotChange(world, json.spotStatus) : {}),
    ...("spotReclaimTime" in json ? { spotReclaimAtMs: readReclaimTime(json.spotReclaimTime) } : {}),
    ...("reclaimInMs" in json ? announced(world, instance, json.reclaimInMs) : {}),
    ...("imageUrl" in json ? { imageUrl: textValue(json.imageUrl, "imageUrl") } : {}),
    ...("envs" in json ? { envs: readEnvs(json.envs) } : {}),
    ...("ports" in json ? { ports: readPorts(json.ports) } : {}),
    ...("status" in json
      ? nowIn(world, instance, readStatus(json.status))
      : reclaimed(world, instance, json.spotStatus)),
    ...(trueOrFalse(json.remove, "remove", false) ? nowIn(world, instance, "removed") : {}),
  };
  return change(world, instance, set, world.clock.now());
}

/** A spot instance that was taken away has stopped. */
function reclaimed(world: World, instance: Instance, spotStatus: unknown): Partial<Instance> {
  return spotStatus === "terminated" ? nowIn(world, instance, "exited") : {};
}

function spotChange(world: World, value: unknown): Partial<Instance> {
  const spotStatus = textValue(value, "spotStatus");
  if (!SPOT_STATUSES.includes(spotStatus)) {
    throw new ControlError(
      `"spotStatus" must be one of running, notified, reclaiming, terminated, or empty; got "${spotStatus}".`,
    );
  }
  const reclaiming = spotStatus !== "" && spotStatus !== "running";
  return { spotStatus, spotReclaimAtMs: reclaiming ? world.clock.now() : null, reclaimDueMs: null };
}

/** The notice of a reclaim that is carried out by itself. */
function announced(world: World, instance: Instance, value: unknown): Partial<Instance> {
  if (instance.billingMode !== "spot")
    throw new ControlError(`Instance ${instance.id} is no spot instance: nobody takes its capacity back.`);
  const dueMs = world.clock.now() + milliseconds(value, "reclaimInMs");
  return { spotStatus: "notified", spotReclaimAtMs: dueMs, reclaimDueMs: dueMs };
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

/** Unix seconds, as reads show them; "0" or null for none. */
function readReclaimTime(value: unknown): number | null {
  if (value === null) return null;
  const seconds = typeof value === "number" || /^\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  if (!Number.isInteger(seconds) || seconds < 0) {
    throw new ControlError(
      `"spotReclaimTime" must be Unix seconds such as "1767225600", or "0" for none; got ${JSON.stringify(value)}.`,
    );
  }
  return seconds === 0 ? null : seconds * 1000;
}

/** In the order given: reads keep it. */
function readEnvs(value: unknown): readonly Env[] {
  return objectsOf(value, "envs").map((item, n) => {
    const env = onlyFields(item, ["key", "value"], `"envs[${n}]"`);
    return { key: textValue(env.key, `envs[${n}].key`), value: textValue(env.value, `envs[${n}].value`) };
  });
}

/** A string as create takes it, or a list as edit takes it. */
function readPorts(value: unknown): readonly Port[] {
  try {
    if (typeof value === "string") return portsFromText(value);
    return portsFromList(objectsOf(value, "ports").map((item, n) => fieldsOf(item, `ports[${n}].`)));
  } catch (error) {
    if (error instanceof ApiError) throw new ControlError(`"ports" is refused: ${error.message}.`);
    throw error;
  }
}

function objectsOf(value: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  const isObject = (item: unknown): boolean =>
    typeof item === "object" && item !== null && !Array.isArray(item);
  if (Array.isArray(value) && value.every(isObject)) return value as Readonly<Record<string, unknown>>[];
  throw new ControlError(`"${name}" must be a list of objects; got ${JSON.stringify(value)}.`);
}
