import { isRemoved } from "../instances/instance";
import { getView } from "../instances/views";
import { invalid } from "../requests/fields";
import type { Operation } from "./operation";
import { notFound } from "./target";

export const get: Operation = {
  name: "get",
  method: "GET",
  path: "/gpu/instance",
  run: (world, { query }) => {
    const id = query.instanceId ?? "";
    if (id === "") throw invalid("instanceId", "value is required");
    const instance = world.state.instances.get(id);
    if (!instance || instance.visibleAtMs > world.clock.now()) throw notFound(world);
    if (isRemoved(instance) && world.quirks.removed === "gone") throw notFound(world);
    return getView(world, instance);
  },
};
