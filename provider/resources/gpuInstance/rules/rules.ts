import {
  type CheckFailure,
  entriesOf,
  failure,
  hasUnknown,
  type Rule,
  textOf,
  UNKNOWN,
  type Values,
  type View,
} from "../../../core";
import { fields } from "../generated/fields";
import { portRules } from "./portRules";

/** API page, create: `month`, `billingMode`. */
const term: Rule = ({ month, billingMode }, show) => {
  if (hasUnknown([month, billingMode])) return [];
  if (month !== undefined && (typeof month !== "number" || month < 0)) return [];
  const months = month ?? 0;
  if (!Number.isSafeInteger(months) && Number.isInteger(months))
    return [failure("month", `is ${show("month", `${months}`)}, which is too large for a number of months.`)];
  if (months > 0 && (billingMode === "onDemand" || billingMode === "spot")) {
    return [
      failure(
        "month",
        `is ${show("month", `${months}`)}, which makes an instance monthly, but billingMode is ${show("billingMode", `"${billingMode}"`)}. Set billingMode to "monthly", or remove month.`,
      ),
    ];
  }
  if (billingMode === "monthly" && months < 1) {
    return [
      failure(
        "month",
        `must be at least 1 when billingMode is ${show("billingMode", '"monthly"')}: the number of months to pay for.`,
      ),
    ];
  }
  return [];
};

/** API page, create: `autoRenew`, `autoRenewMonth`. */
const renewal: Rule = ({ autoRenew, autoRenewMonth, billingMode = "onDemand", kind }, show) => {
  const byUse = billingMode === "onDemand" || billingMode === "spot";
  if (kind === "cpu" || !byUse) return [];
  const useless = (name: string): CheckFailure =>
    failure(
      name,
      `has an effect only when billingMode is "monthly", but billingMode is ${show("billingMode", `"${billingMode}"`)}. Remove it, or set billingMode to "monthly" and month to the number of months.`,
    );
  return [
    ...(autoRenew === true ? [useless("autoRenew")] : []),
    ...(autoRenewMonth !== undefined && autoRenewMonth !== UNKNOWN ? [useless("autoRenewMonth")] : []),
  ];
};

/** API page, create: `imageAuth` is `username:password`; one credential for one image. */
const registryCredential: Rule = ({ imageAuth, imageAuthId }) => {
  const auth = textOf(imageAuth);
  const failures: CheckFailure[] = [];
  if (auth && textOf(imageAuthId)) {
    failures.push(failure("imageAuth", "and imageAuthId are two ways to say the same; give one of them."));
  }
  if (auth && !/^[^:]+:/.test(auth)) {
    failures.push(
      failure(
        "imageAuth",
        'must have the form "username:password"; for a credential that is stored at Novita, give its id as imageAuthId.',
      ),
    );
  }
  return failures;
};

/** Two entries of a list that say the same of what may be said once. */
function repeated(
  list: unknown,
  [name, field]: readonly [string, string],
  form: (text: string) => string,
  advice: string,
  show: View["show"],
): CheckFailure[] {
  const seen = new Map<string, number>();
  return entriesOf(list).flatMap((entry, at): CheckFailure[] => {
    const text = textOf(entry[field]);
    if (text === undefined) return [];
    const first = seen.get(form(text));
    if (first === undefined) {
      seen.set(form(text), at);
      return [];
    }
    const [one, other] = [first, at].map((each) => `${name}[${each}].${field}`) as [string, string];
    const shown = show(one, show(other, JSON.stringify(text)));
    return [failure([name, at, field], `repeats ${shown} of ${one}; ${advice}.`)];
  });
}

const envKeys: Rule = ({ envs }, show) =>
  repeated(envs, ["envs", "key"], (key) => key, "give each variable one value", show);

/** A path without the slashes at its end. */
const bare = (path: string): string => path.replace(/\/+$/, "") || "/";

const mountPoints: Rule = ({ networkStorages }, show) =>
  repeated(
    networkStorages,
    ["networkStorages", "mountPoint"],
    bare,
    "mount each storage at a path of its own",
    show,
  );

/** A local disk and a network storage at one path: one of them would be hidden. */
const localMountPoint: Rule = ({ localStorageMountPoint, networkStorages }, show) => {
  const local = textOf(localStorageMountPoint);
  if (!local) return [];
  return entriesOf(networkStorages).flatMap(({ mountPoint }, at): CheckFailure[] => {
    const path = textOf(mountPoint);
    if (path === undefined || bare(path) !== bare(local)) return [];
    const own = `networkStorages[${at}].mountPoint`;
    const shown = show("localStorageMountPoint", show(own, JSON.stringify(path)));
    const advice = "mount each storage at a path of its own";
    return [
      failure(
        ["networkStorages", at, "mountPoint"],
        `repeats ${shown} of localStorageMountPoint; ${advice}.`,
      ),
    ];
  });
};

/** What the page of the other kind of instance has alone (API page 4.1, 4.2). */
const fieldsOfOtherKind: Rule = (inputs, show) => {
  const { kind = "gpu" } = inputs;
  if (kind !== "gpu" && kind !== "cpu") return [];
  return Object.entries<{ readonly kinds: readonly string[] }>(fields)
    .filter(([name, { kinds }]) => !kinds.includes(kind) && inputs[name] !== undefined)
    .filter(([name]) => inputs[name] !== UNKNOWN)
    .map(([name, { kinds }]) =>
      failure(
        name,
        `is for kind "${kinds.join()}" only, but kind is ${show("kind", `"${kind}"`)}. Remove it.`,
      ),
    );
};

const NO_TIME = /^(0+(\.0+)?(ns|us|µs|ms|s|m|h))+$/;

/** A wait of no time would fail right after the money is spent. */
const timeouts: Rule = ({ lifecycle }, show) => {
  const given = (lifecycle as { timeouts?: unknown } | undefined)?.timeouts;
  const entries = typeof given === "object" && given !== null ? Object.entries(given as Values) : [];
  return entries
    .filter(([, value]) => NO_TIME.test(textOf(value) ?? ""))
    .map(([name, value]) =>
      failure(
        ["lifecycle", "timeouts", name],
        `is ${show(`lifecycle.timeouts.${name}`, JSON.stringify(value))}, which leaves no time to wait. Give a longer one, or remove it for the default.`,
      ),
    );
};

/** The rules across fields, one concern each. */
export const rules: readonly Rule[] = [
  ...portRules,
  term,
  renewal,
  registryCredential,
  envKeys,
  mountPoints,
  localMountPoint,
  fieldsOfOtherKind,
  timeouts,
];
