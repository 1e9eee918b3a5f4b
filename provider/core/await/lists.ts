import { type CallOptions, type Clock, NovitaError } from "../../api";
import { type Api, formatDuration, type Listing, type Lists, type Live, type LookOptions } from "../model";
import { SETTLE_WINDOW_MS } from "./times";

/** What the calls of a resource need. */
export type Looking = Parameters<Api["list"]>[0];

/** Somebody who needs a list that has not started yet. */
interface User {
  readonly name?: string;
  readonly endsAt: number;
  readonly overAt: number;
  readonly isUrgent: boolean;
  readonly signal?: AbortSignal;
}

/** Lists that are read one after another. */
interface Lane {
  users: User[];
  upcoming?: Promise<Shown> | undefined;
  current: Promise<unknown>;
}

/** A list that was read for its users. */
interface Shown {
  readonly listing: Listing<Live>;
  /** Whether it shows only what its one user has asked for. */
  readonly isNarrow: boolean;
}

/** When a list started, and after how many changes. */
interface Moment {
  readonly at: number;
  readonly change: number;
}

/** Told at the start of each list of everything; takes what it shows, or why it failed. */
export type Follower = () => (outcome: Listing<Live> | { readonly error: unknown }) => void;

/** Lists leave nine tenths of the time, and so of the calls, to others. */
const REST_PER_LIST = 9;
/** The longest that somebody who needs a list is kept waiting for others to come along. */
const LONGEST_REST_MS = 1_000;

/** How long a list may serve those who ask how things are, and have changed nothing. */
const RECENT_MS = 10_000;

/**
 * Reads lists for all that need one, one at a time: whoever asks while a list is under way shares the next one with all
 * who do. A single user who names something gets a list of that alone. Urgent ones do not queue behind the others, whose
 * list may itself wait for its turn among many creates.
 *
 * A shared list is as safe as one of one's own. It starts after each of its users has asked, so it shows whatever
 * existed when they did; what this process itself makes meanwhile is in the ledger by name before it is asked for. One
 * that is under way already serves nobody new: what came into being behind its page would be missed, and bought again.
 */
export class SharedLists implements Lists {
  private readonly urgent: Lane = { users: [], current: Promise.resolve() };
  private readonly usual: Lane = { users: [], current: Promise.resolve() };
  private last: (Moment & { readonly listing: Listing<Live> }) | undefined;
  private underWay: (Moment & { readonly listing: Promise<Listing<Live>> }) | undefined;
  private change = 0;
  private startedAt = -Infinity;
  private took = 0;
  private readonly followers: Follower[] = [];

  constructor(
    private readonly api: Pick<Api, "list">,
    private readonly ctx: Looking,
  ) {}

  /**
   * How long lists should leave the service alone: as many times as long as the last one took, which says how slow the
   * service is, or how many calls wait for their turn.
   */
  get restMs(): number {
    return this.took * REST_PER_LIST;
  }

  /** Has somebody told of each list of everything, also of those that others ask for. */
  follow(follower: Follower): void {
    this.followers.push(follower);
  }

  /**
   * What a list shows that starts after this call.
   *
   * @throws NovitaError when the list cannot be read, or takes longer than `withinMs`.
   */
  async next({
    name,
    budgetMs = SETTLE_WINDOW_MS,
    withinMs = budgetMs,
    isUrgent = false,
    signal,
  }: LookOptions = {}): Promise<Listing<Live>> {
    const { clock } = this.ctx;
    const now = clock.now();
    const user = { name, endsAt: now + budgetMs, overAt: now + withinMs, isUrgent, signal };
    const lane = isUrgent ? this.urgent : this.usual;
    lane.users.push(user);
    lane.upcoming ??= this.start(lane);
    const { listing, isNarrow } = await within(clock, withinMs, lane.upcoming);
    if (name === undefined || isNarrow) return listing;
    // A list of many pages shifts while a fleet is created; that of one name is a page.
    if (!listing.complete) return this.read({ name, ...this.patienceOf([user]) });
    return { items: listing.items.filter((each) => each.name?.includes(name)), complete: true };
  }

