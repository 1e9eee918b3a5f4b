import type { Instance } from "../../api/entities/instance";
import { printable } from "../../api/redact";
import type { Context } from "../model/context";
import { labelOf } from "../await/lookup";
import { DECLARATION_KEY, type Inputs } from "../model/declaration";
import { isAutoName } from "./naming";
import { phaseOf } from "../../resources/gpuInstance/readiness";

/**
 * Other instances of the same declaration that showed up while one was created: somebody else ran the same stack at
 * the same moment, or a killed run's request arrived late. Seen in the list that the waiting has read anyway.
 */
export function twinsOf(ctx: Context, inputs: Inputs, id: string, since: number): readonly Instance[] {
  const declaration = inputs[DECLARATION_KEY];
  if (!declaration) return [];
  return ctx.watcher.latest(since).filter((each) => {
    const alive = phaseOf(each) !== "gone" && phaseOf(each) !== "leaving";
    return (
      each.id !== id &&
      alive &&
      isAutoName(each.name ?? "", declaration, ctx.owner) &&
      !ctx.tracked.hasBeside(inputs.name, each)
    );
  });
}

/** The sentence that names them. */
export function twinsMessage(inputs: Inputs, id: string, twins: readonly Instance[]): string {
  const list = twins.map((each) => `${labelOf(each)} [${printable(each.status)}]`).join(", ");
  const are = twins.length === 1 ? "another instance" : `${twins.length} other instances`;
  return `${labelOf({ id, name: inputs.name })} was created and is in the state, but ${are} of the same declaration showed up meanwhile: ${list}. Somebody runs this stack at the same time, or the request of a killed run arrived late. ${twins.length === 1 ? "Both" : "All"} are billed: delete what is not wanted in Novita's console, then run \`pulumi up\` again.`;
}
