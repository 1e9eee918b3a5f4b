import { summaryIn } from "../engine/printed.testkit";
import { API_KEY, basics, Scene } from "../engine/scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "../engine/story.testkit";
import { underPack } from "./pack.testkit";
import { policiesIn } from "./policiesIn.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

/** Comes after `trainer`, whose id it wants: Pulumi registers what does not wait in any order. */
const second = { name: "second", args: { ...basics, envs: [{ key: "FIRST", value: "{{trainer.id}}" }] } };

/** Violates everything that can be violated by one instance, and all of it at once. */
const careless = {
  name: "trainer",
  args: {
    productId: "4090.16c62g.os",
    gpuNum: 8,
    rootfsSize: 60,
    month: 3,
    autoRenew: true,
    imageUrl: "pytorch/pytorch",
    ports: "22/tcp,5432/tcp",
    tools: [{ name: "Jupyter", port: "8888", type: "tcp" }],
    envs: [{ key: "WANDB_API_KEY", value: "canary-wandb" }],
    command: "train --hf-token=canary-hf --wandb canary-wandb",
  },
};
const strict = {
  "max-hourly-price": { maxHourlyUsd: 2 },
  "allowed-products": { products: ["h100.*"] },
  "allowed-billing-modes": { billingModes: ["onDemand", "spot"] },
};

/** A violation as the CLI prints it: of an instance, or of the stack. */
function violation(
  policy: string,
  instance: string | undefined,
  lines: readonly string[],
): readonly string[] {
  const resource = instance
    ? `pulumi-nodejs:dynamic/novita:GpuInstance: ${instance}`
    : "pulumi:pulumi:Stack: engine-tests-dev";
  return [`    - [mandatory]  ${policy}  (${resource})`, ...lines.map((line) => `      ${line}`)];
}

