import { type Clock, DeadlinePassed } from "../../api/clock";
import type { NovitaClient } from "../../api/client";
import { AuthenticationError, NotFoundError, NovitaError } from "../../api/errors/errors";
import type { Instance } from "../../api/entities/instance";
import { listAll } from "./listing";

/** What one look at the service showed of an instance. */
export type Sighting =
  | { readonly kind: "seen"; readonly instance: Instance }
  /** Neither in a list that is certainly whole nor to be had by its id. */
  | { readonly kind: "absent" }
  /** This look failed, and another may not. */
  | { readonly kind: "unclear"; readonly error: NovitaError };

interface Waiter {
  readonly id: string;
  readonly since: number;
  readonly resolve: (sighting: Sighting) => void;
  readonly reject: (error: unknown) => void;
}

const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const PAUSE_PER_AGE = 0.2;
/** A round of a service that does not answer must end, so that its waiters can look at their deadlines. */
const ROUND_BUDGET_MS = 60_000;

/** The pause between two looks at something that has been waited for since `ageMs`: short at first, then patient. */
export function pauseFor(ageMs: number): number {
  return Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, ageMs * PAUSE_PER_AGE));
}

/**
 * Looks at instances on behalf of all operations that wait at the same time: one list call a round serves them all.
 * An instance that is missing in a whole list is asked for by its id before it counts as absent.
 */
export class Watcher {
  private readonly waiters = new Set<Waiter>();
  private running = false;
  private shown: { readonly at: number; readonly instances: readonly Instance[] } | undefined;

  constructor(
    private readonly client: NovitaClient,
    private readonly clock: Clock,
  ) {}

  /** Every instance that the last round has seen; none where there was no round since the given time. */
  latest(since: number): readonly Instance[] {
    return this.shown && this.shown.at >= since ? this.shown.instances : [];
  }

  /**
   * What the next round shows of an instance.
   *
   * @param since When the caller began to wait; the pace follows the one who began last.
   * @param signal Ends the waiting of this caller alone, with the signal's reason.
   * @throws AuthenticationError when the key is no longer accepted, since no further round can help.
   */
  next(id: string, since: number, signal?: AbortSignal): Promise<Sighting> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.waiters.delete(waiter);
        signal?.removeEventListener("abort", onAbort);
      };
      const onAbort = (): void => {
        leave();
        reject(signal?.reason ?? new DeadlinePassed(0));
      };
      const waiter: Waiter = {
        id,
        since,
        resolve: (sighting) => (leave(), resolve(sighting)),
        reject: (error) => (leave(), reject(error)),
      };
      if (signal?.aborted) {
        onAbort();
        return;
      }
      signal?.addEventListener("abort", onAbort, { once: true });
      this.waiters.add(waiter);
      void this.run();
    });
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      while (this.waiters.size > 0) {
        const youngest = Math.max(...[...this.waiters].map(({ since }) => since));
        await this.clock.sleep(pauseFor(this.clock.now() - youngest));
        await this.round([...this.waiters]);
      }
    } finally {
      this.running = false;
    }
  }

  private async round(waiters: readonly Waiter[]): Promise<void> {
    if (waiters.length === 0) return;
    try {
      const { instances, complete } = await listAll(this.client, { budgetMs: ROUND_BUDGET_MS });
      this.shown = { at: this.clock.now(), instances };
      const listed = new Map(instances.map((instance) => [instance.id, instance]));
      await Promise.all(waiters.map((waiter) => this.tell(waiter, listed, complete)));
    } catch (error) {
      waiters.forEach((waiter) => fail(waiter, error));
    }
  }

  private async tell(
    waiter: Waiter,
    listed: ReadonlyMap<string, Instance>,
    complete: boolean,
  ): Promise<void> {
    const instance = listed.get(waiter.id);
    if (instance) {
      waiter.resolve({ kind: "seen", instance });
      return;
    }
    try {
      const found = await this.client.getInstance(waiter.id, { budgetMs: ROUND_BUDGET_MS });
      waiter.resolve({ kind: "seen", instance: found });
    } catch (error) {
      if (error instanceof NotFoundError && complete) waiter.resolve({ kind: "absent" });
      else fail(waiter, error);
    }
  }
}

function fail(waiter: Waiter, error: unknown): void {
  const hopeless = error instanceof AuthenticationError || !(error instanceof NovitaError);
  if (hopeless) waiter.reject(error);
  else waiter.resolve({ kind: "unclear", error });
}
