import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const example = join(__dirname, "../../examples/gitops");
const read = (...path: string[]): string => readFileSync(join(example, ...path), "utf8");

interface GitlabJob {
  readonly extends?: string;
  readonly script?: readonly string[];
  readonly before_script?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly environment?: { readonly name: string };
  readonly resource_group?: string;
  readonly artifacts?: { readonly when?: string };
  readonly rules?: readonly { readonly if: string; readonly when?: string }[];
}
interface GithubJob {
  readonly steps: readonly {
    readonly if?: string;
    readonly run?: string;
    readonly uses?: string;
    readonly env?: Readonly<Record<string, string>>;
  }[];
  readonly if?: string;
  readonly strategy?: {
    readonly matrix: { readonly stack: readonly string[] };
    readonly "fail-fast"?: boolean;
  };
  readonly environment?: string;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly on: Readonly<
    Record<string, { readonly inputs?: { readonly stack: { readonly options: readonly string[] } } }>
  >;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, GithubJob>>;
}

const gitlab = parse(read(".gitlab-ci.yml")) as Readonly<Record<string, GitlabJob>>;
const names = ["destroy", "drift", "preview", "up"] as const;
const workflows = Object.fromEntries(
  [...names, "power"].map((name) => [name, parse(read(".github/workflows", `${name}.yml`)) as Workflow]),
);
const action = parse(read(".github/actions/toolchain/action.yml")) as { readonly runs: GithubJob };

/** A job of GitLab with all that it extends. */
function whole(name: string): GitlabJob {
  const job = gitlab[name] ?? {};
  const base = job.extends === undefined ? {} : whole(job.extends);
  return { ...base, ...job, variables: { ...base.variables, ...job.variables } };
}

/** The commands of a job of GitHub, with those of the action that it begins with. */
function commandsOf({ steps }: GithubJob): readonly string[] {
  return steps.flatMap(({ run, uses }) =>
    uses === "./.github/actions/toolchain" ? commandsOf(action.runs) : run === undefined ? [] : [run],
  );
}

/** A job of a workflow, by default the one that has its name. */
function ofGithub(workflow: string, name = workflow): GithubJob {
  const job = workflows[workflow]?.jobs[name];
  if (!job) throw new Error(`${workflow}.yml has no job ${name}.`);
  return job;
}

describe.each(names)("%s", (name) => {
  const stacks = ["dev", "prod"];

  test("runs the same commands on both platforms, for both stacks", () => {
    const inGitlab = stacks.map((stack) => whole(`${name}:${stack}`));
    const commands = ["sh ci/install.sh", `sh ci/${name}.sh`];
    expect(inGitlab.map((job) => [...(job.before_script ?? []), ...(job.script ?? [])])).toEqual([
      commands,
      commands,
    ]);
    expect(inGitlab.map(({ variables }) => variables?.STACK)).toEqual(stacks);
    expect(commandsOf(ofGithub(name))).toEqual(commands);
    const { strategy } = ofGithub(name);
    expect(strategy?.matrix.stack ?? workflows[name]?.on.workflow_dispatch?.inputs?.stack.options).toEqual(
      stacks,
    );
  });

  test("says that it runs alone only if the platform sees to it", () => {
    const alone = name === "up" || name === "destroy" ? "true" : undefined;
    expect(whole(`${name}:dev`).variables?.RUNS_ALONE).toBe(alone);
    expect(ofGithub(name).env?.RUNS_ALONE).toBe(alone);
    const group = name === "destroy" ? "stack-${{ inputs.stack }}" : "stack-${{ matrix.stack }}";
    expect(ofGithub(name).concurrency).toEqual(alone && { group, "cancel-in-progress": false });
    expect(whole(`${name}:dev`).resource_group).toBe(name === "preview" ? undefined : "$STACK");
  });
});

test("looks for orphans with the same commands on both platforms, in all stacks", () => {
  const commands = ["sh ci/install.sh", "sh ci/orphans.sh"];
  const { before_script: before = [], script = [], variables } = whole("orphans");
  expect([...before, ...script]).toEqual(commands);
  const job = ofGithub("drift", "orphans");
  expect(commandsOf(job)).toEqual(commands);
  expect([variables?.STACKS, job.env?.STACKS]).toEqual(["dev prod", "dev prod"]);
});

