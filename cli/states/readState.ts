import {
  isGpuInstance,
  isImagePrewarm,
  isNetwork,
  isNetworkStorage,
  isRegistryAuth,
  isTemplate,
} from "../resourceType";
import type { Declared, Held, Pending, StackState } from "./state";
import { isRecord, NovitaError, parseJson } from "../../provider/api";
import {
  type Declaration,
  DECLARATION_KEY,
  qualifiedTypeOf,
  tagIn,
  tagOf,
  textOf,
} from "../../provider/core";

/** Of the format. 4 is 3 with a list of features, none of which moves what is read here. */
const VERSIONS: readonly unknown[] = [3, 4];
/** A sentence: how the file that is wanted is made. */
export const HOW_TO_EXPORT = "Make one with `pulumi stack export --file dev.json`.";

/**
 * Reads what `pulumi stack export` printed. Secrets may stay encrypted: only URNs, ids, names, `lifecycle.expires` and times are read. What is
 * only read by its program (`GpuInstance.get`) counts for nothing: no stack would delete it.
 *
 * @param source How messages and reports name it.
 * @throws NovitaError if it is anything else.
 */
export function readState(text: string, source: string): StackState {
  const deployment = deploymentIn(text, source);
  const all = records(deployment.resources, "resources", source);
  const resources = all.filter(isOwn);
  const owners = ownersIn(all);
  const declaredBy = (resource: Record<string, unknown>): Declared => declaredIn(resource, owners, source);
  const operations = records(deployment.pending_operations, "pending_operations", source);
  const declared = resources.map(declaredBy);
  return {
    source,
    declared,
    held: resources.flatMap((each): Held[] =>
      typeof each.id === "string" && each.id !== ""
        ? [{ ...declaredBy(each), id: each.id, ...expires(each), ...deletedWith(each) }]
        : [],
    ),
    pending: operations.flatMap((each) => pendingIn(each, declaredBy)),
  };
}

function expires({ inputs, outputs, created }: Record<string, unknown>): Pick<Held, "expires" | "createdAt"> {
  const lifecycle = isRecord(inputs) && isRecord(inputs.lifecycle) ? inputs.lifecycle : {};
  const createdAt = (isRecord(outputs) && textOf(outputs.createdAt)) || textOf(created);
  const { expires } = lifecycle;
  return typeof expires === "string" ? { expires, ...(createdAt !== undefined && { createdAt }) } : {};
}

function deletedWith({ deletedWith: urn }: Record<string, unknown>): Pick<Held, "deletedWith"> {
  return typeof urn === "string" && urn !== "" ? { deletedWith: urn } : {};
}

function deploymentIn(text: string, source: string): Record<string, unknown> {
  const json = parseJson(text);
  if (json === undefined) throw new NovitaError(`${source} is not JSON. ${HOW_TO_EXPORT}`);
  const wrong = (why: string): NovitaError =>
    new NovitaError(
      `${source} is JSON, but not the output of \`pulumi stack export\`: ${why}. ${HOW_TO_EXPORT}`,
    );
  if (!isRecord(json)) throw wrong("it is no object");
  if (isRecord(json.checkpoint)) throw wrong("it is a file out of Pulumi's backend");
  if (Array.isArray(json.steps)) throw wrong("it looks like the output of `pulumi preview --json`");
  if (!isRecord(json.deployment)) throw wrong('it has no "deployment"');
  if (!VERSIONS.includes(json.version)) {
    throw wrong(`its "version" is ${JSON.stringify(json.version) ?? "missing"}, and 3 and 4 are known`);
  }
  return json.deployment;
}

function records(value: unknown, key: string, source: string): readonly Record<string, unknown>[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw new NovitaError(
    `${source} is damaged: "deployment.${key}" is not a list of objects. Export the stack again. ${HOW_TO_EXPORT}`,
  );
}

