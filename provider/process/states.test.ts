import { runPulumi } from "./pulumiCommand";
import { createStates } from "./states";

const type = "acme:index:Pool$GpuInstance";
const declaration = { organization: "acme", project: "shop", stack: "dev", type, name: "trainer" };
const TYPE = "pulumi-nodejs:dynamic/novita:GpuInstance";
const OWN_PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:novita::mine::1f0c";
const exported = (...resources: object[]): string =>
  JSON.stringify({ version: 3, deployment: { resources: [{ type: "pulumi:pulumi:Stack" }, ...resources] } });
const held = (...ids: string[]): string => exported(...ids.map((id) => ({ type: TYPE, id })));

/** A Pulumi that prints what is set for its arguments, and what it was asked. */
function scripted(prints: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const pulumi = async (args: readonly string[]): Promise<string> => {
    const line = args.join(" ");
    asked.push(line);
    const text = prints[line];
    if (text === undefined) throw new Error(`\`pulumi ${line}\` failed: boom.`);
    return text;
  };
  const states = createStates(pulumi, (ofType, provider) => ofType === TYPE && provider === OWN_PROVIDER);
  return { states, asked };
}

const OWN = "stack export --stack acme/shop/dev";
const PROD = "stack export --stack acme/shop/prod";
const LIST = "stack ls --json";

test("what the own state holds is found there, and no other is asked", async () => {
  const { states, asked } = scripted({ [OWN]: held("i-1", "i-2", "i-3") });
  expect(await states.holding(declaration, ["i-1", "i-2"])).toEqual({
    stacks: new Map([
      ["i-1", "dev"],
      ["i-2", "dev"],
    ]),
  });
  expect(asked).toEqual([OWN]);
});

test.each([
  ["as a bucket lists them", [{ name: "dev" }, { name: "prod" }]],
  ["as a service lists them", [{ name: "acme/dev" }, { name: "acme/prod" }]],
])("what is not there is looked for in the other stacks of the project, %s", async (_what, list) => {
  const prints = { [OWN]: held("i-9"), [LIST]: JSON.stringify(list), [PROD]: held("i-1") };
  const { states, asked } = scripted(prints);
  expect(await states.holding(declaration, ["i-1", "i-2"])).toEqual({ stacks: new Map([["i-1", "prod"]]) });
  expect(asked).toEqual([OWN, LIST, PROD]);
});

test("a resource that is only read, or is of another kind, holds nothing; one that waits for its deletion does", async () => {
  const own = exported(
    { type: TYPE, id: "i-1", external: true },
    { type: "aws:ec2:Instance", id: "i-2" },
    { type: TYPE, id: "i-3", delete: true },
  );
  const { states } = scripted({ [OWN]: own, [LIST]: "[]" });
  expect([...(await states.holding(declaration, ["i-1", "i-2", "i-3"])).stacks.keys()]).toEqual(["i-3"]);
});

describe("a thing that is to be taken over", () => {
  const urn = `urn:pulumi:dev::shop::${TYPE}::old::one`;
  const other = { type: TYPE, id: "i-1", urn, provider: `${OWN_PROVIDER}2` };

  test.each<[string, object, string | undefined]>([
    ["another provider's resource", other, "old::one"],
    ["one that waits for its deletion", { ...other, delete: true }, "old::one"],
    ["one of another package", { ...other, type: "novita:index:GpuInstance" }, "old::one"],
    ["one of its own provider", { ...other, provider: OWN_PROVIDER }, undefined],
    ["one that is only read", { ...other, external: true }, undefined],
    ["one of another kind", { ...other, type: "aws:ec2:Instance" }, undefined],
    ["one with another thing", { ...other, id: "i-2" }, undefined],
  ])("is held apart by %s, or not", async (_what, resource, name) => {
    const { states, asked } = scripted({ [OWN]: exported(resource) });
    expect([await states.heldApart(declaration, "i-1"), asked]).toEqual([name, [OWN]]);
  });

  test("is looked for in one export, however many there are", async () => {
    const { states, asked } = scripted({ [OWN]: exported(other) });
    const found = ["i-1", "i-2", "i-3"].map((id) => states.heldApart(declaration, id));
    expect([await Promise.all(found), asked]).toEqual([["old::one", undefined, undefined], [OWN]]);
  });

  test("is not said to be if the state cannot be looked into", async () => {
    expect(await scripted({}).states.heldApart(declaration, "i-1")).toBeUndefined();
  });
});

test("a state without an organization is looked up in the folder's project", async () => {
  const { states, asked } = scripted({ "stack export --stack dev": held("i-1") });
  await states.holding({ project: "shop", stack: "dev", type, name: "trainer" }, ["i-1"]);
  expect(asked).toEqual(["stack export --stack dev"]);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    "the own state",
    {},
    "their states could not be read. `pulumi stack export --stack acme/shop/dev` failed: boom.",
  ],
  [
    "text that is no state",
    { [OWN]: "no" },
    "their states could not be read. `pulumi stack export` printed no state.",
  ],
  ["the list", { [OWN]: held() }, "their states could not be read. `pulumi stack ls --json` failed: boom."],
  [
    "text that is no list",
    { [OWN]: held(), [LIST]: "{}" },
    "their states could not be read. `pulumi stack ls` printed no list.",
  ],
  [
    "another state",
    { [OWN]: held(), [LIST]: '[{"name":"prod"}]' },
    "their states could not be read. `pulumi stack export --stack acme/shop/prod` failed: boom.",
  ],
  [
    "too many",
    { [OWN]: held(), [LIST]: JSON.stringify(Array.from({ length: 51 }, (_, at) => ({ name: `s${at}` }))) },
    "the project has 52 stacks, too many to look through.",
  ],
])("says that it cannot be known: %s", async (_what, prints, trouble) => {
  expect(await scripted(prints).states.holding(declaration, ["i-1"])).toEqual({ stacks: new Map(), trouble });
});

test("without a Pulumi to ask it is not known", async () => {
  const { PATH } = process.env;
  process.env.PATH = "";
  try {
    const { trouble } = await createStates(runPulumi, () => true).holding(declaration, ["i-1"]);
    expect(trouble).toBe(
      "their states could not be read. `pulumi stack export` failed: spawn pulumi ENOENT.",
    );
  } finally {
    process.env.PATH = PATH;
  }
});
