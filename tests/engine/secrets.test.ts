import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { RunResult } from "../../tools/process/run";
import { secretsIn } from "./canaries.testkit";
import type { Call } from "./emulatorSide.testkit";
import { isTrace, summaryIn } from "./printed.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { API_KEY, type Held, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const LOUD = ["--diff", "-v=9", "--logtostderr"];
const AUTH = 'canary-auth 5<&>"\\e7';
const secrets: Record<string, string> = {
  key: API_KEY,
  configKey: "canary-config-key-90cd",
  auth: AUTH,
  env: "canary-env one/+\ntwo\u00e9",
  changedEnv: "canary-changed-env-18f3",
};
const secret = (value: unknown): object => ({ $secret: value });
const envs = [
  { key: "TOKEN", value: secrets.env },
  { key: "OTHER", value: "canary-changed-env-18f3" },
];
/** With every value that a program may mark. */
const marked = {
  productId: secret("4090.16c62g.os"),
  gpuNum: secret(1),
  rootfsSize: 60,
  imageUrl: secret("nginx:1.27"),
  ports: secret("47114/http"),
  name: secret("CANARYname"),
  command: secret("serve --api-key CANARYkey canary-word"),
  tools: [{ name: "Jupyter", port: secret("47115"), type: "http" }],
  lifecycle: { timeouts: { create: secret("2831s") } },
  imageAuth: `robot:${AUTH}`,
  envs,
};
const changed = { ...marked, envs: envs.slice(1), command: secret("serve --api-key CANARYother") };
const broken = { ...marked, imageUrl: secret("registry.test/canary-team/canary-image:1") };
const MARKED = /canary-(team|image|word)|CANARY|4711[45]|2831s|47m 11s/g;
const wrong = {
  ...marked,
  gpuNum: secret(4711),
  imageURL: "nginx",
  ports: secret("47114/htp"),
  command: secret(`CANARY ${"x".repeat(2100)}`),
  minCudaVersion: secret("CANARY"),
  imageAuth: AUTH,
  imageAuthId: "auth-1",
  envs: [
    { key: "A", value: secrets.env },
    { key: "A", value: "b" },
  ],
  lifecycle: { timeouts: { create: "soon" } },
};
const echo =
  `pull failed for robot:${AUTH} with ${API_KEY}; cannot run serve --api-key CANARYkey: ` +
  "no canary-image for CANARYname on 47114/http, said canary-word";
const redacted =
  "pull failed for [redacted] with [redacted]; cannot run serve --api-key [redacted]: no [redacted] for [redacted] on [redacted], said [redacted]";

interface Traced {
  readonly method: string;
  readonly [part: string]: unknown;
}

/** In which calls of a trace of gRPC each property is a secret in clear: `{ imageAuth: ["Create", …] }`. */
function tracedIn(trace: string): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, Set<string>> = {};
  for (const line of trace.trim().split("\n")) {
    const { method, ...parts } = JSON.parse(line) as Traced;
    for (const place of placesOf(parts, "")) {
      const [name = place] = /novita:apiKey|imageAuth|envs(?=.*\.value$)|sshPassword/.exec(place) ?? [];
      (found[name] ??= new Set()).add(method.slice(method.lastIndexOf("/") + 1));
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, methods]) => [name, [...methods].sort()]));
}

function placesOf(value: unknown, path: string): readonly string[] {
  if (typeof value === "string") return secretsIn(value, secrets).length > 0 ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  const below = (key: string): string => (Array.isArray(value) ? `${path}[*]` : `${path}.${key}`);
  return Object.entries(value).flatMap(([key, inner]) => placesOf(inner, below(key)));
}

