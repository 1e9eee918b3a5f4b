import { isRecord, type Redactor } from "../api";
import { hiddenIn, type Properties, REMEMBERED_KEY } from "../core";

/** How Pulumi writes a secret on its wire. */
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const alternatives = "lifecycle.alternatives";
/**
 * The outputs in which an input shows again. The engine takes an output for secret if the input of the same name
 * is; of these it cannot know.
 */
const repeated: Readonly<Record<string, readonly string[]>> = {
  endpoints: ["ports", "tools"],
  jupyterUrl: ["ports", "tools"],
  productId: [alternatives],
  clusterId: [alternatives],
  billingMode: [alternatives],
  gpuNum: [alternatives],
  placement: [alternatives, "productId", "clusterId", "billingMode", "gpuNum"],
  clusterName: ["clusterId", alternatives],
  productName: ["productId", alternatives],
  hourlyPrice: ["size"],
  monthlyPrice: ["size"],
};

/**
 * A state as Pulumi keeps it. JSON and nothing else: anything `undefined` inside of a result would fail *after* the
 * call has succeeded. `statusMessage` is the service's own words, not encrypted, and may repeat a secret.
 */
export function outputsOf(state: object, redactor: Redactor): Record<string, unknown> {
  const hides = hiddenIn(state);
  const { lifecycle } = state as Properties;
  const hasChoices = isRecord(lifecycle) && lifecycle.alternatives !== undefined;
  // While a preview does not know all marks everything counts as marked, and alternatives that nobody declares are not.
  const isMarked = (path: string): boolean => (path !== alternatives || hasChoices) && hides(path);
  const outputs = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
  for (const [name, inputs] of Object.entries(repeated)) {
    if (outputs[name] !== undefined && inputs.some(isMarked))
      outputs[name] = { ...SECRET, value: outputs[name] };
  }
  const { [REMEMBERED_KEY]: remembered, statusMessage } = outputs;
  if (isRecord(remembered)) {
    // What was observed of variables, or declared of a choice, is as secret as they are.
    const bags = ["observed", "declared"].filter((name) => remembered[name] !== undefined);
    const sealed = bags.map((name) => [name, { ...SECRET, value: remembered[name] }]);
    outputs[REMEMBERED_KEY] = { ...remembered, ...(Object.fromEntries(sealed) as object) };
  }
  return typeof statusMessage === "string"
    ? { ...outputs, statusMessage: redactor.redact(statusMessage) }
    : outputs;
}
