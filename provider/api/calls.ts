import { UnexpectedShape } from "./entities";
import type { CallOptions, HttpRequest } from "./http";
import type { OperationName } from "./operations";

/** Which things a list shows, and which page of them. */
export interface ListQuery {
  /** Fuzzy: things whose name contains it. */
  readonly name?: string;
  readonly pageSize: number;
  /** The page; whether the first is 0 or 1 no page says. */
  readonly pageNum: number;
}

/**
 * Makes a call of the API, by the name of its operation.
 *
 * @param subject What it is about, as messages name it.
 * @param decode Throws an `UnexpectedShape` if the answer is not what the page describes.
 */
export type CallByName = <T>(
  name: OperationName,
  subject: string | undefined,
  request: Pick<HttpRequest, "query" | "body">,
  decode: (json: unknown) => T,
  options?: CallOptions,
) => Promise<T>;

/** A call that sends a body, and is answered with nothing that counts. */
export const sending =
  (call: CallByName) =>
  (name: OperationName, subject: string | undefined, body: object, options?: CallOptions): Promise<void> =>
    call(name, subject, { body }, () => undefined, options);

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
