import type { Prices } from "../../pricing";
import type { ClientContext } from "../clientContext";
import type { Catalogue } from "./catalogue";

/** The context of a GPU instance's life cycle: what it needs beside the rest. */
export interface GpuContext extends ClientContext {
  readonly prices: Prices;
  readonly catalogue: Catalogue;
}
