import { ApiError, type ErrorBody } from "../errors";
import type { Quirks } from "../quirks";

/** An HTTP answer, down to its text. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json";

/** The answer of an operation that went well. */
export function success(body: unknown, quirks: Quirks): Answer {
  const undocumented = quirks.emptyAnswers === "empty" ? "" : "{}";
  return {
    status: 200,
    text: body === undefined ? undocumented : JSON.stringify(body),
    type: JSON_TYPE,
    headers: {},
  };
}

/** What the GPU service itself answers if it has no route, as a client of it has seen; elsewhere the gateway answers. */
export const noPage: Answer = {
  status: 404,
  text: "404 page not found\n",
  type: "text/plain; charset=utf-8",
  headers: {},
};

/** The answer for whatever an operation threw. What is not an answer of the service is a bug of the emulator and says so. */
export function failure(error: unknown): Answer {
  if (error instanceof ApiError) {
    return {
      status: error.status,
      text: JSON.stringify(error.body()),
      type: JSON_TYPE,
      headers: error.headers,
    };
  }
  const words = error instanceof Error ? error.message : String(error);
  const body: ErrorBody = {
    code: 500,
    reason: "UNKNOWN",
    message: `bug in the emulator: ${words}`,
    metadata: {},
  };
  return { status: 500, text: JSON.stringify(body), type: JSON_TYPE, headers: {} };
}
