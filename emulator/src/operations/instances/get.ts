import { getView } from "../../instances/views";
import type { Operation } from "../operation";
import { shown } from "./target";

export const get: Operation = {
  name: "get",
  method: "GET",
  path: "/gpu/instance",
  run: (world, { query }) => getView(world, shown(world, query)),
};
