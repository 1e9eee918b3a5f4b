import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { RunningCommand } from "../../../tools/pulumi/stack";
import { descendants, killTree, listProcesses, type ProcessEntry } from "../../../tools/process/tree";
import { until } from "./requestLog.testkit";

/** What `kill -9` is for. */
export type Victim = "cli" | "provider" | "both";

function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    // It has ended.
    return "";
  }
}

/** The processes of either face among a family, with the shells that started them. */
export function providersIn(family: readonly ProcessEntry[]): readonly ProcessEntry[] {
  return family.filter(({ pid }) =>
    /dynamic-provider|pulumi-resource-pulumi-nodejs|pulumi-resource-novita/.test(commandOf(pid)),
  );
}

/** What a kill has left behind. */
export interface Bereft {
  /** All that was the CLI's and may live on; {@link endAll} ends it. */
  readonly family: readonly ProcessEntry[];
  readonly providers: readonly ProcessEntry[];
}

/**
 * `kill -9` of a running CLI, of its provider process, or of both. `undefined`, and nothing is killed, if there is no provider
 * process: not yet, or not any more.
 */
export function killNow(run: RunningCommand, victim: Victim): Bereft | undefined {
  const family = familyOf(run);
  const providers = providersIn(family);
  if (victim !== "cli" && providers.length === 0) return undefined;
  if (victim !== "provider") run.kill("SIGKILL");
  if (victim !== "cli") killTree(undefined, providers);
  return { family, providers };
}

/** The processes of a running CLI, itself included. */
export function familyOf({ pid }: RunningCommand): readonly ProcessEntry[] {
  return descendants(listProcesses(), pid ?? 0);
}

/** `proc(5)`: ticks are a hundredth of a second wherever Node runs. */
const TICKS = 100;

/** Seconds of CPU time that a process has used; none once it has ended, even if nobody has reaped it. */
function cpuSeconds({ pid, started }: ProcessEntry): number | undefined {
  if (!listProcesses().some((each) => each.pid === pid && each.started === started)) return undefined;
  try {
    if (process.platform !== "linux") {
      const time = execFileSync("ps", ["-o", "time=", "-p", String(pid)], { encoding: "utf8" });
      return time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? undefined : (Number(fields[10]) + Number(fields[11])) / TICKS;
  } catch {
    // It has ended.
    return undefined;
  }
}

/** A process that waits, and ends itself, needs next to none; one that turns in a circle a second each second. */
const MOST_CPU_SECONDS = 2;

/** Waits until the provider processes of a killed CLI have ended themselves, and have burned nothing on the way. */
export async function endedThemselves(providers: readonly ProcessEntry[]): Promise<void> {
  const before = new Map(providers.map((each) => [each.pid, cpuSeconds(each) ?? 0]));
  await until(() => {
    const seen = providers.map((each) => ({ pid: each.pid, used: cpuSeconds(each) }));
    const left = seen.filter(({ used }) => used !== undefined);
    const burns = left.find(({ pid, used = 0 }) => used - (before.get(pid) ?? 0) > MOST_CPU_SECONDS);
    if (burns) throw new Error(`The provider process ${burns.pid} has outlived Pulumi, and burns a core.`);
    return left.length === 0 || undefined;
  }, "the provider process of a killed Pulumi to end itself");
}

/** Ends what is left of a family. */
export function endAll(family: readonly ProcessEntry[]): void {
  killTree(undefined, family);
}
