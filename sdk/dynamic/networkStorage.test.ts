import * as pulumi from "@pulumi/pulumi";
import { GpuInstance, NetworkStorage, type NetworkStorageArgs } from ".";

const args: NetworkStorageArgs = { clusterId: "us-ca-6", size: 100 };

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

/** What was registered under the name, without the stub's text. */
async function inputsOf(resource: pulumi.Resource, name: string): Promise<unknown> {
  await new Promise((resolve) => resource.urn.apply(resolve));
  const { __provider, ...inputs } = registered.find((each) => each.name === name)?.inputs ?? {};
  return inputs;
}

const declaration = (type: string, name: string): object => ({
  __declaration: { organization: "organization", project: "shop", stack: "dev", type, name },
});

test("a storage is declared with its inputs, and an instance mounts it by its id", async () => {
  const storage = new NetworkStorage("datasets", args, { customTimeouts: { delete: "1h" } });
  const trainer = new GpuInstance("trainer", {
    ...{ productId: "4090", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx:1.27" },
    networkStorages: [{ id: storage.id, mountPoint: "/data" }],
  });
  expect(await inputsOf(storage, "datasets")).toEqual({
    ...args,
    ...{ lifecycle: { timeouts: { delete: "1h" } } },
    ...declaration("NetworkStorage", "datasets"),
  });
  expect(await inputsOf(trainer, "trainer")).toMatchObject({
    networkStorages: [{ id: "datasets-id", mountPoint: "/data" }],
    ...declaration("GpuInstance", "trainer"),
  });
});

test("one that is only read has no inputs", async () => {
  expect(await inputsOf(NetworkStorage.get("theirs", "s-1"), "theirs")).toEqual({});
  expect(registered.find(({ name }) => name === "theirs")?.id).toBe("s-1");
});

test("what it cannot do is refused", () => {
  expect(() => new NetworkStorage("bare", undefined as never)).toThrow(
    'NetworkStorage "bare" needs arguments: clusterId and size.',
  );
  expect(() => new NetworkStorage("imported", args, { import: "s-1" })).toThrow(
    'NetworkStorage "imported" cannot be imported with the option `import`: Pulumi does not support it for dynamic providers. Use lifecycle: { adopt: "s-1" } instead.',
  );
});
