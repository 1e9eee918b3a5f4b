import { isRecord, NovitaError, parseJson } from "../../provider/api";

/** What a policy pack has against a resource, or against the stack. */
export interface PolicyFinding {
  /** `mandatory` stops the run, `advisory` does not. */
  readonly level: string;
  readonly policy: string;
  readonly pack: string;
  /** The logical name of the resource; that of the stack's own resource if the stack as a whole is meant. */
  readonly resource: string;
  /** The policy's description, then what it found; may have several lines. */
  readonly message: string;
}

/** A sentence: how the file that is wanted is made. */
export const HOW_TO_LOG_EVENTS =
  "Make it with `PULUMI_DEBUG_COMMANDS=true pulumi preview --json --event-log events.jsonl`.";

/**
 * Reads what policies found out of an event log (`--event-log`, which Pulumi's Automation API uses): `--json` shows no
 * findings of policies. The rest of the log is passed over.
 *
 * @param source How messages name where the text comes from.
 * @throws NovitaError if it is something else.
 */
export function readPolicyFindings(text: string, source: string): PolicyFinding[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const found = lines.flatMap((line, at): PolicyFinding[] => {
    const event = parseJson(line);
    // The last line of a log whose writer was killed may be half a line.
    if (!isRecord(event) && at > 0 && at === lines.length - 1) return [];
    if (!isRecord(event) || !Object.keys(event).some((key) => key.endsWith("Event")))
      throw new NovitaError(
        `${source} is no event log of Pulumi: its line ${at + 1} is no event. ${HOW_TO_LOG_EVENTS}`,
      );
    return isRecord(event.policyEvent) ? [findingOf(event.policyEvent)] : [];
  });
  const mandatory = found.filter(({ level }) => level === "mandatory");
  return [...mandatory, ...found.filter(({ level }) => level !== "mandatory")];
}

function findingOf(event: Readonly<Record<string, unknown>>): PolicyFinding {
  const text = (key: string): string => (typeof event[key] === "string" ? event[key] : "");
  const urn = text("resourceUrn");
  return {
    level: text("enforcementLevel"),
    policy: text("policyName"),
    pack: text("policyPackName"),
    resource: urn.slice(urn.lastIndexOf("::") + 2),
    message: text("message").trim(),
  };
}
