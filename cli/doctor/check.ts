import type { Site } from "./site";

/** What a check saw. */
export interface Finding {
  /** With `warning` a run works, though perhaps not as expected; with `failed` it does not. */
  readonly status: "ok" | "warning" | "failed";
  /** What is there, in a few words. */
  readonly detail: string;
  /** What to do, in a sentence; absent if all is well. */
  readonly advice?: string;
}

/** The names of the checks, as `--json` has them. They stay. */
export type CheckName =
  | "node"
  | "runtime"
  | "typescript"
  | "pulumiCli"
  | "launcher"
  | "pulumiSdk"
  | "pulumiNovita"
  | "baseUrl"
  | "key"
  | "service"
  | "keyAccepted"
  | "balance";

/** One thing to look at. */
export interface Check {
  readonly name: CheckName;
  /** For people. */
  readonly title: string;
  /** Checks that say nothing without these. */
  readonly needs?: readonly CheckName[];
  /** What alone needs it: programs that run in Node.js, or of those the ones with dynamic providers. Default: all. */
  readonly onlyFor?: "node" | "dynamic";
  readonly look: (site: Site) => Promise<Finding> | Finding;
}

/** What came of a check, as `doctor --json` prints it. */
export interface Examined {
  readonly name: CheckName;
  readonly title: string;
  readonly status: Finding["status"] | "skipped";
  readonly detail: string;
  readonly advice: string | null;
}

const NOT_NEEDED = "not needed: this project uses the plugin";

/** Makes the checks, one after another; one that needs a failed one is skipped. */
export async function examine(checks: readonly Check[], site: Site): Promise<readonly Examined[]> {
  const done = new Map<CheckName, Examined>();
  for (const { name, title, needs = [], onlyFor, look } of checks) {
    if (onlyFor && site.project.usesPlugin && (onlyFor === "dynamic" || !site.project.isNode)) {
      done.set(name, { name, title, status: "ok", detail: NOT_NEEDED, advice: null });
      continue;
    }
    const missing = needs.map((need) => done.get(need)).find((need) => need && isUnsound(need));
    const { status, detail, advice = null } = missing ? skippedFor(missing) : await look(site);
    done.set(name, { name, title, status, detail, advice });
  }
  return [...done.values()];
}

function isUnsound({ status }: Examined): boolean {
  return status === "failed" || status === "skipped";
}

function skippedFor({ title }: Examined): Omit<Examined, "name" | "title"> {
  return { status: "skipped", detail: `it needs "${title}"`, advice: null };
}
