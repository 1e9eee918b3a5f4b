import * as gpuInstance from "../../provider/resources/gpuInstance/generated/fields";
import * as imagePrewarm from "../../provider/resources/imagePrewarm/generated/fields";
import * as network from "../../provider/resources/network/generated/fields";
import * as networkStorage from "../../provider/resources/networkStorage/generated/fields";
import * as registryAuth from "../../provider/resources/registryAuth/generated/fields";
import * as template from "../../provider/resources/template/generated/fields";
import type { Properties } from "./face.testkit";

/** Calls the API as somebody else does, by a console say. */
export type Call = (path: string, body: Properties) => Promise<void>;

/** What the rows of the life cycle need to know of a resource. */
export interface Sample {
  readonly type: string;
  readonly facts: {
    readonly fields: Readonly<Record<string, object>>;
    readonly outputs: readonly string[];
  };
  /** What a program declares. */
  readonly inputs: Properties;
  /** Values that are all wrong, and every failure that check has for them. */
  readonly wrong: Properties;
  readonly failures: readonly string[];
  /** Outputs that this one has not. */
  readonly without?: readonly string[];
  /** The status of one that is ready. @default "running" */
  readonly ready?: string;
  /** A changed value of each field. */
  readonly inPlace: Properties;
  readonly replaced: Properties;
  /** Those of the changes in place that are tried on a live one, together; absent if there are none. */
  readonly update?: (logicalName: string) => Properties;
  /** Whether the old one goes first. @default false */
  readonly deletesFirst?: boolean;
  /** The emulator's name of its create. */
  readonly create: string;
  /** A change by somebody else, and what a read then finds of the inputs; absent if the API can change nothing. */
  readonly drift?: (call: Call, id: string) => Promise<Properties>;
}

