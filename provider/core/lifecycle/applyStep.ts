import { InDoubtError, NovitaError, WrongStateError } from "../../api/errors/errors";
import type { Instance } from "../../api/entities/instance";
import type { Context } from "../model/context";
import { formatDuration } from "../model/durations";
import { type FieldName } from "../../resources/gpuInstance/generated/fields";
import type { Timeouts } from "../../resources/gpuInstance/generated/inputs";
import { type AppliedJudge, applied, begun, type Course, LAG_MS } from "../await/conditions";
import { liveInputs, observedForms } from "../../resources/gpuInstance/fromLive";
import { labelOf } from "../await/lookup";
import { type Inputs, OBSERVED_KEY, type State, TERM_KEY } from "../model/declaration";
import { timeoutMs, waitsUntilRunning } from "../model/options";
import { SETTLE_WINDOW_MS } from "../exactlyOnce/reconcile";
import { fieldsOf } from "../state/state";
import type { Situation, Step } from "../../resources/gpuInstance/steps";
import { waitFor, WaitError } from "../await/waitFor";

/** A change was sent once, and it is not known whether it was carried out. */
export class UnsettledChangeError extends NovitaError {
  override readonly name = "UnsettledChangeError";
}

const BUSY_PAUSE_MS = 5_000;

/** A run of the steps, and how far it has come. */
export interface Run {
  readonly ctx: Context;
  readonly id: string;
  readonly news: Inputs;
  readonly startedAt: number;
  readonly timeoutName: keyof Timeouts;
  /** The old state, with what the calls so far have changed. */
  achieved: State;
  /** Whether a call that changes something was sent. */
  touched: boolean;
  /** The fields that the service has been seen to have taken on. */
  readonly applied: FieldName[];
  /** The fields whose change was accepted and may not be shown yet. */
  readonly pending: FieldName[];
}

/** Takes one step, and waits until it is done. Returns the instance as it is then. */
export async function apply(run: Run, step: Step, situation: Situation): Promise<Instance> {
  const { shows } = step;
  // A killed Pulumi leaves us behind, and the next run may be at the same instance: a term would be bought twice.
  if (!(await run.ctx.log.heard(`${label(run)}: ${step.doing}.`))) {
    throw new NovitaError(`${label(run)} was not changed any further: Pulumi is gone.`);
  }
  try {
    await sendWhenFree(run, step, situation);
    run.touched = true;
  } catch (error) {
    if (!(error instanceof InDoubtError) || !shows) throw error;
    run.touched = true;
    await clearUp(run, step, situation, error);
  }
  note(run, step);
  if (!shows) return situation.live;
  if (!waitsUntilRunning(run.news.lifecycle) && !step.final) return leavePending(run, step, situation.live);
  return seeThrough(run, step, situation);
}

/** What was accepted holds from here on, whether or not the waiting for it succeeds. */
function note(run: Run, { achieves, isOption }: Step): void {
  const [kept, news] = [{ ...run.achieved }, run.news] as [Record<string, unknown>, Inputs];
  for (const name of achieves) {
    delete kept[name];
    if (news[name] !== undefined) kept[name] = news[name];
  }
  // The term is about to grow: its old end would pass for a renewal that is still to be paid.
  if (achieves.includes("month")) delete kept[TERM_KEY];
  run.achieved = { ...kept, ...(isOption && { lifecycle: news.lifecycle }) } as unknown as State;
}

function leavePending(run: Run, { achieves }: Step, live: Instance): Instance {
  run.pending.push(...achieves);
  return live;
}

async function seeThrough(run: Run, step: Step, situation: Situation): Promise<Instance> {
  const { live: before } = situation;
  let shown = true;
  const shows = (now: Instance, course: Course): boolean => {
    shown = step.shows?.(now, situation, course) ?? true;
    return shown || (step.final === true && course.waitedMs >= LAG_MS);
  };
  const live = await waitApplied(run, before, shows);
  if (!shown) return leavePending(run, step, live);
  run.applied.push(...step.achieves);
  const observed = observedForms(liveInputs(live, run.news), fieldsOf(run.news), {
    applied: step.achieves,
    before: run.achieved[OBSERVED_KEY],
  });
  const { [OBSERVED_KEY]: _old, ...rest } = run.achieved;
  run.achieved = {
    ...rest,
    ...(observed && { [OBSERVED_KEY]: observed }),
    ...(step.achieves.includes("month") && live.endTime !== undefined && { [TERM_KEY]: live.endTime }),
  };
  return live;
}

/** Sends the step's call; waits a while where the service says that the instance is busy. */
async function sendWhenFree(run: Run, step: Step, situation: Situation): Promise<void> {
  const { clock, log } = run.ctx;
  const until = Math.min(clock.now() + LAG_MS, endOf(run) - BUSY_PAUSE_MS);
  const goesOn = (): Promise<boolean> => log.heard(`${label(run)}: ${step.doing}: trying again.`);
  for (;;) {
    try {
      return await step.send(run.ctx, situation, { goesOn });
    } catch (error) {
      if (!(error instanceof WrongStateError) || clock.now() >= until) throw error;
      await clock.sleep(BUSY_PAUSE_MS);
      const busy = `${label(run)} is busy (${error.reason ?? (error.apiMessage || error.status)}); trying again.`;
      if (!(await log.heard(busy))) throw error;
    }
  }
}

/** Waits for a sign that a doubtful call was carried out, as long as for one of a create: money may depend on either. */
async function clearUp(run: Run, step: Step, situation: Situation, doubt: InDoubtError): Promise<void> {
  const { ctx, id } = run;
  ctx.log.warn(`${doubt.message} It may have been carried out all the same: looking at the instance.`);
  const shows = (now: Instance, course: Course): boolean => step.shows?.(now, situation, course) ?? true;
  const judge = begun({ label: label(run), shows }, situation.live);
  const withinMs = Math.max(1, Math.min(SETTLE_WINDOW_MS, endOf(run) - ctx.clock.now()));
  try {
    await waitFor(ctx, { ...waiting(run), id, timeoutMs: withinMs, startedAt: ctx.clock.now(), judge });
  } catch (error) {
    if (!(error instanceof WaitError) || !error.timedOut) throw error;
    throw new UnsettledChangeError(
      `${doubt.message} The request was sent once, and ${label(run)} has shown no sign of it within ${formatDuration(withinMs)}. Run \`pulumi up\` again: it looks at the instance first, and repeats only what is missing.`,
    );
  }
}

/** Waits until a settled instance shows a change. */
export async function waitApplied(
  run: Run,
  before: Instance,
  shows: AppliedJudge["shows"],
): Promise<Instance> {
  const judge = applied({ label: label(run), staleMessage: before.statusMessage, shows });
  const seen = await waitFor(run.ctx, { ...waiting(run), judge });
  return { ...before, statusMessage: undefined, ...seen };
}

function waiting(run: Run) {
  const { id, startedAt, timeoutName, news } = run;
  const limit = timeoutMs(news.lifecycle, timeoutName);
  return { id, label: label(run), goal: "to be as declared", timeoutMs: limit, startedAt, timeoutName };
}

function endOf({ startedAt, news, timeoutName }: Run): number {
  return startedAt + timeoutMs(news.lifecycle, timeoutName);
}

/** How messages name the instance of a run. */
export function label({ id, achieved }: Run): string {
  return labelOf({ id, name: achieved.name });
}
