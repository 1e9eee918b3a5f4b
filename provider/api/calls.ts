import { UnexpectedShape } from "./entities";
import type { HttpRequest, RetryLimits } from "./http";
import type { OperationName, Priority } from "./operations";

/** How long a call tries, and what stops it. */
export interface CallOptions {
  /** Ends the call; one that still waits at the gate is dropped there. */
  readonly signal?: AbortSignal;
  /**
   * For everything, the waiting for the rate limit included, in milliseconds: what is left of the operation that the call
   * is made for. Default: ten minutes.
   */
  readonly withinMs?: number;
  /**
   * For all attempts and pauses together, in milliseconds, without the waiting for the rate limit. Default: `withinMs`
   * if that is given, else 120 000.
   */
  readonly budgetMs?: number;
  /** Who goes first when the service limits the rate. Default: that of the operation. */
  readonly priority?: Priority;
  /** Default: {@link defaultRetryLimits}. */
  readonly limits?: RetryLimits;
  /**
   * Asked before each further attempt, and before the first one if that had to wait for the rate limit; on `false` there
   * is none, and the last failure is thrown.
   */
  readonly goesOn?: () => Promise<boolean>;
}

/** Which things a list shows, and which page of them. */
export interface ListQuery {
  /** Fuzzy: things whose name contains it. */
  readonly name?: string;
  readonly pageSize: number;
  /** The page; whether the first is 0 or 1 no page says. */
  readonly pageNum: number;
}

/** Makes a call of the API, by the name of its operation. */
export type CallByName = <T>(
  name: OperationName,
  /** What it is about, as messages name it. */
  subject: string | undefined,
  request: Pick<HttpRequest, "query" | "body">,
  /** Throws an `UnexpectedShape` if the answer is not what the page describes. */
  decodeAnswer: (json: unknown) => T,
  options?: CallOptions,
) => Promise<T>;

/** A name as messages show it. */
export function quoted(name: string | undefined): string | undefined {
  return name === undefined ? undefined : JSON.stringify(name);
}

/** A query without what it leaves open. */
export function defined(query: object): Record<string, string | number> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ""));
}

/** The thing that was asked for; an answer that shows another one cannot be read. */
export function same<T extends { readonly id: string } | undefined>(id: string, thing: T, what: string): T {
  if (thing !== undefined && thing.id !== id) throw new UnexpectedShape(`it shows another ${what}`);
  return thing;
}
