import { OBSERVED_KEY } from "../../provider/resources/gpuInstance/model";
import { secretOutputs } from "../../provider/resources/gpuInstance/secrets";
import { basics, KEY, Scene } from "./scene.testkit";

const args = {
  ...basics,
  imageAuth: "robot:canary-password-61",
  envs: [{ key: "TOKEN", value: "canary-env-62" }],
};

// RP-P, RunPod's Terraform providers and vast.ai's; docker-build#919: variables and passwords are plain in the state.
test("scar 12: whatever of the state holds a secret is marked as one", async () => {
  // The service repeats the variables in another form, so that they are in the baseline too.
  const scene = new Scene({ rewrite: (text) => text.replaceAll("canary-env-62", "canary-env-62 ") });
  await scene.up(args);
  const { outputs = {} } = scene.kept ?? {};
  const canaries = [KEY, "canary-password-61", "canary-env-62", String(outputs.sshPassword)];
  const holders = Object.entries(outputs).filter(([, value]) =>
    canaries.some((canary) => JSON.stringify(value).includes(canary)),
  );
  expect(holders.map(([name]) => name).sort()).toEqual([OBSERVED_KEY, "envs", "imageAuth", "sshPassword"]);
  // The class hands these names to the engine, which encrypts what they hold; the real engine's files are searched too.
  expect([...secretOutputs].sort()).toEqual(["envs", "imageAuth", "sshCommand", "sshPassword"]);
});

// RP-P (runpod/pulumi-runpod-native) has the key in the URL; the vast.ai provider writes bodies into its trace.
test("scar 13: the key is in a header alone, a secret in the one request that needs it, and neither is printed", async () => {
  const scene = new Scene();
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
