import * as pulumi from "@pulumi/pulumi";
import { ImagePrewarm, RegistryAuth } from ".";

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

/** What was registered, without the stub's text. */
async function inputsOf(resource: pulumi.Resource): Promise<unknown> {
  await new Promise((resolve) => resource.urn.apply(resolve));
  const { __provider, ...inputs } = registered.at(-1)?.inputs ?? {};
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
