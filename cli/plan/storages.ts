import { type InstanceChange, instanceChanges } from "./instanceChanges";
import type { Preview, ResourceView } from "./previewFile";
import { isNetworkStorage } from "../resourceType";
import { formatUsd } from "../../provider/pricing";
import { hourlyUsdOf } from "../../provider/resources/networkStorage";

/** What each network storage in a preview costs an hour before and after, in USD; `undefined` if its size is not known. */
export interface StorageCosts {
  readonly before: readonly (number | undefined)[];
  readonly after: readonly (number | undefined)[];
}

/** What the network storages in a preview cost, by the list price of a GB. One that is forgotten goes on costing. */
export function storageCosts(preview: Preview): StorageCosts {
  const storages = instanceChanges(preview, isNetworkStorage);
  const costs = (pick: (change: InstanceChange) => ResourceView | undefined): (number | undefined)[] =>
    storages.flatMap((each) => pick(each) ?? []).map(hourlyUsd);
  return {
    before: costs(({ before }) => before),
    after: costs(({ action, before, after }) => (action === "release" ? before : after)),
  };
}

/** What a reviewer has to know of the network storages in a preview: what is lost, and what of the sums they are. */
export function storageWarnings(preview: Preview): string[] {
  const storages = instanceChanges(preview, isNetworkStorage);
  const { before, after } = storageCosts(preview);
  const sums = `Of the sums network storages are ${sumText(before)} an hour before, ${sumText(after)} after.`;
  return [...storages.flatMap((each) => fate(each) ?? []), ...(storages.length > 0 ? [sums] : [])];
}

function fate({ name, action, id = "without an id" }: InstanceChange): string | undefined {
  const lost = `Everything on network storage "${name}" is lost`;
  if (action === "destroy") return `${lost}: it is deleted.`;
  if (action === "replace") return `${lost}: a new, empty one replaces it.`;
  if (action !== "release") return undefined;
  return `"${name}" is not deleted, and this stack forgets it: network storage ${id} goes on costing until somebody deletes it.`;
}

function sumText(costs: readonly (number | undefined)[]): string {
  const usd = costs.reduce<number>((all, each) => all + (each ?? 0), 0);
  return `${costs.includes(undefined) ? "at least " : ""}${formatUsd(usd)}`;
}

function hourlyUsd(view: ResourceView): number | undefined {
  const size = sizeOf(view);
  return size === undefined ? undefined : hourlyUsdOf(size);
}

function sizeOf({ inputs, outputs }: ResourceView): number | undefined {
  const { size = outputs.size } = inputs;
  return typeof size === "number" ? size : undefined;
}
