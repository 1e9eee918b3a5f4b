import { same } from "../../resources/gpuInstance/bound.testkit";
import { same as sameOf } from ".";

it.each([
  ["name", "", undefined],
  ["imageAuth", "", undefined],
  ["imageAuthId", undefined, ""],
  ["imageUrl", "nginx", "docker.io/library/nginx:latest"],
  ["imageUrl", "", undefined],
  ["ports", "80/http, 22/tcp", "22/tcp,80/http"],
  ["ports", undefined, ""],
  ["ports", " ", undefined],
  ["envs", [], undefined],
  [
    "envs",
    [
      { key: "A", value: "1" },
      { key: "B", value: "2" },
    ],
    [
      { value: "2", key: "B" },
      { key: "A", value: "1" },
    ],
  ],
  ["envs", [{ key: "A", value: "" }], [{ key: "A" }]],
  ["tools", undefined, []],
  [
    "tools",
    [
      { name: "Jupyter", port: "1", type: "tcp" },
      { name: "Jupyter", port: "2", type: "tcp" },
    ],
    [
      { name: "Jupyter", port: "2", type: "tcp" },
      { name: "Jupyter", port: "1", type: "tcp" },
    ],
  ],
  ["command", "", undefined],
  ["entrypoint", "", undefined],
  ["clusterId", "", undefined],
  [
    "networkStorages",
    [{ id: "a" }, { id: "b", mountPoint: "/b" }],
    [
      { id: "b", mountPoint: "/b" },
      { id: "a", mountPoint: "/network" },
    ],
  ],
  ["networkStorages", [], undefined],
  ["localStorageMountPoint", "/workspace", undefined],
  ["localStorageMountPoint", "", undefined],
  ["networkId", "", undefined],
  ["kind", "gpu", undefined],
  ["month", 0, undefined],
  ["billingMode", "onDemand", undefined],
  ["autoRenew", false, undefined],
  ["autoRenewMonth", 1, undefined],
  ["minCudaVersion", "", undefined],
] as const)("%s: %j means the same as %j", (field, a, b) => {
  expect(same(field, a, b)).toBe(true);
  expect(same(field, b, a)).toBe(true);
});

it.each([
  ["name", "a", "A"],
  ["productId", "a", "b"],
  ["gpuNum", 1, 2],
  ["gpuNum", 1, undefined],
  ["rootfsSize", 60, 61],
  ["imageUrl", "a:1", "a:2"],
  ["imageAuth", "u:p", "u:q"],
  ["imageAuthId", "a", undefined],
  ["ports", "80/http", "80/tcp"],
  ["ports", "80/http", "80/http,22/tcp"],
  ["envs", [{ key: "A", value: "1" }], [{ key: "A", value: "2" }]],
  ["envs", [{ key: "A", value: "1" }], []],
  ["envs", [{ key: "A", value: 'x","value":"y' }], [{ key: "A", value: "x" }]],
  ["tools", [{ name: "Jupyter", port: "1", type: "tcp" }], [{ name: "Jupyter", port: "1", type: "http" }]],
  ["command", "a", "a "],
  ["entrypoint", "a", undefined],
  ["clusterId", "1", "2"],
  ["networkStorages", [{ id: "a", mountPoint: "/a" }], [{ id: "a", mountPoint: "/b" }]],
  ["networkStorages", [{ id: "a" }], [{ id: "b" }]],
  ["localStorageMountPoint", "/data", undefined],
  ["networkId", "a", undefined],
  ["kind", "cpu", undefined],
  ["month", 1, undefined],
  ["billingMode", "spot", undefined],
  ["autoRenew", true, undefined],
  ["autoRenewMonth", 2, undefined],
  ["minCudaVersion", "12.4", "12.40"],
] as const)("%s: %j is another than %j", (field, a, b) => {
  expect(same(field, a, b)).toBe(false);
  expect(same(field, b, a)).toBe(false);
});

it("of a list of texts neither order nor repetition counts", () => {
  const fact = { change: "replace", echoed: true, compare: "set" } as const;
  const ids = { items: { type: "string" } };
  const schema = { root: { properties: { ids } }, validate: () => [] };
  const facts = { fields: { ids: fact }, outputs: [], secretPaths: [], secretOutputs: [], schema };
  const isSame = (a: unknown, b: unknown): boolean => sameOf({ facts }, "ids", a, b);
  expect([isSame(["a", "b"], ["b", "a", "b"]), isSame([], undefined)]).toEqual([true, true]);
  expect([isSame(["a"], ["b"]), isSame(["a"], undefined)]).toEqual([false, false]);
});
