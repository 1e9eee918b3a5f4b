import { discard } from "../holdings/account";
import type { Holding } from "../holdings/holding";
import type { World } from "../world";
import { ControlError, objectBody, trueOrFalse } from "./controlError";

/** Takes something that is no instance away behind everybody's back, whatever uses it. */
export function changeResource(world: World, id: string, body: unknown): Holding {
  const json = objectBody(body, ["remove"]);
  const resource = world.state.holdings.get(id);
  if (!resource) throw new ControlError(`There is no resource ${id}.`);
  if (resource.removedAtMs !== null) throw new ControlError(`Resource ${id} is removed.`);
  if (!trueOrFalse(json.remove, "remove", false)) return resource;
  return discard(world, resource);
}
