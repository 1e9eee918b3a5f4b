import { lookUp, ready, WaitError, waitFor } from "../await";
import { bagOf, type Properties, type State, type Timeouts } from "../declaration";
import { type Context, echoedFields, labelOf, type Live, timeoutMs, waitsUntilReady } from "../model";
import { formsOf, rememberedIn, stateOf } from "../state";
import { type Kept, keptFailure, labelOfKept } from "./initFailure";

/** A thing that exists and has to become ready. */
export interface Becoming extends Kept {
  readonly startedAt: number;
  readonly timeoutName: keyof Timeouts;
  /** Whether it stood still when the waiting began. */
  readonly wasStopped?: boolean;
  /** As it was read just now, if nothing has been changed since. */
  readonly live?: Live;
  /** The fields that the service has been seen to have taken on. Default: all of them. */
  readonly applied?: readonly string[];
  /** The fields whose change was accepted and may not be shown yet. */
  readonly pending?: readonly string[];
}

/**
 * Waits until the thing is ready and returns its whole state.
 *
 * @throws InitFailure for every failure whatsoever, a defect of our own included: the thing exists.
 */
export async function awaitReady(ctx: Context, becoming: Becoming): Promise<State> {
  const { resource } = ctx;
  const { id, inputs, fallback } = becoming;
  let last = becoming.live;
  let quoted: Properties | undefined;
  try {
    if (!fallback) ctx.log.info(`${labelOf(resource, { id, name: inputs.name })} was accepted.`);
    // A failure is the moment when the bill matters most.
    if (!fallback || !isQuoted(fallback, resource.quoted)) quoted = await resource.quote?.(ctx, inputs);
    const isReady = last !== undefined && resource.phaseOf(last) === "ready";
    const waits = !isReady && waitsUntilReady(inputs.lifecycle);
    if (waits) last = await untilReady(ctx, becoming);
    const live = last && !waits ? last : await lookUp(ctx, id, last);
    return await finalState(ctx, becoming, live);
  } catch (error) {
    throw keptFailure(ctx, { ...becoming, quoted }, error, lastOf(error) ?? last);
  }
}

const isQuoted = (state: State, names: readonly string[] = []): boolean =>
  names.every((name) => bagOf(state)[name] !== undefined);

const lastOf = (error: unknown): Live | undefined => (error instanceof WaitError ? error.last : undefined);

function untilReady(ctx: Context, becoming: Becoming): Promise<Live | undefined> {
  const { resource } = ctx;
  const { id, inputs, startedAt, timeoutName, wasStopped, fallback } = becoming;
  const label = labelOfKept(ctx, becoming);
  return waitFor(ctx, {
    id,
    label,
    goal: resource.goal,
    timeoutMs: timeoutMs(resource.facts, inputs.lifecycle, timeoutName),
    startedAt,
    timeoutName,
    condition: ready(resource, { label, wasStopped, existed: fallback !== undefined }),
  });
}

async function finalState(ctx: Context, becoming: Becoming, live: Live | undefined): Promise<State> {
  const { resource } = ctx;
  const { inputs, fallback, pending } = becoming;
  const quoted = await resource.quote?.(ctx, inputs, fallback && bagOf(fallback));
  if (live) {
    const before = fallback && rememberedIn(fallback);
    const moment = { kind: "applied", before, pending } as const;
    return stateOf(resource, { inputs, live, quoted, observed: baseline(ctx, becoming, live), moment });
  }
  // Accepted just now, and not visible yet.
  if (!waitsUntilReady(inputs.lifecycle)) return { ...inputs, ...quoted };
  throw new WaitError(
    `${labelOfKept(ctx, becoming)} disappeared as soon as it was ready: it was deleted outside Pulumi. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
    undefined,
  );
}

/** The baseline, drawn again for what was applied; for everything until the thing was ready once. */
function baseline(
  { resource }: Context,
  { inputs, fallback, ...becoming }: Becoming,
  live: Live,
): Properties | undefined {
  const all = echoedFields(resource.facts);
  const applied = resource.isBeingMade(fallback?.status) ? all : (becoming.applied ?? all);
  const before = fallback && rememberedIn(fallback).observed;
  return formsOf(resource, inputs, live, { applied, before });
}
