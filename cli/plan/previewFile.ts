import { isRecord, NovitaError, parseJson } from "../../provider/api";

/** What the state or the program has of a resource, as a preview shows it. Secrets read `[secret]`. */
export interface ResourceView {
  readonly type: string;
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly initErrors: readonly string[];
  /** Pulumi looks at it only, or will from now on: nothing of this stack. */
  readonly external?: true;
  /** Pulumi forgets it in place of deleting it. */
  readonly retainOnDelete?: true;
  /** The URN of the resource whose deletion counts as its own: Pulumi then forgets it in place of deleting it. */
  readonly deletedWith?: string;
  /** It is deleted after the instance that replaces it was created. */
  readonly delete?: true;
  /** A change of this value, an option of the resource, replaces it. */
  readonly replacementTrigger?: unknown;
  /** The URNs of the resources with which it is replaced, an option as well. */
  readonly replaceWith?: readonly string[];
}

/** One step that a preview foresees. */
export interface Step {
  /** Pulumi's word: `create`, `update`, `replace`, `delete`, `same`... */
  readonly op: string;
  readonly urn: string;
  readonly before?: ResourceView;
  readonly after?: ResourceView;
  /** Paths of the properties that differ. */
  readonly differences: readonly string[];
  /** The properties that make it a replacement. */
  readonly replaceReasons: readonly string[];
}

/** A message of the preview. */
export interface Diagnostic {
  readonly severity: string;
  readonly message: string;
}

/** What `pulumi preview --json` printed. */
export interface Preview {
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many resources each operation concerns, those of unchanged resources included. */
  readonly changeSummary: Readonly<Record<string, number>>;
}

/** What to do about a file that is none, for messages. */
export const HOW_TO_MAKE_A_PREVIEW = "Make it with `pulumi preview --json --show-sames > preview.json`.";

/**
 * Reads what `pulumi preview --json` printed; a preview that failed has its messages in it.
 *
 * @param source How messages name where the text comes from.
 * @throws NovitaError if it is something else; the message says what it looks like.
 */
export function readPreview(text: string, source: string): Preview {
  const json = parseJson(text);
  if (!isRecord(json)) throw new NovitaError(`${source} ${whyNotJson(text)} ${HOW_TO_MAKE_A_PREVIEW}`);
  if (isRecord(json.resourcePlans))
    throw new NovitaError(
      `${source} is a plan that --save-plan wrote, and not the preview itself. ${HOW_TO_MAKE_A_PREVIEW}`,
    );
  if (isRecord(json.deployment))
    throw new NovitaError(`${source} is a state, not a preview. ${HOW_TO_MAKE_A_PREVIEW}`);
  const { steps = [], diagnostics = [], changeSummary = {} } = withoutNull(json);
  if (!("steps" in json || "changeSummary" in json) || !Array.isArray(steps) || !Array.isArray(diagnostics))
    throw new NovitaError(
      `${source} is JSON, but lacks the fields \`steps\` and \`changeSummary\` of a preview. ${HOW_TO_MAKE_A_PREVIEW}`,
    );
  return {
    steps: steps.map((step, at) => readStep(step, `${source}: steps[${at}]`)),
    diagnostics: diagnostics.filter(isRecord).map(({ severity, message }) => ({
      severity: textOf(severity) ?? "info",
      message: (textOf(message) ?? "").trim(),
    })),
    changeSummary: Object.fromEntries(
      Object.entries(isRecord(changeSummary) ? changeSummary : {}).filter(
        (entry): entry is [string, number] => typeof entry[1] === "number",
      ),
    ),
  };
}

function whyNotJson(text: string): string {
  if (text.trim() === "") return "is empty: the preview printed nothing to it.";
  const [first = ""] = text.trimStart().split("\n", 1);
  if (first.startsWith("{") && isRecord(parseJson(first)))
    return "holds one JSON object a line: a stream of events (PULUMI_ENABLE_STREAMING_JSON_PREVIEW is set). Unset it.";
  return "is not the JSON of a preview.";
}

function readStep(step: unknown, at: string): Step {
  const { op, urn, oldState, newState, detailedDiff, diffReasons, replaceReasons } = isRecord(step)
    ? step
    : {};
  if (typeof op !== "string" || typeof urn !== "string")
    throw new NovitaError(
      `${at} has no \`op\` and \`urn\`, which every step of a preview has. ${HOW_TO_MAKE_A_PREVIEW}`,
    );
  const before = readView(oldState);
  const after = readView(newState);
  const paths = isRecord(detailedDiff) ? Object.keys(detailedDiff) : textsOf(diffReasons);
  return {
    op,
    urn,
    ...(before && { before }),
    ...(after && { after }),
    differences: paths,
    replaceReasons: textsOf(replaceReasons),
  };
}

function readView(view: unknown): ResourceView | undefined {
  if (!isRecord(view)) return undefined;
  const { type, id, inputs, outputs, initErrors, deletedWith, replacementTrigger, replaceWith } = view;
  const flags = (["external", "retainOnDelete", "delete"] as const).filter((flag) => view[flag] === true);
  return {
    type: textOf(type) ?? "",
    ...(typeof id === "string" && id !== "" && { id }),
    inputs: isRecord(inputs) ? inputs : {},
    outputs: isRecord(outputs) ? outputs : {},
    initErrors: textsOf(initErrors),
    ...(typeof deletedWith === "string" && deletedWith !== "" && { deletedWith }),
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
    ...(replacementTrigger !== undefined && { replacementTrigger }),
    ...(Array.isArray(replaceWith) && { replaceWith: textsOf(replaceWith) }),
  };
}

/** Go writes an empty list as null. */
function withoutNull(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}
