import type { NovitaClient } from "../api/client";
import type { Clock } from "../api/clock";
import { createCatalogue } from "../resources/gpuInstance/preflight/catalogue";
import { Claims } from "./claims";
import type { Context } from "./model/context";
import { createPriceList } from "../pricing/quote";
import { Replacements } from "./replacements";
import { Tracked } from "./tracked";
import { Turns } from "./turns";
import { Watcher } from "./await/poller";

/** What the operations of one process share, as it is when the process begins. */
export function shared(
  client: NovitaClient,
  clock: Clock,
): Pick<Context, "catalogue" | "claims" | "prices" | "replacements" | "tracked" | "turns" | "watcher"> {
  return {
    catalogue: createCatalogue(client, clock),
    claims: new Claims(),
    prices: createPriceList(client, clock),
    replacements: new Replacements(),
    tracked: new Tracked(),
    turns: new Turns(),
    watcher: new Watcher(client, clock),
  };
}
