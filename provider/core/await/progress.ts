import { printable } from "../../api";
import {
  type Awaited,
  type Context,
  type Definition,
  formatDuration,
  type Live,
  type Progress,
  type Reporter,
  type Sighting,
} from "../model";

type Saying = Pick<Context, "clock" | "log">;

/** How long nothing may change before the person in front is told that it still goes on; twice as long each time. */
const QUIET_MS = 30_000;
const LONGEST_QUIET_MS = 5 * 60_000;
/** From more than so many things on, those that wait are counted. */
const FEW = 10;
/** How often they are at most. */
const COUNT_EVERY_MS = 10_000;

/** Says how far those are that wait: each for itself, or, of a fleet, how many are where, in one line for all. */
export class SharedProgress implements Progress {
  private readonly fleets = new Map<string, Fleet>();

  constructor(private readonly ctx: Saying) {}

  begin({ resource, log }: Pick<Context, "resource" | "log">, waiting: Awaited): Reporter {
    const fleet = this.fleets.get(waiting.goal) ?? new Fleet(this.ctx, resource, waiting.goal);
    this.fleets.set(waiting.goal, fleet);
    const member = fleet.join(waiting);
    const say = oneByOne({ clock: this.ctx.clock, log }, resource, waiting);
    return {
      seen: (sighting) => {
        member.sighting = sighting;
        if (fleet.isLarge && !isTrouble(resource, sighting)) fleet.count();
        else say(sighting);
      },
      end: (reached) => fleet.leave(member, reached),
    };
  }
}

interface Member {
  readonly startedAt: number;
  sighting?: Sighting;
}

/** All that have waited for one goal in this process. */
class Fleet {
  private readonly waiting = new Set<Member>();
  private begun = 0;
  private reached = 0;
  private isDue = false;
  private readonly hush: Hush;

  constructor(
    private readonly ctx: Saying,
    private readonly resource: Definition,
    private readonly goal: string,
  ) {
    this.hush = new Hush(COUNT_EVERY_MS);
  }

  get isLarge(): boolean {
    return this.begun > FEW;
  }

  join({ startedAt }: Awaited): Member {
    const member: Member = { startedAt };
    this.waiting.add(member);
    this.begun++;
    return member;
  }

  leave(member: Member, reached: boolean): void {
    this.waiting.delete(member);
    if (reached) this.reached++;
    if (this.isLarge) this.count();
  }

  /** Says how many are where, once the look of this moment has reached all of them. */
  count(): void {
    if (this.isDue) return;
    this.isDue = true;
    void this.ctx.clock.sleep(0).then(() => {
      this.isDue = false;
      const counts = this.counts();
      if (this.hush.allows(counts, this.ctx.clock.now())) this.ctx.log.info(`${counts}${this.longest()}`);
    });
  }

  private counts(): string {
    const are = this.goal.replace(/^to be /, "are ").replace(/^to /, "");
    const byWord = new Map<string, number>();
    for (const { sighting } of this.waiting) {
      const word = wordsOf(sighting, ({ status }) => printable(status));
      byWord.set(word, (byWord.get(word) ?? 0) + 1);
    }
    const rest = [...byWord].map(([word, count]) => `, ${count} ${word}`).join("");
    const failed = this.begun - this.reached - this.waiting.size;
    const lost = failed === 0 ? "" : `, ${failed} failed`;
    return `${this.reached} of ${this.begun} ${this.resource.noun}s ${are}${rest}${lost}`;
  }

  private longest(): string {
    if (this.waiting.size === 0) return "";
    const since = Math.min(...[...this.waiting].map(({ startedAt }) => startedAt));
    const trouble = [...this.waiting].flatMap(({ sighting }) =>
      sighting?.kind === "unclear" ? sighting.error.message : [],
    )[0];
    const why = trouble === undefined ? "" : `. ${trouble}`;
    return `; longest ${formatDuration(this.ctx.clock.now() - since)}${why}`;
  }
}

/** What a look showed, in words; a thing that was seen in those of `told`. */
function wordsOf(sighting: Sighting | undefined, told: (live: Live) => string): string {
  switch (sighting?.kind) {
    case "seen":
      return told(sighting.live);
    case "absent":
      return "not visible yet";
    case "unclear":
      return "not reachable at the moment";
    case undefined:
      return "not looked at yet";
  }
}

/** What is said of one thing even if there are many. */
function isTrouble(resource: Definition, sighting: Sighting): boolean {
  if (sighting.kind !== "seen") return false;
  const phase = resource.phaseOf(sighting.live);
  return phase === "failed" || phase === "frozen" || resource.warning?.(sighting.live) !== undefined;
}

/** Keeps quiet as long as nothing changes, for longer and longer, and never speaks more often than it may. */
class Hush {
  private said = "";
  private saidAt = -Infinity;
  private quietMs = QUIET_MS;

  constructor(private readonly everyMs = 0) {}

  allows(words: string, now: number): boolean {
    const isSame = words === this.said;
    if (now - this.saidAt < (isSame ? this.quietMs : this.everyMs)) return false;
    this.quietMs = isSame ? Math.min(LONGEST_QUIET_MS, this.quietMs * 2) : QUIET_MS;
    this.said = words;
    this.saidAt = now;
    return true;
  }
}

function oneByOne(
  { clock, log }: Saying,
  resource: Definition,
  { label, goal, startedAt, timeoutMs }: Awaited,
): (sighting: Sighting) => void {
  const hush = new Hush();
  return (sighting) => {
    const now = clock.now();
    const words = wordsOf(sighting, resource.describe);
    if (!hush.allows(words, now)) return;
    const spent = `${formatDuration(now - startedAt)} of at most ${formatDuration(timeoutMs)}`;
    const why = sighting.kind === "unclear" ? `. ${sighting.error.message}` : "";
    log.info(`${label} is ${words}; waiting for it ${goal} (${spent})${why}`);
  };
}
