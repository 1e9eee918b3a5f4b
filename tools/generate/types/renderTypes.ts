import { compile } from "json-schema-to-typescript";
import { docSentence } from "../docSentence";
import type { JsonSchema } from "../jsonSchema";
import type { ResourceSource } from "../resources";

/** What tells plain input types from the args types of a program. */
export interface TypeStyle {
  /** Put after the title of every nested object to make its interface's name. */
  readonly suffix: string;
  /** Makes the type of a leaf, a list or an object from its plain type. */
  readonly wrap: (type: string) => string;
  /** Makes the type of a secret from its plain type. Default: `wrap`. */
  readonly wrapSecret?: (type: string) => string;
}

/** As much of a resource as the doc comments of its fields need. */
type Worded = Pick<ResourceSource, "noun">;

/** Longest line of a doc comment, without its indentation. */
const COMMENT_WIDTH = 100;

/**
 * Renders a schema as interfaces: the root under the given name, and one for every titled object inside it. Each
 * property has its doc sentence. The properties are rendered here and handed to json-schema-to-typescript as `tsType`.
 *
 * @param isThere - whether the file has the interface of a nested object already.
 * @throws Error when an object inside the schema has no title to be named by.
 */
export async function renderTypes(
  resource: Worded,
  schema: JsonSchema,
  rootName: string,
  style: TypeStyle,
  isThere: (title: string) => boolean = () => false,
): Promise<string> {
  const fresh = nestedObjects(schema).filter((object) => !isThere(titleOf(object)));
  const nested = fresh.map((object) => [titleOf(object) + style.suffix, object] as const);
  const definitions = nested.map(
    ([name, object]) => [name, rendered(resource, object, name, style)] as const,
  );
  const root = { ...rendered(resource, schema, rootName, style), $defs: Object.fromEntries(definitions) };
  const options = { bannerComment: "", format: false, unreachableDefinitions: true };
  return apart(await compile(root as Parameters<typeof compile>[0], rootName, options));
}

function rendered(resource: Worded, object: JsonSchema, title: string, style: TypeStyle): object {
  const properties = Object.entries(object.properties ?? {}).map(
    ([name, property]) =>
      [
        name,
        { description: wrapped(docSentence(resource, property)), tsType: typeOf(property, style) },
      ] as const,
  );
  return {
    title,
    type: "object",
    description: wrapped(object.description ?? ""),
    additionalProperties: false,
    required: object.required,
    properties: Object.fromEntries(properties),
  };
}

/** The type of a value of a schema. */
export function typeOf(schema: JsonSchema, { wrapSecret, ...style }: TypeStyle): string {
  if (wrapSecret && schema["x-novita-secret"] === true) return wrapSecret(typeOf(schema, style));
  if (schema.items !== undefined) return style.wrap(`${typeOf(schema.items, { wrapSecret, ...style })}[]`);
  if (schema.properties !== undefined) return style.wrap(titleOf(schema) + style.suffix);
  if (schema.enum !== undefined)
    return style.wrap(schema.enum.map((value) => JSON.stringify(value)).join(" | "));
  return style.wrap(schema.type === "integer" ? "number" : String(schema.type));
}

/** The objects inside of a schema, at any depth. */
export function nestedObjects(schema: JsonSchema): readonly JsonSchema[] {
  const children = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
  return children.flatMap((child) => [
    ...(child.properties === undefined ? [] : [child]),
    ...nestedObjects(child),
  ]);
}

/** The name of an object's type. */
export function titleOf(object: JsonSchema): string {
  if (object.title === undefined) throw new Error(`an object without a title: ${object.description ?? "?"}`);
  return object.title;
}

function wrapped(text: string): string {
  const lines = text.split(" ").reduce<readonly string[]>((done, word) => {
    const last = done.at(-1);
    const longer = `${last ?? ""} ${word}`;
    return last === undefined || longer.length > COMMENT_WIDTH
      ? [...done, word]
      : [...done.slice(0, -1), longer];
  }, []);
  return lines.join("\n");
}

/** Sets the interfaces apart, and drops the remarks on unused definitions together with the blank lines they leave. */
function apart(text: string): string {
  return text
    .replace(/^ \* This interface was referenced by .*\n \* via .*\n/gm, "")
    .replace(/^ \*\s*\n \*\/$/gm, " */")
    .replace(/^\/\*\*$/gm, "\n/**");
}
