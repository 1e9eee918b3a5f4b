import type { Owner } from "./owner";
import type { Held } from "./state";
import { type Instance, rfc3339 } from "../../provider/api";
import { expiryOf } from "../../provider/resources/gpuInstance";

/** When a live thing that a state holds expires, and since when it should be gone. */
export interface Expiry {
  /** RFC 3339; `null` if it does not expire, or if no given state says when. */
  readonly expiresAt: string | null;
  /** For how long it has been expired, in whole seconds; `null` if it has not. */
  readonly overdueSeconds: number | null;
}

/** When a live thing expires, by the state that holds it. */
export function expiryIn(owner: Owner, { createdAt }: Pick<Instance, "createdAt">, now: number): Expiry {
  const { expires, createdAt: since }: Partial<Held> = owner.kind === "held" ? owner.by : {};
  const at = expiryOf(expires, rfc3339(createdAt) ?? since);
  if (at === undefined) return { expiresAt: null, overdueSeconds: null };
  const overdue = Math.floor((now - at) / 1000);
  return { expiresAt: rfc3339(at / 1000) ?? null, overdueSeconds: overdue >= 0 ? overdue : null };
}
