import { printable } from "../../api";

/** A thing of the service, as a read or a list shows it. Each resource has more fields of its own. */
export interface Live {
  readonly id: string;
  readonly name?: string;
  /** The service's own word. */
  readonly status: string;
  /** Why it fails, in the service's words; absent while it does not. */
  readonly statusMessage?: string;
}

/**
 * What a status means to somebody who waits.
 * - `pending`: on its way; also every word that no page names.
 * - `ready`: as it should be.
 * - `stopped`: exists, does not run, and will not by itself.
 * - `leaving`: being deleted.
 * - `gone`: deleted.
 * - `failed`: on its way, but the service says why it will not arrive.
 * - `frozen`: held by the service, for arrears say.
 */
export type Phase = "pending" | "ready" | "stopped" | "leaving" | "gone" | "failed" | "frozen";

/** What a thing is declared to be, and waited for. */
export interface Rest {
  readonly phase: "ready" | "stopped";
  /** What it is waited for to do: "to stop". */
  readonly goal: string;
}

/** A phase that no waiting changes; `ready` of a thing that is declared to stand still. */
export type Unrest = "failed" | "stopped" | "frozen" | "ready";

/** The things of an account, as far as the service showed them. */
export interface Listing<T> {
  readonly items: readonly T[];
  /** Whether these are as many as the service says there are; only then does missing here mean anything. */
  readonly complete: boolean;
  /** The size of the page if all came as one that is larger than usual. */
  readonly pageSize?: number;
}

/** What to list, and how. */
export interface ListOptions {
  /** Only what has this in its name. */
  readonly name?: string;
  /** The `pageSize` of an earlier {@link Listing}, if it had one. */
  readonly pageSize?: number;
}

/** What one look at the service showed of a thing. */
export type Sighting =
  | { readonly kind: "seen"; readonly live: Live }
  /** Neither in a list that is certainly whole nor found by its id. */
  | { readonly kind: "absent" }
  /** This look failed, and another may not. */
  | { readonly kind: "unclear"; readonly error: Error };

/** How messages name a thing: `GPU instance "trainer-1a2b" (8097f1658f3e6ad1)`. */
export function labelOf(
  { noun }: { readonly noun: string },
  { id, name }: { readonly id: string; readonly name?: unknown },
): string {
  return typeof name === "string" && name !== ""
    ? `${noun} "${printable(name)}" (${printable(id)})`
    : `${noun} ${printable(id)}`;
}

/** How messages go on about it: `instance` of a `GPU instance`. */
export function shortNoun({ noun }: { readonly noun: string }): string {
  return noun.slice(noun.lastIndexOf(" ") + 1).toLowerCase();
}

/** The same with its article: `an instance`. */
export function oneOf(resource: { readonly noun: string }): string {
  return withArticle(shortNoun(resource));
}

/** A word with its article: `an ImagePrewarm`. */
export function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;
}
