import type { Clock } from "../../api/clock";
import type { NovitaClient } from "../../api/client";
import type { Redactor } from "../../api/redact";
import type { Catalogue } from "../../resources/gpuInstance/preflight/catalogue";
import type { Claims } from "../claims";
import type { Declaration } from "./declaration";
import type { RememberedPrices } from "../../pricing/quote";
import type { Replacements } from "../replacements";
import type { Tracked } from "../tracked";
import type { Turns } from "../turns";
import type { Watcher } from "../await/poller";

/** Says something to the person who runs Pulumi, while the operation goes on. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  /**
   * Says something and resolves when it has been heard; `false` where nobody is there any more: a killed Pulumi leaves
   * its provider process behind, which must not buy anything then.
   */
  heard(line: string): Promise<boolean>;
}

/** What to do with an instance of the same declaration that no state knows: see `leftovers.ts`. */
export type Leftovers = "report" | "adopt";

/** What the states of a project hold, of which Pulumi shows an operation no more than one resource. */
export interface States {
  /**
   * Those of the instances that a stack of the project holds. Never fails.
   *
   * @param ids At least one.
   */
  holding(declaration: Declaration, ids: readonly string[]): Promise<Holding>;
}

/** What a look into the states found. */
export interface Holding {
  /** The stack that holds it, by the instance's id. */
  readonly stacks: ReadonlyMap<string, string>;
  /** Why the states of some stacks could not be looked into: a sentence. */
  readonly trouble?: string;
}

/** Everything the life cycle needs from outside. One for a whole process: what it shares is meant to be shared. */
export interface Context {
  readonly client: NovitaClient;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly leftovers: Leftovers;
  /** The config `novita:owner`, part of every name; empty if there is none. */
  readonly owner: string;
  readonly states: States;
  readonly prices: RememberedPrices;
  readonly catalogue: Catalogue;
  readonly tracked: Tracked;
  readonly claims: Claims;
  /** Of creates, by the name at Novita: what is found after a doubt has to be its own. */
  readonly turns: Turns;
  readonly watcher: Watcher;
  readonly replacements: Replacements;
  /** Knows all secrets of the run, so that nothing prints them. */
  readonly redactor: Redactor;
}
