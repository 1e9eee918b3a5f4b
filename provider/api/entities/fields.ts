import { isRecord } from "../json";
import { printable, wellFormed } from "../redact";

/** What an answer lacks; the caller makes it an error that names the call. */
export class UnexpectedShape extends Error {}

/** Prices are integers of 1/100 000 USD, often as strings (API page, section 1). */
const PRICE_UNITS_PER_USD = 100_000;

export const LONGEST_STATUS = 80;
/** Longer than the longest variable, so that no secret is cut where it could not be recognised any more. */
export const LONGEST_STATUS_MESSAGE = 10_000;

/**
 * More than the longest field of an order. What is longer would not fit into the message in which an instance reaches
 * Pulumi, and the instance would be lost over it.
 */
const LONGEST_TEXT = 16_384;
/** Zero is what a service written in Go says of an id that it has not set. */
const ID = /^(?!0+$)[\w.:-]{1,128}$/;

/** The fields of a JSON object, nothing of them known yet. */
export type Fields = Record<string, unknown>;

/** A text; a number or a boolean is written out, an empty one is none. */
export function text(value: unknown, longest = LONGEST_TEXT): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? wellFormed(value.slice(0, longest)) : undefined;
}

/** An id: a text or, leniently, a number; nothing else names a thing. */
export function identity(...candidates: readonly unknown[]): string | undefined {
  return candidates.map((value) => (typeof value === "boolean" ? undefined : text(value))).find(Boolean);
}

/**
 * The id of a thing of the account. It stands in addresses and in the state, and Pulumi prints it as it is: what could
 * not be one counts as none. A number that lost digits would name another thing.
 */
export function thingId(...candidates: readonly unknown[]): string | undefined {
  const exact = candidates.filter((value) => typeof value !== "number" || Number.isSafeInteger(value));
  const id = identity(...exact);
  return id !== undefined && ID.test(id) ? id : undefined;
}

/** The same of an answer that is useless without it. @param lacks What to say if it has none. */
export function mustHaveId(lacks: string, ...candidates: readonly unknown[]): string {
  const id = thingId(...candidates);
  if (id === undefined) throw new UnexpectedShape(lacks);
  return id;
}

/** Words that are shown as they are, so on one line and without anything that a terminal would obey. */
export function words(value: unknown, limit: number): string | undefined {
  return printable(text(value) ?? "", limit) || undefined;
}

/** A text that may well be empty: "" says that there is none, which is more than saying nothing. */
export function textOrEmpty(value: unknown, longest = LONGEST_TEXT): string | undefined {
  return value === "" ? "" : text(value, longest);
}

/** A number, or a text that is one. */
export function number(value: unknown): number | undefined {
  const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : undefined;
}

/** An object if the page names an object or a list of one (API page 7.8). */
export function record(value: unknown): Fields {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isRecord(first) ? first : {};
}

/** The objects of a list; `undefined` if there is no list. */
export function records(value: unknown): Fields[] | undefined {
  return Array.isArray(value) ? value.filter(isRecord) : undefined;
}

/** The same of an answer that shows everything: a Go service may write an empty list as null. */
export function recordsOrNone(value: unknown): Fields[] | undefined {
  return value === null ? [] : records(value);
}

/** Leaves out what is undefined, so that absent is absent. */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** "0" is how the service writes "not offered". */
export function usd(value: unknown): number | undefined {
  const units = number(value);
  return units === undefined || units <= 0 ? undefined : units / PRICE_UNITS_PER_USD;
}

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are in all; absent if the service does not say. */
  readonly total?: number;
}

/** What an error looks like (API page, section 5), whatever status it comes with: an empty list beside it is none. */
export function isErrorBody({ code, reason }: Fields): boolean {
  return (number(code) ?? 0) >= 400 || (typeof reason === "string" && reason !== "");
}

/**
 * A list under one of `keys` and its `total`, and no other list: an empty one of another API, behind a wrong address,
 * would take everything for gone. An entry that cannot be read makes the whole list unreadable: it could be ours.
 *
 * @param what What it lists, for messages: "instances".
 */
export function pageOf<T>(
  answer: unknown,
  keys: readonly string[],
  what: string,
  read: (entry: Fields) => T,
): Page<T> {
  const fields = isRecord(answer) ? answer : {};
  const total = number(fields.total);
  if (isErrorBody(fields)) throw new UnexpectedShape("it says that something went wrong");
  if (Object.hasOwn(fields, "total") && fields.total !== null && !(total !== undefined && total >= 0))
    throw new UnexpectedShape(`its total is no number of ${what}`);
  const lists = keys.map((key) => fields[key]);
  // A Go service may write an empty list as null. Only if it also says that there are none is that believed.
  const none = total === 0 && lists.includes(null);
  const items = lists.find((list) => Array.isArray(list)) ?? (none ? [] : undefined);
  if (!Array.isArray(items)) throw new UnexpectedShape(`it has no list of ${what}`);
  return present<Page<T>>({ items: items.map((entry) => read(record(entry))), total });
}
