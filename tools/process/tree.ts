import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** One process as the system lists it; `started` tells it from a later one with the same id. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly started: string;
}

/** Reads one `/proc/<pid>/stat`: the name in parentheses may hold spaces and parentheses of its own. */
export function parseProcStat(text: string): ProcessEntry | undefined {
  const match = /^(\d+) \(.*\) (.*)$/s.exec(text.trim());
  const fields = match?.[2]?.split(" ") ?? [];
  // Fields 4 and 22 of proc(5); two are in front of the list.
  if (!match || fields.length < 20) return undefined;
  return { pid: Number(match[1]), parent: Number(fields[1]), started: fields[19] ?? "" };
}

/** Reads what `ps -A -o pid=,ppid=,lstart=` prints; lines of another form are skipped. */
export function parseProcessList(text: string): readonly ProcessEntry[] {
  return text.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S.*?)\s*$/.exec(line);
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), started: match[3] ?? "" }] : [];
  });
}

/** `root` and everything below it, parents first. Empty when `root` is not in the list. */
export function descendants(list: readonly ProcessEntry[], root: number): readonly ProcessEntry[] {
  const found = list.filter((entry) => entry.pid === root);
  for (const parent of found)
    found.push(...list.filter((entry) => entry.parent === parent.pid && entry !== parent));
  return found;
}

/** The processes that run now. Empty on Windows, where {@link killTree} uses `taskkill` instead. */
export function listProcesses(): readonly ProcessEntry[] {
  if (process.platform === "win32") return [];
  if (process.platform !== "linux") {
    const text = execFileSync("ps", ["-A", "-o", "pid=,ppid=,lstart="], {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    return parseProcessList(text);
  }
  // Small container images have no `ps`.
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcStat(pid) ?? []);
}

function readProcStat(pid: string): ProcessEntry | undefined {
  try {
    return parseProcStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // It ended while we were reading.
    return undefined;
  }
}

/**
 * Ends `root` and everything below it at once (SIGKILL), then what is left of `remembered`: processes of an
 * earlier listing whose parent is gone. The engine starts plugins in process groups of their own, so killing
 * the group of the CLI would leave them running, and most dynamic providers never notice that their engine died.
 * Synchronous, so that it also works while this process exits.
 */
export function killTree(root: number | undefined, remembered: readonly ProcessEntry[] = []): void {
  if (process.platform === "win32") return root === undefined ? undefined : killTreeOnWindows(root);
  const list = listProcesses();
  const orphans = remembered.filter((old) =>
    list.some((now) => now.pid === old.pid && now.started === old.started),
  );
  const roots = [...(root === undefined ? [] : [root]), ...orphans.map((entry) => entry.pid)];
  const doomed = new Set(roots.flatMap((pid) => descendants(list, pid).map((entry) => entry.pid)));
  for (const pid of doomed) sendKill(pid);
}

function sendKill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It ended by itself between the listing and the signal.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function killTreeOnWindows(root: number): void {
  try {
    execFileSync("taskkill", ["/pid", String(root), "/T", "/F"], { stdio: "ignore" });
  } catch {
    // taskkill answers with an error when the process has already ended.
  }
}
