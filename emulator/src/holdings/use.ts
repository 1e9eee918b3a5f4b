import { ApiError } from "../errors";
import { isRemoved, type Instance } from "../instances/instance";
import type { World } from "../world";
import { holdingsOf } from "./account";
import { prewarmState } from "./prewarm";

/** What holds on to a thing, and so keeps it from being deleted. An instance does so until it is wholly gone. */

export function instancesWith(world: World, uses: (instance: Instance) => boolean): readonly Instance[] {
  return [...world.state.instances.values()].filter((one) => !isRemoved(one) && uses(one));
}

export function needUnusedStorage(world: World, id: string): void {
  refuse(
    instancesWith(world, ({ mounts }) => mounts.some((mount) => mount.id === id)),
    (user) => new ApiError("NETWORK_STORAGE_IN_USE", `network storage ${id} is in use by instance ${user}`),
  );
}

export function needUnusedNetwork(world: World, id: string): void {
  refuse(
    instancesWith(world, ({ network }) => network?.id === id),
    (user) => new ApiError("NETWORK_IN_USE", `network ${id} is in use by instance ${user}`),
  );
}

export function needUnusedAuth(world: World, id: string): void {
  const everything = world.quirks.authUsers === "all";
  const users = [
    ...instancesWith(world, ({ imageAuthId }) => imageAuthId === id),
    ...(everything ? holdingsOf(world, "template").filter(({ imageAuth }) => imageAuth === id) : []),
    ...(everything
      ? holdingsOf(world, "imagePrewarm").filter((task) => task.repositoryAuth === id)
      : []
    ).filter((task) => ["Pending", "Running"].includes(prewarmState(task, world.clock.now()))),
  ];
  refuse(
    users,
    (user) => new ApiError("IMAGE_AUTH_IN_USE", `registry credential ${id} is in use by ${user}`),
  );
}

function refuse(users: readonly { readonly id: string }[], error: (user: string) => ApiError): void {
  const [first] = users;
  if (first !== undefined) throw error(first.id);
}
