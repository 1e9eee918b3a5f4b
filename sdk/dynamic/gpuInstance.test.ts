import * as pulumi from "@pulumi/pulumi";
import { GpuInstance, type GpuInstanceArgs } from ".";
import { markedPaths } from "./registration/markedPaths";
import { secretPaths } from "../../provider/resources/gpuInstance";

const spec: GpuInstanceArgs = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
};

const registered: pulumi.runtime.MockResourceArgs[] = [];
beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      newResource: (args) => {
        registered.push(args);
        return { id: args.id ?? `${args.name}-id`, state: args.inputs };
      },
    },
    "shop",
    "dev",
  );
});

class Pool extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("acme:index:Pool", name, {}, opts);
  }
}

/** What was registered under the name, without the stub's text. */
async function inputsOf(resource: pulumi.Resource, name: string): Promise<Record<string, unknown>> {
  await new Promise((resolve) => resource.urn.apply(resolve));
  const { __provider, ...inputs } = registered.filter((each) => each.name === name).at(-1)?.inputs ?? {};
  return inputs;
}

const instancesGet =
  (opts: pulumi.CustomResourceOptions, props: object = {}): pulumi.ResourceTransformation =>
  (args) =>
    args.type.endsWith(":GpuInstance")
      ? { props: { ...args.props, ...props }, opts: { ...args.opts, ...opts } }
      : undefined;

const asDeclared = (name: string, type = "GpuInstance"): object => ({
  ...spec,
  __declaration: { organization: "organization", project: "shop", stack: "dev", type, name },
});

describe("options that a transformation adds", () => {
  const timeouts = { create: "5s", update: "7s" };
  const counts = { ...asDeclared("trainer"), lifecycle: { timeouts } };

  test("count when it is the resource's own", async () => {
    const transformations = [instancesGet({ customTimeouts: timeouts })];
    expect(await inputsOf(new GpuInstance("trainer", spec, { transformations }), "trainer")).toEqual(counts);
  });

  test("count when it is a parent's", async () => {
    const pool = new Pool("pool", { transformations: [instancesGet({ customTimeouts: timeouts })] });
    const inPool = { ...asDeclared("trainer", "acme:index:Pool$GpuInstance"), lifecycle: { timeouts } };
    expect(await inputsOf(new GpuInstance("trainer", spec, { parent: pool }), "trainer")).toEqual(inPool);
  });

  test("win over those of the constructor, as they do for every other resource", async () => {
    const transformations = [instancesGet({ customTimeouts: timeouts })];
    const opts = { customTimeouts: { create: "1m", delete: "2m" }, transformations };
    expect(await inputsOf(new GpuInstance("trainer", spec, opts), "trainer")).toEqual(counts);
  });

  test("give way to lifecycle.timeouts", async () => {
    const args = { ...spec, lifecycle: { timeouts: { create: "9s" }, maxHourlyPrice: 2 } };
    const transformations = [instancesGet({ customTimeouts: timeouts })];
    expect(await inputsOf(new GpuInstance("trainer", args, { transformations }), "trainer")).toEqual({
      ...counts,
      lifecycle: { timeouts: { create: "9s", update: "7s" }, maxHourlyPrice: 2 },
    });
  });

  test("are refused when they would not do what they say", () => {
    const pool = new Pool("pool");
    const refused = (opts: pulumi.CustomResourceOptions) => (): GpuInstance =>
      new GpuInstance("trainer", spec, { transformations: [instancesGet(opts)] });
    expect(refused({ deletedWith: pool })).toThrow(
      /^GpuInstance "trainer" cannot have the option `deletedWith`: Pulumi would forget it without deleting it, and Novita would go on billing it\. To have it forgotten on purpose, use `retainOnDelete: true`\.$/,
    );
    expect(refused({ import: "8097f1658f3e6ad1" })).toThrow(
      /^GpuInstance "trainer" cannot be imported with the option `import`: Pulumi does not support it for dynamic providers\. Use lifecycle: \{ adopt: "8097f1658f3e6ad1" \} instead\.$/,
    );
  });
});

describe("a provider of its own", () => {
  class Account extends pulumi.ProviderResource {
    constructor(name: string, kind: string) {
      super(kind, name, { apiKey: "second" });
    }
  }
  const [own, novita, aws] = ["pulumi-nodejs", "novita", "aws"];
  const refusal =
    'GpuInstance "trainer" cannot have the option `provider`, nor inherit one: a dynamic provider knows one account, that of NOVITA_API_KEY or the config novita:apiKey. For a second account, use a second stack.';

  test.each([own, novita, aws])("is refused, of the package %s", (kind) => {
    const provider = new Account("second", kind as string);
    expect(() => new GpuInstance("trainer", spec, { provider })).toThrow(new pulumi.RunError(refusal));
  });

  test.each([own, novita])("is refused if a component far above has one of the package %s", (kind) => {
    const far = new Pool("far", { providers: [new Account("second", kind as string)] });
    const near = new Pool("near", { parent: far });
    expect(() => new GpuInstance("trainer", spec, { parent: near })).toThrow(new pulumi.RunError(refusal));
  });

  test("is refused if a transformation adds it", () => {
    const transformations = [instancesGet({ provider: new Account("second", own as string) })];
    expect(() => new GpuInstance("trainer", spec, { transformations })).toThrow(new pulumi.RunError(refusal));
  });

  test("of another service is a component's own business", async () => {
    const parent = new Pool("pool", { providers: [new Account("second", aws as string)] });
    expect(await inputsOf(new GpuInstance("trainer", spec, { parent }), "trainer")).toEqual(
      asDeclared("trainer", "acme:index:Pool$GpuInstance"),
    );
  });
});

