import type { FunctionSource } from "../functions/functionSchemas";
import type { JsonSchema } from "../jsonSchema";
import { classComment } from "./classComment";
import { packageSchema, type PackageResource } from "./packageSchema";

const settings: JsonSchema = {
  description: "Whose account it is.",
  properties: {
    apiKey: { type: "string", description: "The key.", "x-novita-secret": true },
    orphans: { type: "string", enum: ["report", "adopt"], description: "What becomes of them." },
  },
};

const facts = { "x-novita-echoed": true } as const;
const inputs: JsonSchema = {
  required: ["size"],
  properties: {
    size: { type: "integer", minimum: 1, description: "Size.", ...facts, "x-novita-change": "grow" },
    kind: {
      type: "string",
      enum: ["big", "small"],
      default: "big",
      description: "Kind.",
      ...facts,
      "x-novita-change": "replace",
    },
    months: {
      type: "integer",
      default: 1,
      description: "Months.",
      ...facts,
      "x-novita-change": "update",
      "x-novita-kinds": ["gpu"],
    },
    mounts: {
      type: "array",
      description: "Mounts.",
      ...facts,
      "x-novita-change": "update",
      items: {
        title: "Mount",
        type: "object",
        description: "A mount.",
        required: ["id"],
        properties: {
          id: { type: "string", description: "Id." },
          path: { type: "string", default: "/data", description: "Path." },
          token: { type: "string", description: "Token.", "x-novita-secret": true },
        },
      },
    },
    lifecycle: {
      title: "Options",
      type: "object",
      description: "Options.",
      properties: { adopt: { type: "string", default: "no", description: "Which one." } },
    },
  },
};
const outputs: JsonSchema = {
  properties: {
    status: { type: "string", description: "Status." },
    password: { type: "string", description: "Password.", "x-novita-secret": true },
  },
};

const find: FunctionSource = {
  name: "findBoxes",
  description: "Finds boxes.",
  arguments: {
    title: "FindBoxesArgs",
    description: "Which boxes.",
    required: ["size"],
    properties: { size: { type: "integer", default: 1, description: "Size." } },
  },
  result: {
    title: "FindBoxesResult",
    description: "What was found.",
    required: ["kind"],
    properties: {
      kind: { type: "string", enum: ["big"], description: "Kind." },
      password: { type: "string", description: "Password.", "x-novita-secret": true },
    },
  },
};
const count: FunctionSource = {
  name: "countBoxes",
  description: "Counts boxes.",
  arguments: { title: "CountBoxesArgs", properties: {} },
  result: { description: "How many.", properties: { count: { type: "integer", description: "Boxes." } } },
};

const box = { type: "Box", noun: "box", folder: "box" } as PackageResource["source"];
const specOf = (resource: Partial<PackageResource> = {}) =>
  packageSchema({
    version: "1.2.3",
    settings,
    functions: [find, count],
    resources: [{ source: box, inputs, outputs, methods: [], description: "A box.", ...resource }],
  }) as Readonly<Record<"config" | "provider" | "types" | "resources" | "functions", unknown>>;

const mounts = {
  type: "array",
  items: { $ref: "#/types/novita:index:Mount" },
  description: "Mounts. A change is made in place.",
};
const lifecycle = { $ref: "#/types/novita:index:Options", description: "Options." };
const size = {
  type: "integer",
  description: "Size. At least 1. Growing is made in place; shrinking replaces the box.",
};
const kind = {
  oneOf: [{ type: "string" }, { $ref: "#/types/novita:index:BoxKind" }],
  description: "Kind. Default: `big`. A change replaces the box.",
};
const months = {
  type: "integer",
  description: "Months. Default: `1`. Only for kind `gpu`. A change is made in place.",
};

test("a resource has its inputs, outputs, secrets, replacements, and the type that the dynamic package gave it", () => {
  expect(specOf().resources).toEqual({
    "novita:index:Box": {
      description: "A box.",
      inputProperties: {
        size,
        kind: { ...kind, default: "big", willReplaceOnChanges: true },
        // No default for what only some kinds have, and none among options: check does not fill those in either.
        months,
        mounts,
        lifecycle,
      },
      requiredInputs: ["size"],
      properties: {
        ...{ size, kind, months, mounts, lifecycle },
        status: { type: "string", description: "Status." },
        password: { type: "string", description: "Password. Secret.", secret: true },
      },
      required: ["size", "kind"],
      listInputs: {
        type: "object",
        properties: {
          name: { type: "string", description: "Only those that have this text in their names." },
        },
      },
      aliases: [{ type: "pulumi-nodejs:dynamic/novita:Box" }],
    },
  });
});

