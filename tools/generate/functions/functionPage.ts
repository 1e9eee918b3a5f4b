import { table } from "../../../cli/markdown";
import { boundsText } from "../docSentence";
import { secretPaths } from "../fieldFacts";
import type { JsonSchema } from "../jsonSchema";
import { typeText } from "../referencePage";
import type { FunctionSource } from "./functionSchemas";

const INTRODUCTION = `# Functions

Look up here what a program can ask Novita for: products to rent, clusters, instances that exist, what they use, and the
balance. Each function is there twice: \`getClusters(args)\` gives a promise, and \`getClustersOutput(args)\` takes and gives
outputs, such as the id of an instance that is declared in the same program.

\`\`\`ts
import * as novita from "pulumi-novita";

const { products } = novita.getGpuProductsOutput({ minGpuMemory: 24, region: "US", inStock: true });
const trainer = new novita.GpuInstance("trainer", {
  productId: products[0].id, // the cheapest; the preview fails if there is none
  clusterId: products[0].clusters[0].id,
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
});
export const metrics = novita.getMetricsOutput({ instanceId: trainer.id });
\`\`\`

- **When they ask:** in every preview and every \`up\`, as the program runs. An answer may differ from one run to the next, and a
  changed \`productId\` or \`clusterId\` replaces an instance: write a product down once it is chosen, or use \`ignoreChanges\`.
- **Whom they ask:** the account of \`NOVITA_API_KEY\`, or else of the config \`novita:apiKey\`; \`NOVITA_BASE_URL\` and
  \`novita:baseUrl\` likewise. Wrong arguments are refused before anything is asked.
- **What is secret:** a secret field of a plain answer is an output that is marked as secret. An output of a whole answer that
  has a secret in it is secret as a whole.
- **In unit tests:** under Pulumi's mocks nothing is asked. The mocks' \`call\` gets the token \`novita:index:getGpuProducts\` (or
  that of another function), and what it returns is the answer.

What Novita does not say is absent, never an empty string.`;

/** The reference page of the functions in Markdown. */
export function functionPage(functions: readonly FunctionSource[]): string {
  const list = functions.map(
    ({ name, description }) => `- [\`${name}\`](#${name.toLowerCase()}): ${description}`,
  );
  return [INTRODUCTION, list.join("\n"), ...functions.flatMap(section)].join("\n\n");
}

function section({ name, description, arguments: args, result }: FunctionSource): readonly string[] {
  return [
    `## \`${name}\``,
    description,
    ...tableOf("Argument", args, "It has no arguments."),
    ...tableOf("Answer", result, ""),
  ];
}

function tableOf(head: string, schema: JsonSchema, none: string): readonly string[] {
  const rows = rowsOf(schema, "");
  return rows.length === 0 ? [none] : [table([head, "Type", "What it is"], rows)];
}

function rowsOf(object: JsonSchema, path: string): string[][] {
  return Object.entries(object.properties ?? {}).flatMap(([name, schema]) => [
    [`\`${path}${name}\``, typeText(schema), meaning(schema, object.required?.includes(name) ?? false)],
    ...rowsOf(schema.items ?? schema, `${path}${name}${schema.items ? "[]" : ""}.`),
  ]);
}

function meaning(schema: JsonSchema, isRequired: boolean): string {
  const bounds = boundsText(schema);
  return [
    schema.description,
    ...(bounds === undefined ? [] : [`${bounds.charAt(0).toUpperCase()}${bounds.slice(1)}.`]),
    ...(schema.default === undefined ? [] : [`Default: \`${schema.default}\`.`]),
    ...(secretPaths(schema).length > 0 ? ["Secret."] : []),
    ...(isRequired ? ["**Always there.**"] : []),
  ].join(" ");
}
