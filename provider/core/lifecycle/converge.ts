import { NovitaError } from "../../api";
import { beingDeleted, lookUp } from "../await";
import { bagOf, DECLARATION_KEY, type Inputs, pick, type State, where } from "../declaration";
import { same } from "../forms";
import { type Context, type Live, notAsked, type Situation } from "../model";
import { asPlaced, concealIn, declaredSoFar, inputsOf, rememberedIn, remembering, withFound } from "../state";
import { applyStep, awaitApplied, label, type Run, stepsOf } from "./applyStep";
import { awaitReady, type Becoming } from "./awaitReady";
import { keptFailure } from "./initFailure";

/** A resource as Pulumi keeps it after create. */
export interface Created {
  readonly id: string;
  readonly state: State;
}

/** A thing that is in a state, and what it shall become. */
export type Goal = Becoming & { readonly olds: State };

/**
 * Makes a live thing what is declared: reads it, makes only the calls that are still needed, so that it is safe to
 * repeat after any failure, and waits until it is ready.
 *
 * @throws NovitaError before the first call that changes something; then the state stays as it was.
 * @throws InitFailure afterwards, with what has been achieved.
 */
export async function converge(ctx: Context, goal: Goal): Promise<State> {
  const { resource } = ctx;
  const { id, olds } = goal;
  concealIn(ctx, olds);
  // Two names made for one declaration mean the same thing, and of some things no call changes the name.
  const undeclared = olds.name === undefined || rememberedIn(olds).chosen?.includes("name") === true;
  const isNamed = undeclared || resource.facts.fields.name?.change !== "replace";
  const declared: Inputs = isNamed ? goal.news : { ...goal.news, name: olds.name };
  const news = asPlaced(resource, olds, declared);
  const kept = where(olds, (key) => !providerKeys.includes(key));
  const own = pick(notAsked(resource, news, olds), providerKeys);
  const achieved = remembering({ ...kept, ...own } as State, {
    declared: declaredSoFar(resource, olds, news),
  });
  const run: Run = { ctx, ...goal, news, olds: achieved, touched: false, applied: [], pending: [] };
  ctx.deployment.seen({ id, name: olds.name });
  let live: Live | undefined;
  try {
    live = await takeSteps(run);
  } catch (error) {
    if (!run.touched) throw error;
    const now = await lookUp(ctx, id, undefined, { budgetMs: 15_000 }).catch(() => undefined);
    const kept = withFound(resource, run.olds, inputsOf(resource, run.olds), now);
    throw keptFailure(ctx, { ...run, news: kept }, error, now);
  }
  const applied = [...run.applied, ...redeclared(ctx, olds, run.news)].filter(
    (name) => !run.pending.includes(name),
  );
  return awaitReady(ctx, { ...run, applied }, run.touched ? undefined : live);
}

/** {@link converge} as Pulumi's update. With nothing to change it goes on waiting until the thing is ready. */
export function update(ctx: Context, id: string, olds: State, news: Inputs): Promise<State> {
  return converge(ctx, { id, olds, news, startedAt: ctx.clock.now(), timeoutName: "update" });
}

/** What is the provider's or the face's own takes effect without any call. */
const providerKeys: readonly string[] = ["lifecycle", "__provider", DECLARATION_KEY];

/** Of these the old baseline says nothing any more. */
function redeclared({ resource }: Context, olds: State, news: Inputs): string[] {
  const names = Object.keys(resource.facts.fields);
  return names.filter((name) => !same(resource, name, bagOf(olds)[name], bagOf(news)[name]));
}

/** Takes the steps that are needed, and returns the thing as it was seen last. */
async function takeSteps(run: Run): Promise<Live> {
  const { ctx } = run;
  const steps = stepsOf(ctx.resource);
  let live = await settled(run, seen(run, await existing(run)));
  for (const step of steps) {
    if (step.needed(situationOf(run, live))) await step.refuse?.(ctx, situationOf(run, live));
  }
  const warning = ctx.resource.warnOfSteps?.(label(run), situationOf(run, live));
  if (warning !== undefined) ctx.log.warn(warning);
  for (const step of steps) {
    const situation = situationOf(run, live);
    if (step.needed(situation)) live = await applyStep(run, step, situation);
  }
  return live;
}

/** What nobody has declared stays as the thing has it now, also if a change of something else sends it. */
function seen(run: Run, live: Live): Live {
  run.news = withFound(run.ctx.resource, run.olds, run.news, live);
  concealIn(run.ctx, run.news);
  return live;
}

function situationOf({ id, olds, news }: Run, live: Live): Situation {
  return { id, live, olds, news };
}

async function existing(run: Run): Promise<Live> {
  const live = await lookUp(run.ctx, run.id);
  if (!live) {
    const why = run.ctx.resource.whyGone?.(run.olds);
    const rest = why === undefined ? " was deleted outside Pulumi." : ` does not exist any more. ${why}`;
    throw new NovitaError(
      `${label(run)}${rest} Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
    );
  }
  if (run.ctx.resource.phaseOf(live) === "leaving") throw new NovitaError(beingDeleted(label(run), live));
  return live;
}

/** The thing once it neither starts nor stops nor resets: only then does the service take changes. */
async function settled(run: Run, live: Live): Promise<Live> {
  const { resource } = run.ctx;
  if (!["pending", "frozen"].includes(resource.phaseOf(live))) return live;
  const something = stepsOf(resource).some((step) => step.needed(situationOf(run, live)));
  return something ? seen(run, await awaitApplied(run, live, () => true)) : live;
}
