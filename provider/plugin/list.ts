import { type Context, type Properties, whole } from "../core";

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
  const found = await lists.next(typeof name === "string" && name !== "" ? { name } : {});
  const there = whole(found).filter((each) => resource.phaseOf(each) !== "gone");
  return there
    .slice(0, limit > 0 ? limit : undefined)
    .map((each) => ({ id: each.id, name: each.name ?? each.id }));
}
