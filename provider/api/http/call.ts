import { type Clock, DeadlinePassed, withDeadline } from "../clock";
import {
  apiError,
  BlockedError,
  type CallContext,
  connectionError,
  InDoubtError,
  noTurn,
  NovitaError,
  readAnswer,
  TransportFault,
  unwanted,
} from "../errors";
import type { Departure, Gate } from "../gate";
import type { Operation, Priority } from "../operations";
import { answeredAt, decide, type Outcome, parseRetryAfter, pauseMs, type RetryLimits } from "./retry";
import type { HttpRequest, Transport } from "./transport";

/** How long one attempt may take. */
const ATTEMPT_MS = { GET: 30_000, POST: 60_000 } as const;

/** What a call needs from outside. */
export interface CallEnvironment {
  readonly transport: Transport;
  readonly clock: Clock;
  /** What all calls to the account go through. */
  readonly gate: Gate;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /**
   * Aborted when the run is cancelled: ends every call that has no signal of its own, but none that changes something and
   * was sent: its outcome would be unknown for nothing.
   */
  readonly cancelled?: AbortSignal;
  /** Where the transport goes, for messages. */
  readonly baseUrl?: string;
  /** Where the API key came from, for messages. */
  readonly keySource?: string;
}

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
   * Asked before each further attempt, with the failure of the last one, and before the first one if that had to wait for
   * the rate limit; on `false` there is none, and the last failure is thrown.
   */
  readonly goesOn?: (failure?: NovitaError) => Promise<boolean>;
}

/** One call: an operation with its request, and how long to try. */
export interface Call<T> extends CallOptions {
  readonly limits: RetryLimits;
  readonly priority: Priority;
  readonly budgetMs: number;
  readonly withinMs: number;
  readonly operation: Operation;
  readonly context: CallContext;
  readonly request: Pick<HttpRequest, "query" | "body">;
  readonly path: string;
  /** Takes secrets out of what the service says. */
  readonly redact: (text: string) => string;
  /** Reads the JSON; throws a {@link NovitaError} if it is not what the page describes. */
  readonly read: (json: unknown) => T;
}

/** An attempt that failed. */
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
export function perform<T>(env: CallEnvironment, call: Call<T>): Promise<T> {
  return new Trying(env, call).result();
}

/** A call on its way: its attempts so far, and the time that is left. */
class Trying<T> {
  /** When the attempts and pauses are over; moves on by what the rate limit takes. */
  private endsAt: number;
  private readonly overAt: number;
  private failures = 0;
  private last: Attempt | undefined;

  constructor(
    private readonly env: CallEnvironment,
    private readonly call: Call<T>,
  ) {
    const now = env.clock.now();
    this.endsAt = now + call.budgetMs;
    this.overAt = now + call.withinMs;
  }

  async result(): Promise<T> {
    const { env, call } = this;
    for (;;) {
      const departure = await this.turn();
      // It may have ended since the gate has let it through.
      if (this.signal?.aborted) {
        env.gate.ended(departure, false);
        throw this.turnedAway(this.signal.reason);
      }
      const sentAt = env.clock.now();
      const timeoutMs = Math.min(ATTEMPT_MS[call.operation.method], this.end - sentAt);
      const attempt = await send(env, call, departure, timeoutMs);
      if (!("outcome" in attempt)) return attempt.value;
      this.last = attempt;
      const decision = decide(call.operation.repeatable, attempt.outcome);
      if (decision === "in doubt") throw new InDoubtError(attempt.error);
      if (decision === "slow down") this.endsAt += env.clock.now() - sentAt;
      else await this.pause(attempt, decision);
    }
  }

  /** What ends the waiting. */
  private get signal(): AbortSignal | undefined {
    return this.call.signal ?? this.env.cancelled;
  }

  private get end(): number {
    return Math.min(this.endsAt, this.overAt);
  }

  /** Waits until the rate allows another attempt. */
  private async turn(): Promise<Departure> {
    const { env, call, last } = this;
    const { clock, gate } = env;
    const comesAt = clock.now();
    const departure = await gate
      .enter({
        priority: call.priority,
        isAgain: last !== undefined,
        patienceMs: this.overAt - comesAt,
        signal: this.signal,
      })
      .catch((reason: unknown) => {
        throw this.turnedAway(reason);
      });
    const waitedMs = clock.now() - comesAt;
    this.endsAt += waitedMs;
    const isFirst = last === undefined && waitedMs === 0;
    const isWanted = isFirst || !call.goesOn || (await call.goesOn(last?.error));
    if (isWanted && clock.now() < this.end) return departure;
    gate.ended(departure, false);
    // Sent now it would be cut off at once, and a create would be in doubt for nothing.
    throw last?.error ?? (isWanted ? noTurn(call.context, call.withinMs) : unwanted(call.context));
  }

  private turnedAway(reason: unknown): NovitaError {
    const { signal } = this;
    const { context, withinMs } = this.call;
    if (reason instanceof DeadlinePassed && !signal?.aborted) return noTurn(context, withinMs);
    return this.last?.error ?? connectionError(context, { fault: "aborted", detail: undefined, sent: false });
  }

  /** @throws NovitaError when there is nothing to come after it. */
  private async pause({ outcome, error }: Attempt, decision: "retry" | "give up"): Promise<void> {
    const { clock, random } = this.env;
    const { signal } = this;
    const { limits } = this.call;
    this.failures += 1;
    const pause = pauseMs(limits, this.failures, retryAfterOf(outcome), random());
    const noTimeLeft = clock.now() + pause >= this.end;
    if (decision === "give up" || this.failures >= limits.attempts || noTimeLeft || signal?.aborted)
      throw error;
    await clock.sleep(pause, signal).catch(() => {
      throw error;
    });
  }
}

function retryAfterOf(outcome: Outcome): number | undefined {
  return outcome.kind === "answer" ? outcome.retryAfterMs : undefined;
}

/** Sends the request once, and tells the gate what that says of the rate. */
async function send<T>(
  env: CallEnvironment,
  call: Call<T>,
  departure: Departure,
  timeoutMs: number,
): Promise<Attempt | { value: T }> {
  const { gate } = env;
  const attempt = await sendOnce(env, call, timeoutMs).catch((defect: unknown) => {
    gate.ended(departure, false);
    throw defect;
  });
  const outcome = "outcome" in attempt ? attempt.outcome : undefined;
  const isRefused = outcome && decide(call.operation.repeatable, outcome) === "slow down";
  if (isRefused) gate.refused(departure, retryAfterOf(outcome));
  else gate.ended(departure, outcome?.kind !== "fault");
  return attempt;
}

async function sendOnce<T>(
  env: CallEnvironment,
  call: Call<T>,
  timeoutMs: number,
): Promise<Attempt | { value: T }> {
  const { operation, context, path, request } = call;
  let answer;
  try {
    const cut = call.signal ?? (operation.method === "GET" ? env.cancelled : undefined);
    answer = await withDeadline(env.clock, timeoutMs, cut, (signal) =>
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
    const retryAfterMs = parseRetryAfter(answer.retryAfter, answeredAt(answer.date, env.clock.now()));
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
