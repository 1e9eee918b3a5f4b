import { refuseLateAdoption } from "./adoptChecks";
import { fields, type FieldName } from "../../resources/gpuInstance/generated/fields";
import type { Lifecycle } from "../../resources/gpuInstance/generated/inputs";
import { CREDENTIAL_KEY, DECLARATION_KEY, type Properties } from "../model/declaration";
import { timeoutMs, waitsUntilRunning } from "../model/options";
import { same } from "../forms/canonical";
import { phaseOf } from "../../resources/gpuInstance/readiness";
import { hasUnknown, UNKNOWN, withoutAbsent } from "../model/unknowns";

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
 * @throws NovitaError for a `lifecycle.adopt` that came to an instance which is managed already.
 */
export function diff(id: string, olds: Properties, news: Properties): Difference {
  const before = withoutAbsent(olds);
  const after = withoutAbsent(news);
  const changed = changedFields(before, after);
  const replaces = changed.filter((name) => needsReplacement(name, before, after));
  refuseLateAdoption(id, before, after, replaces.length > 0);
  const others = [
    ...(sameOptions(before.lifecycle, after.lifecycle) ? [] : ["lifecycle"]),
    ...(isHalted(before, after) ? ["status"] : []),
  ];
  return { changes: [...changed, ...others], replaces };
}

function changedFields(olds: Properties, news: Properties): FieldName[] {
  return (Object.keys(fields) as FieldName[]).filter((name) => differs(name, olds, news));
}

/** Those of the inputs whose known values can be had only by replacing the instance that has the old ones. */
export function replacedFor(olds: Properties, news: Properties): FieldName[] {
  const known = changedFields(olds, news).filter((name) => !hasUnknown(news[name]));
  return known.filter((name) => needsReplacement(name, olds, news));
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
 * shows none. Until the instance has settled that is not known.
 */
export function lacksCredential(olds: Properties, news: Properties): boolean {
  const phase = typeof olds.status === "string" ? phaseOf({ status: olds.status }) : undefined;
  return Boolean(news.imageAuth) && (phase === "running" || phase === "stopped") && !olds[CREDENTIAL_KEY];
}

/** An instance that cannot start takes no changes: the service edits and resets what runs or stands still. */
function hasFailed({ status, statusMessage }: Properties): boolean {
  const message = typeof statusMessage === "string" ? statusMessage : undefined;
  return typeof status === "string" && phaseOf({ status, statusMessage: message }) === "failed";
}

const isOnDemand = (billingMode: unknown): boolean => billingMode === undefined || billingMode === "onDemand";

/** `adopt` and `ignoreOrphans` say only how an instance came to be; taking them out again changes nothing. */
function sameOptions(olds: unknown, news: unknown): boolean {
  const relevant = (value: unknown): unknown => {
    if (value === UNKNOWN) return value;
    const { adopt: _adopt, ignoreOrphans: _ignoreOrphans, ...rest } = (value ?? {}) as Lifecycle;
    return rest;
  };
  const [before, after] = [relevant(olds), relevant(news)];
  if (hasUnknown(before) || hasUnknown(after)) return false;
  return canonicalOptions(before as Lifecycle) === canonicalOptions(after as Lifecycle);
}

/** Options in one fixed form: absent is the same as the default, and "60m" the same as "1h". */
function canonicalOptions({ timeouts, ...rest }: Lifecycle): string {
  const waits = (["create", "update", "delete"] as const).map((name) => timeoutMs({ timeouts }, name));
  const options = { onImageChange: "reset", waitUntil: "running", ...rest };
  return JSON.stringify([waits, Object.entries(options).sort()]);
}

function isHalted(olds: Properties, news: Properties): boolean {
  if (!waitsUntilRunning(news.lifecycle as Lifecycle | undefined) || news[DECLARATION_KEY] === undefined)
    return false;
  return typeof olds.status === "string" && phaseOf({ status: olds.status }) !== "running";
}
