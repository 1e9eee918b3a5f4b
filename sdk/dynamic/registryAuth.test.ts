import * as pulumi from "@pulumi/pulumi";
import { RegistryAuth } from ".";

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
