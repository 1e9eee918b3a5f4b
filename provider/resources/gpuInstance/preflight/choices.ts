import {
  type CheckFailure,
  failure,
  formatDuration,
  type Properties,
  type Replacement,
  viewOf,
} from "../../../core";
import { orWarn } from "../../asking";
import type { GpuContext } from "../context";
import type { Inputs } from "../inputs";
import { choicesOf, clausesOf, lookAt, mayPass, type Sight, stockWaitMs } from "../placement";
import { inItsLikelyPlace, misfits, NOT_KNOWN } from "./obstacles";
import { describe, labelOf } from "./offer";
import { isOff } from "../power";
import { isFreedBy } from "./replacement";

/**
 * What a check says of a declaration with alternatives: price and stock of each choice, and which one would be taken now; a
 * failure if there is none and the run would not wait for one, or if an existing instance would be deleted for it.
 *
 * @param isNew Whether an instance is going to be created.
 * @param remark Says what else there is to know, if nothing fails: of an instance that exists, when its GPUs are out of stock.
 */
export async function checkChoices(
  ctx: GpuContext,
  inputs: Inputs,
  isNew: boolean,
  replacement: Replacement | undefined,
  remark: (missing: string | undefined) => void,
): Promise<CheckFailure[]> {
  const label = labelOf(inputs);
  const choices = choicesOf(inputs);
  const looked = await lookAt(ctx, choices);
  const sights = await Promise.all(
    looked.map((sight) => withMisfits(ctx, sight, isNew, replacement?.olds, label)),
  );
  const taken = sights.find(({ obstacle }) => obstacle === undefined);
  sights.forEach((sight, at) => {
    const which = `${label}, choice ${at + 1} of ${sights.length}`;
    const said = saidOf(ctx, sight, sight === taken && isNew);
    ctx.log.info(`${which}: ${said}`);
  });
  // Only a price that is over the cap speaks against what is there, and nothing against stopping it.
  const isKept = !isNew && (isOff(inputs) || sights.some(({ obstacle }) => obstacle?.kind !== "cap"));
  if (taken || isKept) {
    remark(missingOf(sights));
    return [];
  }
  const waitMs = stockWaitMs(inputs);
  if (waitMs > 0 && sights.some(mayPass)) {
    const upTo = viewOf(ctx, inputs).show("lifecycle.waitForStock", formatDuration(waitMs));
    ctx.log.warn(
      `${label}: none of the ${sights.length} choices can be had now. \`pulumi up\` waits up to ${upTo} for one (lifecycle.waitForStock), and deletes nothing before.`,
    );
    remark(undefined);
    return [];
  }
  const lost = replacement
    ? " Replacing now would delete the current instance with no replacement available."
    : "";
  const rest = `leaves nothing that can be had now: ${clausesOf(sights)}.${lost} Add another choice, or try again later; lifecycle.waitForStock waits for what is out of stock.`;
  return [failure("lifecycle.alternatives", rest)];
}

/** The subject of a sentence about GPUs that are out of stock: which choice an instance is, only its state tells. */
function missingOf(sights: readonly Sight[]): string | undefined {
  const out = sights.flatMap(({ quote }, at) => (quote?.stock === "none" ? [at + 1] : []));
  if (out.length === 0 || out.length === sights.length) return out.length === 0 ? undefined : "its GPUs";
  return `if it is choice ${out.join(" or ")} of ${sights.length}, its GPUs`;
}

/** What beside price and stock speaks against a choice. */
async function withMisfits(
  ctx: GpuContext,
  sight: Sight,
  isNew: boolean,
  olds: Properties | undefined,
  label: string,
): Promise<Sight> {
  const { choice, obstacle, quote } = sight;
  const { alone } = choice;
  const isFreed =
    obstacle?.kind === "stock" && olds !== undefined && isFreedBy(olds, await inItsLikelyPlace(ctx, alone));
  if ((obstacle && !isFreed) || !isNew) return sight;
  const unmet = await orWarn(ctx, `${label}: ${NOT_KNOWN}`, () => misfits(ctx, alone));
  const reasons = unmet.map(({ reason }) => reason.replace(/\.$/, "")).join("; ");
  const seen = { choice, ...(quote && { quote }) };
  return unmet.length === 0 ? seen : { ...seen, obstacle: { kind: "misfit", clause: reasons } };
}

function saidOf(ctx: GpuContext, { choice, quote, obstacle }: Sight, isTaken: boolean): string {
  if (!quote) return `${obstacle?.clause ?? ""}.`;
  const offer = describe(choice.alone, quote, viewOf(ctx, choice.alone));
  if (isTaken) return `${offer}; this one would be taken now`;
  const isSaid = obstacle === undefined || obstacle.kind === "stock";
  return isSaid ? offer : `${offer}; not taken: ${obstacle.clause}`;
}
