import { isDeepStrictEqual } from "node:util";
import { code, plain, table } from "../markdown";
import { fit, type Shown } from "./fit";
import { type Action, type FieldChange, type InstanceChange, nameIn, SECRET } from "./instanceChanges";
import type { PlannedInstance } from "./plannedInstance";
import type { Plan, Total } from "./plan";
import { isRecord } from "../../provider/api";
import { hasUnknown } from "../../provider/core";
import { formatUsd, HOURS_PER_MONTH } from "../../provider/pricing";
import { isOff } from "../../provider/resources/gpuInstance";

/** What happens, as a cell says it. */
const happening: Readonly<Record<Action, string>> = {
  destroy: "**destroyed**",
  replace: "**replaced**: the old one is deleted first, **its disks are lost**",
  reset: "**reset**: **its system disk starts empty**",
  stop: "**stopped**: **what is on its own disks may be lost**",
  release: "**given up**: it goes on running and costing",
  change: "changed in place",
  adopt: "taken over: nothing is bought",
  create: "created",
  keep: "unchanged",
};

const CREATED_FIRST =
  "**replaced**: the new one is created first, then the old one is deleted, **its disks are lost**";

/** What happens, as the sentence at the top counts it. */
const counted: Readonly<Record<Action, string>> = {
  destroy: "destroyed",
  replace: "replaced (data lost)",
  reset: "reset (data lost)",
  stop: "stopped (data may be lost)",
  release: "given up (goes on costing)",
  change: "changed in place",
  adopt: "taken over",
  create: "created",
  keep: "unchanged",
};

/** GitHub refuses a comment of more than 65,536 characters. */
export const LONGEST_COMMENT = 60_000;

/** The lists of a plan that can be long. */
type List = "errors" | "policies" | "instances" | "warnings";

/**
 * A plan as a comment on a pull request: Markdown as GitHub and GitLab show it.
 *
 * @param longest In characters. Of what does not fit the most dangerous is kept, and how much was left out is said; the
 * sums always count everything.
 */
export function markdownPlan(plan: Plan, longest = LONGEST_COMMENT): string {
  const objections = objectionsIn(plan);
  const changed = plan.instances.filter(({ change }) => change.action !== "keep");
  const sizes: Shown<List> = {
    errors: plan.errors.length,
    policies: objections.length,
    instances: changed.length,
    warnings: plan.warnings.length,
  };
  const render = (shown: Shown<List>): string => {
    const sections = [
      `### GPU plan${plan.stack === undefined ? "" : ` for ${code(`${plan.project}/${plan.stack}`)}`}`,
      ...failureOf(plan, shown.errors),
      ...listOf("Policies", objections, shown.policies),
      ...summaryOf(plan),
      ...(plan.instances.length === 0 && !plan.hasStorages ? [] : [costTable(plan)]),
      ...instanceTable(changed, shown.instances),
      ...listOf("Warnings", plan.warnings.map(sentenceItem), shown.warnings),
      ...footnoteOf(plan),
    ];
    return `${sections.join("\n\n")}\n`;
  };
  return fit(render, sizes, longest);
}

function failureOf({ errors }: Plan, shown: number): string[] {
  return errors.length === 0
    ? []
    : [
        "**The preview failed: this plan is not complete, and must not be applied.**",
        ...listOf("Errors", errors.map(sentenceItem), shown),
      ];
}

/** How many resources are named that a policy objects to in the same words. */
const NAMED = 10;

/**
 * What policies object to, the same words once. A message may have several lines, of which the first is what it is there
 * for.
 */
function objectionsIn({ policies }: Plan): string[] {
  const resources = new Map<string, string[]>();
  for (const { level, policy, message, resource } of policies) {
    const words = JSON.stringify([level, policy, message]);
    resources.set(words, [...(resources.get(words) ?? []), resource]);
  }
  return [...resources].map(([words, names]) => {
    const [level, policy, message] = JSON.parse(words) as [string, string, string];
    const lines = message.split("\n").map((line) => plain(line));
    const named = names.slice(0, NAMED).map((name) => code(name));
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
    return `- **${plain(level)}** ${code(policy)}, ${named.join(", ")}${more}: ${lines.join("<br>")}`;
  });
}

