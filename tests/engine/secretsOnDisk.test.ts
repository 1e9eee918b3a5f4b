import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { secretsIn } from "./canaries.testkit";
import { isTrace } from "./printed.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { API_KEY, basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const LOUD = ["-v=9", "--logtostderr"];
const AUTH = 'canary-auth 5<&>"\\e7';
const secrets: Record<string, string> = {
  key: API_KEY,
  configKey: "canary-config-key-90cd",
  auth: AUTH,
  env: "canary-env one/+\ntwo\u00e9",
  changedEnv: "canary-changed-env-18f3",
};
const args = {
  ...basics,
  imageAuth: `robot:${AUTH}`,
  envs: [
    { key: "TOKEN", value: secrets.env },
    { key: "OTHER", value: "canary-changed-env-18f3" },
  ],
};
const echo = `pull failed for robot:${AUTH} with ${API_KEY}`;

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

story("secrets on disk and in Pulumi's traces", () => {
  let scene: Scene;
  let traces: string;
  const printed: string[] = [];
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
    scene.declare({ name: "trainer", args });
    printed.push((await scene.up(LOUD)).output);
    secrets.sshPassword = String((await scene.held()).trainer?.outputs.sshPassword);
    const changed = { ...args, envs: args.envs.slice(1) };
    scene.declare({ name: "trainer", args: changed }, { name: "broken", args });
    await emulator.arm({ on: "create", do: { kind: "fail", message: echo } });
    printed.push((await stack.up(LOUD)).output);
    printed.push((await scene.refresh(LOUD)).output);
    const body = { code: 400, reason: "VALIDATOR_PARAM", message: echo };
    // Both are deleted at once, in either order.
    await emulator.arm({ on: "delete", do: { kind: "status", status: 400, body }, times: 2 });
    printed.push((await stack.destroy(LOUD)).output);
  }, ENGINE_TIMEOUT_MS);
  afterAll(async () => {
    await scene?.close();
    rmSync(traces, { recursive: true, force: true });
  });

  test("what the service repeats of them is kept without them", async () => {
    const { broken } = await scene.held();
    const [said] = printed[1]?.match(/cannot start: .*?\(status pulling\)/) ?? [];
    expect(said).toBe("cannot start: pull failed for [redacted] with [redacted] (status pulling)");
    expect(broken?.outputs.statusMessage).toBe("pull failed for [redacted] with [redacted]");
  });

  test("are in no file: state, its backups, the history of checkpoints, configuration, temporary files", async () => {
    const files = filesOf(scene.stack.workFolder);
    const kinds = ["dev.json", "dev.json.bak", "backups/", "history/", "Pulumi.dev.yaml"];
    for (const kind of kinds) expect(Object.keys(files).join("\n")).toContain(kind);
    const leaks = Object.entries(files).map(([path, text]) => [path, secretsIn(text, secrets)]);
    expect(leaks.filter(([, names]) => names?.length)).toEqual([]);
    expect(secretsIn(JSON.stringify(await scene.stack.export()), secrets)).toEqual([]);
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
