import type { PlannedInstance } from "./plannedInstance";
import type { Plan } from "./plan";

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

function jsonInstance({ change, cost }: PlannedInstance): object {
  const { name, urn, id, action, changes, replacedFor } = change;
  const dataLost = action === "destroy" || action === "replace" || action === "reset";
  return { name, urn, id, action, dataLost, changes, replacedFor, ...cost };
}
