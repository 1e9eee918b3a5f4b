import type { ResourceSource } from "../resources";
import type { JsonSchema } from "../jsonSchema";
import { docSentence } from "../docSentence";
import { identity } from "./identity";

/** A type, or the type of a property, in a package schema. */
export interface TypeSpec {
  readonly type?: string;
  readonly items?: TypeSpec;
  readonly $ref?: string;
  readonly oneOf?: readonly TypeSpec[];
}

/** A property in a package schema. */
export interface PropertySpec extends TypeSpec {
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly secret?: true;
  readonly willReplaceOnChanges?: true;
}

/** An object or an enum in a package schema. */
interface TypeDefinition {
  readonly type: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, PropertySpec>>;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly name: string; readonly value: string }[];
}

/** The token of a type or resource of the package. */
export const tokenOf = (name: string): string => `${identity.name}:index:${name}`;

/** Where in a program a property stands, as far as its specification depends on it. */
export interface Place {
  /** Whether check fills in the default: in the fields of a resource that every kind has, and in entries of lists. */
  readonly isFilledIn: boolean;
}

/** The objects and enums that properties name, each once. */
export class TypeTable {
  readonly #types = new Map<string, TypeDefinition>();

  /** Every type that was named, by its token, in order. */
  get types(): Readonly<Record<string, object>> {
    return Object.fromEntries([...this.#types].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  /**
   * The properties of an object.
   *
   * @param owner - the name that enums inside are called by.
   */
  properties(
    noun: Pick<ResourceSource, "noun">,
    owner: string,
    { properties = {} }: JsonSchema,
    place: Place,
  ): Readonly<Record<string, PropertySpec>> {
    const entries = Object.entries(properties).map(
      ([name, schema]) =>
        [name, this.#property(noun, `${owner}${capitalised(name)}`, schema, place)] as const,
    );
    return Object.fromEntries(entries);
  }

  #property(
    noun: Pick<ResourceSource, "noun">,
    enumName: string,
    schema: JsonSchema,
    { isFilledIn }: Place,
  ): PropertySpec {
    const filled = isFilledIn && schema["x-novita-kinds"] === undefined;
    return {
      ...this.#type(noun, enumName, schema, { isFilledIn: false }),
      description: docSentence(noun, schema),
      ...(filled && schema.default !== undefined ? { default: schema.default } : {}),
      ...(schema["x-novita-secret"] === true ? { secret: true } : {}),
      ...(schema["x-novita-change"] === "replace" ? { willReplaceOnChanges: true } : {}),
    };
  }

  #type(noun: Pick<ResourceSource, "noun">, enumName: string, schema: JsonSchema, place: Place): TypeSpec {
    if (schema.items !== undefined)
      return { type: "array", items: this.#type(noun, enumName, schema.items, { isFilledIn: true }) };
    if (schema.properties !== undefined) return this.#object(noun, schema, place);
    if (schema.enum !== undefined) return this.#enum(enumName, schema);
    return { type: String(schema.type) };
  }

  #object(noun: Pick<ResourceSource, "noun">, schema: JsonSchema, place: Place): TypeSpec {
    if (schema.title === undefined)
      throw new Error(`an object without a title: ${schema.description ?? "?"}`);
    return this.#named(schema.title, {
      type: "object",
      description: schema.description,
      properties: this.properties(noun, schema.title, schema, place),
      required: schema.required ?? [],
    });
  }

  /** Relaxed: a value that a later version of the service knows is taken as well. */
  #enum(name: string, schema: JsonSchema): TypeSpec {
    const values = (schema.enum ?? []).map((value) => ({ name: capitalised(value), value }));
    const named = this.#named(name, { type: "string", description: schema.description, enum: values });
    return { oneOf: [{ type: "string" }, named] };
  }

  /** A type that is described otherwise in another place has no description of its own: each property has one. */
  #named(name: string, spec: TypeDefinition): TypeSpec {
    const token = tokenOf(name);
    const known = this.#types.get(token) ?? spec;
    const [before, now] = [known, spec].map(({ description: _description, ...rest }) => JSON.stringify(rest));
    if (before !== now)
      throw new Error(
        `two types of the package are called ${name} and differ: give one of them another \`title\``,
      );
    const { description, ...rest } = spec;
    this.#types.set(token, description === known.description ? spec : rest);
    return { $ref: `#/types/${token}` };
  }
}

/** The text with a capital at its beginning. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