test("switches dev off and on with the same commands on both platforms, and alone", () => {
  const commands = ["sh ci/install.sh", "sh ci/power.sh"];
  const [job, there] = [whole("power:dev"), ofGithub("power")];
  expect([...(job.before_script ?? []), ...(job.script ?? [])]).toEqual(commands);
  expect(commandsOf(there)).toEqual(commands);
  expect([job.variables, job.resource_group]).toEqual([{ RUNS_ALONE: "true", STACK: "dev" }, "$STACK"]);
  expect(there.env).toMatchObject({ RUNS_ALONE: "true", STACK: "dev" });
  expect(there.concurrency).toEqual({ group: "stack-dev", "cancel-in-progress": false });
  // By the schedule that it names, or else on.
  const crons = (workflows.power?.on.schedule as unknown as { readonly cron: string }[]).map(
    ({ cron }) => cron,
  );
  expect(crons).toHaveLength(2);
  expect(there.env?.POWER).toBe(
    `\${{ inputs.power || (github.event.schedule == '${crons[0]}' && 'off') || 'on' }}`,
  );
});

test("only the comment on a pull request may write anything, and it gets neither keys nor code", () => {
  const permissions = Object.values(workflows).flatMap((workflow) => [
    workflow.permissions,
    ...Object.values(workflow.jobs).flatMap(({ permissions }) => (permissions ? [permissions] : [])),
  ]);
  const reading = { contents: "read" };
  expect(permissions).toEqual([reading, reading, reading, { "pull-requests": "write" }, reading, reading]);
  const comment = workflows.preview?.jobs.comment;
  expect(comment?.steps.flatMap(({ uses }) => uses ?? [])).toEqual([
    "actions/download-artifact@634f93cb2916e3fdff6788551b99b062d0335ce0",
  ]);
  expect(comment?.steps.flatMap(({ env }) => Object.keys(env ?? {}))).toEqual(["GH_TOKEN", "PULL_REQUEST"]);
});

test("a preview that fails reaches the reviewer all the same, on both platforms", () => {
  expect(whole("preview:dev").artifacts?.when).toBe("always");
  expect(whole("comment").rules?.map((rule) => rule.when)).toEqual(["always"]);
  const { steps, strategy } = ofGithub("preview");
  expect(strategy?.["fail-fast"]).toBe(false);
  expect(
    steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact@")).map((step) => step.if),
  ).toEqual(["${{ !cancelled() }}"]);
  expect(ofGithub("preview", "comment").if).toBe("${{ !cancelled() && needs.preview.result != 'skipped' }}");
});

test("the keys reach one step of a job, and never as text", () => {
  const jobs = names.map((name) => [name, ofGithub(name)] as const);
  const others = [["orphans", ofGithub("drift", "orphans")] as const, ["power", ofGithub("power")] as const];
  for (const [name, { steps }] of [...jobs, ...others]) {
    expect(steps.filter(({ env }) => env?.NOVITA_API_KEY !== undefined)).toEqual([
      {
        run: `sh ci/${name}.sh`,
        env: {
          NOVITA_API_KEY: "${{ secrets.NOVITA_API_KEY }}",
          PULUMI_CONFIG_PASSPHRASE: "${{ secrets.PULUMI_CONFIG_PASSPHRASE }}",
          PULUMI_ACCESS_TOKEN: "${{ secrets.PULUMI_ACCESS_TOKEN }}",
        },
      },
    ]);
  }
});

test("every action and every version of a tool is pinned, to the same CLI everywhere", () => {
  const used = [...Object.values(workflows).flatMap(({ jobs }) => Object.values(jobs)), action.runs]
    .flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []))
    .filter((uses) => !uses.startsWith("./"));
  expect(used.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  const cli = /pulumi-version: (\S+)/.exec(read(".github/actions/toolchain/action.yml"))?.[1];
  const image = (...path: string[]): string | undefined => /image: (\S+)/.exec(read(...path))?.[1];
  expect([image(".gitlab-ci.yml"), image("operator", "dev.yaml"), image("operator", "prod.yaml")]).toEqual([
    `pulumi/pulumi-nodejs-22:${cli}`,
    `pulumi/pulumi:${cli}-nonroot`,
    `pulumi/pulumi:${cli}-nonroot`,
  ]);
});

test("no pipeline calls Pulumi but through the scripts", () => {
  const all = Object.keys(workflows);
  const texts = [read(".gitlab-ci.yml"), ...all.map((name) => read(".github/workflows", `${name}.yml`))];
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => !line.trim().startsWith("#"));
  expect(
    lines.filter((line) => /\bpulumi (preview|up|refresh|destroy|cancel|stack|config|login)\b/.test(line)),
  ).toEqual([]);
});
