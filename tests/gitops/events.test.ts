import { cpSync } from "node:fs";
import { join } from "node:path";
import { type RunResult, startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

const repository = join(__dirname, "../..");
const gitlabCiLocal = join(repository, "node_modules/gitlab-ci-local/dist/index.js");

let project: string;
beforeAll(async () => {
  const folder = temporaryFolder();
  project = join(folder, "project");
  cpSync(join(repository, "examples/gitops/.gitlab-ci.yml"), join(project, ".gitlab-ci.yml"));
  // The runner asks git for the remote and its default branch.
  const env = { PATH: process.env.PATH, HOME: folder };
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  for (const args of [
    ["init", "--quiet", "--initial-branch=main"],
    ["commit", "--quiet", "--allow-empty", "--message=the example"],
    ["remote", "add", "origin", "git@example.com:team/fleet.git"],
  ])
    expect((await startProcess("git", [...identity, ...args], { cwd: project, env }).done).exitCode).toBe(0);
});

function listed(source: string, more: readonly string[]): Promise<RunResult> {
  return startProcess(
    process.execPath,
    [
      ...[gitlabCiLocal, "--list-json", "--home", join(project, "../home")],
      ...["--ignore-predefined-vars", "CI_PIPELINE_SOURCE"],
      ...["--variable", `CI_PIPELINE_SOURCE=${source}`, ...more],
    ],
    { cwd: project, env: { PATH: process.env.PATH } },
  ).done;
}

/** The jobs that an event brings, each with its `when`. */
async function jobsOf(source: string, variables: Readonly<Record<string, string>>): Promise<object> {
  const given = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  // Half of the time of a run.
  const { exitCode, stdout } = await listed(source, ["--no-json-schema-validation", ...given]);
  expect(exitCode).toBe(0);
  const jobs = JSON.parse(stdout) as readonly { readonly name: string; readonly when: string }[];
  return Object.fromEntries(jobs.flatMap(({ name, when }) => (when === "never" ? [] : [[name, when]])));
}

test(".gitlab-ci.yml fits GitLab's schema", async () => {
  const { exitCode, output } = await listed("push", []);
  expect({ exitCode, output }).toEqual({
    exitCode: 0,
    output: expect.stringContaining("json schema validated in "),
  });
});

const both = (name: string): object => ({ [`${name}:dev`]: "on_success", [`${name}:prod`]: "on_success" });

test.each<[string, string, Readonly<Record<string, string>>, object]>([
  ["a merge request is planned for both stacks", "merge_request_event", {}, both("preview")],
  [
    "with a token for it, the plans become a comment, also of a preview that failed",
    "merge_request_event",
    { PLAN_COMMENT_TOKEN: "token" },
    { ...both("preview"), comment: "always" },
  ],
  ["a push to main brings both stacks up", "push", {}, both("up")],
  ["a schedule looks for drift and for orphans", "schedule", {}, { ...both("drift"), orphans: "on_success" }],
  [
    "a schedule with a power switches dev, and does nothing else",
    "schedule",
    { POWER: "off" },
    { "power:dev": "on_success" },
  ],
  ["by hand, both stacks come up", "web", {}, both("up")],
  [
    "by hand and confirmed, one stack may be destroyed",
    "web",
    { CONFIRM_DESTROY: "prod" },
    { "destroy:prod": "manual" },
  ],
  ["confirmed by another name, nothing runs", "web", { CONFIRM_DESTROY: "prot" }, {}],
])("%s", async (_, source, variables, jobs) => {
  expect(await jobsOf(source, variables)).toEqual(jobs);
});
