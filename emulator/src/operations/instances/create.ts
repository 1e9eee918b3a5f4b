import { takeOrder } from "../../instances/order";
import { readOrder } from "../../requests/create";
import type { Operation } from "../operation";

export const create: Operation = {
  name: "create",
  method: "POST",
  path: "/gpu/instance/create",
  births: ["stuck", "fail", "invisible"],
  run: (world, { body, birth }) => ({ id: takeOrder(world, readOrder(body, world.quirks), birth).id }),
};
