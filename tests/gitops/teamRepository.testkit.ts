import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { startProcess, type RunResult, type StartedProcess } from "../../tools/process/run";
import { killTree } from "../../tools/process/tree";
import { EmulatorSide } from "../engine/emulatorSide.testkit";
import { theEngine } from "../engine/engine.testkit";
import { bringPackages, writeLock } from "./examplePackages.testkit";
import { type Pipeline, pipelineOf } from "./pipeline.testkit";
import { runnerEnvironment } from "./runnerEnvironment.testkit";

/** What only the CI variables know; none of it may be printed. */
export const secrets = { key: "canary-api-key-90d3", passphrase: "canary-passphrase-71aa" };

const repository = join(__dirname, "../..");
const example = join(repository, "examples/gitops");
const gitlabCiLocal = join(repository, "node_modules/gitlab-ci-local/dist/index.js");

/** Why a pipeline runs, in GitLab's words (CI_PIPELINE_SOURCE). */
export type Source = "merge_request_event" | "push" | "schedule" | "web";

/** What a pipeline is started with, beside the CI variables of the project. */
export interface PipelineOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** Only this job, as a person starts a manual one. */
  readonly job?: string;
}

/**
 * A copy of examples/gitops in a bare repository, an author's clone that changes it, and a runner's clone that executes
 * the pipeline; the state lies in a folder, the service is an emulator.
 */
export class TeamRepository {
  /** The runner's clone. */
  readonly runner: string;
  private readonly author: string;
  private readonly printed: string[] = [];

  private constructor(
    private readonly folder: string,
    readonly emulator: EmulatorSide,
    private readonly env: Readonly<Record<string, string>>,
  ) {
    this.author = join(folder, "author");
    this.runner = join(folder, "runner");
  }

  static async open(): Promise<TeamRepository> {
    const { binDir } = await theEngine();
    const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-gitops-"));
    const emulator = await EmulatorSide.start();
    const team = new TeamRepository(folder, emulator, runnerEnvironment(folder, binDir));
    try {
      await team.begin();
      return team;
    } catch (error) {
      await team.close();
      throw error;
    }
  }

  /** What docs/gitops.md has a team do: copy, lock the packages, push, make the stacks. */
  private async begin(): Promise<void> {
    const bare = join(this.folder, "bare.git");
    await this.git(this.folder, "init", "--quiet", "--bare", "--initial-branch=main", bare);
    await this.git(this.folder, "clone", "--quiet", bare, this.author);
    cpSync(example, this.author, { recursive: true, filter: (path) => !path.endsWith("node_modules") });
    writeLock(this.author);
    writeFileSync(join(this.folder, "variables.yml"), JSON.stringify(this.ciVariables));
    for (const STACK of ["dev", "prod"])
      await this.succeed(this.author, "sh", ["ci/init.sh"], { ...this.ciVariables, STACK });
    await this.git(this.author, "add", "--all");
    await this.git(this.author, "commit", "--quiet", "--message=Declare the fleet");
    await this.git(this.author, "push", "--quiet", "origin", "main");
    await this.git(this.folder, "clone", "--quiet", bare, this.runner);
    bringPackages(this.runner);
  }

  /** The CI variables of the project, as GitLab's settings would hold them. */
  private get ciVariables(): Readonly<Record<string, string>> {
    return {
      NOVITA_API_KEY: secrets.key,
      NOVITA_BASE_URL: this.emulator.url,
      PULUMI_CONFIG_PASSPHRASE: secrets.passphrase,
      PULUMI_BACKEND_URL: `file://${this.stateFolder}`,
    };
  }

  /** Where the state lies, with its locks. */
  get stateFolder(): string {
    return join(this.folder, "state");
  }

  /** Pushes a branch that changes one file of the repository. */
  async propose(branch: string, file: string, change: (text: string) => string): Promise<void> {
    await this.git(this.author, "switch", "--quiet", "--create", branch, "main");
    const path = join(this.author, file);
    const before = readFileSync(path, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`The branch ${branch} changes nothing in ${file}.`);
    writeFileSync(path, after);
    await this.git(this.author, "commit", "--quiet", "--all", `--message=${branch}`);
    await this.git(this.author, "push", "--quiet", "origin", branch);
  }

