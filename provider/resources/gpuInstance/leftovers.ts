import { NovitaError } from "../../api/errors";
import { printable } from "../../api/redact";
import type { Instance } from "../../api/instance";
import type { Context } from "./context";
import { isDeclaredImage } from "./image";
import { listAll } from "./listing";
import { labelOf } from "./look";
import { DECLARATION_KEY, type Declaration, type Inputs } from "./model";
import { isAutoName, namePrefix } from "./naming";
import { formatUsd, pricedAs } from "./price";
import { phaseOf } from "./status";

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
  /** Instances that the declaration made, or that carry its fixed name, and that no state knows. */
  readonly leftovers: readonly Instance[];
}

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
  const declaration = declarationOf(inputs);
  const { name } = inputs;
  const notBegun = (why: string): LeftoverError =>
    new LeftoverError(
      `Creating GPU instance "${name}" was not begun, because it is not certain that an earlier run has not created it already: ${why}`,
    );
  const pattern = declaration ? namePrefix(declaration) : name;
  const { instances, complete } = await listAll(ctx.client, {
    name: pattern,
    budgetMs: Math.min(LONGEST_LOOK_MS, budgetMs),
    clock: ctx.clock,
  }).catch((error: unknown) => {
    throw error instanceof NovitaError ? notBegun(error.message) : error;
  });
  if (!complete) throw notBegun("the list of instances could not be read to its end. Try again in a minute.");
  const ours = (each: Instance): boolean =>
    each.name === name || (declaration !== undefined && isAutoName(each.name ?? "", declaration));
  const alive = instances.filter(
    (each) => ours(each) && phaseOf(each) !== "gone" && phaseOf(each) !== "leaving",
  );
  return {
    sameName: new Set(instances.filter((each) => each.name === name).map(({ id }) => id)),
    leftovers: alive.filter((each) => !ctx.tracked.hasBeside(name, each)),
  };
}

/** Whether a leftover is what is about to be created: the same product, image and number of GPUs. */
export function isWhatIsDeclared(leftover: Instance, inputs: Inputs): boolean {
  const gpus = inputs.kind === "cpu" || leftover.gpuNum === inputs.gpuNum;
  const image = isDeclaredImage(leftover.imageUrl ?? "", inputs.imageUrl);
  return leftover.productId === inputs.productId && image && gpus;
}

/** The sentence that names what was found, what it costs, and the ways out. */
export async function leftoverMessage(
  ctx: Context,
  inputs: Named,
  leftovers: readonly Instance[],
): Promise<string> {
  const found = await Promise.all(
    leftovers.map(
      async (each) => `${labelOf(each)} [${printable(each.status)}], ${await priceOf(ctx, each)}`,
    ),
  );
  const one = leftovers.length === 1;
  const fixed = declarationOf(inputs) === undefined;
  const what = fixed ? `of the fixed name "${inputs.name}"` : "of this declaration";
  const whose = one
    ? `there is already an instance ${what} that the stack does not know`
    : `there are already ${leftovers.length} instances ${what} that the stack does not know`;
  const origin = fixed
    ? ", left by an interrupted run or made by somebody else"
    : ", probably left by an interrupted run";
  const drop = fixed ? ", drop `name` so that each instance gets a name of its own" : "";
  const ways = one
    ? `Take it over with lifecycle: { adopt: "${leftovers[0]?.id}" }${drop}, or delete it in Novita's console, unless another resource or stack has it`
    : `Take one over with lifecycle: { adopt: "<its id>" }${drop}, and delete the others in Novita's console, unless another resource or stack has them`;
  const unattended = one && !fixed && ctx.leftovers === "report" ? ` ${UNATTENDED}` : "";
  return `Creating GPU instance "${inputs.name}" was not begun: ${whose}${origin}: ${found.join("; ")}. ${ways}; then run \`pulumi up\` again.${unattended}`;
}

const UNATTENDED =
  'Unattended pipelines can set the config novita:leftovers to "adopt": what is left of the same product, image and GPU count is then taken over.';

/** Whose declaration it is, where the name was made from it; `undefined` for a name that the user fixed. */
function declarationOf(inputs: Named): Declaration | undefined {
  const declaration = inputs[DECLARATION_KEY];
  return declaration && isAutoName(inputs.name, declaration) ? declaration : undefined;
}

async function priceOf(ctx: Context, live: Instance): Promise<string> {
  const priced = pricedAs(live);
  const quote = priced && ctx.prices.quote(priced).catch(() => undefined);
  const usd = (await quote)?.hourlyUsd;
  return usd === undefined ? "price unknown" : `${formatUsd(usd)} an hour`;
}
