import type { NovitaClient } from "../../api";
import type { Context } from "../../core";
import type { RememberedPrices } from "../../pricing";
import type { Catalogue } from "./catalogue";

/** What GPU instances need beside the rest. */
export interface Services {
  readonly client: NovitaClient;
  readonly prices: RememberedPrices;
  readonly catalogue: Catalogue;
}

/** The context of a GPU instance's life cycle. */
export interface GpuContext extends Context, Services {}
