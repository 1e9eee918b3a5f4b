import { type Definition, labelOf, restOf, type State } from "../core";

/** Why a thing that was read is not as it should be, for somebody who has changed nothing: a sentence or two. */
export function halted(resource: Definition, id: string, state: State): string {
  const live = { ...state, id, status: state.status ?? "" };
  const phase = resource.phaseOf(live);
  const label = labelOf(resource, live);
  return phase === "failed" || phase === "stopped" || phase === "frozen" || phase === "ready"
    ? `${label} ${resource.explain(live, phase, state.lifecycle)}`
    : `${label} is ${resource.describe(live)}. Run \`pulumi up\` to wait for it ${restOf(resource, state).goal}.`;
}
