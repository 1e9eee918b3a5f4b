import { NovitaError } from "../../api";
import { SETTLE_WINDOW_MS } from "../await";
import { type Declaration, DECLARATION_KEY, type Inputs } from "../declaration";
import { type Context, labelOf, type Live, longestName, shortNoun } from "../model";
import { isAutoName, namePrefix } from "./naming";

/** Inputs with the physical name that is about to be created. */
export type Named = Inputs & { readonly name: string };

/** What a search for earlier things of a declaration found. */
export interface Earlier {
  /** Things with the very name that is about to be created, tracked or not. */
  readonly sameName: ReadonlySet<string>;
  /** Things that the declaration made, or that carry its fixed name, and that no state is known to hold. */
  readonly orphans: readonly Live[];
  /** Why it is not known of all states what they hold: a sentence. */
  readonly trouble?: string;
}

/** Why nothing may be created: the config asks for take-overs and does not say in whose name. */
export function ownerMissing({ resource, orphans, owner }: Context): string | undefined {
  if (orphans !== "adopt" || owner !== "") return undefined;
  return `The config novita:orphans is "adopt", and novita:owner is not set: ${shortNoun(resource)}s of another backend or team with the same project and stack name would be taken over. Set one with \`pulumi config set novita:owner <a name that nobody else uses>\`, or set novita:orphans to "report".`;
}

/**
 * Looks for things of the same declaration before another one is created: by the tag in the name, or by the name itself
 * if the user fixed it.
 *
 * @param budgetMs What the whole create may take.
 * @throws NovitaError if the list cannot be read; then nothing may be created.
 */
export async function findEarlier(ctx: Context, inputs: Named, budgetMs: number): Promise<Earlier> {
  const { resource } = ctx;
  const declaration = taggedDeclaration(ctx, inputs);
  const { name } = inputs;
  const notCreated = (why: string): NovitaError =>
    new NovitaError(
      `${resource.noun} "${name}" was not created, because it is not certain that an earlier run has not created it already: ${why}`,
    );
  const pattern = declaration ? namePrefix(declaration, ctx.owner, longestName(resource.facts)) : name;
  const { items, complete } = await ctx.lists
    .next({ name: pattern, budgetMs: Math.min(SETTLE_WINDOW_MS, budgetMs), withinMs: budgetMs })
    .catch((error: unknown) => {
      throw error instanceof NovitaError ? notCreated(error.message) : error;
    });
  if (!complete) throw notCreated("the list could not be read to its end. Try again in a minute.");
  const ours = (each: Live): boolean =>
    each.name === name || (declaration !== undefined && isAutoName(each.name ?? "", declaration, ctx.owner));
  const untracked = items.filter(
    (each) => ours(each) && isAlive(ctx, each) && !ctx.deployment.knows(each, name),
  );
  const sameName = new Set(items.filter((each) => each.name === name).map(({ id }) => id));
  return { sameName, ...(await heldByNoStack(ctx, inputs, untracked)) };
}

/** Whether it is neither gone nor being deleted. */
export function isAlive({ resource }: Pick<Context, "resource">, live: Live): boolean {
  const phase = resource.phaseOf(live);
  return phase !== "gone" && phase !== "leaving";
}

/**
 * Those that no state of the project holds. Resources that come later in the run, are left out by `--target`, or were
 * moved to another stack have not been met by this process.
 */
async function heldByNoStack(
  ctx: Context,
  inputs: Named,
  untracked: readonly Live[],
): Promise<Pick<Earlier, "orphans" | "trouble">> {
  const declaration = inputs[DECLARATION_KEY];
  if (untracked.length === 0 || !declaration) return { orphans: untracked };
  const ids = untracked.map(({ id }) => id);
  const { stacks, trouble } = await ctx.states.holding(declaration, ids);
  for (const each of untracked) {
    const stack = stacks.get(each.id);
    if (stack === undefined) continue;
    ctx.deployment.seen({ id: each.id });
    ctx.log.info(`${labelOf(ctx.resource, each)} is in the state of the stack ${stack}.`);
  }
  return {
    orphans: untracked.filter(({ id }) => !stacks.has(id)),
    ...(trouble !== undefined && { trouble }),
  };
}

/** Whose declaration it is, if the name was made from it; `undefined` for a name that the user fixed. */
export function taggedDeclaration({ owner }: Pick<Context, "owner">, inputs: Named): Declaration | undefined {
  const declaration = inputs[DECLARATION_KEY];
  return declaration && isAutoName(inputs.name, declaration, owner) ? declaration : undefined;
}
