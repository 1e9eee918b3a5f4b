import { ApiError } from "../errors";

/** Bounds of a string in characters, of a number by value, or of a list in items. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  /** Whether it may be left out. Default false: it may. */
  readonly required?: boolean;
}

/** Reads the fields of a JSON object strictly: another JSON type than the documented one is an error, as is a value out of bounds. */
export interface Fields {
  /** Whether the field is there at all; null counts as absent. */
  has(name: string): boolean;
  /** The string, or "" if absent. */
  text(name: string, bounds?: Bounds): string;
  /** The whole number, or `absent` if it is not there. */
  integer(name: string, bounds?: Bounds & { readonly absent?: number }): number;
  /** The same, where the service takes the number as a string too. */
  count(name: string, bounds?: Bounds): number;
  /** The boolean, or false if absent. */
  flag(name: string, bounds?: { readonly required?: boolean }): boolean;
  /** The objects of a list, or none if absent. */
  objects(name: string, bounds?: Bounds): readonly Fields[];
  /** The strings of a list, or none if absent. */
  texts(name: string, bounds?: Bounds): readonly string[];
  /** The whole numbers of a list, or none if absent. */
  integers(name: string, bounds: Bounds, each: Bounds): readonly number[];
  /** The nested object; an empty one if absent. */
  object(name: string, bounds?: { readonly required?: boolean }): Fields;
  /** The string, which must be one of `values`; `absent` if it is not there. */
  oneOf<Value extends string>(name: string, values: readonly Value[], absent?: Value): Value;
  /** A name with the way to it, as errors print it. */
  path(name: string): string;
}

type Json = Readonly<Record<string, unknown>>;

export function invalid(path: string, problem: string): ApiError {
  return new ApiError("VALIDATOR_PARAM", `invalid ${path}: ${problem}`);
}

/** @param prefix - where the object stands in the request, e.g. `envs[0].`. */
export function fieldsOf(json: Json, prefix = ""): Fields {
  const path = (name: string): string => `${prefix}${name}`;
  const take = (name: string, required?: boolean): unknown => {
    const value = json[name] ?? undefined;
    if (value === undefined && required) throw invalid(path(name), "value is required");
    return value;
  };
  const list = (name: string, bounds: Bounds): readonly unknown[] => {
    const value = take(name, bounds.required) ?? [];
    if (!Array.isArray(value)) throw invalid(path(name), "value must be a list");
    inside(path(name), value.length, bounds, "items");
    return value;
  };
  return {
    path,
    has: (name) => take(name) !== undefined,
    text: (name, bounds = {}) => {
      const value = take(name, bounds.required);
      if (value === undefined) return "";
      if (typeof value !== "string") throw invalid(path(name), "value must be a string");
      inside(path(name), [...value].length, bounds, "characters");
      return value;
    },
    integer: (name, bounds = {}) => {
      const value = take(name, bounds.required);
      if (value === undefined) return bounds.absent ?? 0;
      return asInteger(value, path(name), bounds);
    },
    count: (name, bounds = {}) => {
      const value = take(name, bounds.required) ?? 0;
      const isDigits = typeof value === "string" && /^\d{1,15}$/.test(value);
      return asInteger(isDigits ? Number(value) : value, path(name), bounds);
    },
    flag: (name, bounds = {}) => {
      const value = take(name, bounds.required) ?? false;
      if (typeof value !== "boolean") throw invalid(path(name), "value must be a boolean");
      return value;
    },
    objects: (name, bounds = {}) =>
      list(name, bounds).map((item, n) => asObject(item, path(`${name}[${n}]`))),
    texts: (name, bounds = {}) => list(name, bounds).map((item, n) => asText(item, path(`${name}[${n}]`))),
    integers: (name, bounds, each) =>
      list(name, bounds).map((item, n) => asInteger(item, path(`${name}[${n}]`), each)),
    object: (name, bounds = {}) => asObject(take(name, bounds.required) ?? {}, path(name)),
    oneOf: (name, values, absent) => {
      const value = take(name, absent === undefined) ?? absent;
      const found = values.find((one) => one === value);
      if (found === undefined) throw invalid(path(name), `value must be in list [${values.join(", ")}]`);
      return found;
    },
  };
}

function asObject(value: unknown, path: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(path, "value must be an object");
  return fieldsOf(value as Json, `${path}.`);
}

function asInteger(value: unknown, path: string, bounds: Bounds): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw invalid(path, "value must be an integer");
  inside(path, value, bounds);
  return value;
}

function asText(value: unknown, path: string): string {
  if (typeof value !== "string") throw invalid(path, "value must be a string");
  return value;
}

function inside(
  path: string,
  value: number,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds,
  of?: string,
): void {
  if (value >= min && value <= max) return;
  const what = of === undefined ? "value" : `number of ${of}`;
  if (max === Number.POSITIVE_INFINITY)
    throw invalid(path, `${what} must be greater than or equal to ${min}`);
  if (min === Number.NEGATIVE_INFINITY) throw invalid(path, `${what} must be at most ${max}`);
  throw invalid(path, `${what} must be inside range [${min}, ${max}]`);
}
