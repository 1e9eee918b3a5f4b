import {
  type CallOptions,
  type Clock,
  InvalidRequestError,
  type NovitaClient,
  rfc3339,
  type Template,
} from "../../api";
import {
  type CheckFailure,
  createSchema,
  define,
  formatPorts,
  listAll,
  type Listing,
  type ListOptions,
  type Live as AnyLive,
  portSyntax,
  type Properties,
  type Step,
  valuesOf,
  variablesInOrder,
  variablesOnce,
} from "../../core";
import schema from "../../../schema.json";
import { credentialFailures, declaredName, hasCredential, orWarn } from "../asking";
import type { ClientContext } from "../clientContext";
import { adviceOn, examples } from "./advice";
import { type FieldName, fields, outputs, secretOutputs, secretPaths, xKeywords } from "./generated/fields";
import type { Computed } from "./generated/inputs";
import type { Inputs } from "./inputs";
import { portCounts, toDeclared, toWhole } from "./requests";

/** A template as the service shows it, under the names that the user knows. */
type Live = AnyLive & { readonly [Name in FieldName]?: unknown } & Computed;

/** The one call that changes a template. */
const change: Step<ClientContext, Live, Inputs, Inputs> = {
  doing: "setting what it holds",
  achieves: (Object.keys(fields) as FieldName[]).filter((name) => fields[name].change === "update"),
  send: ({ client }, { id, live, news }, options) =>
    client.updateTemplate(id, toWhole({ ...news, name: news.name ?? live.name }), options),
};

/** A set of instance settings that is stored at Novita. */
export const template = define({
  type: "Template",
  noun: "Template",
  isFree: true,
  // Names may have to be unique, and a template is wanted by nobody for the moment between.
  replacedFirst: "delete",
  facts: {
    fields,
    outputs,
    secretPaths,
    secretOutputs,
    schema: createSchema(schema.$defs.Template, xKeywords),
  },

  api: {
    create: ({ client }: ClientContext, inputs: Inputs, options) =>
      client.createTemplate(toDeclared(inputs), options),
    list: async ({ client, clock }: ClientContext, options) => {
      const { items, ...rest } = await listTemplates(client, clock, options);
      return { ...rest, items: items.map(toLive) };
    },
    get: async ({ client }: ClientContext, id, options) => toLive(await client.getTemplate(id, options)),
    delete: ({ client }: ClientContext, id, options) => client.deleteTemplate(id, options),
  },
  // The service shows no status of a template: one that it shows can be used.
  phaseOf: () => "ready",

  steps: [change],
  checkPurchase: checkCredential,
  checkChange: (ctx: ClientContext, olds: Properties, inputs: Inputs) =>
    olds.imageAuthId === inputs.imageAuthId ? Promise.resolve([]) : checkCredential(ctx, olds, inputs),
  rules: [portSyntax(), portCounts, variablesOnce],
  examples,
  adviceOn,
  // What else it holds may be somebody's work, and would be lost.
  isSettable: (field) => field === "name",
  inDeclaredOrder: (field, live, declared) => (field === "envs" ? variablesInOrder(live, declared) : live),
  secretsIn: ({ envs }) => ({
    secrets: [],
    variables: valuesOf(envs),
    variableFields: ["envs"],
    labels: ["name", "imageUrl"],
  }),
});

/** Whether what it names exists; a service that cannot be asked is a warning. */
function checkCredential(ctx: ClientContext, _olds: Properties, inputs: Inputs): Promise<CheckFailure[]> {
  const words = `${declaredName(inputs)}: whether its registry credential exists is not known.`;
  const isStored = (id: string): Promise<boolean> => hasCredential(ctx, id);
  return orWarn(ctx, words, () => credentialFailures(ctx, inputs, "imageAuthId", isStored));
}

type Listed = CallOptions & ListOptions;

/** Every template of an account. A list shows one channel, and nothing tells in which one a template is. */
export async function listTemplates(
  client: NovitaClient,
  clock: Clock,
  options?: Listed,
): Promise<Listing<Template>> {
  const inChannel = (channel: "private" | "community"): Promise<Listing<Template>> =>
    listAll((query, options) => client.listTemplates({ ...query, channel }, options), clock, options);
  const [own, published] = await Promise.all([
    inChannel("private"),
    inChannel("community").catch(noSuchChannel),
  ]);
  const complete = own.complete && published.complete;
  return { ...own, items: [...own.items, ...published.items], complete };
}

/** No page tells of templates that are published; a service without them has none. */
function noSuchChannel(error: unknown): Listing<Template> {
  if (error instanceof InvalidRequestError) return { items: [], complete: true };
  throw error;
}

function toLive({ image, imageAuth, startCommand, ports, createdAt, ...rest }: Template): Live {
  const { id, name, readme, type, channel, entrypoint, rootfsSize, envs, minCudaVersion } = rest;
  return {
    ...{ id, name, readme, type, channel, entrypoint, rootfsSize, envs, minCudaVersion, status: "ready" },
    imageUrl: image,
    imageAuthId: imageAuth,
    command: startCommand,
    ports: ports && formatPorts(ports.flatMap(({ type, ports }) => ports.map((port) => ({ port, type })))),
    createdAt: rfc3339(createdAt),
  };
}
