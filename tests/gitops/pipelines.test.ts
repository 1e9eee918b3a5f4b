import { cpSync, rmSync } from "node:fs";
import { secretsIn } from "../engine/canaries.testkit";
import type { LiveInstance } from "../engine/emulatorSide.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "../engine/story.testkit";
import { secrets, TeamRepository } from "./teamRepository.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const pytorch = "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime";
const spotTrainer = { productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, imageUrl: pytorch };
const trainer = { productId: "l40s.16c62g.os", gpuNum: 1, rootfsSize: 120, imageUrl: pytorch };
const server = {
  ...{ productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, imageUrl: "vllm/vllm-openai:v0.8.5" },
  ...{ ports: "8000/http", billingMode: "onDemand" },
};
const notebook = { ports: "22/tcp,8888/http" };

/** What Pulumi.dev.yaml and Pulumi.prod.yaml declare, by the logical name: one of dev and three of prod. */
const declared = [
  ["server-1", server],
  ["trainer-1", { ...trainer, ...notebook, billingMode: "onDemand" }],
  ["trainer-1", { ...spotTrainer, ...notebook, billingMode: "spot" }],
  ["trainer-2", { ...trainer, ...notebook, billingMode: "onDemand" }],
] as const;
const third = ["trainer-3", { ...trainer, ...notebook, billingMode: "onDemand" }] as const;