test("a method is a function that is asked its resource, and answers outputs of it", () => {
  const result = { description: "How it is.", required: ["status"], properties: { ...outputs.properties } };
  const spec = specOf({ methods: [{ name: "shake", description: "Shakes it.", guide: "Gently.", result }] });
  const token = "novita:index:Box/shake";
  expect(spec.resources).toMatchObject({ "novita:index:Box": { methods: { shake: token } } });
  expect(spec.functions).toMatchObject({
    [token]: {
      description: "Shakes it.",
      inputs: {
        type: "object",
        properties: { __self__: { $ref: "#/resources/novita:index:Box" } },
        required: ["__self__"],
      },
      outputs: {
        type: "object",
        description: "How it is.",
        properties: {
          status: { type: "string", description: "Status." },
          password: { type: "string", description: "Password. Secret.", secret: true },
        },
        required: ["status"],
      },
    },
  });
});

test("nested objects and enums are types, once each", () => {
  expect(specOf().types).toEqual({
    "novita:index:BoxKind": {
      type: "string",
      description: "Kind.",
      enum: [
        { name: "Big", value: "big" },
        { name: "Small", value: "small" },
      ],
    },
    "novita:index:FindBoxesKind": {
      type: "string",
      description: "Kind.",
      enum: [{ name: "Big", value: "big" }],
    },
    "novita:index:Mount": {
      type: "object",
      description: "A mount.",
      properties: {
        id: { type: "string", description: "Id." },
        path: { type: "string", default: "/data", description: "Path. Default: `/data`." },
        token: { type: "string", description: "Token. Secret.", secret: true },
      },
      required: ["id"],
    },
    "novita:index:Options": {
      type: "object",
      description: "Options.",
      properties: { adopt: { type: "string", description: "Which one. Default: `no`." } },
      required: [],
    },
    "novita:index:ProviderOrphans": {
      type: "string",
      description: "What becomes of them.",
      enum: [
        { name: "Report", value: "report" },
        { name: "Adopt", value: "adopt" },
      ],
    },
  });
});

test("a function is asked and answers objects; one that is asked nothing takes none", () => {
  expect(specOf().functions).toEqual({
    "novita:index:findBoxes": {
      description: "Finds boxes.",
      inputs: {
        type: "object",
        description: "Which boxes.",
        properties: { size: { type: "integer", description: "Size. Default: `1`.", default: 1 } },
        required: ["size"],
      },
      outputs: {
        type: "object",
        description: "What was found.",
        properties: {
          kind: {
            oneOf: [{ type: "string" }, { $ref: "#/types/novita:index:FindBoxesKind" }],
            description: "Kind.",
          },
          password: { type: "string", description: "Password. Secret.", secret: true },
        },
        required: ["kind"],
      },
    },
    "novita:index:countBoxes": {
      description: "Counts boxes.",
      outputs: {
        type: "object",
        description: "How many.",
        properties: { count: { type: "integer", description: "Boxes." } },
        required: [],
      },
    },
  });
});

test("a type that is described otherwise in another place has no description of its own", () => {
  const mount = { title: "Mounted", type: "object", properties: {} } as const;
  const properties = { a: { ...mount, description: "One." }, b: { ...mount, description: "Other." } };
  expect(specOf({ outputs: { properties } }).types).toMatchObject({
    "novita:index:Mounted": { type: "object", properties: {}, required: [] },
  });
  const { types } = specOf({ outputs: { properties } }) as { types: Record<string, object> };
  expect(types["novita:index:Mounted"]).not.toHaveProperty("description");
});

test("the settings are config and inputs of a provider, and none has a default from the environment", () => {
  const variables = {
    apiKey: { type: "string", description: "The key. Secret.", secret: true },
    orphans: {
      oneOf: [{ type: "string" }, { $ref: "#/types/novita:index:ProviderOrphans" }],
      description: "What becomes of them.",
    },
  };
  const { config, provider } = specOf();
  expect(config).toEqual({ variables, defaults: ["apiKey", "orphans"] });
  expect(provider).toMatchObject({ inputProperties: variables });
});

test.each<[string, JsonSchema, string]>([
  [
    "two that differ",
    { title: "Mount", type: "object", description: "A mount.", properties: {} },
    "two types of the package are called Mount and differ: give one of them another `title`",
  ],
  [
    "a type and the resource",
    { title: "Box", type: "object", properties: {} },
    "novita:index:Box is the name of a resource and of a type: give the type another `title`",
  ],
  [
    "none at all",
    { type: "object", description: "Nameless.", properties: {} },
    "an object without a title: Nameless.",
  ],
])("one name is for one thing: %s", (_, output, message) => {
  expect(() => specOf({ outputs: { properties: { output } } })).toThrow(new Error(message));
});

test("what a class is is said by its comment, up to the first tag", () => {
  const text = `
    /** Another one. */
    export class Other {}
    /**
     * A box: it holds
     * things.
     *
     * It is billed.
     *
     * @example
     * new Box();
     */
    export class Box extends Other {}
    class Bare {}`;
  expect(classComment(text, "Box")).toBe("A box: it holds things.\n\nIt is billed.");
  for (const name of ["Bare", "None"])
    expect(() => classComment(text, name)).toThrow(
      `there is no class ${name} with a comment that says what it is`,
    );
});
