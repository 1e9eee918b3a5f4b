import { harmless, printable } from "../../api";
import { pick } from "../declaration";
import { billWords } from "./bill";
import { echoedFields } from "./facts";
import type { Definition } from "./resource";

/** What a resource has to say of itself only if it is not as usual: see {@link define}. */
type Usual = keyof ReturnType<typeof usual>;

/** What is particular to a resource. */
export type Description = Omit<Definition, Usual> & Partial<Pick<Definition, Usual>>;

/**
 * A resource by what is particular to it. As usual:
 * - there are no steps and no rules, and it is waited for "to be ready";
 * - a status is described by the service's own word, and was never ready before as long as it is `pending`;
 * - the live thing has inputs and outputs under the names that the facts give them;
 * - `change: "replace"` replaces the thing, and then what the service does not show of it counts as different;
 * - secret are the fields that the facts call so, and its name is no secret.
 */
export function define(description: Description): Definition {
  return { ...usual(description), ...description };
}

function usual({
  facts,
  phaseOf,
  describe = statusOf,
  isFree,
}: Pick<Definition, "facts" | "phaseOf"> & Partial<Pick<Definition, "describe" | "isFree">>) {
  const words = billWords({ isFree });
  const echoed = echoedFields(facts);
  const secret = Object.keys(facts.fields).filter((name) => facts.fields[name]?.secret);
  const isReplacing = (field: string): boolean => facts.fields[field]?.change === "replace";
  return {
    goal: "to be ready",
    steps: [],
    rules: [],
    describe,
    explain: (live, phase) => {
      const is = phase === "failed" ? "has failed" : `is ${phase}`;
      const why = live.statusMessage === undefined ? "" : `: ${printable(live.statusMessage)}`;
      return `${is}${why} (status ${describe(live)}). ${words.exists}. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` ${words.end}.`;
    },
    isBeingMade: (status) => status === undefined || phaseOf({ status }) === "pending",
    liveInputs: (live) => pick(live, echoed),
    outputsOf: (live) => harmless(pick(live, facts.outputs)),
    replaces: isReplacing,
    countsUnseen: isReplacing,
    secretsIn: (bag) => ({ secrets: secret.map((name) => bag[name]), labels: ["name"] }),
  } satisfies Partial<Definition>;
}

const statusOf: Definition["describe"] = ({ status }) => printable(status);
