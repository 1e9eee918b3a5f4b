import { InDoubtError, NovitaError, WrongStateError } from "../../api";
import { applied, begun, type Change, LAG_MS, SETTLE_WINDOW_MS, WaitError, waitFor } from "../await";
import { bagOf, type Inputs, type Lifecycle, pick, type State, where } from "../declaration";
import {
  type Context,
  type Course,
  type Definition,
  formatDuration,
  shortNoun,
  type Live,
  type Situation,
  saysWhyAgain,
  type Step,
  waits,
  whyUnheard,
} from "../model";
import { declaredSince, declaredSoFar, formsOf, inputsOf, isOpen, rememberedIn, remembering } from "../state";
import { type Becoming, waitingFor } from "./awaitReady";
import { labelOfKept } from "./initFailure";

const DECLARED = "to be as declared";
const BUSY_PAUSE_MS = 5_000;
/** For the attempts of a call, without its waiting for the rate limit. */
const STEP_BUDGET_MS = 120_000;

/** A run of the steps, and how far it has come. */
export interface Run extends Becoming {
  readonly ctx: Context;
  startedAt: number;
  olds: State;
  news: Inputs;
  touched: boolean;
  readonly applied: string[];
  readonly pending: string[];
}

/**
 * The steps of a resource. As usual, one is needed as long as an input that it achieves is not as declared, and done when
 * they all are as far as the service shows them.
 */
export function stepsOf(resource: Definition): readonly (Step & Required<Pick<Step, "needed">>)[] {
  return resource.steps.map((step) => {
    const needed = (situation: Situation): boolean =>
      step.achieves.some((name) => isOpen(resource, situation, name));
    const shows: Step["shows"] = (live, { id, news }) => !needed({ id, live, olds: news, news });
    const isShown = step.achieves.some((name) => resource.facts.fields[name]?.echoed);
    return { needed, ...(isShown && { shows }), ...step };
  });
}

/** Takes one step, and waits until it is done. Returns the thing as it is then. */
export async function applyStep(run: Run, step: Step, situation: Situation): Promise<Live> {
  // A killed Pulumi leaves us behind, and the next run may be at the same thing: a term would be bought twice.
  if (!(await run.ctx.log.heard(`${label(run)}: ${step.doing}.`))) {
    throw new NovitaError(`${label(run)} was not changed any further: ${whyUnheard(run.ctx)}.`);
  }
  run.ctx.lists.changing();
  try {
    await obtain(run, step, situation);
    run.touched = true;
  } catch (error) {
    if (!(error instanceof InDoubtError) || !step.shows) throw error;
    run.touched = true;
    await reconcileChange(run, step, situation, error);
  }
  noteAccepted(run, step);
  if (!step.shows) return situation.live;
  if (!waits(run.ctx.resource, run.news) && !step.final) return leavePending(run, step, situation.live);
  return awaitShown(run, step, situation);
}

/** What was accepted holds from here on, whether or not the waiting for it succeeds. */
function noteAccepted(run: Run, step: Step): void {
  const { option } = step;
  const lifecycle = option && withOption(option, run.olds.lifecycle, run.news.lifecycle);
  const kept: Record<string, unknown> = { ...run.olds, ...(option !== undefined && { lifecycle }) };
  const news = bagOf(run.news);
  for (const name of step.achieves) {
    delete kept[name];
    if (news[name] !== undefined) kept[name] = news[name];
  }
  const olds = where(kept, (_name, value) => value !== undefined) as State;
  const declared = declaredSoFar(run.ctx.resource, olds, run.news);
  const said = pick(inputsOf(run.ctx.resource, run.news), step.achieves);
  run.olds = declaredSince(remembering(olds, { declared, ...step.remembers?.(undefined) }), said);
}

/** The options that hold once one of them is as declared. */
function withOption(option: string, before: Lifecycle = {}, declared: Lifecycle | undefined) {
  const options = { ...where(before, (name) => name !== option), ...pick(declared ?? {}, [option]) };
  return declared === undefined && Object.keys(options).length === 0 ? undefined : options;
}

function leavePending(run: Run, { achieves }: Step, live: Live): Live {
  run.pending.push(...achieves);
  return live;
}

