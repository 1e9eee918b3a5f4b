import { NovitaError } from "../../api/errors/errors";
import type { Context } from "../model/context";
import { diff, type Difference, lacksCredential } from "./diff";
import { type FieldName, fields } from "../../resources/gpuInstance/generated/fields";
import { labelOf } from "../await/lookup";
import { DECLARATION_KEY, type Declaration, type Properties } from "../model/declaration";

/**
 * Pulumi's diff within a run: {@link diff}, and what it tells of the run is remembered for the operations to come.
 *
 * @throws NovitaError where two resources of the program have the same instance.
 */
export function compare(ctx: Context, id: string, olds: Properties, news: Properties): Difference {
  ctx.tracked.add({ id, name: olds.name });
  const declaration = news[DECLARATION_KEY] as Declaration | undefined;
  const other = declaration && ctx.claims.meet(id, declaration);
  const difference = diff(id, olds, news);
  const isReplaced = difference.replaces.length > 0;
  // What it gives up another one may have taken over already.
  if (other && !isReplaced) {
    const both = [other.by?.name, declaration.name].map((name) => JSON.stringify(name)).join(" and ");
    throw new NovitaError(
      `${labelOf({ id, name: olds.name as string })} is held by two resources of this stack, ${both}. Remove one of them from the program: the instance stays with the other one.`,
    );
  }
  if (declaration && ctx.claims.isDeclared(declaration)) warnOfCredential(ctx, id, olds, news, difference);
  if (isReplaced) {
    ctx.replacements.announce(id, olds, news);
    if (declaration) ctx.claims.giveUp(id, declaration);
  } else ctx.replacements.drop(id);
  return difference;
}

/** An engine shows that a variable replaces an instance, but not why. */
function warnOfCredential(
  ctx: Context,
  id: string,
  olds: Properties,
  news: Properties,
  { replaces }: Difference,
): void {
  if (
    !lacksCredential(olds, news) ||
    !replaces.some((name) => fields[name as FieldName].change === "upgrade")
  )
    return;
  ctx.log.warn(
    `${labelOf({ id, name: olds.name as string })} is replaced and not reset: Novita shows no id for its imageAuth, so a reset would pull the image with no credential. With the credential stored at Novita, and its id as imageAuthId, it is reset in place.`,
  );
}
