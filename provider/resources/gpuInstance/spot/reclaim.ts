import { type Compared, known, type Properties, type Rule } from "../../../core";
import type { Lifecycle } from "../generated/inputs";
import type { Inputs } from "../inputs";
import { isReclaimed, phaseOf, reclaimTimeOf, type Spot, warning } from "../readiness";

/** What the next update does about an instance whose spot capacity was taken back. */
export function onReclaimOf({ lifecycle }: Properties | Inputs): NonNullable<Lifecycle["onReclaim"]> {
  return known((known(lifecycle) as Lifecycle | undefined)?.onReclaim) ?? "migrate";
}

/** Whether an instance, live or in a state, stands still because its spot capacity was taken back. */
export function isTakenBack(thing: Spot & { readonly status?: string }): boolean {
  return thing.status !== undefined && phaseOf({ status: thing.status }) === "stopped" && isReclaimed(thing);
}

/** Whether an instance that does not run and should is replaced for it. */
export function replacesHalted(olds: Properties, news: Properties): boolean {
  return isTakenBack(olds) && onReclaimOf(news) === "replace";
}

const LOST = "What was on its disks is lost; network storages keep theirs.";

const since = (spot: Spot): string => {
  const at = reclaimTimeOf(spot);
  return at === undefined ? "" : ` (${at})`;
};

/** Why an update leaves a reclaimed instance alone, in sentences. */
export function whyRefused({ label, olds, news, replaces, isHalted }: Compared): string | undefined {
  const isLeft = isHalted && isTakenBack(olds) && onReclaimOf(news) === "fail" && replaces.length === 0;
  return isLeft ? leftAlone(label, olds) : undefined;
}

/** The same for one that shows it only now. */
export function leftAlone(label: string, spot: Spot): string {
  return `${label} has lost its spot capacity${since(spot)}, and nothing is done about it: lifecycle.onReclaim is "fail". Set it to "migrate" to have the instance moved to another machine, or to "replace" for a new one; to end its bill, remove it from the program. Then run \`pulumi up\` again.`;
}

/** What there is to know of a spot instance that loses its capacity, or has lost it, in sentences. */
export function reclaimRemark(compared: Omit<Compared, "view">): string | undefined {
  const { label, olds, news, replaces, isHalted, now } = compared;
  if (!isHalted || !isTakenBack(olds)) {
    const announced =
      replaces.length === 0 ? warning(olds as Spot, news.lifecycle as Lifecycle, now) : undefined;
    return announced && `${label}: ${announced}`;
  }
  const was = `${label} has lost its spot capacity${since(olds)}`;
  if (replaces.includes("status")) return `${was} and is replaced: lifecycle.onReclaim is "replace". ${LOST}`;
  const isMoved = replaces.length === 0 && onReclaimOf(news) === "migrate";
  return isMoved ? `${was}: \`pulumi up\` has it moved to another machine. ${LOST}` : undefined;
}

/** Of an instance that is not waited for nobody knows whether it runs. */
export const onReclaim: Rule = ({ lifecycle }, show, fail) => {
  const { onReclaim: what, waitUntil } = (known(lifecycle) ?? {}) as Lifecycle;
  if (waitUntil !== "created" || (what !== "replace" && what !== "fail")) return;
  const path = "lifecycle.onReclaim";
  const until = show("lifecycle.waitUntil", '"created"');
  fail(
    path,
    `is ${show(path, JSON.stringify(what))}, which does nothing when lifecycle.waitUntil is ${until}: whether the instance runs is not looked at then. Remove one of them.`,
  );
};
