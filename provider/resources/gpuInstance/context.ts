import type { NovitaClient } from "../../api";
import type { Context } from "../../core";
import type { AnswerCache, Prices } from "../../pricing";
import type { Catalogue } from "./catalogue";

/** What GPU instances need beside the rest. */
export interface Services {
  readonly client: NovitaClient;
  readonly prices: Prices;
  readonly catalogue: Catalogue;
  /** What these two remember. */
  readonly answers: AnswerCache;
}

/** The context of a GPU instance's life cycle. */
export interface GpuContext extends Context, Services {}
