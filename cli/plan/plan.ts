import {
  type Action,
  actions,
  type InstanceChange,
  instanceChanges,
  otherResources,
} from "./instanceChanges";
import type { PolicyFinding } from "./eventLog";
import type { Preview } from "./previewFile";
import type { PlannedInstance } from "./plannedInstance";
import { costOf, type InstanceCost } from "./pricing";
import { storageCosts } from "./storages";
import { warningsOf } from "./warnings";
import { NovitaError } from "../../provider/api";
import { type PriceList, roundUsd } from "../../provider/pricing";

/** A sum of prices in USD, and whether every price in it is known; if not, it is at least so much. */
export interface Total {
  readonly usd: number;
  readonly complete: boolean;
}

/** What a preview means for somebody who has to approve it. */
export interface Plan {
  /** Absent if the preview shows no resource at all. */
  readonly project?: string;
  readonly stack?: string;
  /** When prices and stock were asked for, in milliseconds since 1970; absent if they could not be read. */
  readonly at?: number;
  /** The most dangerous first. */
  readonly instances: readonly PlannedInstance[];
  /** How many instances each action concerns. */
  readonly counts: Readonly<Record<Action, number>>;
  /** An hour, of all instances that run before and after, and of all network storages. */
  readonly hourly: { readonly before: Total; readonly after: Total };
  readonly hasStorages: boolean;
  /** Paid at once by this run, for months. */
  readonly upFront: Total;
  /** Resources of other kinds, by Pulumi's word for what becomes of them. */
  readonly others: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
  /** What the preview failed of; it is incomplete then. */
  readonly errors: readonly string[];
  /** What policies have against it, what stops it first. */
  readonly policies: readonly PolicyFinding[];
}

/** Where prices come from. */
export interface PriceSource {
  /** Throws a NovitaError if there is no way to the service, such as a missing key. */
  readonly prices: () => PriceList;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Works out what a preview means. Never throws for want of a price: the plan says what is not known, and why.
 *
 * @param policies What policies found in the same preview.
 */
export async function planOf(
  preview: Preview,
  source: PriceSource,
  policies: readonly PolicyFinding[] = [],
): Promise<Plan> {
  const changes = instanceChanges(preview);
  const { costs, trouble } = await costsOf(changes, source);
  const instances = changes.map((change, at) => ({ change, cost: costs[at] ?? {} }));
  const others = otherResources(preview);
  const storages = storageCosts(preview);
  const sum = (when: "before" | "after"): Total => {
    const prices = instances.flatMap(({ cost }) => cost[when] ?? []).map(({ hourlyUsd }) => hourlyUsd);
    return totalOf([...prices, ...storages[when]]);
  };
  return {
    ...whereOf(preview),
    ...(trouble === undefined && { at: source.now() }),
    instances,
    counts: countsOf(changes),
    hourly: { before: sum("before"), after: sum("after") },
    hasStorages: storages.before.length + storages.after.length > 0,
    upFront: totalOf(instances.flatMap(({ cost }) => upFrontOf(cost))),
    others,
    warnings: warningsOf({ preview, instances, trouble, now: source.now() }),
    errors: errorsIn(preview, policies),
    policies,
  };
}

/** What the preview failed of. Of a violated policy Pulumi says no more than that the preview has failed. */
function errorsIn({ diagnostics }: Preview, policies: readonly PolicyFinding[]): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const messages = errors.map(({ message }) => message.replace(/^error: /, ""));
  const stopped = policies.filter(({ level }) => level === "mandatory").length;
  if (stopped === 0) return messages;
  const why = `${stopped} ${stopped === 1 ? "policy is" : "policies are"} violated.`;
  return [...messages.filter((message) => message !== "preview failed"), why];
}

async function costsOf(
  changes: readonly InstanceChange[],
  { prices }: PriceSource,
): Promise<{ readonly costs: readonly InstanceCost[]; readonly trouble?: string }> {
  const ask = (list: PriceList): Promise<readonly InstanceCost[]> =>
    Promise.all(changes.map((change) => costOf(list, change)));
  if (changes.length === 0) return { costs: [] };
  try {
    return { costs: await ask(prices()) };
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    return { costs: await ask(nothingListed), trouble: error.message };
  }
}

/** Leaves what the state remembers. */
const nothingListed: PriceList = { quote: async () => undefined };

function upFrontOf({ upFrontUsd, upFrontUnknown }: InstanceCost): (number | undefined)[] {
  return upFrontUsd !== undefined || upFrontUnknown ? [upFrontUsd] : [];
}

function totalOf(prices: readonly (number | undefined)[]): Total {
  const known = prices.filter((usd) => usd !== undefined);
  return {
    usd: roundUsd(known.reduce((sum, usd) => sum + usd, 0)),
    complete: known.length === prices.length,
  };
}

function countsOf(changes: readonly InstanceChange[]): Record<Action, number> {
  const count = (action: Action): number => changes.filter((each) => each.action === action).length;
  return Object.fromEntries(actions.map((action) => [action, count(action)])) as Record<Action, number>;
}

/** Stack and project, as every URN has them: `urn:pulumi:<stack>::<project>::...`. */
function whereOf({ steps: [first] }: Preview): Pick<Plan, "project" | "stack"> {
  const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(first?.urn ?? "") ?? [];
  return stack === undefined || project === undefined ? {} : { project, stack };
}
