import { NovitaError } from "../../api/errors/errors";
import type { Instance } from "../../api/entities/instance";
import { apply, label, type Run, waitApplied } from "./applyStep";
import type { Context } from "../model/context";
import { type FieldName, fields } from "../../resources/gpuInstance/generated/fields";
import type { Timeouts } from "../../resources/gpuInstance/generated/inputs";
import { beingDeleted } from "../await/conditions";
import { look } from "../await/lookup";
import { CHOSEN_KEY, type Inputs, type State } from "../model/declaration";
import { withAsked } from "../model/options";
import { keptFailure, ready } from "./awaitReady";
import { same } from "../forms/canonical";
import { concealIn } from "../state/secrets";
import { inputsOf } from "../state/state";
import { phaseOf } from "../../resources/gpuInstance/readiness";
import { steps } from "../../resources/gpuInstance/steps";
import { isTermUnknown } from "../../resources/gpuInstance/terms";

/** The resource is in the state, and its instance is not there any more. Nothing was changed. */
export class VanishedError extends NovitaError {
  override readonly name = "VanishedError";
}

/** An instance, and what it shall become. */
export interface Order {
  readonly id: string;
  readonly olds: State;
  readonly news: Inputs;
  readonly startedAt: number;
  /** Which timeout holds for the whole. */
  readonly timeoutName: keyof Timeouts;
}

/**
 * Brings a live instance to what is declared: reads it, makes only the calls that are still needed, so that it is
 * safe to repeat after any failure, and waits until it is ready.
 *
 * @throws NovitaError before the first call that changes something; then the state stays as it was.
 * @throws InitFailure afterwards, with what has been achieved.
 */
export async function bring(ctx: Context, { olds, ...order }: Order): Promise<State> {
  const { id, startedAt, timeoutName } = order;
  concealIn(ctx, olds);
  // No call changes a name; two names made for one declaration mean the same instance.
  const undeclared = olds.name === undefined || (olds[CHOSEN_KEY] ?? []).includes("name");
  const news: Inputs = undeclared ? order.news : { ...order.news, name: olds.name };
  const lifecycle = withAsked(news.lifecycle, olds.lifecycle?.autoMigrate);
  const achieved: State = {
    ...withoutProviderKeys(olds),
    ...providerKeys(news),
    ...(lifecycle && { lifecycle }),
  };
  const run: Run = { ctx, ...order, news, achieved, touched: false, applied: [], pending: [] };
  ctx.tracked.add({ id, name: olds.name });
  let live: Instance | undefined;
  try {
    live = await takeSteps(run);
  } catch (error) {
    if (!run.touched) throw error;
    const now = await look(ctx, id, undefined, { budgetMs: 15_000 }).catch(() => undefined);
    throw keptFailure({ id, inputs: inputsOf(run.achieved), fallback: run.achieved }, error, now);
  }
  return ready(ctx, {
    id,
    inputs: news,
    startedAt,
    timeoutName,
    fallback: run.achieved,
    wasStopped: run.touched,
    live: run.touched ? undefined : live,
    pending: run.pending,
    applied: [...run.applied, ...redeclared(olds, news)].filter((name) => !run.pending.includes(name)),
  });
}

/** What is the provider's or the face's own takes effect without any call. */
function isProviderKey(key: string): boolean {
  return key === "lifecycle" || key === "__provider" || key === "__declaration";
}

function providerKeys(news: Inputs): Partial<Inputs> {
  return Object.fromEntries(Object.entries(news).filter(([key]) => isProviderKey(key)));
}

function withoutProviderKeys(olds: State): State {
  return Object.fromEntries(Object.entries(olds).filter(([key]) => !isProviderKey(key))) as unknown as State;
}

/** Of these the old baseline says nothing any more. */
function redeclared(olds: State, news: Inputs): FieldName[] {
  return (Object.keys(fields) as FieldName[]).filter((name) => !same(name, olds[name], news[name]));
}

/** Takes the steps that are needed, and returns the instance as it was seen last. */
async function takeSteps(run: Run): Promise<Instance> {
  let live = await settled(run, await exists(run));
  for (const { needed, refuse } of steps) {
    if (needed(situationOf(run, live))) await refuse?.(run.ctx, situationOf(run, live));
  }
  if (isTermUnknown(situationOf(run, live))) run.ctx.log.warn(termUnknown(run, live));
  for (const step of steps) {
    const situation = situationOf(run, live);
    if (step.needed(situation)) live = await apply(run, step, situation);
  }
  return live;
}

function situationOf({ id, achieved, news }: Run, live: Instance) {
  return { id, live, olds: achieved, news };
}

async function exists(run: Run): Promise<Instance> {
  const live = await look(run.ctx, run.id);
  if (!live) {
    throw new VanishedError(
      `${label(run)} does not exist any more: somebody or something deleted it. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it anew.`,
    );
  }
  if (phaseOf(live) === "leaving") throw new VanishedError(beingDeleted(label(run), live));
  return live;
}

/** The instance once it neither starts nor stops nor resets: only then does the service take changes. */
async function settled(run: Run, live: Instance): Promise<Instance> {
  if (!["pending", "frozen"].includes(phaseOf(live))) return live;
  const something = steps.some((step) => step.needed(situationOf(run, live)));
  return something ? waitApplied(run, live, () => true) : live;
}

function termUnknown(run: Run, { endTime }: Instance): string {
  const until = endTime === undefined ? "" : `, until ${new Date(endTime * 1000).toISOString().slice(0, 10)}`;
  return `${label(run)} is monthly already${until}. How many months were bought is not known here, so none are bought now.`;
}
