import { NovitaError } from "../../api";
import { WaitError } from "../await";
import { type Inputs, pick, type Properties, type State } from "../declaration";
import { billWords, type Context, labelOf, type Live, shortNoun } from "../model";
import { formsOf, rememberedIn, stateOf } from "../state";

/**
 * The thing exists, and is not (or not yet) as declared. Pulumi keeps the resource with this id and these properties,
 * fails the deployment with the reasons, and calls update at the next `pulumi up`.
 */
export class InitFailure extends Error {
  override readonly name = "InitFailure";

  constructor(
    readonly id: string,
    /** The whole state, with everything that a later delete needs. */
    readonly properties: State,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join(" "));
  }
}

/** What is known of a thing that a failure must not lose. */
export interface Kept {
  readonly id: string;
  /** What it shall become. */
  readonly news: Inputs;
  /** The state as it was before, with what calls have changed since; absent if it was just created. */
  readonly olds?: State;
  /** Outputs that the thing itself does not tell. */
  readonly quoted?: Properties;
}

/** A failure that keeps the thing in the state: as it was last seen, else as it was known before. */
export function keptFailure(ctx: Context, kept: Kept, error: unknown, last?: Live): InitFailure {
  return new InitFailure(kept.id, keptState(ctx, kept, last), [reasonOf(ctx, error, kept)]);
}

/** Does what comes once the thing exists: whatever fails then must not lose it. */
export async function keeping<T>(
  ctx: Context,
  kept: Kept,
  work: () => Promise<T> | T,
  last?: Live,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof InitFailure ? error : keptFailure(ctx, kept, error, last);
  }
}

/** A name that create has drawn is in the state alone, and in no input. */
export function labelOfKept({ resource }: Context, { id, news, olds }: Kept): string {
  return labelOf(resource, { id, name: olds?.name ?? news.name });
}

function keptState({ resource }: Context, { news, olds, ...kept }: Kept, last: Live | undefined): State {
  const quoted = kept.quoted ?? pick(olds ?? {}, resource.quoted ?? []);
  const known: State = { ...(olds ?? news), ...quoted };
  if (!last) return known;
  try {
    const before = olds && rememberedIn(olds);
    return stateOf(resource, {
      inputs: news,
      live: last,
      quoted,
      observed: before ? before.observed : formsOf(resource, news, last),
      moment: { kind: "kept", before },
    });
  } catch {
    // Whatever is wrong with what was seen: the id must not be lost over it.
    return known;
  }
}

/** The reason that a person reads; for a defect of our own, whose it is and that nothing is lost. */
function reasonOf(ctx: Context, error: unknown, kept: Kept): string {
  const label = labelOfKept(ctx, kept);
  if (error instanceof WaitError) return error.message;
  if (error instanceof NovitaError) {
    const words = billWords(ctx.resource);
    return `${error.message} ${label} is kept in the state${words.mayBe}: \`pulumi up\` goes on from there, \`pulumi destroy\` ${words.ends}.`;
  }
  const words = error instanceof Error ? error.message : String(error);
  return `${label} exists and is kept in the state, but the provider failed: ${words}. This is a defect of pulumi-novita; please report it. \`pulumi up\` goes on from there, \`pulumi destroy\` deletes the ${shortNoun(ctx.resource)}.`;
}
