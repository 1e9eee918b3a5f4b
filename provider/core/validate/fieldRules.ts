import { parsePort, splitPorts } from "../forms";
import { entriesOf, type Rule, textOf, type Values } from "../model";
import { quoted } from "./expectations";

/**
 * Syntax, range and types of the input `ports` (default: any), reserved ports and duplicates. A number may be open once for `udp`, and
 * once for one of the other types, which both mean TCP.
 */
export const portSyntax =
  (types?: readonly string[]): Rule =>
  ({ ports }, show, fail) => {
    const seen = new Set<string>();
    for (const entry of splitPorts(textOf(ports) ?? "")) {
      const parsed = parsePort(entry, types);
      if ("why" in parsed) {
        fail("ports", `has the entry ${show("ports", quoted(entry))}, which ${parsed.why}.`);
        continue;
      }
      const own = `${parsed.port}${parsed.type === "udp" ? "/udp" : ""}`;
      if (seen.has(own)) fail("ports", `opens port ${show("ports", own)} twice; name it once.`);
      seen.add(own);
    }
  };

/** Entries of a list that say the same in a field of theirs. */
export const once =
  (name: string, field: string, form: (text: string) => string, advice: string): Rule =>
  (inputs, show, fail) => {
    const seen = new Map<string, string>();
    entriesOf(inputs[name]).forEach((entry, at) => {
      const text = textOf(entry[field]);
      if (text === undefined) return;
      const own = `${name}[${at}].${field}`;
      const first = seen.get(form(text));
      if (first === undefined) seen.set(form(text), own);
      else fail(own, `repeats ${show(first, show(own, quoted(text)))} of ${first}; ${advice}.`);
    });
  };

/** Variables of the input `envs` that have one name. */
export const variablesOnce = once("envs", "key", (key) => key, "give each variable one value");

const NO_TIME = /^(0+(\.0+)?(ns|us|µs|ms|s|m|h))+$/;

/** A wait of no time would fail right after the money is spent. */
export const someTime: Rule = ({ lifecycle }, show, fail) => {
  const given = (lifecycle as { timeouts?: unknown } | undefined)?.timeouts;
  const entries = typeof given === "object" && given !== null ? Object.entries(given as Values) : [];
  for (const [name, value] of entries) {
    if (!NO_TIME.test(textOf(value) ?? "")) continue;
    const own = `lifecycle.timeouts.${name}`;
    const is = `is ${show(own, JSON.stringify(value))}, which leaves no time to wait.`;
    fail(own, `${is} Give a longer one, or remove it for the default.`);
  }
};
