import { isRemoved } from "../../instances/instance";
import { listView } from "../../instances/views";
import type { Operation } from "../operation";
import { fuzzy, pageOf, textFrom } from "../page";

/** Newest first, as consoles show them: a client that walks pages while others create sees some twice. */
export const list: Operation = {
  name: "list",
  method: "GET",
  path: "/gpu/instances",
  run: (world, { query }) => {
    const [name, productName] = [textFrom(query, "name"), textFrom(query, "productName")];
    const status = textFrom(query, "status", 63);
    const found = [...world.state.instances.values()]
      .filter((one) => one.visibleAtMs <= world.clock.now())
      .filter((one) => !isRemoved(one) || world.quirks.removed === "shown" || status === "removed")
      .filter((one) => fuzzy(one.name, name) && fuzzy(one.productName, productName))
      .filter((one) => status === undefined || one.status === status)
      .reverse();
    return { instances: pageOf(world, found, query).map((one) => listView(world, one)), total: found.length };
  },
};
