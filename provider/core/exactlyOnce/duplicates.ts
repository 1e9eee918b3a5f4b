import { printable } from "../../api";
import { DECLARATION_KEY, type Inputs } from "../declaration";
import { type Context, labelOf, shortNoun } from "../model";
import { isAutoName } from "./naming";
import { isAlive } from "./orphans";

/**
 * What is wrong if other things of the same declaration showed up while one was created: somebody else ran the same
 * stack at the same moment, or a killed run's request arrived late. Seen in a list that the waiting has read anyway.
 */
export function duplicateReasons(ctx: Context, inputs: Inputs, id: string, since: number): string[] {
  const { resource, lists, deployment, owner } = ctx;
  const declaration = inputs[DECLARATION_KEY];
  if (!declaration) return [];
  const duplicates = lists
    .latest(since)
    .filter(
      (each) =>
        each.id !== id &&
        isAlive(ctx, each) &&
        isAutoName(each.name ?? "", declaration, owner) &&
        !deployment.knows(each, inputs.name),
    );
  if (duplicates.length === 0) return [];
  const list = duplicates.map((each) => `${labelOf(resource, each)} [${printable(each.status)}]`).join(", ");
  const short = shortNoun(resource);
  const are = duplicates.length === 1 ? `another ${short}` : `${duplicates.length} other ${short}s`;
  const all = duplicates.length === 1 ? "Both" : "All";
  const remove = resource.isFree ? "Delete" : `${all} are billed: delete`;
  return [
    `${labelOf(resource, { id, name: inputs.name })} was created and is in the state, but ${are} of the same declaration showed up meanwhile: ${list}. Somebody runs this stack at the same time, or the request of a killed run arrived late. ${remove} what is not wanted in Novita's console, then run \`pulumi up\` again.`,
  ];
}
