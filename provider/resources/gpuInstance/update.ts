import { InDoubtError, NovitaError, WrongStateError } from "../../api/errors";
import type { Instance } from "../../api/instance";
import type { Context } from "./context";
import type { InitFailure } from "./initFailure";
import { applied, LAG_MS } from "./judges";
import { labelOf, look } from "./look";
import { type Inputs, type State } from "./model";
import { timeoutMs, waitsUntilRunning } from "./options";
import { keptFailure, ready } from "./ready";
import { inputsOf } from "./state";
import { phaseOf } from "./status";
import { type Situation, type Step, steps } from "./steps";
import { waitFor } from "./wait";

/** The resource is in the state, and its instance is not there any more. Nothing was changed. */
export class VanishedError extends NovitaError {
  override readonly name = "VanishedError";
}

const BUSY_PAUSE_MS = 5_000;

/**
 * Brings the live instance to what is declared: reads it, and makes only the calls that are still needed, so that it
 * is safe to repeat after any failure. With nothing to change it goes on waiting until the instance is ready.
 *
 * @throws NovitaError before the first call that changes something; then the state stays as it was.
 * @throws InitFailure afterwards, with what has been achieved.
 */
export async function update(ctx: Context, id: string, olds: State, news: Inputs): Promise<State> {
  const startedAt = ctx.clock.now();
  ctx.tracked.add({ id, name: olds.name });
  const run: Run = { ctx, id, news, startedAt, achieved: { ...olds, ...providerKeys(news) }, touched: false };
  try {
    await takeSteps(run);
  } catch (error) {
    if (!run.touched) throw error;
    throw await failure(run, error);
  }
  return ready(ctx, {
    id,
    inputs: news,
    startedAt,
    timeoutName: "update",
    wasStopped: run.touched,
    fallback: run.achieved,
  });
}

interface Run {
  readonly ctx: Context;
  readonly id: string;
  readonly news: Inputs;
  readonly startedAt: number;
  /** The old state, with what the calls so far have changed. */
  achieved: State;
  /** Whether a call that changes something was sent. */
  touched: boolean;
}

/** What is the provider's or the face's own takes effect without any call. */
function providerKeys(news: Inputs): Partial<Inputs> {
  const own = Object.entries(news).filter(([key]) => key === "lifecycle" || key.startsWith("__"));
  return { lifecycle: undefined, ...Object.fromEntries(own) };
}

async function takeSteps(run: Run): Promise<void> {
  let live = await settled(run, await exists(run));
  for (const step of steps) {
    const situation: Situation = { id: run.id, live, olds: run.achieved, news: run.news };
    if (!step.needed(situation)) continue;
    run.ctx.log.info(`${label(run)}: ${step.doing}.`);
    live = await take(run, step, situation);
    const gained = step.achieves.map((name) => [name, run.news[name]]);
    run.achieved = { ...run.achieved, ...Object.fromEntries(gained) };
  }
}

async function exists(run: Run): Promise<Instance> {
  const live = await look(run.ctx, run.id);
  if (live) return live;
  throw new VanishedError(
    `${label(run)} does not exist any more: somebody or something deleted it. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it anew.`,
  );
}

/** The instance once it neither starts nor stops nor resets: only then does the service take changes. */
async function settled(run: Run, live: Instance): Promise<Instance> {
  const moving = phaseOf(live) === "pending";
  const something = steps.some((step) =>
    step.needed({ id: run.id, live, olds: run.achieved, news: run.news }),
  );
  if (!moving || !something) return live;
  return waitApplied(run, live, () => true);
}

async function take(run: Run, step: Step, situation: Situation): Promise<Instance> {
  const { shows } = step;
  const arrived = (now: Instance, wasReset: boolean): boolean => shows?.(now, situation, wasReset) ?? true;
  try {
    await sendWhenFree(run, step, situation);
  } catch (error) {
    if (!(error instanceof InDoubtError) || !shows) throw error;
    run.touched = true;
    run.ctx.log.warn(`${error.message} It may have been carried out all the same: looking.`);
    return waitApplied(run, situation.live, arrived, LAG_MS);
  }
  run.touched = true;
  if (!shows || !waitsUntilRunning(run.news.lifecycle)) return situation.live;
  return waitApplied(run, situation.live, arrived);
}

/** Sends the step's call; waits a while where the service says that the instance is busy. */
async function sendWhenFree(run: Run, step: Step, situation: Situation): Promise<void> {
  const until = run.ctx.clock.now() + LAG_MS;
  for (;;) {
    try {
      return await step.send(run.ctx, situation);
    } catch (error) {
      if (!(error instanceof WrongStateError) || run.ctx.clock.now() >= until) throw error;
      run.ctx.log.info(`${label(run)} is busy (${error.reason ?? error.status}); trying again.`);
      await run.ctx.clock.sleep(BUSY_PAUSE_MS);
    }
  }
}

/** Waits until a settled instance shows a change; `withinMs` shortens the wait where it may never come. */
async function waitApplied(
  run: Run,
  before: Instance,
  shows: (now: Instance, wasReset: boolean) => boolean,
  withinMs = Infinity,
): Promise<Instance> {
  const { ctx, id, news } = run;
  const whole = timeoutMs(news.lifecycle, "update");
  const left = run.startedAt + whole - ctx.clock.now();
  const short = withinMs < left;
  const seen = await waitFor(ctx, {
    id,
    label: label(run),
    goal: "to settle",
    timeoutMs: short ? withinMs : whole,
    startedAt: short ? ctx.clock.now() : run.startedAt,
    timeoutName: "update",
    judge: applied({ label: label(run), staleMessage: before.statusMessage, shows }),
  });
  return { ...before, statusMessage: undefined, ...seen };
}

function label({ id, achieved }: Run): string {
  return labelOf({ id, name: achieved.name });
}

/** The failure of a half-made change: what is live is asked for once more, so that the state says what is true. */
async function failure(run: Run, error: unknown): Promise<InitFailure> {
  const { ctx, id, achieved } = run;
  const live = await look(ctx, id, undefined, { budgetMs: 15_000 }).catch(() => undefined);
  return keptFailure({ id, inputs: inputsOf(achieved), fallback: achieved }, error, live);
}
