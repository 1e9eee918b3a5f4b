import { type Clock, withDeadline } from "../clock";
import {
  apiError,
  BlockedError,
  type CallContext,
  connectionError,
  InDoubtError,
  NovitaError,
  readAnswer,
  TransportFault,
} from "../errors";
import type { Operation } from "../operations";
import { decide, type Outcome, parseRetryAfter, pauseMs, type RetryLimits } from "./retry";
import type { HttpRequest, Transport } from "./transport";

/** What a call needs from outside. */
export interface CallEnvironment {
  readonly transport: Transport;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Where the transport goes, for messages. */
  readonly baseUrl?: string;
}

/** One call: an operation with its request, and how long to try. */
export interface Call<T> {
  readonly operation: Operation;
  readonly context: CallContext;
  readonly request: Pick<HttpRequest, "query" | "body">;
  readonly path: string;
  readonly limits: RetryLimits;
  /** For the attempts and the pauses together, in milliseconds. */
  readonly budgetMs: number;
  readonly signal?: AbortSignal;
  /** Asked before each further attempt. */
  readonly goesOn?: () => Promise<boolean>;
  /** Takes secrets out of what the service says. */
  readonly redact: (text: string) => string;
  /** Reads the JSON; throws a {@link NovitaError} if it is not what the page describes. */
  readonly read: (json: unknown) => T;
}

interface Attempt {
  readonly outcome: Outcome;
  readonly error: NovitaError;
}

/**
 * Sends the request as often as its operation allows, and reads the answer.
 *
 * @throws InDoubtError when a request that must not be repeated may have been carried out.
 * @throws NovitaError of another kind when it certainly failed.
 */
export async function perform<T>(env: CallEnvironment, call: Call<T>): Promise<T> {
  const endsAt = env.clock.now() + call.budgetMs;
  for (let failures = 1; ; failures++) {
    const left = endsAt - env.clock.now();
    const attempt = await send(env, call, Math.max(1, Math.min(call.operation.timeoutMs, left)));
    if (!("outcome" in attempt)) return attempt.value;
    const decision = decide(call.operation.repeatable, attempt.outcome);
    if (decision === "in doubt") throw new InDoubtError(attempt.error);
    const pause = pauseMs(call.limits, failures, retryAfterOf(attempt.outcome), env.random());
    const noTimeLeft = env.clock.now() + pause >= endsAt;
    if (decision === "give up" || failures >= call.limits.attempts || noTimeLeft || call.signal?.aborted) {
      throw attempt.error;
    }
    await env.clock.sleep(pause, call.signal).catch(() => {
      throw attempt.error;
    });
    if (call.goesOn && !(await call.goesOn())) throw attempt.error;
  }
}

function retryAfterOf(outcome: Outcome): number | undefined {
  return outcome.kind === "answer" ? outcome.retryAfterMs : undefined;
}

async function send<T>(
  env: CallEnvironment,
  call: Call<T>,
  timeoutMs: number,
): Promise<Attempt | { value: T }> {
  const { operation, context, path, request } = call;
  let answer;
  try {
    answer = await withDeadline(env.clock, timeoutMs, call.signal, (signal) =>
      env.transport({ method: operation.method, path, ...request }, signal),
    );
  } catch (error) {
    if (!(error instanceof TransportFault)) throw error;
    return {
      outcome: { kind: "fault", fault: error.fault, sent: error.sent },
      error: connectionError(context, error),
    };
  }
  const { status, body } = answer;
  if (status < 200 || status >= 300) {
    const error = apiError(context, status, body, call.redact);
    const retryAfterMs = parseRetryAfter(answer.retryAfter, env.clock.now());
    const blocked = error instanceof BlockedError;
    return { outcome: blocked ? { kind: "blocked" } : { kind: "answer", status, retryAfterMs }, error };
  }
  try {
    return { value: call.read(readAnswer(context, body)) };
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    return { outcome: { kind: "unreadable" }, error };
  }
}
