import { NovitaError } from "../../api/errors";
import type { Instance } from "../../api/instance";
import type { Context } from "./context";
import { listAll } from "./listing";
import { labelOf } from "./look";
import { DECLARATION_KEY, type Inputs } from "./model";
import { isAutoName, namePrefix } from "./naming";
import { formatUsd, type Priced } from "./price";
import { phaseOf } from "./status";

/** Instances of this declaration exist that no state knows. Nothing was created. */
export class LeftoverError extends NovitaError {
  override readonly name = "LeftoverError";
}

/** What a look for earlier instances of a declaration found. */
export interface Earlier {
  /** Instances with the very name that is about to be created, tracked or not. */
  readonly sameName: ReadonlySet<string>;
  /** Instances that the declaration made, or that carry its fixed name, and that no state knows. */
  readonly leftovers: readonly Instance[];
}

/**
 * Looks for instances of the same declaration before another one is created: by the tag in the name, or by the name
 * itself where the user fixed it.
 *
 * @throws NovitaError when the list cannot be had; then nothing may be created.
 */
export async function findEarlier(ctx: Context, inputs: Inputs): Promise<Earlier> {
  const declaration = inputs[DECLARATION_KEY];
  const { name } = inputs;
  const auto = declaration !== undefined && (name === undefined || isAutoName(name, declaration));
  const pattern = auto ? namePrefix(declaration) : name;
  if (!pattern) return { sameName: new Set(), leftovers: [] };
  const { instances, complete } = await listAll(ctx.client, { name: pattern });
  if (!complete) {
    throw new LeftoverError(
      `Creating GPU instance "${name}" was not begun: the list of instances could not be read to its end, so it is not certain that an earlier run has not created it already. Try again in a minute.`,
    );
  }
  const ours = (each: Instance): boolean =>
    auto ? each.name !== undefined && isAutoName(each.name, declaration) : each.name === name;
  const alive = instances.filter(
    (each) => ours(each) && phaseOf(each) !== "gone" && phaseOf(each) !== "leaving",
  );
  // A fixed name can stand on a stranger's instance as well as on our own: only ids tell them apart.
  const known = (each: Instance): boolean => (auto ? ctx.tracked.has(each) : ctx.tracked.hasId(each.id));
  return {
    sameName: new Set(instances.filter((each) => each.name === name).map(({ id }) => id)),
    leftovers: alive.filter((each) => !known(each)),
  };
}

/** Whether a leftover is what is about to be created: the same product, image and number of GPUs. */
export function isWhatIsDeclared(leftover: Instance, inputs: Inputs): boolean {
  const gpus = inputs.kind === "cpu" || leftover.gpuNum === inputs.gpuNum;
  return leftover.productId === inputs.productId && leftover.imageUrl === inputs.imageUrl && gpus;
}

/** The error that names what was found, what it costs, and the ways out. */
export async function leftoverError(
  ctx: Context,
  inputs: Inputs,
  leftovers: readonly Instance[],
): Promise<LeftoverError> {
  const lines = await Promise.all(
    leftovers.map(async (each) => `${labelOf(each)} [${each.status}], ${await priceOf(ctx, each)}`),
  );
  const [first] = leftovers;
  const whose =
    leftovers.length === 1
      ? "there is already an instance of this declaration that the stack does not know, probably left by an interrupted run"
      : `there are already ${leftovers.length} instances of this declaration that the stack does not know, probably left by interrupted runs`;
  return new LeftoverError(
    `Creating GPU instance "${inputs.name}" was not begun: ${whose}: ${lines.join("; ")}. Take it over with lifecycle: { adopt: "${first?.id}" }${takeOverAdvice(inputs)}, or delete it in Novita's console, then run \`pulumi up\` again. Unattended pipelines can set the config novita:leftovers to "adopt".`,
  );
}

function takeOverAdvice(inputs: Inputs): string {
  const declaration = inputs[DECLARATION_KEY];
  const fixed = inputs.name !== undefined && !(declaration && isAutoName(inputs.name, declaration));
  return fixed ? ", drop `name` so that each instance gets a name of its own" : "";
}

async function priceOf(ctx: Context, live: Instance): Promise<string> {
  if (live.productId === undefined) return "price unknown";
  const priced: Priced = {
    productId: live.productId,
    gpuNum: live.gpuNum,
    rootfsSize: live.rootfsSize,
    kind: live.kind === "cpu" ? "cpu" : "gpu",
    billingMode:
      live.billingMode === "spot" || live.billingMode === "monthly" ? live.billingMode : "onDemand",
  };
  const usd = await ctx.prices.quote(priced).then(
    (found) => found?.hourlyUsd,
    () => undefined,
  );
  return usd === undefined ? "price unknown" : `${formatUsd(usd)} an hour`;
}
