import { isGpuInstance } from "../resourceType";
import type { Preview, ResourceView, Step } from "./previewFile";
import { isRecord } from "../../provider/api";
import { isOff, phaseOf, resets } from "../../provider/resources/gpuInstance";

/** What becomes of an instance, in the order in which a reviewer has to see it. */
export const actions = [
  "destroy",
  "replace",
  "reset",
  "stop",
  "release",
  "change",
  "adopt",
  "create",
  "keep",
] as const;
/**
 * - `destroy`: deleted.
 * - `replace`: deleted, and created again: its disks are lost.
 * - `reset`: changed in place, but its system disk starts empty.
 * - `stop`: stopped in place: what is on its own disks may be lost.
 * - `release`: Pulumi forgets it, and it goes on running and costing.
 * - `change`: changed in place.
 * - `adopt`: an instance that exists already is taken over; nothing is bought.
 */
export type Action = (typeof actions)[number];

/** One input that differs. Values are absent if there is none, and `[secret]` if they are secret. */
export interface FieldChange {
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** One instance of the stack, and what the preview foresees for it. */
export interface InstanceChange {
  /** The logical name. */
  readonly name: string;
  readonly urn: string;
  readonly id?: string;
  readonly action: Action;
  readonly changes: readonly FieldChange[];
  /** The fields that make it a replacement. */
  readonly replacedFor: readonly string[];
  /** As the state has it; absent if there is none yet. */
  readonly before?: ResourceView;
  /** As the program declares it; absent if it does not any more. */
  readonly after?: ResourceView;
}

/** How a preview shows what it will not print. */
export const SECRET = "[secret]";

/** Operations that leave an old and a new instance, whichever half a step shows. */
const replacing = ["replace", "create-replacement", "delete-replaced", "import-replacement"];
const creating = ["create", "import"];
/** Not one of Pulumi's words. */
const RELEASE = "release";
/** Instances that are only looked at (`GpuInstance.get`) are nobody's of this stack. */
const foreign = ["read", "read-replacement", "read-discard", "discard", "discard-replaced"];

/** What becomes of each GPU instance, or each resource of another type, the most dangerous first, then by name. */
export function instanceChanges({ steps }: Preview, isMeant = isGpuInstance): InstanceChange[] {
  const own = steps.filter(
    (step) =>
      isMeant(typeOf(step)) &&
      (!foreign.includes(step.op) || isLetGo(step)) &&
      step.op !== "remove-pending-replace" &&
      !isLeftOut(step),
  );
  const showsSames = steps.some(({ op }) => op === "same");
  const meant = own
    .filter((step, at) =>
      step.op === "refresh" ? !showsSames && isTheLast(own, step) : isTold(own, step, at),
    )
    .flatMap((step) => parted(step, steps));
  return moved(meant)
    .map(readChange)
    .sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action) || (a.name < b.name ? -1 : 1));
}

/** `--target` leaves a new resource out; Pulumi shows it as one that stays the same, and that has no id. */
function isLeftOut({ op, before }: Step): boolean {
  return op === "same" && before !== undefined && before.id === undefined;
}

/** The program only looks at what the stack has managed so far (`GpuInstance.get`). */
function isLetGo({ op, before, after }: Step): boolean {
  return op === "read" && before !== undefined && !before.external && before.id === after?.id;
}

/**
 * With `--refresh` every resource has a step of its refresh too, before the one that says what becomes of it; that one
 * may have another URN if the resource was renamed. If unchanged resources are shown, one that has no other
 * step was not found any more, and is not declared either.
 */
function isTheLast(all: readonly Step[], { urn, before }: Step): boolean {
  const id = before?.id;
  return !all.some(
    (other) => other.op !== "refresh" && (other.urn === urn || (id !== undefined && other.before?.id === id)),
  );
}

/** What a step really means, if that is not one change of one instance. */
function parted(step: Step, all: readonly Step[]): Step[] {
  const { op, before, after } = step;
  if (op === "read") return [{ ...step, op: RELEASE }];
  const isForgotten = before !== undefined && forgets(before, all);
  if (op === "delete" && isForgotten) return [{ ...step, op: RELEASE }];
  if (!replacing.includes(op) || !before) return [step];
  const end = { ...withoutReasons(step), op: isForgotten ? RELEASE : "delete" };
  if (after?.external) return [end];
  const begin = { ...withoutReasons(step), op: "create", before: undefined };
  if (before.external) return [begin];
  return isForgotten ? [end, begin] : [step];
}

/** Whether Pulumi drops it from the state without asking anybody to delete it. */
function forgets({ retainOnDelete, deletedWith }: ResourceView, all: readonly Step[]): boolean {
  const goes = ({ op, urn }: Step): boolean =>
    urn === deletedWith && (op === "delete" || replacing.includes(op));
  return retainOnDelete === true || (deletedWith !== undefined && all.some(goes));
}

