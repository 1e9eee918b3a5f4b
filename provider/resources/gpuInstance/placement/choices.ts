import { isRecord } from "../../../api";
import { bagOf, DECLARATION_KEY, hiddenIn, known, pick, rememberedIn, UNKNOWN, where } from "../../../core";
import type { Inputs } from "../inputs";

/** The inputs in which the choices of a declaration differ. */
export const placed = ["productId", "clusterId", "billingMode", "gpuNum"] as const;

/** One of the instances that a declaration accepts. */
export interface Choice {
  /** Where it is declared: empty, or `lifecycle.alternatives[0]`. */
  readonly at: string;
  /** The inputs of an instance that is this choice, its options as declared. */
  readonly inputs: Inputs;
  /** The same as a declaration of its own: with its own cap, and with no other choice. */
  readonly alone: Inputs;
}

/** An alternative of which nothing is known. */
const OPEN = Object.fromEntries(placed.map((name) => [name, UNKNOWN]));

/** The instances that a declaration accepts, the one that is wanted most first. A list that is not known yet has an open one. */
export function choicesOf(inputs: Inputs): readonly Choice[] {
  const { alternatives, ...lifecycle } = known(inputs.lifecycle) ?? {};
  const isOpen = [inputs.lifecycle, alternatives].some((each: unknown) => each === UNKNOWN);
  const list: unknown = isOpen ? [UNKNOWN] : alternatives;
  if (!Array.isArray(list)) return [{ at: "", inputs, alone: inputs }];
  const others = (list as readonly unknown[]).map((given, index): Choice => {
    const at = `lifecycle.alternatives[${index}]`;
    const all = given === UNKNOWN ? OPEN : isRecord(given) ? given : {};
    const own = where(all, (_name, value) => value !== undefined);
    const varied: Inputs = { ...inputs, ...pick(own, placed) };
    const cap = pick(own, ["maxHourlyPrice"]);
    const alone = { ...varied, ...markedAlone(inputs, own, at), lifecycle: { ...lifecycle, ...cap } };
    return { at, inputs: varied, alone };
  });
  return [{ at: "", inputs, alone: { ...inputs, lifecycle } }, ...others];
}

/** The choice that these inputs are, which may be as they are for what there is. */
export function choiceOf(inputs: Inputs): Choice {
  const { declared } = rememberedIn(inputs);
  const others = where(inputs, (name) => !(placed as readonly string[]).includes(name));
  const written = declared ? ({ ...others, ...declared } as unknown as Inputs) : inputs;
  const choices = choicesOf(written);
  const [here, first] = [bagOf(inputs), choices[0] as Choice];
  return choices.find((each) => placed.every((name) => bagOf(each.inputs)[name] === here[name])) ?? first;
}

/** What is declared of what a choice says, where it says it: marked as secret there, it is so as an input. */
function markedAlone(inputs: Inputs, own: object, at: string): object {
  const declaration = inputs[DECLARATION_KEY];
  if (!Array.isArray(declaration?.secret)) return {};
  const hides = hiddenIn(inputs);
  const isOwn = (path: string): boolean => path in own && placed.some((name) => name === path);
  const kept = declaration.secret.filter((path) => !isOwn(path));
  const here = placed.filter((name) => name in own && hides(`${at}.${name}`));
  const cap = "maxHourlyPrice" in own && hides(`${at}.maxHourlyPrice`) ? ["lifecycle.maxHourlyPrice"] : [];
  return { [DECLARATION_KEY]: { ...declaration, secret: [...kept, ...here, ...cap] } };
}
