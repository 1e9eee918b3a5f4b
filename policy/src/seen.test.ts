import { unknownCheckingProxy } from "@pulumi/policy";
import { UNKNOWN } from "./declared";
import { configIn, declaredIn, storageIn } from "./seen";

/** What stands for a text that a preview does not know, on Pulumi's wire. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const seen = (props: object, type = "pulumi-nodejs:dynamic/novita:GpuInstance") => ({
  type,
  name: "trainer",
  props: unknownCheckingProxy(props) as Record<string, unknown>,
  opts: { additionalSecretOutputs: ["envs"] },
});

test("an instance becomes plain data, at every depth, with a sign for what is not known", () => {
  const props = {
    gpuNum: 2,
    imageUrl: unknownText,
    envs: [{ key: "A", value: unknownText }, unknownText],
    lifecycle: { timeouts: { create: "5m" } },
    autoRenew: false,
    nothing: null,
  };
  expect(declaredIn(seen(props))).toEqual({
    name: "trainer",
    secretOutputs: ["envs"],
    show: expect.any(Function) as unknown,
    props: {
      gpuNum: 2,
      imageUrl: UNKNOWN,
      envs: [{ key: "A", value: UNKNOWN }, UNKNOWN],
      lifecycle: { timeouts: { create: "5m" } },
      autoRenew: false,
      nothing: null,
    },
  });
});

test("another resource is none", () => {
  expect(declaredIn(seen({}, "pulumi:pulumi:Stack"))).toBeUndefined();
});

test("an instance and a storage of the plugin are seen too, with the variables that the plugin encrypts", () => {
  const [instance, storage] = ["novita:index:GpuInstance", "novita:index:NetworkStorage"];
  const shown = { ...seen({ gpuNum: 2 }, instance), opts: { additionalSecretOutputs: [] } };
  expect(declaredIn(shown)).toMatchObject({ name: "trainer", props: { gpuNum: 2 }, secretOutputs: ["envs"] });
  expect(storageIn(seen({ size: 100 }, storage))).toMatchObject({ props: { size: 100 } });
  expect([declaredIn(seen({}, storage)), storageIn(seen({}, instance))]).toEqual([undefined, undefined]);
  const provider = {
    props: unknownCheckingProxy({ apiKey: "k", version: "0.1.0" }) as Record<string, unknown>,
  };
  expect(configIn({ ...shown, provider })).toEqual({ "novita:apiKey": "k", "novita:version": "0.1.0" });
});

test("the config is what is known of the provider's", () => {
  const props = unknownCheckingProxy({ "novita:apiKey": "k", "novita:baseUrl": unknownText, other: 1 });
  expect(configIn({ ...seen({}), provider: { props } })).toEqual({ "novita:apiKey": "k" });
  expect(configIn(seen({}))).toEqual({});
});
