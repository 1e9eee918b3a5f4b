import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingNames } from "../account";
import { UNKNOWN } from "../core";
import { detailedDiff } from "./detailed";
import { declarationOf, typeIn } from "./declaration";
import { execFileSync } from "node:child_process";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { changedConfig, checkConfig, configuredBy, straySettings } from "./settings";
import { bag, type Bag, struct } from "./structs";
import { open, rootOf, seal } from "./values";

const packageSchema = JSON.parse(
  readFileSync(join(__dirname, "../../cmd/pulumi-resource-novita/schema.json"), "utf8"),
) as { config: { variables: object } };

const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

test("secrets come out of their envelopes with their places, also one in another; an absent one counts for none", () => {
  const bag = {
    plain: 1,
    name: secret("a"),
    envs: [{ key: "A", value: secret("b") }, secret({ key: "B", value: secret("c") })],
    none: secret(null),
  };
  expect(open(bag)).toEqual({
    values: {
      plain: 1,
      name: "a",
      envs: [
        { key: "A", value: "b" },
        { key: "B", value: "c" },
      ],
      none: null,
    },
    secret: ["name", "envs[0].value", "envs[1]"],
  });
});

test("outputs come out of theirs as well, as secrets if they are, and as not known without a value", () => {
  const output = (more: object): object => ({
    ...{ "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", dependencies: ["urn:a"] },
    ...more,
  });
  const bag = {
    known: output({ value: "a", secret: false }),
    hidden: output({ value: secret("b"), secret: true }),
    open: output({ secret: false }),
    both: [output({ secret: true })],
    within: output({ value: { key: "A", value: secret("c") } }),
  };
  expect(open(bag)).toEqual({
    values: { known: "a", hidden: "b", open: UNKNOWN, both: [UNKNOWN], within: { key: "A", value: "c" } },
    secret: ["hidden", "both[0]", "within.value"],
  });
});

test("values go back into envelopes at their places; nothing is wrapped twice, and what is undefined is left out", () => {
  const bag = {
    a: 1,
    b: undefined,
    c: null,
    envs: [{ key: "A", value: "x" }, { value: secret("y") }],
    d: { e: 2 },
  };
  expect(seal(bag, ["a", "c", "envs[*].value", "d.e"])).toStrictEqual({
    a: secret(1),
    c: null,
    envs: [{ key: "A", value: secret("x") }, { value: secret("y") }],
    d: { e: secret(2) },
  });
  const places = ["envs[0].value", "name", "lifecycle.adopt", '["a.\\"]b"].c'];
  expect(places.map(rootOf)).toEqual(["envs", "name", "lifecycle", '["a.\\"]b"]']);
});

test.each([
  ["urn:pulumi:dev::shop::novita:index:GpuInstance::trainer", "GpuInstance", "GpuInstance", "trainer"],
  ["urn:pulumi:dev::shop::my:Rig$novita:index:Network::a::b", "Network", "my:Rig$Network", "a::b"],
])("the declaration in %s", (urn, type, qualified, name) => {
  expect(typeIn(urn)).toBe(type);
  expect(declarationOf(urn, [])).toEqual({ project: "shop", stack: "dev", type: qualified, name });
  expect(declarationOf(urn, ["command"]).secret).toEqual(["command"]);
});

test.each([
  [{ a: [1, 2] }, { a: [1, 3, 4] }, { "a[1]": "update", "a[2]": "add" }],
  [{ a: { b: 1, c: { d: 2 } } }, { a: { b: 1, c: { d: 3 } } }, { "a.c.d": "update" }],
  [{ a: "x" }, {}, { a: "delete" }],
  [{ a: [1] }, { a: "unknown" }, { a: "update" }],
  [{ a: 1 }, { a: 1 }, { a: "update" }],
])("the changes from %j to %j", (olds, news, kinds) => {
  const found = detailedDiff(olds, news, ["a"], []);
  expect(Object.fromEntries(Object.entries(found).map(([place, { kind }]) => [place, kind]))).toEqual(kinds);
});

test("settings come from the program, then the config, then the environment; JSON texts of other kinds are read", () => {
  const CONFIG = "the config novita:apiKey (set it with `pulumi config set --secret novita:apiKey`)";
  const env = {
    PULUMI_CONFIG: JSON.stringify({ apiKey: "sk-config", owner: "config" }),
    NOVITA_API_KEY: "sk-environment",
    NOVITA_BASE_URL: "http://127.0.0.1:7",
  };
  const settingsOf = (args: object) => {
    const { settings, isKeyStored } = configuredBy(args as Record<string, unknown>, env);
    return [settings.apiKey, settings.keySource, settings.baseUrl, settings.owner, isKeyStored];
  };
  const own = {
    apiKey: secret("sk-program"),
    baseUrl: "http://10.0.0.1",
    allowHttp: "true",
    owner: "program",
  };
  expect(settingsOf(own)).toEqual([
    "sk-program",
    "the apiKey of the provider in the program",
    "http://10.0.0.1",
    "program",
    true,
  ]);
  expect(settingsOf({})).toEqual(["sk-config", CONFIG, "http://127.0.0.1:7", "config", false]);
  // As the engine asks for its default provider.
  expect(settingsOf({ apiKey: secret("sk-config") })[1]).toBe(CONFIG);
  const bare = { NOVITA_API_KEY: "sk-environment" };
  expect(configuredBy({}, bare).settings).toMatchObject({
    apiKey: "sk-environment",
    keySource: "the environment variable NOVITA_API_KEY",
    owner: "",
  });
  expect(
    changedConfig({ apiKey: "a", version: "1" }, { apiKey: secret("a"), owner: "me", version: "2" }),
  ).toEqual(["owner"]);
});