function sentenceItem(sentence: string): string {
  return `- ${plain(sentence)}`;
}

/** A list whose first items are shown; the others are counted. */
function listOf(heading: string, items: readonly string[], shown: number): string[] {
  if (items.length === 0) return [];
  const left = items.length - shown;
  const lines = [...items.slice(0, shown), ...(left > 0 ? [`- … and ${left} more, ${LEFT_OUT}.`] : [])];
  return [`#### ${heading}\n\n${lines.join("\n")}`];
}

const LEFT_OUT = "left out to keep the comment short; `pulumi-novita plan --json` has them all";

function summaryOf({ counts, instances, others, errors }: Plan): string[] {
  // What a failed preview does not show may well be there.
  if (instances.length === 0 && errors.length > 0) return [];
  const parts = (Object.entries(counted) as [Action, string][])
    .filter(([action]) => counts[action] > 0)
    .map(([action, word]) => `${counts[action]} ${word}`);
  const noun = instances.length === 1 ? "GPU instance" : "GPU instances";
  const own =
    instances.length === 0
      ? "No GPU instances in this preview."
      : `**${instances.length} ${noun}**: ${parts.join(", ")}.`;
  const rest = Object.entries(others).map(([op, count]) => `${count} ${plain(op)}`);
  return [rest.length === 0 ? own : `${own} Other resources: ${rest.join(", ")}.`];
}

function costTable({ hourly: { before, after }, upFront }: Plan): string {
  const row = (name: string, factor: number): string[] => [
    name,
    sumText(before, factor),
    sumText(after, factor),
    differenceText(before, after, factor),
  ];
  const paid = upFront.usd > 0 || !upFront.complete;
  return table(
    ["USD", "before", "after", "difference"],
    [
      row("an hour", 1),
      row(`a month (${HOURS_PER_MONTH} hours)`, HOURS_PER_MONTH),
      ...(paid ? [["paid at once, for months", "", sumText(upFront, 1), ""]] : []),
    ],
    ["left", "right", "right", "right"],
  );
}

function sumText({ usd, complete }: Total, factor: number): string {
  const sum = usdText(usd * factor, factor);
  if (complete) return sum;
  return usd === 0 ? "unknown" : `at least ${sum}`;
}

function differenceText(before: Total, after: Total, factor: number): string {
  if (!before.complete || !after.complete) return "unknown";
  const difference = (after.usd - before.usd) * factor;
  const text = usdText(Math.abs(difference), factor);
  if (Math.abs(difference) < 5e-7) return "none";
  return difference > 0 ? `**+${text}**` : `**-${text}**`;
}

/** Nobody counts a hundredth of a cent of a month. */
function usdText(usd: number, factor: number): string {
  return formatUsd(factor === 1 ? usd : Math.round(usd * 100) / 100);
}

function instanceTable(changed: readonly PlannedInstance[], shown: number): string[] {
  if (changed.length === 0) return [];
  const head = ["Instance", "What happens", "Details", "USD an hour", "Stock"];
  const rows = changed
    .slice(0, shown)
    .map((planned) => [
      nameText(planned),
      planned.change.action === "replace" && planned.change.before?.delete
        ? CREATED_FIRST
        : happening[planned.change.action],
      detailsText(planned),
      priceText(planned),
      stockText(planned),
    ]);
  const left = changed.length - shown;
  return [
    table(head, rows, ["left", "left", "left", "right", "left"]),
    ...(left > 0 ? [`… and ${left} more instances that change, ${LEFT_OUT}.`] : []),
  ];
}

function nameText({ change: { name, id } }: PlannedInstance): string {
  return id === undefined ? code(name) : `${code(name)} (${code(id)})`;
}

