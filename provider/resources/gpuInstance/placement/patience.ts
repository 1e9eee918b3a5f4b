import { NovitaError } from "../../../api";
import { type Context, formatDuration, parseDuration, whyUnheard } from "../../../core";
import type { Inputs } from "../inputs";

const SHORTEST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 2 * 60_000;
const GROWTH = 1.5;

/** Who waits for stock, for messages. */
export interface StockWait {
  /** `GPU instance "trainer"`. */
  readonly label: string;
  /** How an error begins: `GPU instance "trainer" was not created`. */
  readonly refused: string;
  /** Refuses to wait any longer. */
  refuse?(): void;
}

/** How long a declaration waits for stock, in milliseconds; 0 if it does not. */
export function stockWaitMs({ lifecycle }: Pick<Inputs, "lifecycle">): number {
  return parseDuration(lifecycle?.waitForStock ?? "0s");
}

/**
 * The patience of one operation: pauses between looks at the stock, 10 seconds at first and up to 2 minutes, at random up to
 * half as much more, until `lifecycle.waitForStock` is over.
 */
export class Patience {
  readonly waitMs: number;
  private readonly since: number;
  private pauseMs = SHORTEST_PAUSE_MS;

  constructor(
    private readonly ctx: Pick<Context, "clock" | "random" | "log" | "cancelled">,
    private readonly wait: StockWait,
    inputs: Pick<Inputs, "lifecycle">,
  ) {
    this.waitMs = stockWaitMs(inputs);
    this.since = ctx.clock.now();
  }

  /** Whether no time is left. */
  get isOver(): boolean {
    return this.leftMs <= 0;
  }

  /**
   * Pauses before the next look.
   *
   * @param why Why it waits, as the rest of a sentence: `product "4090" is out of stock`.
   * @throws NovitaError when nobody listens any more, the run is cancelled, or waiting has become pointless.
   */
  async pause(why: string): Promise<void> {
    this.wait.refuse?.();
    const { clock, log, random, cancelled } = this.ctx;
    const pauseMs = Math.min(this.leftMs, Math.round(this.pauseMs * (1 + random() / 2)));
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * GROWTH);
    const spent = `${formatDuration(clock.now() - this.since)} of at most ${formatDuration(this.waitMs)}`;
    const line = `${this.wait.label} waits for stock: ${why}. Looking again in ${formatDuration(pauseMs)} (${spent}).`;
    if (!(await log.heard(line))) throw this.endedEarly();
    await clock.sleep(pauseMs, cancelled).catch((error: unknown) => {
      throw cancelled?.aborted ? this.endedEarly() : error;
    });
  }

  private get leftMs(): number {
    return this.since + this.waitMs - this.ctx.clock.now();
  }

  private endedEarly(): NovitaError {
    return new NovitaError(`${this.wait.refused}: ${whyUnheard(this.ctx)}.`);
  }
}
