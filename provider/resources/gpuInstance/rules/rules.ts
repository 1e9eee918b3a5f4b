import {
  entriesOf,
  hasUnknown,
  once,
  portNumberProblem,
  portSyntax,
  type Rule,
  splitPorts,
  textOf,
  UNKNOWN,
  variablesOnce,
} from "../../../core";
import { expires } from "../expiry";
import { portTypes } from "../facts";
import { fields } from "../generated/fields";
import { onReclaim } from "../spot";
import { alternatives } from "../placement";

const toolPorts: Rule = ({ tools }, show, fail) => {
  const seen = new Map<number, number>();
  entriesOf(tools).forEach(({ port }, at) => {
    const text = textOf(port);
    if (text === undefined || !/^\d{1,5}$/.test(text)) return;
    const why = portNumberProblem(Number(text));
    const first = seen.get(Number(text));
    const own = `tools[${at}].port`;
    if (why !== undefined) fail(own, `is ${show(own, text)}, which ${why}.`);
    else if (first === undefined) seen.set(Number(text), at);
    else {
      const other = `tools[${first}].port`;
      fail(own, `is ${show(other, show(own, text))}, as is ${other}; give each tool a port of its own.`);
    }
  });
};

/** How many ports an instance opens at most, `ports` and `tools` together. */
const MOST_PORTS = 15;

const portCount: Rule = ({ ports, tools }, _show, fail) => {
  // An unknown inside of `tools` is still one tool with one port.
  if (ports === UNKNOWN || tools === UNKNOWN) return;
  const count = splitPorts(textOf(ports) ?? "").length + entriesOf(tools).length;
  if (count > MOST_PORTS)
    fail("ports", `and tools open ${count} ports together, but an instance opens at most ${MOST_PORTS}.`);
};

/** API page, create: `month`, `billingMode`. */
const term: Rule = ({ month = 0, billingMode }, show, fail) => {
  if (hasUnknown([month, billingMode]) || typeof month !== "number" || month < 0) return;
  const is = `is ${show("month", `${month}`)}, which`;
  if (!Number.isSafeInteger(month) && Number.isInteger(month))
    fail("month", `${is} is too large for a number of months.`);
  else if (month > 0 && (billingMode === "onDemand" || billingMode === "spot"))
    fail(
      "month",
      `${is} makes an instance monthly, but billingMode is ${show("billingMode", `"${billingMode}"`)}. Set billingMode to "monthly", or remove month.`,
    );
  else if (billingMode === "monthly" && month < 1)
    fail(
      "month",
      `must be at least 1 when billingMode is ${show("billingMode", '"monthly"')}: the number of months to pay for.`,
    );
};

/** API page, create: `autoRenew`, `autoRenewMonth`. */
const renewal: Rule = ({ autoRenew, autoRenewMonth, billingMode = "onDemand", kind }, show, fail) => {
  if (kind === "cpu" || (billingMode !== "onDemand" && billingMode !== "spot")) return;
  const why = `has an effect only when billingMode is "monthly", but billingMode is ${show("billingMode", `"${billingMode}"`)}. Remove it, or set billingMode to "monthly" and month to the number of months.`;
  if (autoRenew === true) fail("autoRenew", why);
  if (autoRenewMonth !== undefined && autoRenewMonth !== UNKNOWN) fail("autoRenewMonth", why);
};

/** API page, create: `imageAuth` is `username:password`; one credential for one image. */
const registryCredential: Rule = ({ imageAuth, imageAuthId }, _show, fail) => {
  const auth = textOf(imageAuth);
  if (auth && textOf(imageAuthId))
    fail("imageAuth", "and imageAuthId are two ways to say the same; give one of them.");
  if (auth && !/^[^:]+:/.test(auth))
    fail(
      "imageAuth",
      'must have the form "username:password"; for a credential that is stored at Novita, give its id as imageAuthId.',
    );
};

/** A path without the slashes at its end. */
const bare = (path: string): string => path.replace(/\/+$/, "") || "/";

const OWN_PATH = "mount each storage at a path of its own";

/** A local disk and a network storage at one path: one of them would be hidden. */
const localMountPoint: Rule = ({ localStorageMountPoint, networkStorages }, show, fail) => {
  const local = textOf(localStorageMountPoint);
  entriesOf(networkStorages).forEach(({ mountPoint }, at) => {
    const path = textOf(mountPoint);
    if (!local || path === undefined || bare(path) !== bare(local)) return;
    const own = `networkStorages[${at}].mountPoint`;
    const shown = show("localStorageMountPoint", show(own, JSON.stringify(path)));
    fail(own, `repeats ${shown} of localStorageMountPoint; ${OWN_PATH}.`);
  });
};

/** What the page of the other kind of instance has alone (API page 4.1, 4.2). */
const fieldsOfOtherKind: Rule = (inputs, show, fail) => {
  const { kind = "gpu" } = inputs;
  if (kind !== "gpu" && kind !== "cpu") return;
  for (const [name, { kinds }] of Object.entries<{ readonly kinds: readonly string[] }>(fields)) {
    if (kinds.includes(kind) || inputs[name] === undefined || inputs[name] === UNKNOWN) continue;
    fail(name, `is for kind "${kinds.join()}" only, but kind is ${show("kind", `"${kind}"`)}. Remove it.`);
  }
};

const own: readonly Rule[] = [
  portSyntax(portTypes),
  toolPorts,
  portCount,
  term,
  renewal,
  registryCredential,
  variablesOnce,
  once("networkStorages", "mountPoint", bare, OWN_PATH),
  localMountPoint,
  fieldsOfOtherKind,
  expires,
  onReclaim,
];

/** The rules across fields, one concern each. */
export const rules: readonly Rule[] = [...own, alternatives(own)];