/** What another resource takes over in the same run (`lifecycle.adopt`) is not deleted: it moves there. */
function moved(steps: readonly Step[]): Step[] {
  const taken = (step: Step): string | undefined =>
    creating.includes(step.op) ? adoptedId(step.after) : undefined;
  const isMoved = ({ op, before }: Step): boolean =>
    op === "delete" && before?.id !== undefined && steps.some((step) => taken(step) === before.id);
  return steps
    .filter((step) => !isMoved(step))
    .map((step) => {
      const from = steps.find((each) => isMoved(each) && each.before?.id === taken(step));
      return from ? { ...step, before: from.before } : step;
    });
}

function withoutReasons(step: Step): Step {
  return { ...step, differences: [], replaceReasons: [] };
}

/** A replacement may be shown by up to three steps; it is told once. */
function isTold(all: readonly Step[], step: Step, at: number): boolean {
  if (!replacing.includes(step.op)) return true;
  const halves = all.filter(({ urn, op }) => urn === step.urn && replacing.includes(op));
  const told = halves.find(({ op }) => op === "replace") ?? halves[0];
  return told === step && all.indexOf(step) === at;
}

const ends: readonly Action[] = ["destroy", "release"];
const differing: readonly Action[] = ["replace", "reset", "stop", "change"];

/** The logical name in a URN: only the name may have `::` in it. */
export function nameIn(urn: string): string {
  return /^urn:pulumi:.+?::.+?::.+?::(.+)$/s.exec(urn)?.[1] ?? urn;
}

function readChange(step: Step): InstanceChange {
  const action = actionOf(step);
  const [before, after] = [action === "create" ? undefined : step.before, step.after];
  return {
    name: nameIn(step.urn),
    urn: step.urn,
    ...(before?.id !== undefined && { id: before.id }),
    action,
    changes: differing.includes(action) ? changesOf(step) : [],
    replacedFor: action === "replace" ? rootsOf(step.replaceReasons) : [],
    ...(before && { before }),
    ...(after && !ends.includes(action) && { after }),
  };
}

function actionOf(step: Step): Action {
  if (replacing.includes(step.op)) return "replace";
  if (creating.includes(step.op)) return adoptedId(step.after) === undefined ? "create" : "adopt";
  if (step.op === RELEASE) return "release";
  if (step.op === "delete") return "destroy";
  if (step.op === "same" || step.op === "refresh") return "keep";
  if (rootsOf(step.differences).some(resets)) return "reset";
  return stops(step) ? "stop" : "change";
}

function adoptedId(view: ResourceView | undefined): string | undefined {
  const { lifecycle } = view?.inputs ?? {};
  return isRecord(lifecycle) && typeof lifecycle.adopt === "string" ? lifecycle.adopt : undefined;
}

function stops({ before, after }: Step): boolean {
  const status = before?.outputs.status;
  const wasOff = typeof status === "string" ? phaseOf({ status }) === "stopped" : isOff(before?.inputs ?? {});
  return isOff(after?.inputs ?? {}) && !wasOff;
}

function changesOf(step: Step): FieldChange[] {
  // `--replace` gives the id as the reason, and that is no input.
  const roots = rootsOf([...step.differences, ...step.replaceReasons]).filter((root) => root !== "id");
  return roots.map((field) => {
    const from = valueOf(step.before, field) ?? step.before?.outputs[field];
    const to = valueOf(step.after, field);
    return { field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  });
}

function valueOf(view: ResourceView | undefined, field: string): unknown {
  return view?.inputs[field];
}

/** Of property paths the top-level names, each once, without what Pulumi and the provider keep for themselves. */
function rootsOf(paths: readonly string[]): string[] {
  const roots = paths.map((path) => {
    const [, quoted, bare] = /^(?:\["([^"]+)"\]|([^.[]+))/.exec(path) ?? [];
    return quoted ?? bare ?? path;
  });
  return [...new Set(roots)].filter((root) => !root.startsWith("__")).sort();
}

function typeOf({ urn, before, after }: Step): string {
  const fromUrn = urn.split("::")[2]?.split("$").at(-1) ?? "";
  return (after ?? before)?.type || fromUrn;
}

/** How many resources of other kinds each operation concerns; stacks and providers are nobody's concern. */
export function otherResources({ steps }: Preview): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const step of steps) {
    const type = typeOf(step);
    const own = isGpuInstance(type) && !foreign.includes(step.op);
    if (own || step.op === "same" || step.op === "refresh" || /^pulumi:(pulumi|providers):/.test(type))
      continue;
    counts[step.op] = (counts[step.op] ?? 0) + 1;
  }
  return counts;
}