/** Two instances may be of one logical name, one of each stack: product and price tell them apart. */
const inOrder = (rows: readonly (readonly [string, object])[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

function asDeclared({ name, productId, gpuNum, rootfsSize, imageUrl, ports, billingMode }: LiveInstance) {
  const logicalName = name.replace(/-[0-9a-f]{14}$/, "");
  return [logicalName, { productId, gpuNum, rootfsSize, imageUrl, ports, billingMode }] as const;
}

story("a team's repository", () => {
  let team: TeamRepository;
  beforeAll(async () => {
    team = await TeamRepository.open();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => team?.close());

  /** What is billed now, as it would be declared. */
  const billed = async (): Promise<readonly string[]> => {
    const all = await team.emulator.instances();
    return inOrder(all.filter((each) => each.billable).map(asDeclared));
  };
  const only = async (product: string, logicalName: string): Promise<LiveInstance> => {
    const live = (await team.emulator.instances()).filter(
      (each) => each.live && each.productId === product && each.name.startsWith(`${logicalName}-`),
    );
    if (live.length !== 1 || !live[0]) throw new Error(`${live.length} of ${logicalName} live, not one.`);
    return live[0];
  };

  test("a push to main makes what the stacks declare, dev before prod", async () => {
    const { exitCode, jobs } = await team.pipeline("push");
    expect({ exitCode, jobs }).toEqual({ exitCode: 0, jobs: { "up:dev": "PASS", "up:prod": "PASS" } });
    expect(await billed()).toEqual(inOrder(declared));
    const creates = (await team.emulator.calls()).filter(({ operation }) => operation === "create");
    expect(creates.map(({ body }) => body?.billingMode)).toEqual([
      "spot",
      "onDemand",
      "onDemand",
      "onDemand",
    ]);
  });

  test("a merge request is planned as what it changes, and changes nothing", async () => {
    await team.emulator.calls();
    await team.propose("one-more", "Pulumi.prod.yaml", (text) => text.replace("count: 2", "count: 3"));
    const { exitCode, jobs } = await team.pipeline("merge_request_event", "one-more", {
      job: "preview:prod",
    });
    expect({ exitCode, jobs }).toEqual({ exitCode: 0, jobs: { "preview:prod": "PASS" } });
    expect(await team.emulator.changes()).toEqual([]);
    expect(team.plan("prod")).toBe(`### GPU plan for \`novita-gitops/prod\`

**4 GPU instances**: 1 created, 3 unchanged.

| USD | before | after | difference |
| --- | ---: | ---: | ---: |
| an hour | $1.4750 | $2.0375 | **+$0.5625** |
| a month (730 hours) | $1076.75 | $1487.38 | **+$410.63** |

| Instance | What happens | Details | USD an hour | Stock |
| --- | --- | --- | ---: | --- |
| \`trainer-3\` | created | \`1\` × \`L40S 48GB\`, \`${pytorch}\` | $0.5625 | high |

<sub>Prices and stock as Novita named them at <when>, for instances that run; a monthly price is spread over its hours.</sub>
`);
  });

  test("a merge request against the policies is stopped, and its comment says why", async () => {
    await team.propose("too-much", "Pulumi.prod.yaml", (text) => text.replace("count: 2", "count: 5"));
    const { jobs } = await team.pipeline("merge_request_event", "too-much", { job: "preview:prod" });
    expect(jobs).toEqual({ "preview:prod": "FAIL" });
    const trainers = [1, 2, 3, 4, 5].map((each) => `trainer-${each}: $0.5625<br>`).join("");
    // The one that is over is the last that the program has registered, and that may be any of them.
    const comment = team.plan("prod").replace(/(`max-hourly-price`), `[a-z]+-\d`:/, "$1, `<last>`:");
    expect(comment.slice(0, comment.indexOf("**6 GPU instances**")))
      .toBe(`### GPU plan for \`novita-gitops/prod\`

**The preview failed: this plan is not complete, and must not be applied.**

#### Errors

- 1 policy is violated.

#### Policies

- **mandatory** \`max-hourly-price\`, \`<last>\`: The GPU instances and network storages of a stack cost no more together than the cap.<br>The GPU instances declared up to this one cost $3.1625 an hour together, but maxHourlyUsd is $3.00:<br>${trainers}server-1: $0.35<br>Rent fewer or cheaper GPUs, or raise maxHourlyUsd of max-hourly-price in the policy config.

`);
  });

  test("a change behind its back fails the drift job of its stack, which prints it", async () => {
    const served = await only("4090.16c62g.os", "server-1");
    await team.emulator.meddle(served.id, { status: "exited" });
    await team.emulator.calls();
    const { exitCode, jobs, logs } = await team.pipeline("schedule");
    expect({ exitCode, jobs }).toEqual({
      exitCode: 1,
      jobs: { "drift:dev": "PASS", "drift:prod": "FAIL", orphans: "PASS" },
    });
    expect(differencesIn(logs["drift:prod"])).toEqual(['- status: "exited"']);
    expect(await team.emulator.changes()).toEqual([]);
  });

  describe("a runner that dies in the middle of a create", () => {
    const crashed = (): string => `${team.stateFolder}-crashed`;
    const changes: string[] = [];
    beforeAll(async () => {
      await team.merge("one-more");
      await team.emulator.arm({ on: "create", do: { kind: "delay", ms: 60_000 } });
      await team.emulator.calls();
      await team.killedPipeline("push", "up:prod", async () => {
        changes.push(...(await team.emulator.changes()));
        return changes.includes("create") && changes.includes("start");
      });
      cpSync(team.stateFolder, crashed(), { recursive: true });
    });

    test("has repaired by then what was changed behind its back", () => {
      expect([...changes].sort()).toEqual(["create", "start"]);
    });

    test("leaves a lock, which nobody takes away who cannot know that no other run is alive", async () => {
      const { exitCode, stderr } = await team.script("ci/recover.sh", { STACK: "prod" });
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr:
          'Not cancelled: RUNS_ALONE is not "true", so the run that holds the lock may be alive. ci/recover.sh says when it cannot be.\n',
      });
    });

    test("leaves an instance, which the look through the whole account finds", async () => {
      const left = await only("l40s.16c62g.os", "trainer-3");
      const { jobs, logs } = await team.pipeline("schedule", "main", { job: "orphans" });
      expect(jobs).toEqual({ orphans: "FAIL" });
      expect(logs.orphans).toContain(left.id);
      expect(logs.orphans).not.toContain((await only("l40s.16c62g.os", "trainer-1")).id);
    });

    test("keeps destroy from leaving an instance behind that no state knows", async () => {
      const { jobs, logs } = await team.pipeline("web", "main", {
        job: "destroy:prod",
        variables: { CONFIRM_DESTROY: "prod" },
      });
      expect(jobs).toEqual({ "destroy:prod": "FAIL" });
      expect(logs["destroy:prod"]).toContain(
        "No other run of prod is alive (RUNS_ALONE), so the lock is a dead run's: it is taken away.",
      );
      expect(logs["destroy:prod"]).toContain(
        'A run was killed while it created "trainer-3". If there is an instance of it (its name at Novita begins with "trainer-3-"), it is billed, and the state does not know it.',
      );
      expect(await team.emulator.changes()).toEqual([]);
    });

    test("is recovered by the next run, which buys nothing twice", async () => {
      // The state, and its lock, as the dead runner has left them.
      rmSync(team.stateFolder, { recursive: true });
      cpSync(crashed(), team.stateFolder, { recursive: true });
      const left = await only("l40s.16c62g.os", "trainer-3");
      const { jobs, logs } = await team.pipeline("web", "main", { job: "up:prod" });
      expect(jobs).toEqual({ "up:prod": "PASS" });
      expect(logs["up:prod"]).toContain(
        `warning: GPU instance "${left.name}" (${left.id}) is left from an earlier run and is taken over (novita:orphans is "adopt").`,
      );
      expect(await billed()).toEqual(inOrder([...declared, third]));
      expect(await team.emulator.changes()).toEqual([]);
    });
  });

  test("destroy ends every bill of its stack, and of no other", async () => {
    const options = { job: "destroy:prod", variables: { CONFIRM_DESTROY: "prod" } };
    expect((await team.pipeline("web", "main", options)).jobs).toEqual({ "destroy:prod": "PASS" });
    expect(await billed()).toEqual(inOrder(declared.filter(([, { billingMode }]) => billingMode === "spot")));
  });

  test("nothing that was printed or kept for a reviewer shows a secret", async () => {
    const tokens = { dev: await team.notebookToken("dev"), prod: await team.notebookToken("prod") };
    expect(secretsIn(team.everythingSeen(), { ...secrets, ...tokens })).toEqual([]);
  });
});

/** The properties of instances that `up` would change, as the job printed them. */
function differencesIn(log = ""): readonly string[] {
  const [, updates = ""] = /GpuInstance: \(update\)\n(.*?)(?:--outputs|Resources:)/s.exec(log) ?? [];
  return updates.split("\n").flatMap((line) => /^ +([-+~] .*)$/.exec(line)?.[1] ?? []);
}
