import { test } from "../profiles.testkit";
import { basics, KEY, Scene } from "./scene.testkit";
import { REMEMBERED_KEY } from "../../provider/core";
import { secretOutputs } from "../../provider/resources/gpuInstance";

const args = {
  ...basics,
  imageAuth: "robot:canary-password-61",
  envs: [{ key: "TOKEN", value: "canary-env-62" }],
};

// RP-P, RunPod's Terraform providers and vast.ai's; docker-build#919: variables and passwords are plain in the state.
test("scar 12: whatever of the state holds a secret is marked as one", async ({ hard }) => {
  // The service repeats the variables in another form, so that they are in the baseline too.
  const scene = new Scene({ hard, rewrite: (text) => text.replaceAll("canary-env-62", "canary-env-62 ") });
  await scene.up(args);
  const { outputs = {} } = scene.kept ?? {};
  const canaries = [KEY, "canary-password-61", "canary-env-62", String(outputs.sshPassword)];
  const holders = Object.entries(outputs).filter(([, value]) =>
    canaries.some((canary) => JSON.stringify(value).includes(canary)),
  );
  expect(holders.map(([name]) => name).sort()).toEqual([REMEMBERED_KEY, "envs", "imageAuth", "sshPassword"]);
  // The class hands these names to the engine, which encrypts what they hold; the real engine's files are searched too.
  expect([...secretOutputs].sort()).toEqual(["envs", "imageAuth", "sshCommand", "sshPassword"]);
});

// RP-P (runpod/pulumi-runpod-native) has the key in the URL; the vast.ai provider writes bodies into its trace.
test("scar 13: the key is in a header alone, a secret in the one request that needs it, and neither is printed", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  const echo = `bad ${KEY} canary-password-61 canary-env-62 ${encodeURIComponent(args.imageAuth)}`;
  const body = { code: 400, reason: "VALIDATOR_PARAM", message: echo };
  scene.emulator.arm({ on: "create", do: { kind: "status", status: 400, body } });
  const { errors } = await scene.up(args);
  expect(errors).toEqual([
    expect.stringMatching(
      /^Creating GPU instance "trainer-[0-9a-f]{14}" failed: bad \[redacted\] \[redacted\] \[redacted\] \[redacted\] \(VALIDATOR_PARAM, HTTP 400\)\. Correct the value in the program\.$/,
    ),
  ]);
  await scene.up(args);
  await scene.refresh();
  scene.emulator.arm({ on: "delete", do: { kind: "status", status: 400, body } });
  await scene.destroy();
  await scene.destroy();
  const calls = scene.calls();
  const creates = calls.filter(({ operation }) => operation === "create");
  expect(creates.map(({ query, body: sent }) => [query, sent])).toEqual([
    [{}, expect.objectContaining({ imageAuth: args.imageAuth, envs: args.envs })],
    [{}, expect.objectContaining({ imageAuth: args.imageAuth, envs: args.envs })],
  ]);
  const others = calls.filter((call) => !creates.includes(call));
  expect(others.filter((call) => JSON.stringify(call).includes("canary"))).toEqual([]);
  expect(JSON.stringify(calls)).not.toContain(KEY);
  expect(scene.printed.filter((line) => line.includes("canary"))).toEqual([]);
});

/** What the program marks as secret, with what the service takes for it, and the outputs that may show it. */
const marked: [path: string, args: object, canary: string, encrypted?: readonly string[]][] = [
  ["name", { name: "CANARYname" }, "CANARYname"],
  ["command", { command: "serve --api-key CANARYkey" }, "CANARYkey"],
  ["entrypoint", { entrypoint: "sh -c canary-entry" }, "canary-entry"],
  ["imageUrl", { imageUrl: "registry.test/canary-team/canary-image:1" }, "canary-image"],
  ["minCudaVersion", { minCudaVersion: "11.8000001" }, "11.8000001"],
  ["lifecycle.timeouts.create", { lifecycle: { timeouts: { create: "2831s" } } }, "47m 11s", ["lifecycle"]],
];

