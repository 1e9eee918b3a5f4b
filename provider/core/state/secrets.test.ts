import { Redactor } from "../../api";
import { gpuInstance, secretOutputs } from "../../resources/gpuInstance";
import { UNKNOWN } from "../declaration";
import { concealIn, viewOf } from "./secrets";

const declaration = (...secret: string[]) => ({
  __declaration: { project: "shop", stack: "dev", name: "trainer", secret },
});

it("marks every output that holds or gives access", () => {
  expect(secretOutputs).toEqual(["imageAuth", "envs", "sshCommand", "sshPassword"]);
});

describe("a view of inputs", () => {
  const redactor = new Redactor();
  redactor.add("canary-1");
  const { hides, show } = viewOf({ redactor }, declaration("command", "tools[1].port", UNKNOWN));

  it.each([
    ["command", true],
    ["command.part", true],
    ["tools", true],
    ["tools[1]", true],
    ["tools[1].port", true],
    ["tools[1].type", false],
    ["tools[10].port", false],
    ["commands", false],
    ["entrypoint", false],
  ])("hides %s: %s", (path, hidden) => {
    expect([hides(path), show(path, '"x canary-1"')]).toEqual([
      hidden,
      hidden ? "[secret]" : '"x [redacted]"',
    ]);
  });

  it.each([[{}], [{ __declaration: null }], [{ __declaration: {} }]])(
    "hides nothing if nothing is marked: %j",
    (inputs) => expect(viewOf({ redactor }, inputs).hides("command")).toBe(false),
  );

  it("hides everything as long as a preview does not know what is marked", () => {
    expect(viewOf({ redactor }, { __declaration: { secret: UNKNOWN } }).hides("command")).toBe(true);
  });
});

describe("what is remembered of inputs", () => {
  const redacted = (inputs: object, text: string): string => {
    const redactor = new Redactor();
    concealIn({ redactor, resource: gpuInstance }, inputs);
    return redactor.redact(text);
  };

  it.each<[string, object, string, string]>([
    ["a command", { command: "canary --run it" }, "ran canary --run it", "ran [redacted]"],
    [
      "an option's value",
      { command: "serve --api-key CANARY" },
      "bad CANARY for --api-key",
      "bad [redacted] for --api-key",
    ],
    ["the same with a sign", { command: "serve --key=CANARY -x" }, "bad CANARY -x", "bad [redacted] -x"],
    ["a variable's value", { command: "env KEY='CANARY' serve" }, "KEY is CANARY", "KEY is [redacted]"],
    [
      "a header",
      { command: `curl -H "Authorization: Bearer CANARY" url` },
      "Bearer CANARY",
      "Bearer [redacted]",
    ],
    [
      "long words",
      { entrypoint: "run my-canary-word" },
      "my-canary-word: not found",
      "[redacted]: not found",
    ],
    ["words with digits", { entrypoint: "run ab12" }, "not ab12", "not [redacted]"],
    ["a password in a URL", { command: "get https://user:canary12@host/x" }, "canary12", "[redacted]"],
    [
      "an image without its tag",
      { imageUrl: "reg.io/team/canary-image:1" },
      "canary-image gone",
      "[redacted] gone",
    ],
    ["a name", { name: "CANARY" }, "no CANARY", "no [redacted]"],
    ["an id in a list", { networkStorages: [{ id: "CANARY" }] }, "storage CANARY", "storage [redacted]"],
    ["a number", { clusterId: 47114711 }, "no 47114711", "no [redacted]"],
    ["a time", { lifecycle: { timeouts: { create: "2831s" } } }, "within 47m 11s", "within [redacted]"],
    ["what is not known", { command: UNKNOWN }, UNKNOWN, UNKNOWN],
  ])("of a marked one: %s", (_, inputs, text, clean) => {
    const paths = { networkStorages: "networkStorages[0].id", lifecycle: "lifecycle.timeouts.create" };
    const [field = ""] = Object.keys(inputs);
    const path = field in paths ? paths[field as keyof typeof paths] : field;
    expect(redacted({ ...inputs, ...declaration(path) }, text)).toBe(clean);
    expect(redacted({ ...inputs, ...declaration() }, text)).toBe(text);
  });

  it("what the service has made of a variable", () => {
    const state = { envs: [{ key: "A", value: "canary-1" }], __remembered: { observed: {} } };
    const observed = { envs: [{ key: "A", value: "canary-2" }] };
    expect(redacted({ ...state, __remembered: { observed } }, "canary-1 canary-2")).toBe(
      "[redacted] [redacted]",
    );
    expect(redacted(state, "canary-1 canary-2")).toBe("[redacted] canary-2");
  });

  it("credentials and variables, marked or not; names of things, unless marked", () => {
    const inputs = {
      productId: "4090.x",
      imageUrl: "nginx:1.27",
      imageAuth: "robot:canary-1",
      sshPassword: "canary-2",
      envs: [
        { key: "KEYS", value: "canary-3" },
        { key: "N", value: "trainer" },
        { key: "P", value: "4090.x" },
        null,
      ],
    };
    const text = "robot:canary-1 canary-1 canary-2 canary-3 KEYS trainer 4090.x";
    expect(redacted({ ...inputs, ...declaration() }, text)).toBe(
      "[redacted] [redacted] [redacted] [redacted] KEYS trainer 4090.x",
    );
    expect(redacted({ ...inputs, ...declaration("envs", "productId") }, text)).toBe(
      "[redacted] [redacted] [redacted] [redacted] [redacted] trainer [redacted]",
    );
  });
});
