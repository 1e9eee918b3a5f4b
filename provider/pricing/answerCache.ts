import { type CallOptions, type Clock, defaultRetryLimits } from "../api";

const FRESH_MS = 60_000;
/** How old an answer may be for those who cannot use one of a minute ago. */
const RENEWED_MS = 1_000;
/** How long a failure is remembered. */
const FAILED_MS = 10_000;

/** For questions of a preview, which must not hang on a service that is not there. */
export const BRIEFLY: CallOptions = {
  budgetMs: 15_000,
  withinMs: 120_000,
  limits: { ...defaultRetryLimits, attempts: 3 },
};

interface Answer {
  readonly at: number;
  readonly until: number;
  readonly answer: Promise<unknown>;
}

/** Remembers each answer of the service for a minute, and a failure for ten seconds: one serves a whole stack. */
export class AnswerCache {
  private readonly answers = new Map<string, Answer>();

  constructor(private readonly clock: Clock) {}

  /** The answer to a question, asked for only if it is not known. */
  recall<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(question);
    if (known && known.until > this.clock.now()) return known.answer as Promise<T>;
    const answer = ask();
    const at = this.clock.now();
    const keep = (forMs: number): void => {
      this.answers.set(question, { at, until: this.clock.now() + forMs, answer });
    };
    keep(FRESH_MS);
    // Resources are checked one after another: each of them must not wait again for a service that is not there.
    answer.catch(() => keep(FAILED_MS));
    return answer;
  }

  /**
   * Has everything asked for again that is older than so many milliseconds.
   *
   * @param ageMs Default: a second, so that what is replaced together shares one answer.
   */
  forget(ageMs = RENEWED_MS): void {
    const since = this.clock.now() - ageMs;
    for (const [question, { at }] of this.answers) if (at <= since) this.answers.delete(question);
  }
}
