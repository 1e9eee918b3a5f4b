import * as pulumi from "@pulumi/pulumi";
import {
  GpuInstance,
  ImagePrewarm,
  Network,
  NetworkStorage,
  type NetworkStorageArgs,
  RegistryAuth,
  Template,
} from ".";

const registered: pulumi.runtime.MockResourceArgs[] = [];
beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      newResource: (args) => {
        registered.push(args);
        return { id: args.id || `${args.name}-id`, state: args.inputs };
      },
    },
    "shop",
    "dev",
  );
});

/** What was registered of the resource, without the stub's text. */
async function inputsOf(resource: pulumi.Resource): Promise<unknown> {
  const urn = await new Promise<string>((resolve) => resource.urn.apply(resolve));
  const { __provider, ...inputs } =
    registered.filter(({ name }) => urn.endsWith(`::${name}`)).at(-1)?.inputs ?? {};
  return inputs;
}

const declaration = { organization: "organization", project: "shop", stack: "dev", type: "RegistryAuth" };

test("a password in clear is registered as a secret, and the user name as it is", async () => {
  const registry = new RegistryAuth("registry", { username: "robot", password: "canary" });
  expect(await inputsOf(registry)).toEqual({
    username: "robot",
    password: { [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig, value: "canary" },
    __declaration: { ...declaration, name: "registry" },
  });
  expect(await pulumi.isSecret(registry.password)).toBe(true);
});

test("one that is only read has no inputs", async () => {
  expect(await inputsOf(RegistryAuth.get("theirs", "a-1"))).toEqual({});
});

test("without arguments it says which it needs", () => {
  expect(() => new RegistryAuth("bare", undefined as never)).toThrow(
    'RegistryAuth "bare" needs arguments: username and password.',
  );
});

test("a prewarm task is declared with its inputs, read without any, and needs an image and a cluster", async () => {
  const args = { imageUrl: "nginx:1.27", clusterId: "us-ca-6", lifecycle: { waitUntil: "created" } } as const;
  expect(await inputsOf(new ImagePrewarm("base", args))).toEqual({
    ...args,
    __declaration: { ...declaration, type: "ImagePrewarm", name: "base" },
  });
  expect(await inputsOf(ImagePrewarm.get("theirs", "p-1"))).toEqual({});
  expect(() => new ImagePrewarm("bare", undefined as never)).toThrow(
    'ImagePrewarm "bare" needs arguments: imageUrl and clusterId.',
  );
});

const storageArgs: NetworkStorageArgs = { clusterId: "us-ca-6", size: 100 };

test("a storage is declared with its inputs, and an instance mounts it by its id", async () => {
  const storage = new NetworkStorage("datasets", storageArgs, { customTimeouts: { delete: "1h" } });
  const trainer = new GpuInstance("trainer", {
    ...{ productId: "4090", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx:1.27" },
    networkStorages: [{ id: storage.id, mountPoint: "/data" }],
  });
  expect(await inputsOf(storage)).toEqual({
    ...storageArgs,
    ...{ lifecycle: { timeouts: { delete: "1h" } } },
    __declaration: { ...declaration, type: "NetworkStorage", name: "datasets" },
  });
  expect(await inputsOf(trainer)).toMatchObject({
    networkStorages: [{ id: "datasets-id", mountPoint: "/data" }],
    __declaration: { ...declaration, type: "GpuInstance", name: "trainer" },
  });
});

test("a storage that is only read has no inputs", async () => {
  expect(await inputsOf(NetworkStorage.get("theirStorage", "s-1"))).toEqual({});
  expect(registered.find(({ name }) => name === "theirStorage")?.id).toBe("s-1");
});

test("what a storage cannot do is refused", () => {
  expect(() => new NetworkStorage("bare", undefined as never)).toThrow(
    'NetworkStorage "bare" needs arguments: clusterId and size.',
  );
  expect(() => new NetworkStorage("imported", storageArgs, { import: "s-1" })).toThrow(
    'NetworkStorage "imported" cannot be imported with the option `import`: Pulumi does not support it for dynamic providers. Use lifecycle: { adopt: "s-1" } instead.',
  );
});

test("of a template the values of variables in clear are registered as secrets", async () => {
  const envs = [{ key: "HF_TOKEN", value: "canary" }];
  const template = new Template("vllm", { imageUrl: "nginx:1.27", rootfsSize: 60, envs });
  const secret = {
    [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig,
    value: [{ key: "HF_TOKEN", value: "canary" }],
  };
  expect(await inputsOf(template)).toEqual({
    ...{ imageUrl: "nginx:1.27", rootfsSize: 60, envs: secret },
    __declaration: { ...declaration, type: "Template", name: "vllm" },
  });
  expect(await inputsOf(Template.get("theirs", "104217"))).toEqual({});
  expect(() => new Template("bare", undefined as never)).toThrow(
    'Template "bare" needs arguments: imageUrl and rootfsSize.',
  );
});

test("a network is declared with its inputs, read without any, and joined by its id", async () => {
  const network = new Network("lan", { clusterId: "us-ca-6" });
  const joiner = new GpuInstance("joiner", {
    ...{ productId: "4090", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx:1.27" },
    networkId: network.id,
  });
  expect(await inputsOf(network)).toEqual({
    clusterId: "us-ca-6",
    __declaration: { ...declaration, type: "Network", name: "lan" },
  });
  expect(await inputsOf(joiner)).toMatchObject({ networkId: "lan-id" });
  expect(await inputsOf(Network.get("theirLan", "n-1"))).toEqual({});
  expect(registered.find(({ name }) => name === "theirLan")?.id).toBe("n-1");
  expect(() => new Network("bare", undefined as never)).toThrow('Network "bare" needs arguments: clusterId.');
});
