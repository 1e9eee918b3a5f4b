import { fieldReference } from "./fieldReference";
import type { JsonSchema } from "./jsonSchema";

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
          value: { type: "string", maxLength: 9, description: "Text, a|b.", "x-novita-secret": true },
        },
      },
    },
    lifecycle: {
      title: "Lifecycle",
      type: "object",
      properties: { until: { type: "string", enum: ["a", "b"], default: "a", description: "When." } },
    },
  },
};

it("lists the create fields, then every nested object", () => {
  expect(fieldReference(inputs)).toBe(`| Field | Type | Required | Bounds | A change | Secret | What it is |
| --- | --- | --- | --- | --- | --- | --- |
| \`size\` | integer | yes, \`gpu\` only | 10 to 20 | grow: in place; shrink: replace |  | Size in GB. |
| \`envs\` | list of EnvVar | no | at most 3 entries | in place, with a reset | yes | Variables. |

### \`envs[]\` (EnvVar)

| Field | Type | Required | Bounds | Secret | What it is |
| --- | --- | --- | --- | --- | --- |
| \`value\` | string | yes | at most 9 characters | yes | Text, a\\|b. |

### \`lifecycle\` (Lifecycle)

| Field | Type | Required | Bounds | Secret | What it is |
| --- | --- | --- | --- | --- | --- |
| \`until\` | \`a\` or \`b\` | no, default \`a\` |  |  | When. |`);
});
