import type { Declared, Held, Pending, StackState } from "./state";
import type { Instance } from "../../provider/api";
import { tagIn } from "../../provider/core";

/**
 * Whose an instance is, as far as the given states tell.
 * - `held`: a state knows it by its id.
 * - `orphan`: no state knows it, but it was made for what one of them declares, or was about to create.
 * - `otherStack`: its name carries the tag of some declaration, of none that was given.
 * - `unmarked`: its name carries no tag.
 */
export type Owner =
  | { readonly kind: "held"; readonly source: string; readonly by: Held }
  | { readonly kind: "orphan"; readonly source: string; readonly by: Declared | Pending }
  | { readonly kind: "otherStack"; readonly tag: string }
  | { readonly kind: "unmarked" };

/** Looks up whose an instance or a network storage is. An id in any state wins over every name. */
export function createOwners(states: readonly StackState[]): (thing: Pick<Instance, "id" | "name">) => Owner {
  const byId = new Map<string, Owner>();
  const byTag = new Map<string, Owner>();
  const byName = new Map<string, Owner>();
  for (const { source, held, declared, pending } of states) {
    for (const by of held) byId.set(by.id, { kind: "held", source, by });
    for (const by of declared) byTag.set(by.tag, { kind: "orphan", source, by });
    // What was interrupted says more than what is only declared.
    for (const by of pending) {
      byTag.set(by.tag, { kind: "orphan", source, by });
      if (by.instanceName !== undefined) byName.set(by.instanceName, { kind: "orphan", source, by });
    }
  }
  return ({ id, name = "" }) => {
    const tag = tagIn(name);
    const known = byId.get(id) ?? byName.get(name) ?? (tag === undefined ? undefined : byTag.get(tag));
    if (known) return known;
    return tag === undefined || endsInTime(name) ? { kind: "unmarked" } : { kind: "otherStack", tag };
  };
}

/**
 * Whether a name ends in a date and time, such as `train-20260102030405`: fourteen digits that look like a tag and a
 * nonce, and that scripts like to give. Of real ones not one in ten million reads like that.
 */
function endsInTime(name: string): boolean {
  return /-20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(name);
}
