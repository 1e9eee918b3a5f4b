import { type InstanceChange, instanceChanges } from "./instanceChanges";
import type { Preview, ResourceView } from "./previewFile";
import { isNetworkStorage } from "../resourceType";
import { formatUsd } from "../../provider/pricing";
import { hourlyUsdOf } from "../../provider/resources/networkStorage";

/** What a reviewer has to know of the network storages in a preview: what is lost, and that the sums leave them out. */
export function storageWarnings(preview: Preview): string[] {
  const storages = instanceChanges(preview, isNetworkStorage);
  return [...storages.flatMap((each) => fate(each) ?? []), ...priceOf(storages)];
}

function fate({ name, action, id = "without an id" }: InstanceChange): string | undefined {
  const lost = `Everything on network storage "${name}" is lost`;
  if (action === "destroy") return `${lost}: it is deleted.`;
  if (action === "replace") return `${lost}: a new, empty one replaces it.`;
  if (action !== "release") return undefined;
  return `"${name}" is not deleted, and this stack forgets it: network storage ${id} goes on costing until somebody deletes it.`;
}

function priceOf(storages: readonly InstanceChange[]): string[] {
  const sum = (pick: (change: InstanceChange) => ResourceView | undefined): string => {
    const sizes = storages.flatMap((each) => pick(each) ?? []).map(sizeOf);
    const known = sizes.filter((size) => size !== undefined);
    const usd = known.reduce((all, size) => all + hourlyUsdOf(size), 0);
    return `${known.length < sizes.length ? "at least " : ""}${formatUsd(usd)}`;
  };
  const after = sum(({ action, before, after }) => (action === "release" ? before : after));
  if (storages.length === 0) return [];
  return [
    `Network storages are not in the sums of this plan: ${sum(({ before }) => before)} an hour before, ${after} after.`,
  ];
}

function sizeOf({ inputs, outputs }: ResourceView): number | undefined {
  const { size = outputs.size } = inputs;
  return typeof size === "number" ? size : undefined;
}
