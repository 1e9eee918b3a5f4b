import { diff } from "../../provider/resources/gpuInstance/bound.testkit";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "../profiles.testkit";
import { basics, Scene } from "./scene.testkit";
import { version } from "../../provider/version";

/** Every field with a value that differs from the instance's, and whether only another instance can have it. */
const changed: readonly [field: string, value: unknown, replaces: boolean][] = [
  ["name", "other", true],
  ["productId", "h100.24c128g.os", true],
  ["gpuNum", 2, true],
  ["rootfsSize", 80, false],
  ["rootfsSize", 50, true],
  ["imageUrl", "nginx:1.28", false],
  ["imageAuth", "robot:password", true],
  ["imageAuthId", "auth-1", false],
  ["ports", "81/http", false],
  ["envs", [{ key: "A", value: "1" }], false],
  ["tools", [{ name: "Jupyter", port: "8888", type: "http" }], true],
  ["command", "sleep 1", false],
  ["entrypoint", "sh", false],
  ["clusterId", "us-ca-6", true],
  ["networkStorages", [{ id: "x", mountPoint: "/x" }], false],
  ["networkId", "net", true],
  ["kind", "cpu", true],
  ["billingMode", "spot", true],
  ["billingMode", "monthly", false],
  ["minCudaVersion", "12.4", true],
];

// RP-P (runpod/pulumi-runpod-native), RunPod's Terraform providers: a changed field that cannot be changed is ignored.
test("scar 1: a change of any field is seen, and one that needs another instance gets it", async ({
  hard,
}) => {
  const olds = {
    ...basics,
    name: "trainer",
    kind: "gpu",
    billingMode: "onDemand",
    clusterId: "us-dallas-nas-2",
  };
  const found = changed.map(([field, value]) => {
    const { changes, replaces } = diff("1f", olds, { ...olds, [field]: value });
    return [field, changes, replaces];
  });
  expect(found).toEqual(changed.map(([field, , replaces]) => [field, [field], replaces ? [field] : []]));
  const monthly = { ...olds, billingMode: "monthly", month: 3 };
  const renewed = [{ month: 4 }, { month: 1 }, { autoRenew: true }].map((more) =>
    diff("1f", monthly, { ...monthly, ...more }),
  );
  expect(renewed).toEqual([
    { changes: ["month"], replaces: [] },
    { changes: ["month"], replaces: ["month"] },
    { changes: ["autoRenew"], replaces: [] },
  ]);

  const scene = new Scene({ hard });
  await scene.up();
  expect((await scene.up({ ...basics, gpuNum: 2 })).ok).toBe(true);
  expect(scene.changes()).toEqual(["create 200", "delete 200", "create 200"]);
  expect(scene.only).toMatchObject({ id: scene.kept?.id, gpuNum: 2 });
});

// pulumi-go-provider#288 and #409, docker-build#404 and #581: a new version of the provider replaces every resource.
test("scar 20: another version of the provider changes nothing, and none is in the state", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  await scene.up();
  const { id = "", outputs = {}, inputs = {} } = scene.kept ?? {};
  expect(diff(id, { ...outputs, __provider: "0.0.1" }, { ...inputs, __provider: "9.9.9" })).toEqual({
    changes: [],
    replaces: [],
  });
  expect(JSON.stringify(scene.kept)).not.toContain(version);
  expect(differencesOf(recorded())).toEqual([{ changes: [], replaces: [] }]);
});

interface Recorded {
  readonly type: string;
  readonly id: string;
  readonly inputs: object;
  readonly outputs: object;
}

/** What an earlier release has written; its secrets, which nobody can read here, are all one word. */
function recorded(): Recorded[] {
  const text = readFileSync(join(__dirname, "../engine/recorded/state-0.1.0.json"), "utf8");
  const state = JSON.parse(text, (_, value: unknown) => {
    const isSecret = typeof value === "object" && value !== null && "ciphertext" in value;
    return isSecret ? "secret" : value;
  }) as { deployment: { resources: Recorded[] } };
  return state.deployment.resources.filter(({ type }) => type.endsWith(":GpuInstance"));
}

function differencesOf(resources: readonly Recorded[]): unknown[] {
  return resources.map(({ id, inputs, outputs }) =>
    diff(id, { ...outputs }, { ...inputs, __provider: "new" }),
  );
}
