import { isRecord, NovitaError, Redactor } from "../api";
import {
  type Context,
  type Definition,
  failure,
  hasUnknown,
  hiddenView,
  type Method,
  nearest,
  openView,
  type Properties,
  type SchemaNode,
  UNKNOWN,
  whole,
} from "../core";
import { ArgumentsError, type Asking, call, type FunctionName, functionNames, schemas } from "../functions";
import type { Assembled } from "../process";
import { resourceTypes } from "../resources";
import { seal } from "./values";
import type { Bag } from "./wire";

/**
 * Asks the function of a token such as `novita:index:getGpuProducts`.
 *
 * @param isSecret Whether an argument is: then no message shows any.
 * @throws NovitaError for a function that this version does not know, for arguments that it cannot be asked with, and when the
 *   service cannot be asked.
 */
export async function asked(
  asking: Asking,
  token: string,
  args: Properties,
  isSecret: boolean,
): Promise<Bag> {
  const name = functionNames.find((each) => token === `novita:index:${each}`);
  if (name === undefined) throw strange("function", token, functionNames);
  const open = Object.keys(args).filter((each) => hasUnknown(args[each]));
  const notKnown = open.map((each) => failure(each, NOT_KNOWN_YET));
  try {
    if (open.length > 0) throw new ArgumentsError(name, notKnown);
    const result: object = await call<FunctionName>(name, asking, args, isSecret ? hiddenView : openView);
    // What was asked with a secret may show it again.
    const places = isSecret ? Object.keys(result) : [...secretsIn(schemas[name].result)];
    return seal(result, places);
  } catch (error) {
    // An answer has room for what is wrong with arguments, which `pulumi do` takes for an empty result; SDKs name the function.
    throw error instanceof ArgumentsError ? new NovitaError(error.why) : error;
  }
}

/**
 * The resource that a method is called of: a reference to it, in plain values.
 *
 * @param preview Whether it may not be there yet: then it has no id, or nothing is known of it, its URN included.
 * @throws NovitaError if the call names none.
 */
export function selfOf(
  token: string,
  { __self__: self }: Properties,
  preview: boolean,
): { readonly urn?: string; readonly id: string } {
  if (preview && self === UNKNOWN) return { id: "" };
  const { urn, id } = isRecord(self) ? self : {};
  if (typeof urn === "string" && typeof id === "string" && (preview || id !== "")) return { urn, id };
  throw new NovitaError(
    `${token} was called without the resource that it is a method of. Call it of one, as an SDK does.`,
  );
}

/**
 * The method of a token such as `novita:index:GpuInstance/restart`.
 *
 * @throws NovitaError for one that this version does not know.
 */
export function methodOf(
  { type, methods = {} }: Definition,
  token: string,
): Method & { readonly name: string } {
  const found = Object.entries(methods).find(([name]) => token === `novita:index:${type}/${name}`);
  if (found === undefined) throw strange("method", token);
  const [name, method] = found;
  return { name, ...method };
}

const NOT_KNOWN_YET =
  "is not known in this preview yet. Ask once it is: the form of the function that takes outputs waits for it.";

function strange(what: "function" | "method", token: string, known: readonly string[] = []): NovitaError {
  const meant = nearest(token.replace(/^.*[:/]/, ""), known);
  const advice = meant === undefined ? "Install" : `Did you mean ${meant}? Otherwise install`;
  return new NovitaError(
    `This version of pulumi-novita knows no ${what} ${token}. ${advice} the version that the program was written for, or a newer one.`,
  );
}

/**
 * The things of a kind that exist in the account.
 *
 * @param query `name`: only those that have it in their names.
 * @param limit How many at most; 0 for all.
 * @throws NovitaError when the list cannot be read to its end.
 */
export async function listed(
  { resource, lists }: Context,
  { name }: Properties,
  limit: number,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const found = await lists.next(typeof name === "string" && name !== "" ? { name } : {});
  const there = whole(found).filter((each) => resource.phaseOf(each) !== "gone");
  return there
    .slice(0, limit > 0 ? limit : undefined)
    .map((each) => ({ id: each.id, name: each.name ?? each.id }));
}

/** How long two accounts are compared at the most; Pulumi shows nothing of it meanwhile. */
const COMPARED_WITHIN_MS = 5_000;

/**
 * Whether two accounts are certainly not one: something is there, and nothing of its kind is here.
 *
 * @throws NovitaError when a list cannot be read to its end.
 */
export async function areApart(there: Assembled, here: Assembled): Promise<boolean> {
  const namesOf = async ({ contextOf }: Assembled, type: string): Promise<string[]> => {
    const found = await contextOf(type).lists.next({ budgetMs: COMPARED_WITHIN_MS });
    return whole(found).map(({ id, name = id }) => `${id} ${name}`);
  };
  for (const type of resourceTypes) {
    const theirs = await namesOf(there, type);
    if (theirs.length === 0) continue;
    const ours = new Set(await namesOf(here, type));
    return !theirs.some((each) => ours.has(each));
  }
  return false;
}

/** What takes everything that arguments say out of a text: one that is secret may be an id, which other messages need. */
export function hiding(args: Properties): Redactor {
  const redactor = new Redactor();
  redactor.add(...Object.values(args).map(String));
  return redactor;
}

/** The places of what is secret in an answer; `[*]` stands for every entry of a list. */
function* secretsIn(node: SchemaNode, place = ""): Iterable<string> {
  if (node["x-novita-secret"]) yield place;
  if (node.items) yield* secretsIn(node.items, `${place}[*]`);
  for (const [name, each] of Object.entries(node.properties ?? {}))
    yield* secretsIn(each, place === "" ? name : `${place}.${name}`);
}