test("a key is kept in an envelope, however it was given", () => {
  for (const apiKey of ["sk-1", secret("sk-1")])
    expect(checkConfig({ apiKey }, {})).toEqual({ inputs: { apiKey: secret("sk-1") }, failures: [] });
});

test("a setting is a single value; a structure in the config comes as JSON", () => {
  const reasons = (news: object) =>
    checkConfig({ apiKey: "sk-1", ...news }, {}).failures.map(({ reason }) => reason);
  const owner = (what: string) => [
    `The setting owner of the provider must be a single value, but is ${what}. Remove it, and set it again without a path: \`pulumi config rm novita:owner\`, then \`pulumi config set novita:owner <value>\`.`,
  ];
  expect(reasons({ owner: { a: "canary" } })).toEqual(owner("an object"));
  expect(reasons({ owner: '{"a":"canary"}' })).toEqual(owner("an object"));
  expect(reasons({ owner: ["canary"] })).toEqual(owner("a list"));
  expect([reasons({ owner: 5 }), reasons({ owner: "{" }), reasons({ allowHttp: true })]).toEqual([
    [],
    [],
    [],
  ]);
});

test("a key that is no setting is told, of the program and of the config, but nothing that the engine adds", () => {
  const given = {
    apiKey: "sk-1",
    basURL: "x",
    colour: secret("canary"),
    version: "0.1.0",
    pluginDownloadURL: "https://example.com",
    __internal: {},
  };
  const config = { apikey: "canary", owner: "me" };
  expect(straySettings(given, { PULUMI_CONFIG: JSON.stringify(config) })).toEqual([
    "basURL is not a setting of this provider, and has no effect. Did you mean baseUrl?",
    "colour is not a setting of this provider, and has no effect. The settings are apiKey, baseUrl, allowHttp, orphans, owner.",
    "The config novita:apikey is not a setting of this provider, and has no effect. Did you mean apiKey?",
  ]);
  expect(settingNames).toEqual(Object.keys(packageSchema.config.variables));
});

/** The library in a process of its own, without what is changed in it here: reads what we wrote, and writes the same. */
const LIBRARY = `
  const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
  const pairs = JSON.parse(require("fs").readFileSync(0, "utf8")).map(([values, bytes]) => [
    Struct.deserializeBinary(bytes).toJavaScript(),
    Buffer.from(Struct.fromJavaScript(values).serializeBinary()).toString("base64"),
  ]);
  console.log(JSON.stringify(pairs));`;

test("a bag in a message is written and read as the library of the format does", () => {
  const bags: readonly Bag[] = [
    {},
    { a: null, b: true, c: false, d: "", e: 0, f: -1.5, g: 2 ** 53, h: 1e-7 },
    { a: { b: { c: [], d: {} } }, e: [[], [[1, null]], { f: "g" }, "h", false] },
    { "": "", "ключ 🔑": 'naïve 🚀\u0000\n"', ["x".repeat(300)]: "y".repeat(70_000) },
    Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`key-${at}`, { at, list: [at, `${at}`] }])),
  ];
  const ours = bags.map((values) => Buffer.from(struct(values).serializeBinary()).toString("base64"));
  const input = JSON.stringify(bags.map((values, at) => [values, ours[at]]));
  const theirs = JSON.parse(execFileSync(process.execPath, ["-e", LIBRARY], { input, encoding: "utf8" })) as [
    Bag,
    string,
  ][];
  expect(theirs.map(([read]) => read)).toEqual(bags);
  expect(theirs.map(([, written]) => bag(Struct.deserializeBinary(Buffer.from(written, "base64"))))).toEqual(
    bags,
  );
});

test("a bag in a message leaves out what is undefined, keeps any key, and passes over what a later version adds", () => {
  const again = (values: Bag): Bag => bag(Struct.deserializeBinary(struct(values).serializeBinary()));
  expect(again({ a: undefined, b: [undefined] })).toStrictEqual({ b: [null] });
  expect(again(JSON.parse('{"__proto__":{"a":1}}') as Bag)).toEqual(JSON.parse('{"__proto__":{"a":1}}'));
  expect([bag(undefined), bag(new Struct())]).toEqual([{}, {}]);
  expect(Object.keys(again({ b: 1, a: 2 }))).toEqual(["a", "b"]);
  // The entry "a" with a value of field 9, then a field 3.
  const later = Uint8Array.of(0x0a, 8, 0x0a, 1, 0x61, 0x12, 3, 0x4a, 1, 1, 0x18, 7);
  expect(bag(Struct.deserializeBinary(later))).toEqual({ a: null });
});
