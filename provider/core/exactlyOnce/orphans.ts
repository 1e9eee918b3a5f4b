import { NovitaError } from "../../api/errors/errors";
import { printable } from "../../api/redact";
import type { Instance } from "../../api/entities/instance";
import { unlike } from "../lifecycle/adopt";
import type { Context } from "../model/context";
import { type FieldName, fields } from "../../resources/gpuInstance/generated/fields";
import { listAll } from "../await/listing";
import { liveInputs } from "../../resources/gpuInstance/fromLive";
import { labelOf } from "../await/lookup";
import { DECLARATION_KEY, type Declaration, type Inputs } from "../model/declaration";
import { isAutoName, namePrefix } from "./naming";
import { formatUsd, pricedAs } from "../../pricing/quote";
import { same } from "../forms/canonical";
import { viewOf } from "../state/secrets";
import { phaseOf } from "../../resources/gpuInstance/readiness";

/** Instances of this declaration exist that no state knows. Nothing was created. */
export class LeftoverError extends NovitaError {
  override readonly name = "LeftoverError";
}

/** Inputs with the physical name that is about to be created. */
export type Named = Inputs & { readonly name: string };

/** What a look for earlier instances of a declaration found. */
export interface Earlier {
  /** Instances with the very name that is about to be created, tracked or not. */
  readonly sameName: ReadonlySet<string>;
  /** Instances that the declaration made, or that carry its fixed name, and that no state is known to hold. */
  readonly leftovers: readonly Instance[];
  /** Why it is not known of all states what they hold: a sentence. */
  readonly trouble?: string;
}

/** Why nothing may be created: the config asks for take-overs and does not say in whose name. */
export function ownerMissing({ leftovers, owner }: Pick<Context, "leftovers" | "owner">): string | undefined {
  return leftovers === "adopt" && owner === "" ? OWNER_MISSING : undefined;
}

const OWNER_MISSING =
  'The config novita:leftovers is "adopt", and novita:owner is not set: instances of another backend or team with the same project and stack name would be taken over. Set one with `pulumi config set novita:owner <a name that nobody else uses>`, or set novita:leftovers to "report".';

/** No longer than any other look at the service, however long the create may take. */
const LONGEST_LOOK_MS = 120_000;

/**
 * Looks for instances of the same declaration before another one is created: by the tag in the name, or by the name
 * itself where the user fixed it.
 *
 * @param budgetMs What the whole create may take.
 * @throws NovitaError when the list cannot be had; then nothing may be created.
 */
export async function findEarlier(ctx: Context, inputs: Named, budgetMs: number): Promise<Earlier> {
  const declaration = declarationOf(ctx, inputs);
  const { name } = inputs;
  const notBegun = (why: string): LeftoverError =>
    new LeftoverError(
      `Creating GPU instance "${name}" was not begun, because it is not certain that an earlier run has not created it already: ${why}`,
    );
  const pattern = declaration ? namePrefix(declaration, ctx.owner) : name;
  const { instances, complete } = await listAll(ctx.client, {
    name: pattern,
    budgetMs: Math.min(LONGEST_LOOK_MS, budgetMs),
    clock: ctx.clock,
  }).catch((error: unknown) => {
    throw error instanceof NovitaError ? notBegun(error.message) : error;
  });
  if (!complete) throw notBegun("the list of instances could not be read to its end. Try again in a minute.");
  const ours = (each: Instance): boolean =>
    each.name === name || (declaration !== undefined && isAutoName(each.name ?? "", declaration, ctx.owner));
  const alive = instances.filter(
    (each) => ours(each) && phaseOf(each) !== "gone" && phaseOf(each) !== "leaving",
  );
  const unmet = alive.filter((each) => !ctx.tracked.hasBeside(name, each));
  const sameName = new Set(instances.filter((each) => each.name === name).map(({ id }) => id));
  return { sameName, ...(await heldByNone(ctx, inputs, unmet)) };
}

/**
 * Those that no state of the project holds. Resources that come later in the run, are left out by `--target`, or were
 * moved to another stack have not been met by this process.
 */
