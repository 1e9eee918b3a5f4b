import type { FieldChange, InstanceChange } from "./instanceChanges";
import type { PlannedInstance } from "./plannedInstance";
import type { Preview } from "./previewFile";
import { isHidden, isMonthly } from "./pricing";
import { storageWarnings } from "./storages";
import { isRecord } from "../../provider/api";
import { openView, REMEMBERED_KEY } from "../../provider/core";
import { isOff, isTakenBack, remarks } from "../../provider/resources/gpuInstance";

/** What warnings are made from. */
export interface Foreseen {
  readonly preview: Preview;
  readonly instances: readonly PlannedInstance[];
  /** Why prices and stock could not be asked for. */
  readonly trouble?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Says what is to be feared of one instance; `undefined` if nothing is. */
type Warning = (
  planned: PlannedInstance,
  known: { readonly asked: boolean; readonly now: number; readonly said: readonly string[] },
) => string | undefined;

/** What a reviewer has to know before approving, in sentences, in the order of the instances. */
export function warningsOf({ preview, instances, trouble, now }: Foreseen): string[] {
  const asked = trouble === undefined;
  const said = preview.diagnostics
    .filter(({ severity }) => severity === "warning")
    .map(({ message }) => message.replace(/^warning: /, ""));
  return [
    ...(asked ? [] : [`Prices and stock are not known: ${trouble}`]),
    ...hiddenOf(preview),
    ...instances.flatMap((planned) => warnings.flatMap((warn) => warn(planned, { asked, now, said }) ?? [])),
    ...storageWarnings(preview),
    ...said,
  ];
}

/** A preview hides unchanged resources unless it is asked for them, and then their prices are missing. */
function hiddenOf({ steps, changeSummary }: Preview): string[] {
  const shown = steps.filter(({ op }) => op === "same").length;
  const hidden = (changeSummary.same ?? 0) - shown;
  return hidden <= 0
    ? []
    : [
        `${hidden} unchanged ${hidden === 1 ? "resource is" : "resources are"} not in this preview, and not in its prices. Run \`pulumi preview\` with --show-sames.`,
      ];
}

const bought = ({ action }: InstanceChange): boolean => action === "create" || action === "replace";

const locked: Warning = ({ change }, { now }) => {
  const { action, before } = change;
  if ((action !== "destroy" && action !== "replace") || !isMonthly(before)) return undefined;
  const remembered = before?.outputs[REMEMBERED_KEY];
  const ends = isRecord(remembered) ? remembered.termEndsAt : undefined;
  // The state has it as of the last change: a term that has renewed itself since ends later.
  const until =
    typeof ends === "number" && ends * 1000 > now
      ? `, on ${new Date(ends * 1000).toISOString().slice(0, 10)}`
      : "";
  return `"${change.name}" is monthly: Novita refuses to delete it before its term ends${until}, and \`pulumi up\` fails.`;
};

const released: Warning = ({ change: { name, action, id } }) =>
  action === "release"
    ? `"${name}" is not deleted, and this stack forgets it: instance ${id ?? "without an id"} goes on running and costing until somebody deletes it.`
    : undefined;

const stock: Warning = ({ change, cost: { after } }) => {
  if (!bought(change) || (after?.stock !== "none" && after?.stock !== "low")) return undefined;
  const product = String(change.after?.inputs.productId);
  return after.stock === "none"
    ? `"${change.name}" cannot be created now: product "${product}" is out of stock.`
    : `"${change.name}" may be out of stock when this is applied: the stock of product "${product}" is low.`;
};

const price: Warning = ({ change, cost: { after } }, { asked }) => {
  if (!asked || !change.after || after?.hourlyUsd !== undefined) return undefined;
  const { inputs } = change.after;
  const { productId } = inputs;
  const why = isHidden([
    productId,
    inputs.gpuNum,
    inputs.rootfsSize,
    inputs.billingMode,
    inputs.month,
    inputs.kind,
  ])
    ? "it depends on values that are secret, or known only during `pulumi up`"
    : `Novita names none for product "${String(productId)}" with this billing mode now`;
  return `The price of "${change.name}" is not known: ${why}.`;
};

const spot: Warning = ({ change }) => {
  const isSpot = change.after?.inputs.billingMode === "spot";
  return bought(change) && isSpot
    ? `"${change.name}" is a spot instance: Novita may take it back at any time.`
    : undefined;
};

const statusOf = ({ changes }: InstanceChange): FieldChange | undefined =>
  changes.find(({ field }) => field === "status");

const halted: Warning = ({ change }) => {
  const status = statusOf(change);
  if (!status || isTakenBack(change.before?.outputs ?? {})) return undefined;
  const is = `(${String(status.from ?? "status unknown")})`;
  return change.after && isOff(change.after.inputs)
    ? `"${change.name}" runs though it is off ${is}: it is stopped.`
    : `"${change.name}" does not run ${is}: it is started.`;
};

// Of one that `lifecycle.onReclaim` has left alone the preview itself has failed.
const remarked = remarks.map((remark): Warning => ({ change }, { now, said }) => {
  const { name, id, action, before, after, replacedFor } = change;
  if (!before || !after) return undefined;
  const [label, isHalted] = [`"${name}"`, statusOf(change) !== undefined];
  const [olds, news] = [before.outputs, after.inputs];
  const changes = change.changes.map(({ field }) => field);
  const replaces = action === "replace" && replacedFor.length === 0 ? ["id"] : replacedFor;
  const sentence = remark({ label, olds, news, changes, replaces, isHalted, view: openView, now });
  return sentence && isSaid(said, id, sentence.slice(label.length)) ? undefined : sentence;
});

const unfinished: Warning = ({ change: { name, action, before } }) =>
  action !== "create" && before && before.initErrors.length > 0
    ? `"${name}" was not ready when the last run ended: ${before.initErrors.join(" ")}`
    : undefined;

/** The plugin's own warning is one of Pulumi's; what the dynamic face says is none. Times go on meanwhile. */
function isSaid(said: readonly string[], id: string | undefined, sentence: string): boolean {
  const [words] = sentence.split(/[\d(]/);
  return said.some((line) => line.includes(`(${id})${words}`));
}

const warnings: readonly Warning[] = [
  ...[locked, released, stock, price, spot, halted, ...remarked, unfinished],
];
