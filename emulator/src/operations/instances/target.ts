import { ApiError } from "../../errors";
import { isRemoved, type Instance } from "../../instances/instance";
import { invalid, type Fields } from "../../requests/fields";
import type { World } from "../../world";
import type { Query } from "../operation";

/** The instance that a body's `instanceId` names. */
export function target(world: World, body: Fields): Instance {
  return existing(world, body.text("instanceId", { min: 1, max: 255, required: true }));
}

/** The instance with this id, unless it is gone. */
export function existing(world: World, id: string): Instance {
  const instance = world.state.instances.get(id);
  if (!instance || isRemoved(instance)) throw notFound(world);
  return instance;
}

/** The instance that a query's `instanceId` names, as far as reads show it. */
export function shown(world: World, query: Query): Instance {
  const id = query.instanceId ?? "";
  if (id === "") throw invalid("instanceId", "value is required");
  const instance = world.state.instances.get(id);
  if (!instance || instance.visibleAtMs > world.clock.now()) throw notFound(world);
  if (isRemoved(instance) && world.quirks.removed === "gone") throw notFound(world);
  return instance;
}

function notFound(world: World): ApiError {
  const text = world.quirks.notFoundText === "typo" ? "instance not fount" : "instance not found";
  return new ApiError("RESOURCE_NOT_FOUND", text, Number(world.quirks.notFoundStatus));
}

/** Refuses an operation that is not for the state the instance is in. */
export function needStatus(world: World, instance: Instance, allowed: readonly string[]): void {
  if (allowed.includes(instance.status)) return;
  throw new ApiError(
    world.quirks.wrongStateReason === "named" ? "DEPENDENT_RESOURCE_STATE" : "",
    `invalid state change: instance status is ${instance.status}, it must be ${allowed.join(" or ")}`,
  );
}
