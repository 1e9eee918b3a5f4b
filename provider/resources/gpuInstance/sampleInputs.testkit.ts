import type { Properties } from "../../core";

/** The least that a GPU instance needs. */
export const minimal = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "docker.io/library/ubuntu:22.04",
} as const;

/** The least that a CPU instance needs. */
export const minimalCpu = {
  kind: "cpu",
  productId: "cpu.4c8g",
  imageUrl: "docker.io/library/ubuntu:22.04",
} as const;

/** Every field of a GPU instance that can stand beside the others. */
export const full = {
  ...minimal,
  name: "trainer",
  kind: "gpu",
  imageAuth: "robot:canary-password",
  ports: "80/http, 3306/tcp",
  envs: [
    { key: "MODE", value: "canary-value" },
    { key: "EMPTY", value: "" },
  ],
  tools: [{ name: "Jupyter", port: "8888", type: "http" }],
  command: "--epochs 3",
  entrypoint: "python train.py",
  clusterId: "us-dallas-nas-2",
  networkStorages: [{ id: "storage-1", mountPoint: "/data" }],
  networkId: "network-1",
  month: 1,
  billingMode: "monthly",
  autoRenew: true,
  autoRenewMonth: 3,
  minCudaVersion: "12.4",
  lifecycle: {
    timeouts: { create: "20m", update: "20m", delete: "5m" },
    maxHourlyPrice: 1.5,
    onImageChange: "reset",
    waitUntil: "running",
    ignoreOrphans: ["8097f1658f3e6ad1"],
  },
} as const;

/** A copy of inputs with another value at a path such as `envs[0].key`; `undefined` leaves it out. */
export function withAt(inputs: Properties, path: string, value: unknown): Record<string, unknown> {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const copy = structuredClone(inputs) as Record<string, unknown>;
  const parent = steps.slice(0, -1).reduce((at, step) => at[step] as Record<string, unknown>, copy);
  const last = steps[steps.length - 1] ?? "";
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