/** As Pulumi sends it. */
const secretly = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

test("what a transformation adds is as secret as what the program says", async () => {
  const transformations = [
    instancesGet({}, { envs: [{ key: "TOKEN", value: "t-1" }], imageAuth: "user:word" }),
  ];
  expect(await inputsOf(new GpuInstance("trainer", spec, { transformations }), "trainer")).toMatchObject({
    imageAuth: secretly("user:word"),
    envs: secretly([{ key: "TOKEN", value: "t-1" }]),
  });
});

describe("what the program marks as secret", () => {
  const { secret } = pulumi;
  const marksOf = async (args: pulumi.Input<GpuInstanceArgs>, opts?: object): Promise<unknown> => {
    const { __declaration } = await inputsOf(new GpuInstance("trainer", args, opts), "trainer");
    return (__declaration as { secret?: unknown }).secret;
  };

  test.each<[string, object, readonly string[] | undefined]>([
    ["nothing", {}, undefined],
    ["a text", { command: secret("serve") }, ["command"]],
    ["a number", { gpuNum: secret(1), month: pulumi.output(1) }, ["gpuNum"]],
    ["what was made of one", { command: pulumi.interpolate`serve ${secret("x")}` }, ["command"]],
    ["a promise of one", { command: Promise.resolve(secret("serve")) }, ["command"]],
    ["one in an output", { tools: pulumi.output(1).apply(() => [{ port: secret("1") }]) }, ["tools[0].port"]],
    [
      "one in an object",
      { lifecycle: { timeouts: { create: secret("1m") } } },
      ["lifecycle.timeouts.create"],
    ],
    ["one in a list", { networkStorages: [{ id: "a" }, { id: secret("b") }] }, ["networkStorages[1].id"]],
    [
      "a whole list",
      { networkStorages: secret([{ id: "a" }]), envs: secret([]) },
      ["envs", "networkStorages"],
    ],
    ["a name of a variable", { envs: [{ key: secret("A"), value: "1" }] }, ["envs[0].key"]],
    [
      "what is secret anyway",
      { imageAuth: secret("a:b"), envs: [{ key: "A", value: secret("1") }] },
      undefined,
    ],
    ["one that is no field", { imageURL: secret("x") }, ["imageURL"]],
    ["one that is absent", { command: secret(undefined), ports: secret(null) }, undefined],
  ])("is named to the provider: %s", async (_, args, paths) => {
    expect(await marksOf({ ...spec, ...args } as GpuInstanceArgs)).toEqual(paths);
  });

  test("is named as a transformation leaves it", async () => {
    const transformations = [instancesGet({}, { command: secret("serve") })];
    expect(await marksOf(spec, { transformations })).toEqual(["command"]);
  });

  test("is open if a preview does not know a value, unless that is secret anyway", async () => {
    const { unknown } = pulumi as unknown as { readonly unknown: string };
    const open = pulumi.output(unknown);
    expect(await markedPaths(secretPaths, { ...spec, command: open, ports: secret("80/http") })).toEqual([
      "ports",
      pulumi.runtime.unknownValue,
    ]);
    expect(
      await markedPaths(secretPaths, { ...spec, imageAuth: open, envs: [{ key: "A", value: open }] }),
    ).toBeUndefined();
  });

  test("is all of it if the arguments are a secret as a whole", async () => {
    expect(await marksOf(secret(spec))).toEqual(["productId", "gpuNum", "rootfsSize", "imageUrl"]);
  });
});

test("arguments may be an output as a whole", async () => {
  const args = pulumi.output(Promise.resolve({ ...spec, envs: [], lifecycle: { maxHourlyPrice: 2 } }));
  const { imageAuth, envs, ...others } = await inputsOf(new GpuInstance("trainer", args), "trainer");
  expect(others).toEqual({ ...asDeclared("trainer"), lifecycle: { maxHourlyPrice: 2 } });
  expect([imageAuth, envs]).toEqual([secretly(null), secretly([])]);
});

test("a child of an instance has its own options", async () => {
  const parent = new GpuInstance("parent", spec, { customTimeouts: { create: "5s" } });
  const child = new GpuInstance("child", spec, { parent, customTimeouts: { delete: "7s" } });
  expect(await inputsOf(child, "child")).toEqual({
    ...asDeclared("child", "GpuInstance$GpuInstance"),
    lifecycle: { timeouts: { delete: "7s" } },
  });
});

test("an instance that is only read has no inputs", async () => {
  expect(await inputsOf(GpuInstance.get("old", "8097f1658f3e6ad1"), "old")).toEqual({});
});
