import { table } from "../../cli/markdown";
import { boundsText } from "./docSentence";
import { fieldFacts, secretPaths, type FieldFacts } from "./fieldFacts";
import type { Change, JsonSchema } from "./jsonSchema";
import type { MethodSource } from "./methods";
import type { ResourceSource } from "./resources";

/** What a reader is told at the head of the page. */
const introductionOf = ({ type, introduction, methods }: ResourceSource): string => `# \`${type}\`

${introduction}

- [Inputs](#inputs): what you declare
- [\`lifecycle\`](#lifecycle): options of the provider itself
- [Outputs](#outputs): what you get${methods === undefined ? "" : "\n- [Methods](#methods): what you can call"}`;

const METHODS = `A program calls them on the resource, through the plugin, in TypeScript, Python, Go and .NET. Pulumi has none in YAML and in SDKs
for Java, and the dynamic package \`pulumi-novita\` has none.`;

const OUTPUTS = "All inputs are outputs too. What Novita does not say is absent, never an empty string.";

/** What a change of a create field does, in a few words. */
const CHANGE_TEXTS: Readonly<Record<Change, string>> = {
  edit: "in place",
  update: "in place",
  grow: "grow: in place; shrink: replace",
  upgrade: "in place, with a reset",
  setAutoRenew: "in place",
  month: "more: in place; fewer: replace",
  billingMode: "`onDemand` to `monthly`: in place; else replace",
  replace: "replace",
};

/** The reference page of a resource in Markdown: a heading for each input, option of \`lifecycle\` and output. */
export function referencePage(
  resource: ResourceSource,
  inputs: JsonSchema,
  outputs: JsonSchema,
  methods: readonly MethodSource[] = [],
): string {
  const facts = Object.entries(fieldFacts(inputs));
  return [
    introductionOf(resource),
    "## Inputs",
    resource.changes,
    overview(inputs, facts),
    ...facts.flatMap(([name, fact]) => input(name, propertyOf(inputs, name), fact)),
    "## `lifecycle`",
    propertyOf(inputs, "lifecycle").description ?? "",
    ...members(propertyOf(inputs, "lifecycle"), "lifecycle."),
    "## Outputs",
    OUTPUTS,
    ...members(outputs, ""),
    ...(methods.length > 0 ? ["## Methods", METHODS, ...methods.flatMap(method)] : []),
  ].join("\n\n");
}

function method({ name, description, guide, result }: MethodSource): readonly string[] {
  const answers = Object.keys(result.properties ?? {}).map((each) => `[\`${each}\`](#${each.toLowerCase()})`);
  const list = new Intl.ListFormat("en-GB").format(answers);
  return [`### \`${name}()\``, description, `- **Answers:** ${list}. ${result.description}`, guide.trim()];
}

function overview(inputs: JsonSchema, facts: readonly (readonly [string, FieldFacts])[]): string {
  const rows = facts.map(([name, fact]) => {
    const schema = propertyOf(inputs, name);
    return [
      `[\`${name}\`](#${name.toLowerCase()})`,
      typeText(schema),
      neededText(fact),
      changeText(fact, schema),
    ];
  });
  return table(["Input", "Type", "Required", "A change"], rows);
}

function input(name: string, schema: JsonSchema, fact: FieldFacts): readonly string[] {
  const facts = [
    ...typeFacts(schema),
    `**Required:** ${neededText(fact)}`,
    ...defaultFact(fact.default),
    `**A change:** ${changeText(fact, schema)}`,
    ...secretFact(schema),
  ];
  return [...entry(name, schema, facts), ...nested(schema, name)];
}

/** The fields of an object, each under a heading of its own; an output or option without `required` says nothing of it. */
function members(object: JsonSchema, path: string): readonly string[] {
  return Object.entries(object.properties ?? {}).flatMap(([name, schema]) => {
    const needed = object.required?.includes(name) === true ? ["**Required:** yes"] : [];
    const facts = [...typeFacts(schema), ...needed, ...defaultFact(schema.default), ...secretFact(schema)];
    return [...entry(`${path}${name}`, schema, facts), ...nested(schema, `${path}${name}`)];
  });
}

function nested(schema: JsonSchema, path: string): readonly string[] {
  return members(schema.items ?? schema, schema.items === undefined ? `${path}.` : `${path}[].`);
}

function entry(path: string, schema: JsonSchema, facts: readonly string[]): readonly string[] {
  return [
    `### \`${path}\``,
    ...(schema.description === undefined ? [] : [schema.description]),
    facts.map((fact) => `- ${fact}`).join("\n"),
  ];
}

function typeFacts(schema: JsonSchema): readonly string[] {
  return [`**Type:** ${[typeText(schema), boundsText(schema)].filter(Boolean).join(", ")}`];
}

function defaultFact(value: unknown): readonly string[] {
  return value === undefined ? [] : [`**Default:** \`${String(value)}\``];
}

function secretFact(schema: JsonSchema): readonly string[] {
  return secretPaths(schema, "").length > 0 ? ["**Secret:** yes"] : [];
}

function neededText(fact: FieldFacts): string {
  const only = fact.kinds?.length === 1 ? [`\`${fact.kinds.join()}\` only`] : [];
  return [fact.required ? "yes" : "no", ...only].join(", ");
}

function changeText(fact: FieldFacts, schema: JsonSchema): string {
  const growsOnly = fact.change === "edit" && schema.type === "integer";
  return CHANGE_TEXTS[growsOnly ? "grow" : fact.change];
}

/** The type of a value, in words. */
export function typeText(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(" or ");
  if (schema.items !== undefined) return `list of ${schema.items.title ?? typeText(schema.items)}`;
  return schema.title ?? String(schema.type);
}

function propertyOf(inputs: JsonSchema, name: string): JsonSchema {
  const schema = inputs.properties?.[name];
  if (schema === undefined) throw new Error(`the inputs have no ${name}`);
  return schema;
}