story("a stack under the policy pack", () => {
  let scene: Scene;
  beforeAll(async () => {
    // The pack finds the key where the provider does: also in the stack's config.
    scene = await Scene.open({ env: { NOVITA_API_KEY: "" } });
    await scene.stack.setConfig("novita:apiKey", API_KEY, { secret: true });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  const preview = async (config: object) => scene.stack.preview(underPack(scene.stack, config));

  test("that violates every policy is stopped in the preview, with every reason and no secret", async () => {
    scene.declare(careless);
    const { exitCode, output } = await preview(strict);
    expect(exitCode).toBe(1);
    expect(output).not.toContain("canary");
    const secretsDescription =
      "What sounds secret is kept in envs or imageAuth of a GpuInstance, where it is encrypted.";
    const portsDescription = "Only allowed ports are opened to the public as tcp.";
    expect(policiesIn(output)).toEqual([
      "❌ novita@v0.1.0",
      ...violation("allowed-billing-modes", "trainer", [
        "Instances are paid for in an allowed way.",
        'billingMode is "monthly", but the policy config allows onDemand, spot. Choose an allowed mode, or add this one to "billingModes" of allowed-billing-modes.',
      ]),
      ...violation("allowed-products", "trainer", [
        "Only products on the list are rented.",
        'productId is "4090.16c62g.os", but the policy config allows h100.*. Choose an allowed product, or add this one to "products" of allowed-products.',
      ]),
      ...violation("max-hourly-price", "trainer", [
        "The GPU instances and network storages of a stack cost no more together than the cap.",
        "The GPU instances declared up to this one cost $2.347397 an hour together, but maxHourlyUsd is $2.00:",
        "  trainer: $2.347397",
        "Rent fewer or cheaper GPUs, or raise maxHourlyUsd of max-hourly-price in the policy config.",
      ]),
      ...violation("monthly-needs-consent", "trainer", [
        "A monthly subscription is started or extended only with consent in the policy config.",
        'billingMode is "monthly" for 3 months: paid at once, and not given back. Nobody has agreed to that for "trainer". Bill by use, or have "trainer":{"months":3} added to "consent" of monthly-needs-consent in the policy config.',
      ]),
      ...violation("no-secrets-in-clear", "trainer", [
        secretsDescription,
        'command carries --hf-token in clear: it stands so in the state, in every preview and at Novita. Put the value into envs and let the command read the variable. If it is no secret, add the name to "notSecret" of no-secrets-in-clear.',
      ]),
      ...violation("no-secrets-in-clear", "trainer", [
        secretsDescription,
        "command repeats the secret of envs[0].value in clear: it stands so in the state, in every preview and at Novita. Let the container read it from its environment.",
      ]),
      ...violation("pinned-images", "trainer", [
        "Images are pinned by a tag that stays, or by digest.",
        'imageUrl is "pytorch/pytorch", which has no tag and so means "latest": what it runs changes with the next push. Give it a tag that stays, or a digest.',
      ]),
      ...violation("public-tcp-ports", "trainer", [
        portsDescription,
        'ports opens 5432/tcp to everybody; the policy config allows as tcp: 22. Open it as 5432/http, which goes through Novita\'s proxy, reach it through SSH, or add 5432 to "allowed" of public-tcp-ports.',
      ]),
      ...violation("public-tcp-ports", "trainer", [
        portsDescription,
        'tools[0].port opens 8888/tcp to everybody; the policy config allows as tcp: 22. Open it as 8888/http, which goes through Novita\'s proxy, reach it through SSH, or add 8888 to "allowed" of public-tcp-ports.',
      ]),
    ]);
    expect(await scene.emulator.changes()).toEqual([]);
  });

  test("that satisfies all policies passes, what a preview does not know included", async () => {
    scene.declare({ name: "trainer", args: basics }, second);
    const { exitCode, output } = await preview({});
    expect([exitCode, policiesIn(output)]).toEqual([0, ["✅ novita@v0.1.0"]]);
  });

  test("comes up as far as its cap: no instance beyond it is bought, also without a preview", async () => {
    const cap = { "max-hourly-price": { maxHourlyUsd: 0.5 } };
    const { exitCode, output } = await scene.stack.up(underPack(scene.stack, cap));
    expect(policiesIn(output)).toEqual([
      "❌ novita@v0.1.0",
      ...violation("max-hourly-price", "second", [
        "The GPU instances and network storages of a stack cost no more together than the cap.",
        "The GPU instances declared up to this one cost $0.70 an hour together, but maxHourlyUsd is $0.50:",
        "  second: $0.35",
        "  trainer: $0.35",
        "Rent fewer or cheaper GPUs, or raise maxHourlyUsd of max-hourly-price in the policy config.",
      ]),
    ]);
    expect([exitCode, await scene.emulator.changes()]).toEqual([1, ["create"]]);
  });

  test("is stopped if a price cannot be asked for; what it has already costs what the state says", async () => {
    const body = JSON.stringify({ code: 402, reason: "NO_PRICES", message: "no prices today" });
    await scene.emulator.arm({ on: "products", do: { kind: "status", status: 402, body }, times: 0 });
    const { exitCode, output } = await preview({ "max-hourly-price": { maxHourlyUsd: 0.3 } });
    await scene.emulator.disarm();
    const description =
      "The GPU instances and network storages of a stack cost no more together than the cap.";
    expect(policiesIn(output)).toEqual([
      "❌ novita@v0.1.0",
      ...violation("max-hourly-price", undefined, [
        description,
        "The GPU instances of the stack cost at least $0.35 an hour together, but maxHourlyUsd is $0.30:",
        "  trainer: $0.35",
        "  second: not known",
        "Rent fewer or cheaper GPUs, or raise maxHourlyUsd of max-hourly-price in the policy config.",
      ]),
      ...violation("max-hourly-price", undefined, [
        description,
        'The price of "second" is not known, so nobody can say that the stack stays within the $0.30 an hour of maxHourlyUsd. Listing GPU products failed: no prices today (NO_PRICES, HTTP 402). Look the reason up in Novita\'s documentation of error codes. To count it as nothing, set "unknownPrice": "ignore" for max-hourly-price in the policy config.',
      ]),
    ]);
    expect(exitCode).toBe(1);
  });

  test("can be destroyed whatever the policies say", async () => {
    expect(summaryIn((await scene.destroy()).output)).toEqual(["- 2 deleted"]);
  });
});
