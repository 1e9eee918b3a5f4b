import { AuthenticationError, DeadlinePassed, NotFoundError, NovitaError } from "../../api";
import type { Api, Listing, Live, Poller, Sighting } from "../model";
import type { Looking, SharedLists } from "./lists";
import { pauseFor } from "./times";

interface Waiter {
  readonly id: string;
  /** A list shows what to say: no other one is needed. */
  readonly served: () => void;
  /** Aborted when it waits no more. */
  readonly left: AbortSignal;
  readonly resolve: (sighting: Sighting) => void;
  readonly reject: (error: unknown) => void;
}

/** A look at a service that does not answer must end, so that its waiters can look at their deadlines. */
const LOOK_BUDGET_MS = 60_000;

/**
 * The longest that a list leaves the service alone for whoever has just begun to wait. One takes long also because this
 * machine is busy with a fleet, which the service has long made.
 */
const LONGEST_REST_MS = 3_000;

/** Why a waiter leaves: one for all, as each error of its own would cost more than the look. */
const SERVED = new NovitaError("It is not waited for any more.");

/**
 * Looks at things on behalf of all operations that wait at the same time. Each waiter has a pause of its own; whoever's
 * ends first has a list read, and each list of everything serves all who wait when it starts, whoever has asked for it.
 * A thing that is missing in a whole list is asked for by its id before it counts as absent.
 */
export class ListPoller implements Poller {
  private readonly waiters = new Set<Waiter>();

  constructor(
    private readonly api: Pick<Api, "get">,
    private readonly ctx: Looking,
    private readonly lists: SharedLists,
  ) {
    lists.follow(() => {
      const waiters = [...this.waiters];
      return (outcome) => {
        waiters.forEach((waiter) => waiter.served());
        if ("error" in outcome) waiters.forEach((waiter) => fail(waiter, outcome.error));
        else this.tellAll(waiters, outcome);
      };
    });
  }

  /**
   * What the next look shows of a thing.
   *
   * @param since When the caller began to wait: it is looked at soon after that, and then after longer and longer pauses.
   * @param signal Ends the waiting of this caller alone, with the signal's reason.
   * @throws AuthenticationError when the key is no longer accepted, since no further look can help.
   */
  next(id: string, since: number, signal?: AbortSignal): Promise<Sighting> {
    const [over, left] = [new AbortController(), new AbortController()];
    const sighting = new Promise<Sighting>((resolve, reject) => {
      const served = (): void => {
        this.waiters.delete(waiter);
        over.abort(SERVED);
      };
      const leave = (): void => {
        served();
        left.abort(SERVED);
        signal?.removeEventListener("abort", onAbort);
      };
      const onAbort = (): void => {
        leave();
        reject(signal?.reason ?? new DeadlinePassed(0));
      };
      const waiter: Waiter = {
        id,
        served,
        left: left.signal,
        resolve: (seen) => (leave(), resolve(seen)),
        reject: (error) => (leave(), reject(error)),
      };
      if (signal?.aborted) return onAbort();
      signal?.addEventListener("abort", onAbort, { once: true });
      this.waiters.add(waiter);
    });
    if (!over.signal.aborted) void this.lookLater(since, over.signal);
    return sighting;
  }

  private async lookLater(since: number, over: AbortSignal): Promise<void> {
    const { clock } = this.ctx;
    const rest = Math.min(LONGEST_REST_MS, this.lists.restMs);
    const isOver = await clock.sleep(Math.max(rest, pauseFor(clock.now() - since)), over).then(
      () => over.aborted,
      () => true,
    );
    // What it shows, or why it fails, reaches all waiters as followers.
    if (!isOver) await this.lists.next({ budgetMs: LOOK_BUDGET_MS, signal: over }).catch(() => undefined);
  }

  private tellAll(waiters: readonly Waiter[], { items, complete }: Listing<Live>): void {
    const listed = new Map(items.map((item) => [item.id, item]));
    for (const waiter of waiters) void this.tell(waiter, listed.get(waiter.id), complete);
  }

  private async tell(waiter: Waiter, live: Live | undefined, complete: boolean): Promise<void> {
    if (live) return waiter.resolve({ kind: "seen", live });
    try {
      const options = { budgetMs: LOOK_BUDGET_MS, priority: "poll", signal: waiter.left } as const;
      const found = await this.api.get?.(this.ctx, waiter.id, options);
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