  async recent(): Promise<Listing<Live>> {
    const { last, underWay } = this;
    if (this.isRecent(last)) return last.listing;
    // If that one fails, it is not theirs that failed.
    return this.isRecent(underWay) ? underWay.listing.catch(() => this.next()) : this.next();
  }

  latest(since: number): readonly Live[] {
    return this.last && this.last.at >= since ? this.last.listing.items : [];
  }

  changing(): void {
    this.change++;
  }

  private isRecent<M extends Moment>(moment: M | undefined): moment is M {
    return moment?.change === this.change && this.ctx.clock.now() - moment.at < RECENT_MS;
  }

  private start(lane: Lane): Promise<Shown> {
    const list = this.after(lane);
    lane.current = list.catch(() => undefined);
    return list;
  }

  private async after(lane: Lane): Promise<Shown> {
    await lane.current;
    // Whoever asks in the same turn shares it; while one follows another, whoever asks during a rest.
    const rested = this.startedAt + Math.min(LONGEST_REST_MS, this.restMs);
    await this.ctx.clock.sleep(Math.max(0, rested - this.ctx.clock.now()));
    const users = lane.users.filter(({ signal }) => !signal?.aborted);
    lane.users = [];
    lane.upcoming = undefined;
    if (users.length === 0) throw new NovitaError("Nobody needs the list any more.");
    const patience = this.patienceOf(users);
    const name = users.length === 1 ? users[0]?.name : undefined;
    if (name === undefined) return { listing: await this.everything(patience), isNarrow: false };
    return { listing: await this.read({ name, ...patience }), isNarrow: true };
  }

  /** A create waits for most lists, so polls that share one go with it. */
  private patienceOf(users: readonly User[]): CallOptions {
    const now = this.ctx.clock.now();
    return {
      budgetMs: Math.max(1, ...users.map(({ endsAt }) => endsAt - now)),
      withinMs: Math.max(1, ...users.map(({ overAt }) => overAt - now)),
      priority: users.some(({ isUrgent }) => isUrgent) ? "settle" : "create",
      signal: abortedWithAll(users),
    };
  }

  private async everything(patience: CallOptions): Promise<Listing<Live>> {
    const moment = { at: this.ctx.clock.now(), change: this.change };
    const tells = this.followers.map((follower) => follower());
    try {
      const reading = this.read({ ...patience, pageSize: this.last?.listing.pageSize });
      this.underWay = { ...moment, listing: reading };
      const listing = await reading;
      // An urgent list may have overtaken this one.
      if (moment.at >= (this.last?.at ?? 0)) this.last = { ...moment, listing };
      tells.forEach((tell) => tell(listing));
      return listing;
    } catch (error) {
      // Those who follow have not asked for it, and go on to ask for one themselves.
      if (!patience.signal?.aborted) tells.forEach((tell) => tell({ error }));
      throw error;
    }
  }

  private async read(options: CallOptions & { name?: string; pageSize?: number }): Promise<Listing<Live>> {
    const { clock } = this.ctx;
    const startedAt = (this.startedAt = clock.now());
    try {
      return await this.api.list(this.ctx, options);
    } finally {
      this.took = clock.now() - startedAt;
    }
  }
}

/** Aborted when all of them need nothing any more; nothing if one of them cannot say so. */
function abortedWithAll(users: readonly User[]): AbortSignal | undefined {
  const signals = users.flatMap(({ signal }) => signal ?? []);
  if (signals.length < users.length) return undefined;
  const all = new AbortController();
  const waiting = new Set(signals);
  for (const signal of waiting)
    signal.addEventListener("abort", () => {
      waiting.delete(signal);
      if (waiting.size === 0) all.abort(signal.reason);
    });
  return all.signal;
}

/** A list that ends in time says itself what was wrong; only one that is read for more patient users is left. */
const GRACE_MS = 100;

/** The same, for as long as one of its users can wait. */
async function within<T>(clock: Clock, ms: number, shared: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = clock.sleep(ms + GRACE_MS, timer.signal).then((): never => {
    throw new NovitaError(`The list could not be read within ${formatDuration(ms)}.`);
  });
  try {
    return await Promise.race([shared, late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}
