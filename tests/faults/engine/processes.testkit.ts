import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { descendants, killTree, listProcesses, type ProcessEntry } from "../../../tools/process/tree";

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

/** The dynamic-provider processes among a family, with the shells that started them. */
function providersIn(family: readonly ProcessEntry[]): readonly ProcessEntry[] {
  return family.filter(({ pid }) => /dynamic-provider|pulumi-resource-pulumi-nodejs/.test(commandOf(pid)));
}

/** Whether the provider process of a CLI is there already. */
export function hasProvider(cli: number): boolean {
  return providersIn(descendants(listProcesses(), cli)).length > 0;
}

/**
 * `kill -9` of a CLI, of its provider process, or of both.
 *
 * @returns what was theirs and may live on; {@link killTree} ends it.
 */
export function killNow(cli: number, victim: Victim): readonly ProcessEntry[] {
  const family = descendants(listProcesses(), cli);
  const providers = providersIn(family);
  // A story may be killed before its provider is there: then the CLI is all there is.
  if (victim === "provider" && providers.length === 0)
    throw new Error("There is no provider process to kill.");
  const doomed = [
    ...(victim === "provider" ? [] : [cli]),
    ...(victim === "cli" ? [] : providers.map(({ pid }) => pid)),
  ];
  for (const pid of doomed) process.kill(pid, "SIGKILL");
  return family;
}

/** Ends what is left of a family. */
export function endAll(family: readonly ProcessEntry[]): void {
  killTree(undefined, family);
}