it.each<[string, object, string, (readonly string[])?]>(marked)(
  "what the program marks as secret is in no message and in nothing that is kept in clear: %s",
  async (path, args, canary, encrypted = [path]) => {
    const scene = new Scene();
    const declared = { ...basics, ...args, $secret: [path] };
    const message = `cannot run ${JSON.stringify(args)} ${canary}`;
    const body = { code: 400, reason: "VALIDATOR_PARAM", message };
    scene.emulator.arm({ on: "create", do: { kind: "status", status: 400, body } });
    await scene.up(declared);
    scene.emulator.arm({ on: "create", do: { kind: "fail", message } });
    const { errors } = await scene.up(declared);
    expect(errors).toEqual([expect.stringMatching(/ cannot start: cannot run .*\[redacted\]/)]);
    const { outputs = {}, initErrors = [] } = scene.kept ?? {};
    const clear = Object.entries(outputs).filter(([name]) => !encrypted.includes(name));
    expect(JSON.stringify([clear, initErrors])).not.toContain(canary);
    await scene.refresh();
    scene.emulator.arm({ on: "delete", do: { kind: "status", status: 400, body } });
    await scene.destroy();
    await scene.destroy();
    expect(scene.live()).toEqual([]);
    expect(scene.printed.filter((line) => line.includes(canary))).toEqual([]);
    expect(scene.printed.some((line) => line.includes("[redacted]"))).toBe(true);
  },
);

it.each<[string, object, string]>([
  [
    "a network storage",
    { networkStorages: [{ id: "CANARYsto" }], $secret: ["networkStorages[0].id"] },
    "network storage [redacted] not found",
  ],
  ["a cluster", { clusterId: "CANARYclu", $secret: ["clusterId"] }, "cluster [redacted] not found"],
  ["a product", { productId: "CANARYpro", $secret: ["productId"] }, "product [redacted] not found"],
  ["a network", { networkId: "CANARYnet", $secret: ["networkId"] }, "network [redacted] not found"],
  [
    "an instance to take over",
    { lifecycle: { adopt: "CANARYado" }, $secret: ["lifecycle"] },
    "lifecycle.adopt cannot take over GPU instance [secret]",
  ],
])("what is not found under a secret id is not named by it: %s", async (_, args, says) => {
  const scene = new Scene();
  const { errors } = await scene.up({ ...basics, ...args });
  expect(errors).toEqual([expect.stringContaining(says)]);
  expect(scene.printed.filter((line) => line.includes("CANARY"))).toEqual([]);
});

test("an instance that is not as declared is not taken over, and no marked value is named", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  await scene.up({ ...basics, command: "serve canary-live-command" });
  const { id } = scene.only;
  const { errors } = await scene.upAll({
    heir: { ...basics, command: "serve canary-declared", lifecycle: { adopt: id }, $secret: ["command"] },
  });
  expect(errors[0]).toContain(
    "it is not what is declared: command differs (the values are secret and not shown).",
  );
  expect(scene.printed.filter((line) => line.includes("canary"))).toEqual([]);
});

test("a variable that is no secret leaves every message as it is, also those on other instances", async ({
  hard,
}) => {
  const failing = async (envs: readonly object[]): Promise<readonly string[]> => {
    const scene = new Scene({ hard });
    scene.emulator.arm({ on: "create", do: { kind: "fail", message: "trainer-1 has no gpu" }, times: 0 });
    const args = { ...basics, name: "trainer-1" };
    await scene.upAll({ trainer: args, other: { ...basics, name: "prod-other", envs } });
    return scene.printed;
  };
  const words = [
    "true",
    "running",
    "trainer",
    "8888",
    "image",
    "prod",
    "4090",
    "gpu-3",
    "other",
    "instance",
    "GPU",
  ];
  const more = [
    "nginx:1.27",
    "nginx",
    "4090.16c62g.os",
    "pulling",
    "created",
    "Novita",
    "http",
    "trainer-1",
    "24GB",
  ];
  const envs = [...words, ...more].map((value, at) => ({ key: `V${at}`, value }));
  const without = await failing([]);
  expect(without.join("\n")).toContain("cannot start: trainer-1 has no gpu");
  expect(await failing(envs)).toEqual(without);
});
