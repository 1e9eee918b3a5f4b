import { NovitaError } from "../../api/errors";
import type { Context } from "./context";
import { diff, type Difference } from "./diff";
import { labelOf } from "./look";
import { DECLARATION_KEY, type Declaration, type Properties } from "./model";

/**
 * Pulumi's diff within a run: {@link diff}, and what it tells of the run is remembered for the operations to come.
 *
 * @throws NovitaError where two resources of the program have the same instance.
 */
export function compare(ctx: Context, id: string, olds: Properties, news: Properties): Difference {
  ctx.tracked.add({ id, name: olds.name });
  const declaration = news[DECLARATION_KEY] as Declaration | undefined;
  const other = declaration && ctx.claims.meet(id, declaration);
  if (other) {
    const both = [other.by?.name, declaration.name].map((name) => JSON.stringify(name)).join(" and ");
    throw new NovitaError(
      `${labelOf({ id, name: olds.name as string })} is held by two resources of this stack, ${both}. Remove one of them from the program: the instance stays with the other one.`,
    );
  }
  const difference = diff(id, olds, news);
  if (difference.replaces.length > 0) {
    ctx.replacements.announce(id, olds, news);
    if (declaration) ctx.claims.giveUp(id, declaration);
  } else ctx.replacements.drop(id);
  return difference;
}
