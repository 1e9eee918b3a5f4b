import { type Compared, hasUnknown, type Properties, type Remembered, REMEMBERED_KEY } from "../../core";
import { facts } from "./facts";
import { type FieldName, fields } from "./generated/fields";
import type { Lifecycle } from "./generated/inputs";
import type { OwnMemory } from "./inputs";
import { phaseOf } from "./readiness";

/** Whether a change of an input can be made only by replacing the instance (API page, `x-novita-change`). */
export function replaces(name: FieldName, olds: Properties, news: Properties): boolean {
  const lifecycle = news.lifecycle as Lifecycle | undefined;
  switch (fields[name].change) {
    case "edit":
      return hasFailed(olds) || (name === "rootfsSize" && Number(news.rootfsSize) < Number(olds.rootfsSize));
    case "upgrade":
      return (
        hasFailed(olds) ||
        lacksCredential(olds, news) ||
        (name === "imageUrl" && lifecycle?.onImageChange === "replace")
      );
    case "billingMode":
      return !(
        isOnDemand(olds.billingMode) &&
        (news.billingMode === "monthly" || hasUnknown(news.billingMode))
      );
    case "month":
      return (
        !hasUnknown(news.month) &&
        news.billingMode === "monthly" &&
        Number(news.month ?? 0) < Number(olds.month ?? 0)
      );
    case "setAutoRenew":
      return false;
    case "replace":
      // No call brings an inline credential to an instance, but a reset can do without it.
      return name !== "imageAuth" || Boolean(news.imageAuth) || hasFailed(olds);
  }
}

/**
 * Whether a reset would pull the image without its inline credential: it could only be named by an id, and the service
 * shows none. Until the instance stops changing that is not known.
 */
function lacksCredential(olds: Properties, news: Properties): boolean {
  const phase = typeof olds.status === "string" ? phaseOf({ status: olds.status }) : undefined;
  const remembered = olds[REMEMBERED_KEY] as (Remembered & OwnMemory) | undefined;
  return Boolean(news.imageAuth) && (phase === "ready" || phase === "stopped") && !remembered?.imageAuthId;
}

/** An instance that cannot start takes no changes: the service edits and resets what runs or stands still. */
function hasFailed({ status, statusMessage }: Properties): boolean {
  const message = typeof statusMessage === "string" ? statusMessage : undefined;
  return typeof status === "string" && phaseOf({ status, statusMessage: message }) === "failed";
}

const isOnDemand = (billingMode: unknown): boolean => billingMode === undefined || billingMode === "onDemand";

const isUpgraded = (name: string): boolean =>
  Object.hasOwn(facts.fields, name) && facts.fields[name]?.change === "upgrade";

/** Whether a change of an input in place resets the instance. */
export function resets(name: string): boolean {
  // Taken out, or exchanged for an id: any other change of it is a replacement.
  return name === "imageAuth" || isUpgraded(name);
}

/** What a change in place loses, and for which inputs. */
export function whyReset({ label, news, changes, replaces }: Compared): string | undefined {
  const causes = changes.filter(resets);
  if (causes.length === 0 || replaces.length > 0) return undefined;
  const is = causes.every((name) => hasUnknown(news[name])) ? "may be" : "is";
  return `${label} ${is} reset: its system disk starts empty (${causes.join(", ")}).`;
}

/** Why a change that is made by a reset replaces the instance all the same. */
export function whyNotReset({ label, olds, news, replaces }: Compared): string | undefined {
  if (!lacksCredential(olds, news) || !replaces.some(isUpgraded)) return undefined;
  return `${label} is replaced and not reset: Novita shows no id for its imageAuth, so a reset would pull the image with no credential. With the credential stored at Novita, and its id as imageAuthId, it is reset in place.`;
}