async function heldByNone(
  ctx: Context,
  inputs: Named,
  unmet: readonly Instance[],
): Promise<Pick<Earlier, "leftovers" | "trouble">> {
  const declaration = inputs[DECLARATION_KEY];
  if (unmet.length === 0 || !declaration) return { leftovers: unmet };
  const ids = unmet.map(({ id }) => id);
  const { stacks, trouble } = await ctx.states.holding(declaration, ids);
  for (const each of unmet) {
    const stack = stacks.get(each.id);
    if (stack === undefined) continue;
    ctx.tracked.add({ id: each.id });
    ctx.log.info(`${labelOf(each)} belongs to another resource, of the stack ${stack}.`);
  }
  return { leftovers: unmet.filter(({ id }) => !stacks.has(id)), ...(trouble !== undefined && { trouble }) };
}

/** What of a leftover is not as declared, or is not to be seen, and could only be had by replacing or resetting it. */
export function differencesOf(ctx: Context, leftover: Instance, { name: _name, ...inputs }: Named): string[] {
  return [...unlike(leftover, inputs, viewOf(ctx, inputs)), ...unseen(leftover, inputs)];
}

function unseen(leftover: Instance, inputs: Inputs): string[] {
  const shown = liveInputs(leftover, inputs);
  const replacing: readonly string[] = ["replace", "billingMode"];
  const hidden = (Object.keys(fields) as FieldName[]).filter(
    (name) => replacing.includes(fields[name].change) && shown[name] === undefined,
  );
  return hidden
    .filter((name) => !same(name, inputs[name], undefined))
    .map((name) => `${name} is declared, and the service does not show it`);
}

/** The sentences that name what was found, what it costs, whose it may be, and the ways out. */
export async function leftoverMessage(
  ctx: Context,
  inputs: Named,
  { leftovers, trouble }: Pick<Earlier, "leftovers" | "trouble">,
): Promise<string> {
  const found = await Promise.all(leftovers.map((each) => described(ctx, inputs, each)));
  const one = leftovers.length === 1;
  const fixed = declarationOf(ctx, inputs) === undefined;
  const what = fixed ? `of the fixed name "${inputs.name}"` : "of this declaration";
  const known = trouble === undefined ? "that no stack of this project has" : "that this run has not met";
  const are = one ? `is already an instance ${what}` : `are already ${leftovers.length} instances ${what}`;
  const [it, ids] = one
    ? ["it", `"${leftovers[0]?.id}"`]
    : ["them", leftovers.map(({ id }) => `"${id}"`).join(", ")];
  const [adopt, remove] = one ? ["it", "it"] : ["one", "the others"];
  const id = one ? leftovers[0]?.id : "<its id>";
  return [
    `GPU instance "${inputs.name}" was not created: there ${are} ${known}: ${found.join("; ")}.`,
    ...(trouble === undefined ? [] : [`A renamed resource or another stack may have ${it}: ${trouble}`]),
    `${fixed ? FIXED_OWNERS : OWNERS} may own ${it}; ${ASK} tells of every state that you give to it. ${fixed ? FIXED_APART : APART}`,
    `If ${it === "it" ? "it was" : "they were"} left by an interrupted run, or kept by retainOnDelete, take ${adopt} over with lifecycle: { adopt: "${id}" }, delete ${remove} in Novita's console, or keep ${it} beside a new one with lifecycle: { ignoreOrphans: [${ids}] }.`,
  ].join(" ");
}

const ASK = "`pulumi stack export | npx pulumi-novita leftovers -`";
const OWNERS = "Another backend, organization or team with the same project and stack name";
const APART = "To keep yours apart, set the config novita:owner to a name of your own.";
const FIXED_OWNERS = "Anybody who uses the same name";
const FIXED_APART = "To keep yours apart, drop `name`: each instance then gets a name of its own.";

async function described(ctx: Context, inputs: Named, leftover: Instance): Promise<string> {
  const differences = differencesOf(ctx, leftover, inputs);
  const but = differences.length === 0 ? "" : ` (not what is declared: ${differences.join("; ")})`;
  return `${labelOf(leftover)} [${printable(leftover.status)}], ${await priceOf(ctx, leftover)}${but}`;
}

/** Whose declaration it is, where the name was made from it; `undefined` for a name that the user fixed. */
function declarationOf(ctx: Context, inputs: Named): Declaration | undefined {
  const declaration = inputs[DECLARATION_KEY];
  return declaration && isAutoName(inputs.name, declaration, ctx.owner) ? declaration : undefined;
}

async function priceOf(ctx: Context, live: Instance): Promise<string> {
  const priced = pricedAs(live);
  const quote = priced && ctx.prices.quote(priced).catch(() => undefined);
  const usd = (await quote)?.hourlyUsd;
  return usd === undefined ? "price unknown" : `${formatUsd(usd)} an hour`;
}
