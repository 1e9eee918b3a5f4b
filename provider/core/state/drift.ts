import { harmless } from "../../api";
import { bagOf, pick, type Properties, REMEMBERED_KEY } from "../declaration";
import { type Comparing, isDeclaredImage, mayBeSameImage, portsInOrder, same } from "../forms";
import { type Definition, echoedFields, type Situation } from "../model";

/** Which live values are not what is declared, and not what the service made of the declared ones when they were applied. */
export function drifted(
  resource: Comparing,
  live: Properties,
  declared: Properties,
  observed: Properties = {},
): string[] {
  return echoedFields(resource.facts).filter((name) => {
    const value = live[name];
    if (value === undefined || same(resource, name, value, declared[name])) return false;
    if (resource.facts.fields[name]?.chosen !== undefined && !declared[name]) return false;
    return !(name in observed) || !same(resource, name, value, observed[name]);
  });
}

/** Whether a live thing does not have an input as declared, as far as it shows it; else whether it was declared otherwise. */
export function isOpen(
  resource: Comparing & Pick<Definition, "liveInputs">,
  { live, olds, news }: Situation,
  name: string,
): boolean {
  const [before, after] = [bagOf(olds), bagOf(news)];
  const shown = resource.liveInputs(live, after);
  const isAsBefore = same(resource, name, before[name], after[name]);
  if (shown[name] === undefined) return !isAsBefore;
  const observed = isAsBefore ? olds[REMEMBERED_KEY]?.observed : undefined;
  return drifted(resource, shown, after, observed).includes(name);
}

/**
 * The declared inputs with each drifted field as it really is, in the declared order. What has not drifted stays in the
 * user's own words.
 */
export function withDrift(
  resource: Definition,
  live: Properties,
  declared: Properties,
  observed?: Properties,
): Properties {
  const changed = drifted(resource, live, declared, observed);
  const entries = changed
    .filter((name) => !isEmpty(live[name]))
    .map((name) => [name, shownAs(resource, name, ordered(resource, name, live[name], declared[name]))]);
  const kept = Object.entries(declared).filter(([name]) => !changed.includes(name));
  return Object.fromEntries([...kept, ...entries]) as Properties;
}

/** A drifted value in the user's own layout. */
function ordered(resource: Definition, name: string, live: unknown, declared: unknown): unknown {
  if (resource.facts.fields[name]?.compare === "ports")
    return portsInOrder(String(live), typeof declared === "string" ? declared : "");
  return resource.inDeclaredOrder?.(name, live, declared) ?? live;
}

/** What a secret holds is not shown, and may be anything. */
function shownAs({ facts }: Definition, name: string, value: unknown): unknown {
  return facts.fields[name]?.secret ? value : harmless(value);
}

/** Everything that the service shows, as somebody would have declared it. */
export function asDeclared(resource: Definition, shown: Properties): Properties {
  const names = Object.keys(shown).filter((name) => !isEmpty(shown[name]));
  return Object.fromEntries(names.map((name) => [name, shownAs(resource, name, shown[name])]));
}

export function isEmpty(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}

/** What is known of the baseline when it is drawn again. */
export interface Baseline {
  /** The fields that have just been applied, so that any other form of them is the service's own. */
  readonly applied: readonly string[];
  /** The baseline as it was; of the other fields it still holds. */
  readonly before?: Properties;
}

/** What the service made of declared values, if it shows them in another form right after they were applied. */
export function observedForms(
  resource: Definition,
  live: Properties,
  declared: Properties,
  { applied, before = {} }: Baseline = { applied: echoedFields(resource.facts) },
): Properties | undefined {
  const kept = Object.entries(before).filter(([name]) => !applied.includes(name));
  const fresh = drifted(resource, live, declared).filter(
    (name) => applied.includes(name) && mayBeForm(resource, name, live[name], declared[name]),
  );
  const forms = [...kept, ...fresh.map((name) => [name, live[name]])];
  return forms.length === 0 ? undefined : (Object.fromEntries(forms) as Properties);
}

/** Whether a live value may be what the service made of the declared one: another image is none. */
function mayBeForm({ facts }: Definition, name: string, live: unknown, declared: unknown): boolean {
  return facts.fields[name]?.compare !== "image" || mayBeSameImage(String(live), String(declared));
}

/** What a thing that is taken over shows in another form: an image in the service's, if it is the declared one. */
export function adoptedForms(
  resource: Definition,
  live: Properties,
  declared: Properties,
): Properties | undefined {
  const forms = drifted(resource, live, declared).filter(
    (name) =>
      resource.facts.fields[name]?.compare === "image" &&
      isDeclaredImage(String(live[name]), String(declared[name] ?? "")),
  );
  return forms.length === 0 ? undefined : pick(live, forms);
}
