import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CostReport } from "../../cli/cost/report";
import { Account, API_KEY, autoNamed } from "./account.testkit";
import { openShop, type Shop } from "./shop.testkit";
import { tagOf } from "../../provider/core";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
/** Closes what a test has opened for itself, also if it fails. */
let closing: () => Promise<void> = async () => undefined;
afterEach(async () => {
  await closing();
  closing = async () => undefined;
  await shop.account.side.disarm();
});
afterAll(() => shop.close());

describe("cost", () => {
  test("charges every instance what the service's meter does, and asks for each price list once", async () => {
    await shop.account.asked();
    const { exitCode, stdout, stderr } = await shop.account.run(["cost", "--json"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(await shop.account.asked()).toEqual([
      "/openapi/v1/billing/balance/detail",
      "cpu/products",
      "list",
      "networkstorages/list",
      "products monthly",
      "products onDemand",
      "products spot",
    ]);
    const { instances } = JSON.parse(stdout) as CostReport;
    const charged = instances.map(({ id, chargedFor, hourlyUsd }) => [
      id,
      chargedFor === "prepaid" ? 0 : hourlyUsd,
    ]);
    const metered = (await shop.account.side.instances()).map(({ id, usdPerHour }) => [id, usdPerHour]);
    expect(charged.sort()).toEqual(metered.sort());
  });

  test("prints one JSON object that says everything, and nothing else", async () => {
    const { stdout } = await shop.account.run(["cost", "dev.json", "--json"], { cwd: shop.cwd });
    const gpu = { productId: "4090.16c62g.os", productName: "RTX 4090 24GB", kind: "gpu", gpuNum: 1 };
    const endless = { expiresAt: null, overdueSeconds: null };
    const paid = {
      billingMode: "onDemand",
      chargedFor: "machine",
      paidUntil: null,
      hourlyUsd: 0.35,
      ...endless,
    };
    const dev = { project: "shop", stack: "dev" };
    const { ids } = shop;
    expect(JSON.parse(stdout)).toEqual({
      instances: [
        {
          ...{ id: ids.trainer, name: autoNamed("dev", "trainer"), status: "running", ...gpu, gpuNum: 2 },
          ...{ ...paid, hourlyUsd: 0.708333, owner: { kind: "held", ...dev, resource: "trainer" } },
        },
        {
          ...{ id: ids.lost, name: autoNamed("dev", "lost"), status: "running", ...gpu },
          ...{ ...paid, owner: { kind: "orphan", ...dev, resource: "lost" } },
        },
        {
          ...{ id: ids.notebook, name: "the-notebook", status: "running", ...gpu },
          ...{ billingMode: "monthly", chargedFor: "prepaid", paidUntil: "2026-04-02T03:04:06Z", ...endless },
          ...{ hourlyUsd: 0.293425, owner: { kind: "held", ...dev, resource: "notebook" } },
        },
        {
          ...{ id: ids.sweep, name: autoNamed("prod", "sweep"), status: "running", ...gpu },
          ...{
            ...paid,
            billingMode: "spot",
            hourlyUsd: 0.18,
            owner: { kind: "otherStack", tag: "0ddde1ce" },
          },
        },
        {
          ...{ id: ids.console, name: "console", status: "running" },
          ...{ productId: "cpu.4c8g", productName: "CPU 4 vCPU 8GB", kind: "cpu", gpuNum: null },
          ...{ ...paid, hourlyUsd: 0.09, owner: { kind: "unmarked" } },
        },
        {
          ...{ id: ids.idle, name: "idle", status: "exited", ...gpu },
          ...{ ...paid, chargedFor: "disk", hourlyUsd: 0.016667, owner: { kind: "unmarked" } },
        },
      ],
      networkStorages: [
        ["0b9d7a52-6c1e-4f0a-8d55-2f3b9c7e1a64", "checkpoints", 500, 0.041667],
        ["a7310c44-58e2-4b9f-91c6-e40d2b6f8873", "datasets-us", 200, 0.016667],
        ["d4e82677-3f80-4020-a731-d15b1c589aa8", "datasets", 10, 0.000833],
      ].map(([id, name, sizeGb, hourlyUsd]) => ({
        ...{ id, name, sizeGb, hourlyUsd, owner: { kind: "unmarked" } },
      })),
      total: { hourlyUsd: 1.404167, monthlyUsd: 1025.04191, unknownPrices: 0, prepaidHourlyUsd: 0.293425 },
      // The term of the notebook is paid.
      balance: { availableUsd: 99357.3974, pendingUsd: 0, hours: 70758 },
    });
  });

  test("goes on without prices, says so, and calls the sum the least that it can be", async () => {
    const body = { code: 400, reason: "INVALID_PARAMETER", message: "not today", metadata: {} };
    await shop.account.side.arm({ on: "products", do: { kind: "status", status: 400, body }, times: 0 });
    const { exitCode, stdout, stderr } = await shop.account.run(["cost"]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      "warning: prices are missing. Listing GPU products failed: not today (INVALID_PARAMETER, HTTP 400). Correct the value in the program.\n",
    );
    expect(stdout).toContain(
      `
6 instances and 3 network storages: at least $0.1658 an hour, $121.06 in a month of 730 hours.
The price of 4 things is unknown: these sums are the least that it can be.
Balance: $99357.39. At this rate it lasts at most 24964 days.
`,
    );
  });

  test("says why it can say nothing, with nothing on stdout", async () => {
    const env = { NOVITA_API_KEY: "canary-wrong-key", NOVITA_BASE_URL: shop.account.side.url };
    await shop.account.asked();
    const printed = await shop.account.run(["cost", "--json"], { env });
    expect(printed).toEqual({
      exitCode: 1,
      stdout: "",
      stderr:
        "Listing GPU instances failed: invalid api-key (INVALID_API_KEY, HTTP 403). Check the API key: it came from the environment variable NOVITA_API_KEY.\n",
    });
    expect(await shop.account.asked()).toEqual(["list"]);
  });

  test("has colours on a terminal, and none if NO_COLOR is set", async () => {
    const env = { NOVITA_API_KEY: API_KEY, NOVITA_BASE_URL: shop.account.side.url };
    const { stdout: plain } = await shop.account.run(["cost"]);
    const { stdout: coloured } = await shop.account.run(["cost"], { isTTY: true });
    const { stdout: asked } = await shop.account.run(["cost"], {
      isTTY: true,
      env: { ...env, NO_COLOR: "1" },
    });
    expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain);
    expect(coloured).not.toBe(plain);
    expect(asked).toBe(plain);
  });
});

describe("orphans", () => {
  test("finds what no given state knows, asks for the prices of that alone, and changes nothing", async () => {
    await shop.account.asked();
    const { ids, cwd } = shop;
    const { exitCode, stdout, stderr } = await shop.account.run(["orphans", "dev.json", "--json"], { cwd });
    expect([exitCode, stderr]).toEqual([2, ""]);
    const asked = [
      "image/prewarm",
      "list",
      "networks",
      "networkstorages/list",
      "products onDemand",
      "products spot",
      "repository/auths",
      ...["templates", "templates"],
    ];
    expect(await shop.account.asked()).toEqual(asked);
    expect(JSON.parse(stdout)).toEqual({
      orphans: [
        {
          type: "GpuInstance",
          id: ids.lost,
          name: autoNamed("dev", "lost"),
          status: "running",
          billingMode: "onDemand",
          hourlyUsd: 0.35,
          createdAt: "2026-01-02T03:04:08Z",
          madeFor: {
            state: "dev.json",
            project: "shop",
            stack: "dev",
            resource: "lost",
            urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/novita:GpuInstance::lost",
            interrupted: "creating",
            holds: null,
          },
          waysOut: [
            "Make sure first that no other backend, organization or team with the same project and stack name has it: only the config novita:owner tells them apart.",
            `Take it over: declare "lost" with lifecycle: { adopt: "${ids.lost}" } and run \`pulumi up\`.`,
            "Delete it in Novita's console.",
          ],
        },
        {
          type: "GpuInstance",
          id: ids.sweep,
          name: autoNamed("prod", "sweep"),
          status: "running",
          billingMode: "spot",
          hourlyUsd: 0.18,
          createdAt: "2026-01-02T03:04:09Z",
          madeFor: null,
          waysOut: [
            "It may belong to a stack that was not given: give the exports of all stacks of this account.",
            `Only if it is nobody's: declare a GpuInstance with lifecycle: { adopt: "${ids.sweep}" } and run \`pulumi up\`. Or delete it in Novita's console.`,
          ],
        },
      ],
      total: { hourlyUsd: 0.53, monthlyUsd: 386.9, unknownPrices: 0, prepaidHourlyUsd: 0 },
      expired: [],
    });
  });

  test("finds none if every state is given, and asks for no price", async () => {
    const account = await Account.open();
    closing = () => account.close();
    const id = await account.order(autoNamed("prod", "sweep"));
    const readStdin = (): Promise<string> =>
      Promise.resolve(readFileSync(join(shop.cwd, "prod.json"), "utf8").replace(shop.ids.sweep, id));
    await account.asked();
    const printed = await account.run(["orphans", "-"], { readStdin });
    expect(printed).toEqual({
      exitCode: 0,
      stdout: "No orphans: everything that carries pulumi-novita's tag is in a given state.\n",
      stderr: "",
    });
    expect(await account.asked()).toEqual([
      "image/prewarm",
      "list",
      "networks",
      "networkstorages/list",
      "repository/auths",
      ...["templates", "templates"],
    ]);
    const expiring = async (): Promise<string> =>
      (await readStdin()).replace(
        '"custom":true',
        '"custom":true,"inputs":{"lifecycle":{"expires":"2026-01-01T03:04:05Z"}}',
      );
    expect(await account.run(["orphans", "-"], { readStdin: expiring })).toEqual({
      exitCode: 2,
      stdout: `No orphans: everything that carries pulumi-novita's tag is in a given state.

1 instance has expired (lifecycle.expires), and is still there.

${autoNamed("prod", "sweep")} (${id})
  toCreate, $0.00 an hour, created 2026-01-02T03:04:06Z
  Expired 24h ago (2026-01-01T03:04:05Z).
  It is "sweep" of shop/prod (standard input).
  - Remove it from the program and run \`pulumi up\`, or give it a later lifecycle.expires.
`,
      stderr: "",
    });
  });

  test("finds network storages, registry credentials, prewarm tasks, templates and VPC networks too", async () => {
    const account = await Account.open();
    closing = () => account.close();
    const declaration = { project: "shop", stack: "dev", type: "NetworkStorage", name: "data" };
    const name = `data-${tagOf(declaration, "")}a1b2c3`;
    const order = { clusterId: "us-ca-6", storageName: name, storageSize: 120 };
    const { storageId } = await account.side.asSomebodyElse("networkstorage/create", order);
    const type = "pulumi-nodejs:dynamic/novita:NetworkStorage";
    const held = {
      urn: `urn:pulumi:dev::shop::${type}::data`,
      type,
      id: "s-other",
      inputs: {},
      outputs: { name },
    };
    const login = {
      name: `hub-${tagOf({ ...declaration, type: "RegistryAuth" }, "")}a1b2c3`,
      username: "robot",
      password: "canary",
    };
    await account.side.asSomebodyElse("repository/auth/save", login);
    const lan = `lan-${tagOf({ ...declaration, type: "Network" }, "")}a1b2c3`;
    await account.side.asSomebodyElse("network/create", { clusterId: "us-ca-6", name: lan });
    const resources = await account.side.resources();
    const [credential, network] = [login.name, lan].map(
      (name) => resources.find((each) => each.name === name)?.id,
    );
    const task = `base-${tagOf({ ...declaration, type: "ImagePrewarm" }, "")}a1b2c3`;
    const { id: prewarm } = await account.side.asSomebodyElse("image/prewarm", {
      ...{ imageUrl: "nginx:1.27", clusterId: "us-ca-6" },
      note: `for all [pulumi-novita: ${task}]`,
    });
    const settings = {
      name: `vllm-${tagOf({ ...declaration, type: "Template" }, "")}a1b2c3`,
      ...{ type: "instance", channel: "community", image: "nginx:1.27", rootfsSize: 60 },
    };
    const { templateId } = await account.side.asSomebodyElse("template/create", { template: settings });
    const state = { version: 3, deployment: { resources: [held] } };
    const printed = await account.run(["orphans", "-"], { readStdin: async () => JSON.stringify(state) });
    expect(printed).toEqual({
      exitCode: 2,
      stdout: `5 things seem to have been made by pulumi-novita, and no given state knows them: $0.01 an hour.

${login.name} (${String(credential)})
  ready, $0.00 an hour, created at an unknown time
  - It may belong to a stack that was not given: give the exports of all stacks of this account.
  - Only if it is nobody's: declare a RegistryAuth with lifecycle: { adopt: "${String(credential)}" } and run \`pulumi up\`. Or delete it in Novita's console.

${name} (${String(storageId)})
  ready, $0.01 an hour, created 2026-01-02T03:04:05Z
  Made for "data" of shop/dev (standard input).
  - Make sure first that no other backend, organization or team with the same project and stack name has it: only the config novita:owner tells them apart.
  - "data" has the network storage s-other already. To keep this one too, declare another NetworkStorage with lifecycle: { adopt: "${String(storageId)}" } and run \`pulumi up\`.
  - Delete it in Novita's console.

${task} (${String(prewarm)})
  Pending, $0.00 an hour, created 2026-01-02T03:04:05Z
  - It may belong to a stack that was not given: give the exports of all stacks of this account.
  - Only if it is nobody's: declare an ImagePrewarm with lifecycle: { adopt: "${String(prewarm)}" } and run \`pulumi up\`. Or delete it in Novita's console.

${settings.name} (${String(templateId)})
  ready, $0.00 an hour, created 2026-01-02T03:04:05Z
  - It may belong to a stack that was not given: give the exports of all stacks of this account.
  - Only if it is nobody's: declare a Template with lifecycle: { adopt: "${String(templateId)}" } and run \`pulumi up\`. Or delete it in Novita's console.

${lan} (${String(network)})
  creating, $0.00 an hour, created 2026-01-02T03:04:05Z
  - It may belong to a stack that was not given: give the exports of all stacks of this account.
  - Only if it is nobody's: declare a Network with lifecycle: { adopt: "${String(network)}" } and run \`pulumi up\`. Or delete it in Novita's console.
`,
      stderr: "",
    });
  });
});
