import { NovitaError } from "../../api";
import { lookUpOfMany } from "../await";
import {
  bagOf,
  DECLARATION_KEY,
  type Inputs,
  type Properties,
  REMEMBERED_KEY,
  type State,
} from "../declaration";
import { same } from "../forms";
import { billWords, type Context, type Definition, labelOf, type Live, restOf, waits } from "../model";
import {
  asDeclared,
  asPlacedLive,
  concealIn,
  fieldsOf,
  formsOf,
  inputsOf,
  namedOf,
  rememberedIn,
  secretsShown,
  stateOf,
  undeclaredIn,
  withFound,
  writtenOf,
} from "../state";

/** What a read found. */
export interface Found {
  readonly state: State;
  /**
   * The inputs as they really are, in the user's own words if they have not changed; no name of our own making, and no
   * secret that nobody has declared.
   */
  readonly inputs: Inputs;
  /** Whether it is not at rest as declared: no input of the program's says so. */
  readonly isHalted: boolean;
}

/** What can stand in a sentence without quotation marks. */
const USUAL_ID = /^[\w.:-]+$/;

/**
 * Reads the live thing; `undefined` only if it certainly does not exist any more.
 *
 * @throws NovitaError when nothing certain can be said; the state stays as it is.
 */
export async function read(ctx: Context, id: string, olds: State): Promise<Found | undefined> {
  const { resource } = ctx;
  concealIn(ctx, olds);
  // A state always says whose declaration it is; the class's `get` has none to give.
  const looksUp = olds[DECLARATION_KEY] === undefined;
  const live = await lookUpOfMany(ctx, id, olds);
  if (!live && looksUp) {
    throw new NovitaError(
      `There is no ${resource.noun} ${USUAL_ID.test(id) ? id : JSON.stringify(id)} in this account. Check the id, and that the API key belongs to the account that has it.`,
    );
  }
  if (!live) {
    const label = labelOf(resource, { id, name: olds.name });
    const rest = [resource.whyGone?.(olds), whatIsLost(resource, olds)].filter((each) => each !== undefined);
    const gone = `${label} does not exist any more in the account of this API key.`;
    const otherwise = `If this key is of another account, put the right one back first. ${billWords(resource).mayExist} there.`;
    ctx.log.warn([gone, ...rest, otherwise].join(" "));
    ctx.deployment.gone({ id, name: olds.name });
    return undefined;
  }
  if (!looksUp) ctx.deployment.seen({ id, name: live.name });
  const warning = resource.warning?.(live, olds.lifecycle, ctx.clock.now());
  const said = `${labelOf(resource, { id, name: olds.name ?? live.name })}: ${warning}`;
  if (warning !== undefined && ctx.deployment.isNews(said)) ctx.log.warn(said);
  const before = looksUp
    ? lookedUp(ctx, olds, live)
    : asPlacedLive(resource, live, withFound(resource, olds, writtenOf(resource, olds), live), olds);
  const really = { ...before, ...resource.liveInputs(live, fieldsOf(resource, before)) };
  const remembered = rememberedIn(olds);
  const state = stateOf(resource, {
    inputs: before,
    live,
    quoted: await resource.quote?.(ctx, really, { before: bagOf(olds), live }),
    observed: looksUp ? undefined : baseline(ctx, before, olds, live),
    moment: { kind: "read", before: remembered },
  });
  const isHalted =
    !looksUp && waits(resource, olds) && resource.phaseOf(live) !== restOf(resource, olds).phase;
  return { state, inputs: writtenOf(resource, state), isHalted };
}

/** What a new thing in place of one that is gone would not have. */
function whatIsLost(resource: Definition, olds: State): string | undefined {
  const names = undeclaredIn(resource, olds);
  if (names.length === 0) return undefined;
  return `It was imported with ${namedOf(olds, names)}, which the program does not declare: a new one would not have them.`;
}

/** What the program only looks at is as it is; a list that the service shows in another order is no other one. */
function lookedUp({ resource }: Context, olds: State, live: Live): Inputs {
  const before: Properties = bagOf(olds);
  const all = resource.liveInputs(live, { kind: bagOf(live).kind });
  const shown = asDeclared(resource, all);
  const chosen = secretsShown(resource, all);
  const kept = Object.keys(shown)
    .filter((name) => before[name] !== undefined && same(resource, name, before[name], shown[name]))
    .map((name) => [name, before[name]]);
  const options = resource.optionsOf?.(live);
  return {
    ...inputsOf(resource, olds),
    ...shown,
    ...(Object.fromEntries(kept) as Properties),
    ...(options && { lifecycle: { ...olds.lifecycle, ...options } }),
    ...(chosen.length > 0 && { [REMEMBERED_KEY]: { chosen } }),
  };
}

/** The baseline of the state; until a thing was ready once, what it shows is what the service made of it. */
function baseline({ resource }: Context, inputs: Inputs, olds: State, live: Live): Properties | undefined {
  if (!resource.isBeingMade(olds.status)) return rememberedIn(olds).observed;
  return formsOf(resource, inputs, live);
}
