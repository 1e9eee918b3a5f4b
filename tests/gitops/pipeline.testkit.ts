import type { RunResult } from "../../tools/process/run";

/** What became of a pipeline that gitlab-ci-local has run. */
export interface Pipeline {
  readonly exitCode: number | null;
  /** `PASS`, `WARN` or `FAIL`, by job. */
  readonly jobs: Readonly<Record<string, string>>;
  /** What each job printed, by job. */
  readonly logs: Readonly<Record<string, string>>;
}

/** Reads the jobs and their logs out of what gitlab-ci-local printed. */
export function pipelineOf({ exitCode, output }: Pick<RunResult, "exitCode" | "output">): Pipeline {
  const results = [...output.matchAll(/^ (PASS|WARN|FAIL) {2}(\S+)/gm)];
  const jobs = Object.fromEntries(results.map(([, result = "", job = ""]) => [job, result]));
  const logs = Object.fromEntries(Object.keys(jobs).map((job) => [job, logOf(output, job)]));
  return { exitCode, jobs, logs };
}

function logOf(output: string, job: string): string {
  return output
    .split("\n")
    .flatMap((line) => {
      const [, name, text] = /^(\S+) +> ?(.*)$/.exec(line) ?? [];
      return name === job && text !== undefined ? [text] : [];
    })
    .join("\n");
}
