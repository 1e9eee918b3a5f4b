import { isRemoved } from "../../instances/instance";
import { listView } from "../../instances/views";
import { invalid } from "../../requests/fields";
import type { Operation, Query } from "../operation";
import { fuzzy, pageOf } from "../page";

/** Newest first, as consoles show them: a client that walks pages while others create sees some twice. */
export const list: Operation = {
  name: "list",
  method: "GET",
  path: "/gpu/instances",
  run: (world, { query }) => {
    checkLength(query, "name", 255);
    checkLength(query, "status", 63);
    const found = [...world.state.instances.values()]
      .filter((one) => one.visibleAtMs <= world.clock.now())
      .filter((one) => !isRemoved(one) || world.quirks.removed === "shown" || query.status === "removed")
      .filter((one) => fuzzy(one.name, query.name) && fuzzy(one.productName, query.productName))
      .filter((one) => !query.status || one.status === query.status)
      .reverse();
    return { instances: pageOf(world, found, query).map((one) => listView(world, one)), total: found.length };
  },
};

function checkLength(query: Query, name: string, max: number): void {
  if ([...(query[name] ?? "")].length > max)
    throw invalid(name, `number of characters must be at most ${max}`);
}