export const samples: readonly Sample[] = [
  {
    type: "GpuInstance",
    facts: gpuInstance,
    inputs: {
      productId: "4090.16c62g.os",
      gpuNum: 1,
      rootfsSize: 60,
      imageUrl: "nginx:1.27",
      ports: "80/http",
      envs: [{ key: "TOKEN", value: "canary-env" }],
    },
    wrong: { productId: "4090.16c62g.os", gpuNum: 9, rootfsSize: 60, imageURL: "nginx" },
    failures: [
      "imageUrl is required: a string of 1 to 500 characters. Container image to run.",
      "imageURL is not a field of a GpuInstance. Did you mean imageUrl?",
      "gpuNum must be a whole number from 1 to 8, but is 9.",
    ],
    without: ["statusMessage", "jupyterUrl", "placement", "releaseDataAt", "spotStatus", "spotReclaimTime"],
    inPlace: {
      rootfsSize: 80,
      imageUrl: "nginx:1.28",
      ports: "80/http,443/http",
      envs: [{ key: "TOKEN", value: "canary-env-2" }],
      command: "sleep 1",
      entrypoint: "bash",
      imageAuthId: "auth-1",
      networkStorages: [{ id: "a7310c44-58e2-4b9f-91c6-e40d2b6f8873", mountPoint: "/data" }],
      billingMode: "monthly",
      month: 2,
      autoRenew: true,
      autoRenewMonth: 3,
    },
    replaced: {
      name: "other",
      productId: "h100.20c200g",
      gpuNum: 2,
      imageAuth: "robot:canary-password",
      tools: [{ name: "Jupyter", port: 8888, type: "http" }],
      clusterId: "us-ca-6",
      localStorageMountPoint: "/disk",
      networkId: "net-1",
      kind: "cpu",
      minCudaVersion: "12.4",
    },
    update: () => ({ ports: "80/http,443/http" }),
    deletesFirst: true,
    create: "create",
    drift: async (call, instanceId) => {
      await call("gpu/instance/edit", { instanceId, ports: [{ port: 81, type: "http" }], expandRootDisk: 0 });
      return { ports: "81/http" };
    },
  },
  {
    type: "NetworkStorage",
    facts: networkStorage,
    inputs: { clusterId: "us-ca-6", size: 100 },
    wrong: { clusterid: "us-ca-6", size: 9 },
    failures: [
      "clusterId is required: a string of 1 to 255 characters. Id of the cluster whose instances can mount it; the cluster must support network storage.",
      "clusterid is not a field of a NetworkStorage. Did you mean clusterId?",
      "size must be a whole number from 10 to 2147483647, but is 9.",
    ],
    inPlace: { name: "data-7", size: 240 },
    replaced: { clusterId: "as-sgp-2" },
    update: () => ({ size: 240 }),
    create: "storageCreate",
    drift: async (call, storageId) => {
      await call("networkstorage/update", { storageId, storageName: "theirs", storageSize: 300 });
      return { size: 300 };
    },
  },
  {
    type: "RegistryAuth",
    facts: registryAuth,
    inputs: { username: "robot", password: "canary-password" },
    wrong: { user: "robot", password: 4711 },
    failures: [
      "username is required: a string of 1 to 511 characters. User at the registry.",
      "user is not a field of a RegistryAuth. Its fields are name, username, password, lifecycle.",
      "password must be a string of 1 to 1024 characters, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
    ],
    inPlace: {},
    replaced: { name: "other", username: "human", password: "canary-password-2" },
    create: "authSave",
  },
  {
    type: "Network",
    facts: network,
    inputs: { clusterId: "us-ca-6" },
    wrong: { cluster: "us-ca-6", name: "x".repeat(31) },
    failures: [
      "clusterId is required: a string of 1 to 255 characters. Id of the cluster whose instances can join it; the cluster must support private networks.",
      "cluster is not a field of a Network. Did you mean clusterId?",
      `name must be a string of at most 30 characters, but is "${"x".repeat(31)}".`,
    ],
    without: ["statusMessage"],
    ready: "ready",
    inPlace: { name: "lan-7" },
    replaced: { clusterId: "us-dallas-nas-2" },
    update: (logicalName) => ({ name: `${logicalName}-7` }),
    create: "networkCreate",
  },
  {
    type: "ImagePrewarm",
    facts: imagePrewarm,
    inputs: { imageUrl: "vllm/vllm-openai:v0.8.4", clusterId: "us-ca-6", note: "for the trainer" },
    wrong: { imageUrl: "https://vllm/vllm-openai", name: "vllm", note: 7 },
    failures: [
      "clusterId is required: a string of 1 to 255 characters. Id of the cluster that the image is brought to.",
      "name is not a field of an ImagePrewarm. Novita names no prewarm tasks: write what people should read into note.",
      'note must be a string, but is 7. Write it in quotes where it comes from, as in "7"; in Pulumi\'s config, with `pulumi config set --type string`.',
      'imageUrl begins with a scheme, as https:// is one, and an image has none. Write registry/repository:tag, such as "nginx:1.27" or "ghcr.io/acme/trainer:1.4".',
    ],
    without: ["statusMessage"],
    ready: "Succeeded",
    inPlace: { note: "for all" },
    replaced: {
      imageUrl: "vllm/vllm-openai:v0.9.0",
      clusterId: "as-sgp-2",
      registryAuthId: "auth-1",
      productIds: ["4090.16c62g.os"],
    },
    update: () => ({ note: "for all" }),
    create: "prewarmCreate",
    drift: async (call, id) => {
      await call("image/prewarm/edit", { id, note: "theirs" });
      return { note: "theirs" };
    },
  },
  {
    type: "Template",
    facts: template,
    inputs: {
      imageUrl: "nginx:1.27",
      rootfsSize: 60,
      ports: "80/http, 22/tcp",
      envs: [{ key: "TOKEN", value: "canary-env" }],
    },
    wrong: { image: "nginx:1.27", rootfsSize: 60, ports: "80/ssh", envs: [{ key: "TOKEN", value: 7 }] },
    failures: [
      "imageUrl is required: a string of 1 to 500 characters. Container image with its registry and tag.",
      "image is not a field of a Template. Did you mean imageUrl?",
      "envs[0].value must be a string of at most 4095 characters, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
      'ports has the entry "80/ssh", which has an unknown type; the types are "tcp", "http" and "udp", in lower case.',
    ],
    inPlace: {
      name: "other",
      readme: "# nginx",
      imageUrl: "nginx:1.28",
      imageAuthId: "auth-1",
      command: "sleep 1",
      entrypoint: "bash",
      rootfsSize: 80,
      ports: "80/http, 22/tcp, 53/udp",
      envs: [{ key: "TOKEN", value: "canary-env-2" }],
      minCudaVersion: "12.4",
    },
    replaced: { type: "serverless", channel: "community" },
    update: () => ({ rootfsSize: 40, ports: "80/http" }),
    deletesFirst: true,
    create: "templateCreate",
    drift: async (call, Id) => {
      const kept = { type: "instance", channel: "private", rootfsSize: 60 };
      const ports = [
        { type: "tcp", ports: [22] },
        { type: "http", ports: [80] },
      ];
      const envs = [{ key: "TOKEN", value: "canary-env" }];
      const template = { Id, ...kept, ports, envs, name: "theirs", image: "nginx:1.28" };
      await call("template/update", { template });
      return { imageUrl: "nginx:1.28" };
    },
  },
];
