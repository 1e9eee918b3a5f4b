import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { secretPaths } from "./fieldFacts";
import type { JsonSchema } from "./jsonSchema";
import { methodsOf } from "./methods";
import { referencePage } from "./referencePage";
import { outputsPath, resources } from "./resources";
import type { Sources } from "./sources";
import { fields, outputs as outputNames, secretOutputs } from "../../provider/resources/gpuInstance";

const inputs: JsonSchema = {
  required: ["size"],
  properties: {
    size: {
      type: "integer",
      minimum: 10,
      maximum: 20,
      description: "Size in GB.",
      "x-novita-change": "edit",
      "x-novita-echoed": true,
      "x-novita-kinds": ["gpu"],
    },
    envs: {
      type: "array",
      maxItems: 3,
      description: "Variables.",
      "x-novita-change": "upgrade",
      "x-novita-echoed": true,
      items: {
        title: "EnvVar",
        type: "object",
        required: ["value"],
        properties: {
          value: { type: "string", maxLength: 9, description: "Text.", "x-novita-secret": true },
        },
      },
    },
    lifecycle: {
      title: "Lifecycle",
      type: "object",
      description: "Options.",
      properties: { until: { type: "string", enum: ["a", "b"], default: "a", description: "When." } },
    },
  },
};
const outputs: JsonSchema = {
  properties: { password: { type: "string", description: "Of SSH.", "x-novita-secret": true } },
};

it("has an overview of the inputs, and a heading for every input, option, output and method", () => {
  const result = { description: "As it is now.", properties: { ...outputs.properties } };
  const shake = { name: "shake", description: "Shakes it.", guide: "- Gently.\n", result };
  const page = referencePage(resources[0], inputs, outputs, [shake]);
  expect(page.slice(page.indexOf("| Input"))).toBe(`| Input | Type | Required | A change |
| --- | --- | --- | --- |
| [\`size\`](#size) | integer | yes, \`gpu\` only | grow: in place; shrink: replace |
| [\`envs\`](#envs) | list of EnvVar | no | in place, with a reset |

### \`size\`

Size in GB.

- **Type:** integer, 10 to 20
- **Required:** yes, \`gpu\` only
- **A change:** grow: in place; shrink: replace

### \`envs\`

Variables.

- **Type:** list of EnvVar, at most 3 entries
- **Required:** no
- **A change:** in place, with a reset
- **Secret:** yes

### \`envs[].value\`

Text.

- **Type:** string, at most 9 characters
- **Required:** yes
- **Secret:** yes

## \`lifecycle\`

Options.

### \`lifecycle.until\`

When.

- **Type:** \`a\` or \`b\`
- **Default:** \`a\`

## Outputs

All inputs are outputs too. What Novita does not say is absent, never an empty string.

### \`password\`

Of SSH.

- **Type:** string
- **Secret:** yes

## Methods

A program calls them on the resource, through the plugin, in TypeScript, Python, Go and .NET. Pulumi has none in YAML and in SDKs
for Java, and the dynamic package \`pulumi-novita\` has none.

### \`shake()\`

Shakes it.

- **Answers:** [\`password\`](#password). As it is now.

- Gently.`);
});

it("knows the outputs that a method answers", () => {
  const sources = {
    schemaIn: (path: string) =>
      path === "m.yaml" ? { shake: { result: { outputs: ["password", "colour"] } } } : outputs,
  } as unknown as Sources;
  expect(() => methodsOf(sources, { ...resources[0], methods: "m.yaml" })).toThrow(
    "m.yaml names the output colour, which GpuInstance has not",
  );
});

describe("outputs.schema.yaml", () => {
  const written = parse(
    readFileSync(join(__dirname, "../..", outputsPath(resources[0])), "utf8"),
  ) as JsonSchema;

  it("has every output of the resource, and no other", () => {
    expect(Object.keys(written.properties ?? {})).toEqual(outputNames);
  });

  it("marks the outputs that are encrypted in the state", () => {
    expect(secretPaths(written)).toEqual(secretOutputs.filter((name) => !(name in fields)));
  });
});
