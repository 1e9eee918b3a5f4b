import { type CheckFailure, failure } from "./failures";
import { type FieldFacts, fields } from "./generated/fields";
import { MOST_PORTS, parsePort, portNumberProblem, splitPorts } from "./ports";
import { hasUnknown, known, UNKNOWN } from "./unknowns";

type Values = Readonly<Record<string, unknown>>;
type Rule = (inputs: Values) => CheckFailure[];

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? known(value) : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const given = (value: unknown): boolean => value !== undefined && value !== "";

function entriesOf(value: unknown): Values[] {
  const isEntry = (entry: unknown): entry is Values => typeof entry === "object" && entry !== null;
  return Array.isArray(value) ? value.map((entry: unknown) => (isEntry(entry) ? entry : {})) : [];
}

/** Port syntax, range, reserved ports and duplicates (API page, create: `ports`). */
const portSyntax: Rule = ({ ports }) => {
  const seen = new Set<number>();
  return splitPorts(textOf(ports) ?? "").flatMap((entry) => {
    const parsed = parsePort(entry);
    if ("why" in parsed)
      return [failure("ports", `has the entry ${JSON.stringify(entry)}, which ${parsed.why}.`)];
    if (seen.has(parsed.port)) return [failure("ports", `opens port ${parsed.port} twice; name it once.`)];
    seen.add(parsed.port);
    return [];
  });
};

const toolPorts: Rule = ({ tools }) => {
  const seen = new Map<number, number>();
  return entriesOf(tools).flatMap((tool, at) => {
    const text = textOf(tool.port);
    if (text === undefined || !/^\d+$/.test(text)) return [];
    const why = portNumberProblem(Number(text));
    if (why !== undefined) return [failure(["tools", at, "port"], `is ${text}, which ${why}.`)];
    const first = seen.get(Number(text));
    if (first !== undefined)
      return [failure(["tools", at, "port"], `is ${text}, as is tools[${first}].port.`)];
    seen.set(Number(text), at);
    return [];
  });
};

const portCount: Rule = ({ ports, tools }) => {
  // An unknown inside of `tools` is still one tool with one port.
  if (ports === UNKNOWN || tools === UNKNOWN) return [];
  const count = splitPorts(textOf(ports) ?? "").length + entriesOf(tools).length;
  if (count <= MOST_PORTS) return [];
  return [
    failure("ports", `and tools open ${count} ports together, but an instance opens at most ${MOST_PORTS}.`),
  ];
};

/** API page, create: `month`, `billingMode`. */
const term: Rule = ({ month, billingMode }) => {
  if (hasUnknown(month) || hasUnknown(billingMode)) return [];
  const months = numberOf(month) ?? 0;
  if (months > 0 && (billingMode === "onDemand" || billingMode === "spot")) {
    return [
      failure(
        "month",
        `is ${months}, which makes an instance monthly, but billingMode is "${billingMode}". Set billingMode to "monthly", or remove month.`,
      ),
    ];
  }
  if (billingMode === "monthly" && months < 1) {
    return [
      failure("month", 'must be at least 1 when billingMode is "monthly": the number of months to pay for.'),
    ];
  }
  return [];
};

/** API page, create: `autoRenew`, `autoRenewMonth`. */
const renewal: Rule = ({ autoRenew, autoRenewMonth, billingMode, kind }) => {
  if (kind === "cpu" || hasUnknown([autoRenew, billingMode])) return [];
  const monthly = billingMode === "monthly";
  const failures: CheckFailure[] = [];
  if (autoRenew === true && !monthly) {
    failures.push(
      failure(
        "autoRenew",
        'has an effect only when billingMode is "monthly". Remove it, or set billingMode and month.',
      ),
    );
  }
  if (autoRenewMonth !== undefined && !monthly) {
    failures.push(
      failure(
        "autoRenewMonth",
        'has an effect only when billingMode is "monthly". Remove it, or set billingMode and month.',
      ),
    );
  }
  return failures;
};

/** API page, create: `imageAuth` is `username:password`; one credential for one image. */
const registryCredential: Rule = ({ imageAuth, imageAuthId }) => {
  const auth = textOf(imageAuth);
  const failures: CheckFailure[] = [];
  if (given(imageAuth) && given(imageAuthId)) {
    failures.push(failure("imageAuth", "and imageAuthId are two ways to say the same; give one of them."));
  }
  if (auth !== undefined && auth !== "" && !/^[^:]+:/.test(auth)) {
    failures.push(failure("imageAuth", "must have the form username:password."));
  }
  return failures;
};

/** Two entries of a list that say the same of what may be said once. */
function repeated(
  list: unknown,
  name: string,
  field: string,
  form: (text: string) => string,
): CheckFailure[] {
  const seen = new Map<string, number>();
  return entriesOf(list).flatMap((entry, at) => {
    const text = textOf(entry[field]);
    if (text === undefined) return [];
    const first = seen.get(form(text));
    if (first === undefined) {
      seen.set(form(text), at);
      return [];
    }
    return [failure([name, at, field], `repeats ${JSON.stringify(text)} of ${name}[${first}].${field}.`)];
  });
}

const envKeys: Rule = ({ envs }) => repeated(envs, "envs", "key", (key) => key);

const mountPoints: Rule = ({ networkStorages }) =>
  repeated(networkStorages, "networkStorages", "mountPoint", (path) => path.replace(/\/+$/, "") || "/");

/** What the page of CPU instances does not have (API page 4.2). */
const cpuFields: Rule = (inputs) => {
  if (inputs.kind !== "cpu") return [];
  const gpuOnly = Object.entries<FieldFacts>(fields).filter(([, { kinds }]) => !kinds.includes("cpu"));
  return gpuOnly
    .filter(([name]) => inputs[name] !== undefined)
    .map(([name]) => failure(name, 'is for kind "gpu" only, but kind is "cpu". Remove it.'));
};

/** The rules across fields, one concern each. */
const rules: readonly Rule[] = [
  portSyntax,
  toolPorts,
  portCount,
  term,
  renewal,
  registryCredential,
  envKeys,
  mountPoints,
  cpuFields,
];

/** What the rules across fields have against inputs, skipping what a preview does not know. */
export function ruleFailures(inputs: Values): CheckFailure[] {
  return rules.flatMap((rule) => rule(inputs));
}
