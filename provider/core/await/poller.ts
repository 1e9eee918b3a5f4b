import { AuthenticationError, DeadlinePassed, NotFoundError, NovitaError } from "../../api";
import type { Api, Live, Poller, Sighting } from "../model";
import { pauseFor } from "./times";

/** What the calls of a resource need. */
type Looking = Parameters<Api["list"]>[0];

interface Waiter {
  readonly id: string;
  readonly since: number;
  readonly resolve: (sighting: Sighting) => void;
  readonly reject: (error: unknown) => void;
}

/** A round of a service that does not answer must end, so that its waiters can look at their deadlines. */
const ROUND_BUDGET_MS = 60_000;

/**
 * Looks at things on behalf of all operations that wait at the same time: one list call a round serves them all.
 * A thing that is missing in a whole list is asked for by its id before it counts as absent.
 */
export class ListPoller implements Poller {
  private readonly waiters = new Set<Waiter>();
  private running = false;
  private shown: { readonly at: number; readonly items: readonly Live[] } | undefined;

  constructor(
    private readonly api: Pick<Api, "list" | "get">,
    private readonly ctx: Looking,
  ) {}

  /** Everything that the last round has seen; nothing if there was no round since the given time. */
  latest(since: number): readonly Live[] {
    return this.shown && this.shown.at >= since ? this.shown.items : [];
  }

  /**
   * What the next round shows of a thing.
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
        await this.ctx.clock.sleep(pauseFor(this.ctx.clock.now() - youngest));
        await this.round([...this.waiters]);
      }
    } finally {
      this.running = false;
    }
  }

  private async round(waiters: readonly Waiter[]): Promise<void> {
    if (waiters.length === 0) return;
    try {
      const { items, complete } = await this.api.list(this.ctx, { budgetMs: ROUND_BUDGET_MS });
      this.shown = { at: this.ctx.clock.now(), items };
      const listed = new Map(items.map((item) => [item.id, item]));
      await Promise.all(waiters.map((waiter) => this.tell(waiter, listed, complete)));
    } catch (error) {
      waiters.forEach((waiter) => fail(waiter, error));
    }
  }

  private async tell(waiter: Waiter, listed: ReadonlyMap<string, Live>, complete: boolean): Promise<void> {
    const live = listed.get(waiter.id);
    if (live) return waiter.resolve({ kind: "seen", live });
    try {
      const found = await this.api.get?.(this.ctx, waiter.id, { budgetMs: ROUND_BUDGET_MS });
      if (found) waiter.resolve({ kind: "seen", live: found });
      else if (complete) waiter.resolve({ kind: "absent" });
      else fail(waiter, new NovitaError("The list could not be read to its end."));
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
