import { NovitaError } from "../../api/errors";
import { fields, type FieldName } from "./generated/fields";
import type { Lifecycle } from "./generated/inputs";
import { DECLARATION_KEY, type Properties } from "./model";
import { waitsUntilRunning } from "./options";
import { same } from "./same";
import { phaseOf } from "./status";
import { hasUnknown, withoutAbsent } from "./unknowns";

/** What a change of the inputs means for a live instance. */
export interface Difference {
  /** The top-level inputs that changed; `status` where the instance does not run and should. */
  readonly changes: readonly string[];
  /** Those of them that can be had only by replacing the instance. */
  readonly replaces: readonly string[];
}

/**
 * Compares what is (the outputs of the state) with what shall be (checked inputs). Pure, without network, and safe to
 * call the other way round, as the engine does after a refresh.
 *
 * A value that a preview does not know counts as changed; where a change of it could only be a replacement, the
 * preview says so rather than surprise with one.
 *
 * @throws NovitaError for a change that would take the live instance away by accident.
 */
export function diff(id: string, olds: Properties, news: Properties): Difference {
  const before = withoutAbsent(olds);
  const after = withoutAbsent(news);
  const changed = (Object.keys(fields) as FieldName[]).filter((name) => differs(name, before, after));
  const replaces = changed.filter((name) => needsReplacement(name, before, after));
  refuseOddAdoption(id, before, after, replaces.length > 0);
  const others = [
    ...(sameOptions(before.lifecycle, after.lifecycle) ? [] : ["lifecycle"]),
    ...(isHalted(before, after) ? ["status"] : []),
  ];
  return { changes: [...changed, ...others], replaces };
}

function differs(name: FieldName, olds: Properties, news: Properties): boolean {
  const value = news[name];
  if (hasUnknown(value)) return true;
  // Left to the service, any answer of it is right.
  const leftOpen = name === "name" || name === "clusterId";
  if (leftOpen && (value === undefined || value === "")) return false;
  return !same(name, olds[name], value);
}

function needsReplacement(name: FieldName, olds: Properties, news: Properties): boolean {
  const lifecycle = news.lifecycle as Lifecycle | undefined;
  switch (fields[name].change) {
    case "edit":
      return (
        name === "rootfsSize" &&
        typeof news.rootfsSize === "number" &&
        news.rootfsSize < Number(olds.rootfsSize)
      );
    case "upgrade":
      return name === "imageUrl" && lifecycle?.onImageChange === "replace";
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
      return true;
  }
}

const isOnDemand = (billingMode: unknown): boolean => billingMode === undefined || billingMode === "onDemand";

/** `adopt` says only how an instance came to be; taking the line out again changes nothing. */
function sameOptions(olds: unknown, news: unknown): boolean {
  const relevant = (value: unknown): string => {
    const { adopt: _adopt, timeouts = {}, ...rest } = (value ?? {}) as Lifecycle;
    const options = { onImageChange: "reset", waitUntil: "running", ...rest };
    return JSON.stringify([Object.entries(options).sort(), Object.entries(timeouts).sort()]);
  };
  return relevant(olds) === relevant(news);
}

function isHalted(olds: Properties, news: Properties): boolean {
  if (!waitsUntilRunning(news.lifecycle as Lifecycle | undefined) || news[DECLARATION_KEY] === undefined)
    return false;
  return typeof olds.status === "string" && phaseOf({ status: olds.status }) !== "running";
}

function refuseOddAdoption(id: string, olds: Properties, news: Properties, replaced: boolean): void {
  const adopt = (news.lifecycle as Lifecycle | undefined)?.adopt;
  if (adopt === undefined || hasUnknown(adopt)) return;
  const before = (olds.lifecycle as Lifecycle | undefined)?.adopt;
  if (adopt === id && replaced) {
    throw new NovitaError(
      `GPU instance ${id} would have to be replaced, but lifecycle.adopt still asks to take over the very instance that would be deleted. Remove lifecycle.adopt first: it has done its work.`,
    );
  }
  if (adopt !== id && adopt !== before) {
    throw new NovitaError(
      `lifecycle.adopt names GPU instance ${adopt}, but this resource manages ${id} already. To take over another instance, declare it as a resource of its own; to give up ${id}, remove the resource first.`,
    );
  }
}