  async merge(branch: string): Promise<void> {
    await this.git(this.author, "switch", "--quiet", "main");
    await this.git(this.author, "merge", "--quiet", "--no-ff", "--no-edit", branch);
    await this.git(this.author, "push", "--quiet", "origin", "main");
  }

  /** Runs the pipeline of a branch to its end. */
  async pipeline(source: Source, branch = "main", options: PipelineOptions = {}): Promise<Pipeline> {
    await this.checkOut(branch);
    const result = await this.startPipeline(source, options).done;
    return pipelineOf(this.keep(result));
  }

  /** Runs a job of main's pipeline and kills the runner, with everything that it has started, at a moment. */
  async killedPipeline(source: Source, job: string, moment: () => Promise<boolean>): Promise<void> {
    await this.checkOut("main");
    const { pid, done } = this.startPipeline(source, { job });
    let over = false;
    const ended = done.finally(() => (over = true));
    while (!(await moment())) {
      if (over) throw new Error(`The pipeline ended before its moment came:\n${(await done).output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    killTree(pid);
    this.keep(await ended);
  }

  /** Runs a script of the repository as a person would, in the runner's clone. */
  async script(file: string, env: Readonly<Record<string, string>>): Promise<RunResult> {
    return this.keep(await this.run(this.runner, "sh", [file], { ...this.ciVariables, ...env }));
  }

  /** The token that ci/init.sh has made for a stack, in clear. */
  async notebookToken(stack: string): Promise<string> {
    const args = ["config", "get", "notebookToken", "--stack", stack];
    return (await this.succeed(this.author, "pulumi", args, this.ciVariables)).stdout.trim();
  }

  /** The comment that the last preview of a stack has made, without the time of its prices. */
  plan(stack: string): string {
    const text = readFileSync(join(this.runner, "plans", `${stack}.md`), "utf8");
    return text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, "<when>");
  }

  /** Everything that was printed so far, and what the jobs left behind. */
  everythingSeen(): string {
    // A preview that Pulumi did not even begin leaves no event log.
    const events = readdirSync(this.runner).filter((name) => /^events-.+\.jsonl$/.test(name));
    const plans = readdirSync(join(this.runner, "plans")).map((name) => join("plans", name));
    const left = [...events, ...plans];
    return [...this.printed, ...left.map((name) => readFileSync(join(this.runner, name), "utf8"))].join("\n");
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private keep(result: RunResult): RunResult {
    this.printed.push(result.output);
    return result;
  }

  private async checkOut(branch: string): Promise<void> {
    await this.git(this.runner, "fetch", "--quiet", "origin");
    await this.git(this.runner, "checkout", "--quiet", "-B", branch, `origin/${branch}`);
  }

  private startPipeline(source: Source, { variables = {}, job }: PipelineOptions = {}): StartedProcess {
    const all = { CI_PIPELINE_SOURCE: source, ...variables };
    return startProcess(
      process.execPath,
      [
        gitlabCiLocal,
        ...["--force-shell-executor", "--home", join(this.folder, "home")],
        // events.test.ts has it validated once.
        "--no-json-schema-validation",
        ...["--variables-file", "../variables.yml", "--ignore-predefined-vars", "CI_PIPELINE_SOURCE"],
        ...Object.entries(all).flatMap(([name, value]) => ["--variable", `${name}=${value}`]),
        ...(job === undefined ? [] : [job]),
      ],
      { cwd: this.runner, env: this.env, filter: stripVTControlCharacters },
    );
  }

  private async git(cwd: string, ...args: string[]): Promise<void> {
    await this.succeed(cwd, "git", args);
  }

  private async succeed(
    cwd: string,
    command: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<RunResult> {
    const result = await this.run(cwd, command, args, env);
    if (result.exitCode !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${result.output}`);
    return result;
  }

  private run(
    cwd: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunResult> {
    return startProcess(command, args, { cwd, env: { ...this.env, ...env } }).done;
  }
}
