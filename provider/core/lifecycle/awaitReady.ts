import { lookUp, ready, WaitError, waitFor, type Waiting } from "../await";
import { bagOf, type Properties, type State, type Timeouts } from "../declaration";
import { type Context, echoedFields, type Live, restOf, timeoutMs, waits } from "../model";
import { formsOf, rememberedIn, stateOf } from "../state";
import { type Kept, keptFailure, labelOfKept } from "./initFailure";

/** A thing that exists, on its way to what is declared, and how far it has come. */
export interface Becoming extends Kept {
  readonly startedAt: number;
  /** Which timeout holds for the whole. */
  readonly timeoutName: keyof Timeouts;
  /** Whether a call that changes something was sent, so that it may have stood still. */
  readonly touched?: boolean;
  /** The fields that the service has been seen to have taken on. Default: all of them. */
  readonly applied?: readonly string[];
  /** The fields whose change was accepted and may not be shown yet. */
  readonly pending?: readonly string[];
  /** Whether it is waited for. Default: as `news` say. */
  readonly waits?: boolean;
}

/** What it is waited for to do, how long, and what messages call it. */
export function waitingFor(ctx: Context, becoming: Becoming, goal: string): Omit<Waiting, "condition"> {
  const { id, startedAt, timeoutName, news } = becoming;
  const limit = timeoutMs(ctx, news.lifecycle, timeoutName);
  return { id, label: labelOfKept(ctx, becoming), goal, timeoutMs: limit, startedAt, timeoutName };
}

/**
 * Waits until the thing has come to rest, ready as a rule, and returns its whole state.
 *
 * @param seen The thing as it was read just now, if nothing has been changed since.
 * @throws InitFailure for every failure whatsoever, a defect of our own included: the thing exists.
 */
export async function awaitReady(ctx: Context, becoming: Becoming, seen?: Live): Promise<State> {
  const { resource } = ctx;
  const { id, news, olds, touched: wasMoved } = becoming;
  const { phase: rest, goal } = restOf(resource, news);
  let last = seen;
  let quoted: Properties | undefined;
  try {
    if (!olds) ctx.log.info(`${labelOfKept(ctx, becoming)} was accepted.`);
    // A failure is the moment when the bill matters most.
    if (!olds || !isQuoted(olds, resource.quoted)) quoted = await resource.quote?.(ctx, news);
    const isAtRest = last !== undefined && resource.phaseOf(last) === rest;
    const isAwaited = !isAtRest && isWaitedFor(ctx, becoming);
    if (isAwaited) {
      const waiting = waitingFor(ctx, becoming, goal);
      const { label } = waiting;
      const about = { label, rest, wasMoved, existed: olds !== undefined, lifecycle: news.lifecycle };
      last = await waitFor(ctx, { ...waiting, condition: ready(resource, about) });
    }
    const live = last && !isAwaited ? last : await lookUp(ctx, id, last);
    return await finalState(ctx, becoming, live);
  } catch (error) {
    throw keptFailure(ctx, { ...becoming, quoted }, error, lastOf(error) ?? last);
  }
}

const isWaitedFor = ({ resource }: Context, becoming: Becoming): boolean =>
  becoming.waits ?? waits(resource, becoming.news);

const isQuoted = (state: State, names: readonly string[] = []): boolean =>
  names.every((name) => bagOf(state)[name] !== undefined);

const lastOf = (error: unknown): Live | undefined => (error instanceof WaitError ? error.last : undefined);

async function finalState(ctx: Context, becoming: Becoming, live: Live | undefined): Promise<State> {
  const { resource } = ctx;
  const { news: inputs, olds, pending } = becoming;
  const quoted = await resource.quote?.(ctx, inputs, { before: olds && bagOf(olds), live });
  if (live) {
    const before = olds && rememberedIn(olds);
    const moment = { kind: "applied", before, pending } as const;
    return stateOf(resource, { inputs, live, quoted, observed: baseline(ctx, becoming, live), moment });
  }
  // Accepted just now, and not visible yet.
  if (!isWaitedFor(ctx, becoming)) return { ...inputs, ...quoted };
  throw new WaitError(
    `${labelOfKept(ctx, becoming)} disappeared as soon as it was ready: it was deleted outside Pulumi. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
    undefined,
  );
}

/** The baseline, drawn again for what was applied; for everything until the thing was ready once. */
function baseline({ resource }: Context, becoming: Becoming, live: Live): Properties | undefined {
  const { news, olds } = becoming;
  const all = echoedFields(resource.facts);
  const applied = resource.isBeingMade(olds?.status) ? all : (becoming.applied ?? all);
  return formsOf(resource, news, live, { applied, before: olds && rememberedIn(olds).observed });
}
