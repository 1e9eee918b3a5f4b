import { alwaysKnown, createFields } from "../fieldFacts";
import type { FunctionSource } from "../functions/functionSchemas";
import type { JsonSchema } from "../jsonSchema";
import type { MethodSource } from "../methods";
import type { ResourceSource } from "../resources";
import { goPackage, identity } from "./identity";
import { capitalised, tokenOf, TypeTable, type PropertySpec } from "./typeTable";

/** A resource with everything that its specification is made of. */
export interface PackageResource {
  readonly source: ResourceSource;
  readonly inputs: JsonSchema;
  readonly outputs: JsonSchema;
  readonly methods: readonly MethodSource[];
  /** What the resource is, and examples, in Markdown. */
  readonly description: string;
}

export interface PackageSources {
  readonly version: string;
  readonly resources: readonly PackageResource[];
  readonly functions: readonly FunctionSource[];
  /** The JSON Schema of the provider's own settings. */
  readonly settings: JsonSchema;
}

/** The package schema, as Pulumi's metaschema wants it: what the plugin answers, and the SDKs are generated from. */
export function packageSchema({ version, resources, functions, settings }: PackageSources): object {
  const table = new TypeTable();
  const specs = resources.map(
    (resource) => [tokenOf(resource.source.type), resourceSpec(table, resource)] as const,
  );
  const asked = functions.map((each) => [tokenOf(each.name), functionSpec(table, each)] as const);
  const called = resources.flatMap((resource) => methodSpecs(table, resource));
  const clash = specs.find(([token]) => table.types[token] !== undefined);
  if (clash !== undefined)
    throw new Error(`${clash[0]} is the name of a resource and of a type: give the type another \`title\``);
  const variables = table.properties({ noun: "provider" }, "Provider", settings, { isFilledIn: false });
  return {
    ...about(version),
    config: { variables, defaults: Object.keys(variables) },
    provider: providerSpec(variables, settings),
    types: table.types,
    resources: Object.fromEntries(specs),
    functions: Object.fromEntries([...asked, ...called]),
    language,
  };
}

function about(version: string): object {
  const repository = `https://github.com/${identity.repository}`;
  return {
    name: identity.name,
    displayName: identity.displayName,
    version,
    description: identity.description,
    keywords: ["pulumi", "novita", "gpu", "category/cloud", "kind/native"],
    homepage: repository,
    license: "Apache-2.0",
    repository,
    publisher: identity.publisher,
    pluginDownloadURL: `github://api.github.com/${identity.repository}`,
    meta: { moduleFormat: "(.*)", supportPack: true },
  };
}

/** The settings as inputs: they are outputs too, the secret ones and those that are no text left out. */
function providerSpec(variables: Readonly<Record<string, PropertySpec>>, settings: JsonSchema): object {
  return {
    description: `${settings.description} A program needs one of its own only for a second account; else the settings come from the stack's config.`,
    inputProperties: variables,
  };
}

function resourceSpec(
  table: TypeTable,
  { source, inputs, outputs, methods, description }: PackageResource,
): object {
  const always = alwaysKnown(inputs);
  const inputProperties = table.properties(source, source.type, inputs, { isFilledIn: true });
  const echoed = Object.fromEntries(
    Object.entries(inputProperties).map(([name, spec]) => [name, asOutput(spec)]),
  );
  const properties = { ...echoed, ...table.properties(source, source.type, outputs, { isFilledIn: false }) };
  return {
    description,
    inputProperties,
    requiredInputs: createFields(inputs).flatMap(([name]) => (inputs.required?.includes(name) ? [name] : [])),
    properties,
    required: Object.keys(properties).filter((name) => always.has(name)),
    listInputs: {
      type: "object",
      properties: { name: { type: "string", description: "Only those that have this text in their names." } },
    },
    ...(methods.length > 0 && {
      methods: Object.fromEntries(methods.map(({ name }) => [name, methodToken(source, name)])),
    }),
    aliases: [{ type: `pulumi-nodejs:dynamic/${identity.name}:${source.type}` }],
  };
}

const methodToken = ({ type }: ResourceSource, name: string): string => `${tokenOf(type)}/${name}`;

/** The functions that stand for the methods of a resource: each is asked the resource, and nothing else. */
function methodSpecs(
  table: TypeTable,
  { source, methods }: PackageResource,
): readonly (readonly [string, object])[] {
  return methods.map(({ name, description, result }) => [
    methodToken(source, name),
    {
      description,
      inputs: {
        type: "object",
        properties: { __self__: { $ref: `#/resources/${tokenOf(source.type)}` } },
        required: ["__self__"],
      },
      outputs: {
        type: "object",
        description: result.description,
        properties: table.properties(source, `${source.type}${capitalised(name)}`, result, {
          isFilledIn: false,
        }),
        required: result.required ?? [],
      },
    },
  ]);
}

function functionSpec(table: TypeTable, { name, description, ...source }: FunctionSource): object {
  const owner = capitalised(name);
  const of = (schema: JsonSchema, isFilledIn: boolean): object => ({
    type: "object",
    description: schema.description,
    properties: table.properties({ noun: "function" }, owner, schema, { isFilledIn }),
    required: schema.required ?? [],
  });
  const hasArguments = Object.keys(source.arguments.properties ?? {}).length > 0;
  return {
    description,
    ...(hasArguments && { inputs: of(source.arguments, true) }),
    outputs: of(source.result, false),
  };
}

function asOutput({
  default: _default,
  willReplaceOnChanges: _replaces,
  ...spec
}: PropertySpec): PropertySpec {
  return spec;
}

const language = {
  nodejs: {
    packageName: identity.nodejs,
    dependencies: { "@pulumi/pulumi": "^3.216.0" },
    typescriptVersion: "~5.9.3",
    respectSchemaVersion: true,
  },
  python: {
    packageName: identity.python,
    pythonRequires: ">=3.10",
    pyproject: { enabled: true },
    respectSchemaVersion: true,
  },
  go: { importBasePath: goPackage, generateResourceContainerTypes: true, respectSchemaVersion: true },
  csharp: { rootNamespace: "Pulumi", respectSchemaVersion: true },
  java: { basePackage: "com.pulumi" },
};