function isOwn({ type, external }: Record<string, unknown>): boolean {
  const managed = [isGpuInstance, isImagePrewarm, isNetwork, isNetworkStorage, isRegistryAuth, isTemplate];
  return managed.some((is) => is(type)) && external !== true;
}

function pendingIn(
  { type, resource }: Record<string, unknown>,
  declaredBy: (resource: Record<string, unknown>) => Declared,
): Pending[] {
  if (!isRecord(resource) || !isOwn(resource) || type === "reading") return [];
  const name = isRecord(resource.inputs) ? resource.inputs.name : undefined;
  return [
    {
      ...declaredBy(resource),
      operation: String(type),
      ...(typeof name === "string" && name !== "" && { instanceName: name }),
    },
  ];
}

/** The config `novita:owner` as each provider of the state was given it last, by the provider's URN; a plugin's is its own. */
function ownersIn(resources: readonly Record<string, unknown>[]): ReadonlyMap<unknown, string> {
  const keys = new Map<unknown, string>([
    ["pulumi:providers:pulumi-nodejs", "novita:owner"],
    ["pulumi:providers:novita", "owner"],
  ]);
  const providers = resources.filter(({ type }) => keys.has(type));
  return new Map(
    providers.map(({ urn, type, inputs }) => {
      const owner = isRecord(inputs) ? inputs[keys.get(type) ?? ""] : undefined;
      return [urn, typeof owner === "string" ? owner.trim() : ""];
    }),
  );
}

/** What Pulumi says for a backend without organizations. Of another one the state of a plugin's resource tells nothing. */
const NO_ORGANIZATION = "organization";

/** The name of an instance says its tag itself; what has none yet gets it from what the state knows of its maker. */
function declaredIn(
  { urn, type, inputs, outputs, provider }: Record<string, unknown>,
  owners: ReadonlyMap<unknown, string>,
  source: string,
): Declared {
  const passed = isRecord(inputs) && isRecord(inputs[DECLARATION_KEY]) ? inputs[DECLARATION_KEY] : {};
  const isOfPlugin = String(type).startsWith("novita:index:");
  const unsaid = isOfPlugin ? NO_ORGANIZATION : undefined;
  const organization = typeof passed.organization === "string" ? passed.organization : unsaid;
  const told = typeof urn === "string" ? declarationOf(urn) : undefined;
  const declaration = told && { ...told, ...(organization !== undefined && { organization }) };
  if (typeof urn !== "string" || !declaration) {
    throw new NovitaError(
      `${source} is damaged: ${JSON.stringify(urn) ?? "nothing"} stands where the URN of a resource should. Export the stack again. ${HOW_TO_EXPORT}`,
    );
  }
  const secret = secretIn(inputs);
  const owner = owners.get(String(provider).replace(/::[^:]*$/, "")) ?? "";
  const name = isRecord(outputs) && typeof outputs.name === "string" ? outputs.name : "";
  const tag = tagIn(name) ?? tagOf(declaration, owner);
  return { urn, declaration, tag, ...(secret.length > 0 && { secret }) };
}

/** What marks an encrypted value in a state, and one that `--show-secrets` shows. */
const SECRET_KEY = "4dabf18193072939515e22adb298388d";

/** The inputs that a report might show of the live instance, and that are secret. */
function secretIn(inputs: unknown): string[] {
  if (!isRecord(inputs)) return [];
  return (["name", "productId", "gpuNum", "size"] as const).filter((field) => {
    const value = inputs[field];
    return isRecord(value) && Object.hasOwn(value, SECRET_KEY);
  });
}

/** `urn:pulumi:<stack>::<project>::<types>::<name>`; only the name may have `::` in it. */
function declarationOf(urn: string): Declaration | undefined {
  const [, stack, project, name] = /^urn:pulumi:(.+?)::(.+?)::.+?::(.+)$/s.exec(urn) ?? [];
  return stack && project && name ? { stack, project, type: qualifiedTypeOf(urn), name } : undefined;
}
