import { isRecord, parseJson } from "../json";

/** What the body of a refusal says, in the service's own words: unchecked, and not for a terminal yet. */
export interface ErrorBody {
  /** Such as `INSUFFICIENT_RESOURCE`. */
  readonly reason?: string;
  /** Empty if it says nothing that a person could read. */
  readonly message: string;
  /** Whether it is a web page. */
  readonly isPage: boolean;
  /** Whether it has a reason or an HTTP status as its code, as the API's refusals have (API page 2.1). */
  readonly isOwn: boolean;
}

const MARKUP = /<(!doctype|\?xml|\/?(html|head|body|title|center|div|script|style|h[1-6]|p|br|hr)\b)/i;

/**
 * `{code, reason, message}` as the gateway sends it, or one of the other forms that clients have seen (API page 2.1):
 * an `error` that is a text or an object, a `title`, or raw text.
 */
export function readErrorBody(body: string): ErrorBody {
  const parsed = parseJson(body);
  if (parsed === undefined) return { ...wordsOf(body), isOwn: false };
  if (!isRecord(parsed)) return { ...wordsOf(typeof parsed === "string" ? parsed : ""), isOwn: false };
  const nested = isRecord(parsed.error) ? parsed.error : {};
  const reason = firstText(parsed.reason, nested.reason, nested.code);
  const text = firstText(parsed.message, nested.message, parsed.error, parsed.title);
  const code = Number(parsed.code ?? NaN);
  const isOwn = reason !== undefined || (code >= 100 && code < 600);
  return { ...(reason && { reason }), ...wordsOf(text ?? ""), isPage: false, isOwn };
}

function wordsOf(text: string): Pick<ErrorBody, "message" | "isPage"> {
  const isPage = MARKUP.test(text);
  return { message: isPage ? "" : text, isPage };
}

function firstText(...candidates: readonly unknown[]): string | undefined {
  return candidates.find((value): value is string => typeof value === "string" && value.trim() !== "");
}
