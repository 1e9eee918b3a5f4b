import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readState } from "./readState";
import { NovitaError } from "../../provider/api";
import { type Declaration, tagOf } from "../../provider/core";

const urn = (name: string): string =>
  `urn:pulumi:dev::shop::my:comp:Onent$pulumi-nodejs:dynamic/novita:GpuInstance::${name}`;
const own = (name: string, more: object = {}): object => ({
  urn: urn(name),
  type: "pulumi-nodejs:dynamic/novita:GpuInstance",
  custom: true,
  ...more,
});
const exported = (deployment: object, version = 3): string => JSON.stringify({ version, deployment });
const declaration = (name: string): Declaration => ({
  project: "shop",
  stack: "dev",
  type: "my:comp:Onent$GpuInstance",
  name,
});

test("reads ids, declarations and what was interrupted, and nothing that is not a GpuInstance of its own", () => {
  const text = exported({
    manifest: {},
    resources: [
      { urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", type: "pulumi:pulumi:Stack" },
      own("held", {
        id: "i1",
        inputs: { envs: { "4dabf18193072939515e22adb298388d": "x", ciphertext: "y" } },
      }),
      own("a::b", { id: "i2", delete: true, inputs: { lifecycle: { expires: "8h", maxHourlyPrice: 1 } } }),
      own("kept", { id: "i5", created: "2026-01-02T03:04:05Z", inputs: { lifecycle: { expires: "8h" } } }),
      own("bare", { id: "" }),
      own("only read", { id: "i3", external: true }),
    ],
    pending_operations: [
      { type: "creating", resource: own("begun", { inputs: { name: "the-box" } }) },
      { type: "deleting", resource: own("held", { id: "i1" }) },
      { type: "reading", resource: own("looked at", { id: "i4" }) },
      {
        type: "creating",
        resource: { urn: "urn:pulumi:dev::shop::aws:s3:Bucket::b", type: "aws:s3:Bucket" },
      },
    ],
  });
  const declared = (name: string): object => ({
    urn: urn(name),
    declaration: declaration(name),
    tag: tagOf(declaration(name), ""),
  });
  expect(readState(text, "dev.json")).toEqual({
    source: "dev.json",
    declared: [declared("held"), declared("a::b"), declared("kept"), declared("bare")],
    held: [
      { ...declared("held"), id: "i1" },
      { ...declared("a::b"), id: "i2", expires: "8h" },
      { ...declared("kept"), id: "i5", expires: "8h", createdAt: "2026-01-02T03:04:05Z" },
    ],
    pending: [
      { ...declared("begun"), operation: "creating", instanceName: "the-box" },
      { ...declared("held"), operation: "deleting" },
    ],
  });
});

test("knows a tag by the name of an instance, else by organization and owner as the state has them", () => {
  const provider = "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::default";
  const made = { provider: `${provider}::0f-1`, inputs: { __declaration: { organization: "acme" } } };
  const text = exported({
    resources: [
      { urn: provider, type: "pulumi:providers:pulumi-nodejs", inputs: { "novita:owner": " team-a " } },
      own("held", { ...made, id: "i1", outputs: { name: "held-0123456789abcd" } }),
      own("fixed", { ...made, id: "i2", outputs: { name: "the-box" } }),
    ],
    pending_operations: [{ type: "creating", resource: own("begun", made) }],
  });
  const { held, pending } = readState(text, "dev.json");
  const ofTeam = (name: string): string => tagOf({ organization: "acme", ...declaration(name) }, "team-a");
  expect([...held, ...pending].map(({ tag }) => tag)).toEqual(["01234567", ofTeam("fixed"), ofTeam("begun")]);
});

test("knows a tag of what a plugin makes, of which no state tells the organization", () => {
  const provider = "urn:pulumi:dev::shop::pulumi:providers:novita::default";
  const urn = "urn:pulumi:dev::shop::novita:index:GpuInstance::begun";
  const begun = { urn, type: "novita:index:GpuInstance", provider: `${provider}::0f-1`, inputs: {} };
  const text = exported({
    resources: [{ urn: provider, type: "pulumi:providers:novita", inputs: { owner: " team-a " } }],
    pending_operations: [{ type: "creating", resource: begun }],
  });
  const made = { ...declaration("begun"), organization: "organization", type: "GpuInstance" };
  expect(readState(text, "dev.json").pending.map(({ tag }) => tag)).toEqual([tagOf(made, "team-a")]);
});

test.each([
  ["of a stack that was never deployed", exported({ manifest: {} })],
  ["of a destroyed stack", exported({ resources: null, pending_operations: null })],
  ["with features", JSON.stringify({ version: 4, features: ["taint"], deployment: { resources: [] } })],
])("reads an export %s", (_what, text) => {
  expect(readState(text, "x.json")).toEqual({ source: "x.json", declared: [], held: [], pending: [] });
});

test("reads what the engine exported with the first release", () => {
  const text = readFileSync(join(__dirname, "../../tests/engine/recorded/state-0.1.0.json"), "utf8");
  const name = "urn:pulumi:dev::engine-tests::pulumi-nodejs:dynamic/novita:GpuInstance::trainer";
  const trainer = {
    urn: name,
    declaration: {
      organization: "organization",
      project: "engine-tests",
      stack: "dev",
      type: "GpuInstance",
      name: "trainer",
    },
    tag: "29030ea0",
  };
  expect(readState(text, "dev.json")).toEqual({
    source: "dev.json",
    declared: [trainer],
    held: [{ ...trainer, id: expect.stringMatching(/^[0-9a-f]{16}$/) }],
    pending: [],
  });
});

const HOW = "Make one with `pulumi stack export --file dev.json`.";
const not = (why: string): string =>
  `x.json is JSON, but not the output of \`pulumi stack export\`: ${why}. ${HOW}`;

test.each([
  ["text", "Current stack is dev:", `x.json is not JSON. ${HOW}`],
  ["nothing", "", `x.json is not JSON. ${HOW}`],
  ["half of an export", exported({}).slice(0, -1), `x.json is not JSON. ${HOW}`],
  ["a list", "[]", not("it is no object")],
  ["another object", '{"resources":[]}', not('it has no "deployment"')],
  ["no deployment", '{"version":3,"deployment":null}', not('it has no "deployment"')],
  ["a checkpoint", '{"version":3,"checkpoint":{"latest":{}}}', not("it is a file out of Pulumi's backend")],
  ["a preview", '{"steps":[]}', not("it looks like the output of `pulumi preview --json`")],
  ["an old version", exported({}, 2), not('its "version" is 2, and 3 and 4 are known')],
  ["no version", '{"deployment":{}}', not('its "version" is missing, and 3 and 4 are known')],
  [
    "no list of resources",
    exported({ resources: {} }),
    `x.json is damaged: "deployment.resources" is not a list of objects. Export the stack again. ${HOW}`,
  ],
  [
    "broken pending operations",
    exported({ pending_operations: [1] }),
    `x.json is damaged: "deployment.pending_operations" is not a list of objects. Export the stack again. ${HOW}`,
  ],
  [
    "a URN that is none",
    exported({ resources: [own("x", { urn: "urn:pulumi:dev" })] }),
    `x.json is damaged: "urn:pulumi:dev" stands where the URN of a resource should. Export the stack again. ${HOW}`,
  ],
  [
    "no URN",
    exported({ resources: [own("x", { urn: undefined })] }),
    `x.json is damaged: nothing stands where the URN of a resource should. Export the stack again. ${HOW}`,
  ],
])("refuses %s", (_what, text, message) => {
  expect(() => readState(text, "x.json")).toThrow(new NovitaError(message));
});

test("knows what of an instance is secret, encrypted or shown with --show-secrets", () => {
  const secret = (more: object): object => ({ "4dabf18193072939515e22adb298388d": "x", ...more });
  const inputs = {
    name: secret({ ciphertext: "y" }),
    productId: secret({ plaintext: '"p"' }),
    gpuNum: 1,
    command: secret({ ciphertext: "z" }),
  };
  const { declared, held, pending } = readState(
    exported({
      resources: [own("held", { id: "i1", inputs })],
      pending_operations: [{ type: "creating", resource: own("begun", { inputs }) }],
    }),
    "dev.json",
  );
  const of = (name: string): object => ({
    urn: urn(name),
    declaration: declaration(name),
    tag: tagOf(declaration(name), ""),
    secret: ["name", "productId"],
  });
  expect([declared, held, pending]).toEqual([
    [of("held")],
    [{ ...of("held"), id: "i1" }],
    [{ ...of("begun"), operation: "creating" }],
  ]);
});