async function awaitShown(run: Run, step: Step, situation: Situation): Promise<Live> {
  let shown = true;
  const shows = (now: Live, course: Course): boolean => {
    shown = step.shows?.(now, situation, course) ?? true;
    return shown || (step.final === true && course.waitedMs >= LAG_MS);
  };
  const live = await awaitApplied(run, situation.live, shows);
  if (!shown) return leavePending(run, step, live);
  run.applied.push(...step.achieves);
  const { observed: before } = rememberedIn(run.olds);
  const observed = formsOf(run.ctx.resource, run.news, live, { applied: step.achieves, before });
  run.olds = remembering(run.olds, { observed, ...step.remembers?.(live) });
  return live;
}

/** Sends the step's call, once what it needs is there; what it waits for that counts against no timeout. */
async function obtain(run: Run, step: Step, situation: Situation): Promise<void> {
  const { ctx } = run;
  let leftAt = ctx.clock.now();
  const attempt = async (): Promise<void> => {
    run.startedAt += ctx.clock.now() - leftAt;
    try {
      await sendWhenFree(run, step, situation);
    } finally {
      leftAt = ctx.clock.now();
    }
  };
  return step.obtain ? step.obtain(ctx, situation, attempt) : attempt();
}

/** Sends the step's call; waits a while if the service says that the thing is busy. */
async function sendWhenFree(run: Run, step: Step, situation: Situation): Promise<void> {
  const { clock, log } = run.ctx;
  const until = Math.min(clock.now() + LAG_MS, endOf(run) - BUSY_PAUSE_MS);
  const goesOn = saysWhyAgain(run.ctx, `${label(run)}: ${step.doing}`);
  for (;;) {
    try {
      const withinMs = Math.max(1, endOf(run) - clock.now());
      return await step.send(run.ctx, situation, { goesOn, withinMs, budgetMs: STEP_BUDGET_MS });
    } catch (error) {
      if (!(error instanceof WrongStateError) || clock.now() >= until) throw error;
      await clock.sleep(BUSY_PAUSE_MS, run.ctx.cancelled);
      const busy = `${label(run)} is busy (${error.reason ?? (error.apiMessage || error.status)}); trying again.`;
      if (!(await log.heard(busy))) throw error;
    }
  }
}

/** Waits for a sign that a call of unknown outcome was carried out, as long as for one of a create: money may depend on either. */
async function reconcileChange(
  run: Run,
  step: Step,
  situation: Situation,
  doubt: InDoubtError,
): Promise<void> {
  const { ctx } = run;
  ctx.log.warn(
    `${doubt.message} It may have been carried out all the same: looking at the ${shortNoun(ctx.resource)}.`,
  );
  const shows: Change["shows"] = (now, course) => step.shows?.(now, situation, course) ?? true;
  const condition = begun(ctx.resource, { label: label(run), shows }, situation.live);
  const withinMs = Math.max(1, Math.min(SETTLE_WINDOW_MS, endOf(run) - ctx.clock.now()));
  try {
    await waitFor(ctx, {
      ...waitingFor(ctx, run, DECLARED),
      timeoutMs: withinMs,
      startedAt: ctx.clock.now(),
      condition,
    });
  } catch (error) {
    if (!(error instanceof WaitError) || !error.timedOut) throw error;
    throw new NovitaError(
      `${doubt.message} The request was sent once, and ${label(run)} has shown no sign of it within ${formatDuration(withinMs)}. Run \`pulumi up\` again: it looks at the ${shortNoun(ctx.resource)} first, and repeats only what is missing.`,
    );
  }
}

/** Waits until a thing at rest shows a change. */
export async function awaitApplied(run: Run, before: Live, shows: Change["shows"]): Promise<Live> {
  const { lifecycle } = run.news;
  const change = { label: label(run), staleMessage: before.statusMessage, lifecycle, shows };
  const seen = await waitFor(run.ctx, {
    ...waitingFor(run.ctx, run, DECLARED),
    condition: applied(run.ctx.resource, change),
  });
  return { ...before, statusMessage: undefined, ...seen };
}

function endOf(run: Run): number {
  return run.startedAt + waitingFor(run.ctx, run, DECLARED).timeoutMs;
}

/** How messages name the thing of a run. */
export const label = (run: Run): string => labelOfKept(run.ctx, run);