function detailsText(planned: PlannedInstance): string {
  const { change, cost } = planned;
  const { action, changes, replacedFor } = change;
  if (action === "create" || action === "adopt")
    return hardwareText(change.after?.inputs ?? {}, cost.after?.productName);
  if (action === "destroy" || action === "release")
    return hardwareText(change.before?.inputs ?? {}, undefined);
  const options = action === "replace" ? optionTexts(change) : [];
  if (changes.length === 0 && options.length === 0) return unchangedText(planned);
  const fields = changes.map(
    (each) => `${changeText(each)}${replacedFor.includes(each.field) ? " (replaces)" : ""}`,
  );
  return [...fields, ...options].join("<br>");
}

function unchangedText({ change: { action, replacedFor } }: PlannedInstance): string {
  if (action !== "replace") return "waited for until it is ready";
  return replacedFor.includes("id")
    ? "asked for with `--replace`, or marked for it in the state"
    : "follows the replacement of what it depends on, or goes on with one that a failed run has started";
}

/** Which options of the resource replace it; `replaceWith` is the reason if nothing else is. */
function optionTexts({ before, after, replacedFor }: InstanceChange): string[] {
  if (!isDeepStrictEqual(before?.replacementTrigger, after?.replacementTrigger))
    return ["its `replacementTrigger` has changed (replaces)"];
  const others = (after?.replaceWith ?? []).map((urn) => code(nameIn(urn)));
  return replacedFor.length === 0 && others.length > 0
    ? [`replaced with ${others.join(", ")} (\`replaceWith\`)`]
    : [];
}

function hardwareText(inputs: Readonly<Record<string, unknown>>, productName: string | undefined): string {
  const { gpuNum, productId, imageUrl, billingMode, kind } = inputs;
  const count = kind === "cpu" || gpuNum === undefined ? "" : `${valueText(gpuNum)} × `;
  const product = productName === undefined ? valueText(productId) : code(productName);
  return [
    `${count}${product}`,
    valueText(imageUrl),
    ...(billingMode === undefined || billingMode === "onDemand" ? [] : [valueText(billingMode)]),
    ...endText(inputs),
  ].join(", ");
}

/** When a new instance is meant to end. */
function endText({ lifecycle }: Readonly<Record<string, unknown>>): string[] {
  const expires = isRecord(lifecycle) ? lifecycle.expires : undefined;
  return expires === undefined ? [] : [`expires ${valueText(expires)}`];
}

function changeText({ field, from, to }: FieldChange): string {
  const name = code(field);
  if (from === SECRET || to === SECRET) return `${name} (secret)`;
  if (from === undefined) return `${name}: ${valueText(to)} (new)`;
  return to === undefined
    ? `${name}: ${valueText(from)} (taken out)`
    : `${name}: ${valueText(from)} → ${valueText(to)}`;
}

function valueText(value: unknown): string {
  if (hasUnknown(value)) return "*known during up*";
  if (value === undefined) return "nothing";
  return code(typeof value === "string" ? value || '""' : JSON.stringify(value));
}

function priceText({ cost: { before, after } }: PlannedInstance): string {
  const side = (price: { readonly hourlyUsd?: number }): string =>
    price.hourlyUsd === undefined ? "unknown" : formatUsd(price.hourlyUsd);
  const [was, willBe] = [before && side(before), after && side(after)];
  if (was === undefined || willBe === undefined) return was === undefined ? (willBe ?? "") : `${was} → none`;
  return was === willBe ? was : `${was} → ${willBe}`;
}

function stockText({ change: { action }, cost: { after } }: PlannedInstance): string {
  if (action !== "create" && action !== "replace") return "";
  return after?.stock === undefined ? "unknown" : plain(after.stock);
}

function footnoteOf({ at, instances }: Plan): string[] {
  if (at === undefined || instances.length === 0) return [];
  const isAnyOff = instances.some(({ change }) => change.after && isOff(change.after.inputs));
  const off = isAnyOff ? "; one that is off is reckoned with its whole root disk" : "";
  const time = new Date(at).toISOString().slice(0, 16).replace("T", " ");
  return [
    `<sub>Prices and stock as Novita named them at ${time} UTC, for instances that run${off}; a monthly price is spread over its hours.</sub>`,
  ];
}
