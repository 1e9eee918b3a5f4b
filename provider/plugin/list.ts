import { NovitaError } from "../api";
import { type Context, type Properties } from "../core";

/**
 * The things of a kind that exist in the account.
 *
 * @param query `name`: only those that have it in their names.
 * @param limit How many at most; 0 for all.
 * @throws NovitaError when the list cannot be read to its end.
 */
export async function listed(
  { resource, lists }: Context,
  { name }: Properties,
  limit: number,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { items, complete } = await lists.next(typeof name === "string" && name !== "" ? { name } : {});
  if (!complete) throw new NovitaError("The list could not be read to its end. Try again in a minute.");
  const there = items.filter((each) => resource.phaseOf(each) !== "gone");
  return there
    .slice(0, limit > 0 ? limit : undefined)
    .map((each) => ({ id: each.id, name: each.name ?? each.id }));
}
