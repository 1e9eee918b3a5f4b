import type { PlannedInstance } from "./plannedInstance";
import type { Plan } from "./plan";
import { isRecord, rfc3339 } from "../../provider/api";
import { expiryOf } from "../../provider/resources/gpuInstance";

/** A plan as one JSON object for machines; docs/cli.md describes it. Values of secret inputs read `[secret]`. */
export function jsonPlan(plan: Plan): object {
  const { project, stack, at, counts, hourly, upFront, others, warnings, errors, policies } = plan;
  return {
    project,
    stack,
    at: at === undefined ? undefined : new Date(at).toISOString(),
    complete: errors.length === 0,
    counts,
    hourlyUsd: hourly,
    upFrontUsd: upFront,
    instances: plan.instances.map(jsonInstance),
    otherResources: others,
    warnings,
    errors,
    policies,
  };
}

/** When it is meant to end, as far as a preview tells. */
function endOf({ action, before, after }: PlannedInstance["change"]): object {
  const { lifecycle } = after?.inputs ?? {};
  const { expires } = isRecord(lifecycle) ? lifecycle : {};
  const isNew = action === "create" || action === "replace";
  const at = expiryOf(expires, isNew ? undefined : before?.outputs.createdAt);
  return { expires, expiresAt: at === undefined ? undefined : rfc3339(at / 1000) };
}

function jsonInstance({ change, cost }: PlannedInstance): object {
  const { name, urn, id, action, changes, replacedFor } = change;
  const dataLost = ["destroy", "replace", "reset", "stop"].includes(action);
  return { name, urn, id, action, dataLost, changes, replacedFor, ...cost, ...endOf(change) };
}