story("secrets", () => {
  let scene: Scene;
  let traces: string;
  let calls: readonly Call[];
  let preview: string;
  /** As the first run made it. */
  let trainer: Held | undefined;
  /** What the commands say, with Pulumi's log. */
  const printed: string[] = [];
  /** The same without the log. */
  const said: string[] = [];
  const keep = ({ output }: RunResult): string => {
    const lines = output.split("\n").filter((line) => !line.startsWith('{"time":'));
    const text = lines.join("\n");
    printed.push(output);
    said.push(text);
    return text;
  };
  const filesOf = (folder: string): Readonly<Record<string, string>> => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const paths = files.map((file) => join(file.parentPath, file.name));
    return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
  };

  beforeAll(async () => {
    traces = mkdtempSync(join(tmpdir(), "pulumi-novita-"));
    scene = await Scene.open({
      env: {
        PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "false",
        PULUMI_DEBUG_GRPC: join(traces, "grpc.json"),
      },
    });
    const { stack, emulator } = scene;
    await stack.setConfig("novita:apiKey", secrets.configKey ?? "", { secret: true });
    scene.declare({ name: "wrong", args: wrong });
    keep(await stack.preview(LOUD));
    scene.declare({ name: "trainer", args: marked });
    keep(await scene.up(LOUD));
    trainer = (await scene.held()).trainer;
    secrets.sshPassword = String(trainer?.outputs.sshPassword);
    scene.declare({ name: "trainer", args: changed }, { name: "broken", args: broken });
    await emulator.arm({ on: "create", do: { kind: "fail", message: echo } });
    keep(await stack.up(LOUD));
    keep(await scene.refresh(LOUD));
    await stack.setConfig("novita:apiKey", `${secrets.configKey}-rotated`, { secret: true });
    scene.declare(
      { name: "trainer", args: changed },
      { name: "broken", args: marked },
      { name: "next", args: { ...marked, name: secret("CANARYnext") } },
    );
    preview = keep(await stack.preview(LOUD, { check: true }));
    calls = await emulator.calls();
    const body = { code: 400, reason: "VALIDATOR_PARAM", message: echo };
    // Both are deleted at once, in either order.
    await emulator.arm({ on: "delete", do: { kind: "status", status: 400, body }, times: 2 });
    keep(await stack.destroy(LOUD));
  }, ENGINE_TIMEOUT_MS);
  afterAll(async () => {
    await scene?.close();
    rmSync(traces, { recursive: true, force: true });
  });

  test("are not shown by a preview that names every mistake with its path, all at once", () => {
    const lines = said[0]?.split("\n").map((line) => line.trim()) ?? [];
    const prefix = "error: pulumi-nodejs:dynamic/novita:GpuInstance resource 'wrong' has a problem: ";
    const problems = lines.filter((line) => line.startsWith(prefix));
    expect(problems.map((line) => line.slice(prefix.length))).toEqual([
      "imageURL is not a field of a GpuInstance. Did you mean imageUrl?",
      "gpuNum must be a whole number from 1 to 8, but is a number.",
      "command must be a string of at most 2047 characters, but is a string of 2107 characters.",
      'minCudaVersion must be a version such as "11.8" or "12.4", of at most 255 characters, but is a string of 6 characters.',
      'lifecycle.timeouts.create must be a duration such as "20m" or "1h30m", but is "soon".',
      'ports has the entry [secret], which has an unknown type; the types are "tcp" and "http", in lower case.',
      "imageAuth and imageAuthId are two ways to say the same; give one of them.",
      'imageAuth must have the form "username:password"; for a credential that is stored at Novita, give its id as imageAuthId.',
      'envs[1].key repeats "A" of envs[0].key; give each variable one value.',
    ]);
    expect(secretsIn(said[0] ?? "", secrets)).toEqual([]);
  });

  test("what the service repeats of them is kept without them", () => {
    const [failure] = printed[2]?.match(/cannot start: .*?\(status pulling\)/) ?? [];
    expect(failure).toBe(`cannot start: ${redacted} (status pulling)`);
    expect(scene.kept().broken?.outputs.statusMessage).toBe(redacted);
  });

  test("reach the service where they belong, and nowhere else", () => {
    const bodies = (name: string) =>
      calls
        .filter(({ operation }) => operation === name)
        .map(({ body }) => [body?.command, body?.imageAuth, body?.envs]);
    const command = "serve --api-key CANARYkey canary-word";
    const order = [command, marked.imageAuth, envs];
    expect(bodies("create")).toEqual([order, order]);
    expect(bodies("upgrade")).toEqual([["serve --api-key CANARYother", undefined, envs.slice(1)]]);
    const orders = calls.filter(({ operation }) => ["create", "upgrade"].includes(operation));
    const others = calls.filter((call) => !orders.includes(call));
    expect(secretsIn(JSON.stringify([others, orders.map(({ query }) => query)]), secrets)).toEqual([]);
    expect(JSON.stringify(calls)).not.toMatch(/canary-(api|config)-key/);
  });

  test("another key changes no instance, and a refresh none that the program marks", () => {
    expect(summaryIn(preview)).toEqual(["+ 1 to create", "+-1 to replace", "2 changes. 2 unchanged"]);
  });

  test("that the program marks are in no message, in no diff and nowhere in the state", () => {
    expect(said[2]).toMatch(/~ command *: \[secret\] => \[secret\]/);
    expect([...said, scene.stateText()].map((text) => text.match(MARKED))).toEqual(
      [...said, ""].map(() => null),
    );
  });

  test("that the program marks go into the state of what works, encrypted", () => {
    expect(trainer?.outputs).toMatchObject({
      command: "serve --api-key CANARYkey canary-word",
      endpoints: [{ port: 47114 }, { port: 47115 }],
    });
  });

  test("are in no file: state, its backups, the history of checkpoints, configuration, temporary files", () => {
    const files = filesOf(scene.stack.workFolder);
    const kinds = ["dev.json", "dev.json.bak", "backups/", "history/", "Pulumi.dev.yaml"];
    for (const kind of kinds) expect(Object.keys(files).join("\n")).toContain(kind);
    const leaks = Object.entries(files).map(([path, text]) => [path, secretsIn(text, secrets)]);
    expect(leaks.filter(([, names]) => names?.length)).toEqual([]);
  });

  test("are in nothing that is printed at -v=9, but for Pulumi's own lines about properties", () => {
    const lines = printed.flatMap((text) => text.split("\n"));
    const others = lines.filter((line) => !isTrace(line));
    expect(others.filter((line) => secretsIn(line, secrets).length > 0)).toEqual([]);
    // The key of the environment is nowhere: it is no property of anything.
    expect(lines.filter((line) => secretsIn(line, { key: API_KEY }).length > 0)).toEqual([]);
  });

  test("are in Pulumi's trace of gRPC where it hands them over, and nowhere else", () => {
    const trace = readFileSync(join(traces, "grpc.json"), "utf8");
    expect(secretsIn(trace, { key: API_KEY })).toEqual([]);
    const calls = ["Check", "Create", "Delete", "Diff", "Read", "RegisterResource", "Update"];
    expect(tracedIn(trace)).toEqual({
      "novita:apiKey": ["CheckConfig", "Configure", "DiffConfig", "Run"],
      imageAuth: calls,
      envs: calls,
      // The first password: a reset makes another one.
      sshPassword: ["Create", "Diff", "RegisterResource", "Update"],
    });
  });
});
