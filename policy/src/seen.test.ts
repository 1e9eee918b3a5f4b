import { unknownCheckingProxy } from "@pulumi/policy";
import { INSTANCE_TYPE, UNKNOWN } from "./declared";
import { configIn, declaredIn } from "./seen";

/** What stands for a text that a preview does not know, on Pulumi's wire. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const seen = (props: object, type = INSTANCE_TYPE) => ({
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

test("the config is what is known of the provider's", () => {
  const props = unknownCheckingProxy({ "novita:apiKey": "k", "novita:baseUrl": unknownText, other: 1 });
  expect(configIn({ ...seen({}), provider: { props } })).toEqual({ "novita:apiKey": "k" });
  expect(configIn(seen({}))).toEqual({});
});
