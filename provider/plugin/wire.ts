/**
 * The only place that knows protobuf: what comes over the wire in plain objects, and back. Secrets are still in their
 * envelopes.
 */
import { credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { PropertyDiff } from "./detailed";
import { type Bag, bag, struct } from "./structs";

export type { Bag };

/** The largest message either way, in bytes, as Pulumi's own servers take it. */
export const LARGEST_MESSAGE = 400 * 1024 * 1024;

const { DiffResponse: Diff, PropertyDiff: Property } = provider;
const { Mode } = provider.CheckRequest.AutonamingOptions;

/** One thing wrong with a bag. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

const failures = (all: readonly Failure[]): provider.CheckFailure[] =>
  all.map(({ property, reason }) => new provider.CheckFailure().setProperty(property).setReason(reason));

/** What a diff answers; `detailed` by the places of properties. */
export interface DiffAnswer {
  readonly changes: readonly string[];
  readonly replaces: readonly string[];
  readonly deletesFirst: boolean;
  readonly detailed: Readonly<Record<string, PropertyDiff>>;
}

const kinds = { add: Property.Kind.ADD, delete: Property.Kind.DELETE, update: Property.Kind.UPDATE };

function diffResponse({ changes, replaces, deletesFirst, detailed }: DiffAnswer): provider.DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = Diff.DiffChanges;
  const answer = new Diff().setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  answer.setDiffsList([...changes]);
  answer.setReplacesList([...replaces]);
  answer.setDeletebeforereplace(deletesFirst).setHasdetaileddiff(true);
  for (const [place, { kind, isReplacing }] of Object.entries(detailed)) {
    // The kind that replaces comes right after the one that does not.
    const which = (kinds[kind] + (isReplacing ? 1 : 0)) as provider.PropertyDiff.Kind;
    answer.getDetaileddiffMap().set(place, new Property().setKind(which));
  }
  return answer;
}

/** How a new resource is to be named, if the config of the stack says. */
export type Autonaming = { readonly name: string } | "disabled" | undefined;

function autonaming(options: provider.CheckRequest.AutonamingOptions | undefined): Autonaming {
  if (!options) return undefined;
  return options.getMode() === Mode.DISABLE ? "disabled" : { name: options.getProposedName() };
}

/** A thing with its state, as create, read and update answer it; without an id it does not exist. */
export interface Thing {
  readonly id?: string;
  readonly properties?: Bag;
  readonly inputs?: Bag;
}

/** What every operation says. */
export interface Request {
  readonly urn: string;
  /** What `customTimeouts` says, in seconds; 0 if nothing. */
  readonly timeout?: number;
}
/** The same of one that is about an existing thing. */
export type OfThing<More = object> = Request & { readonly id: string } & More;

/** A thing as the engine has it: its state, and what was declared of it last. */
export interface Before {
  readonly olds: Bag;
  readonly oldInputs: Bag;
}

/** A function or a method, by its token, with its arguments. */
export interface Asked {
  readonly token: string;
  readonly args: Bag;
}

/** How each method's messages are read and written. */
export const methods = {
  handshake: {
    decode: (request: provider.ProviderHandshakeRequest) => ({ engine: request.getEngineAddress() }),
    encode: () =>
      new provider.ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setSupportsAutonamingConfiguration(true),
  },
  attach: {
    decode: (request: plugin.PluginAttach) => ({ engine: request.getAddress() }),
    encode: () => new Empty(),
  },
  getPluginInfo: {
    decode: () => ({}),
    encode: ({ version }: { version: string }) => new plugin.PluginInfo().setVersion(version),
  },
  getSchema: {
    decode: (request: provider.GetSchemaRequest) => ({ version: request.getVersion() }),
    encode: ({ schema }: { schema: string }) => new provider.GetSchemaResponse().setSchema(schema),
  },
  checkConfig: {
    decode: (request: provider.CheckRequest) => ({ urn: request.getUrn(), news: bag(request.getNews()) }),
    encode: checkResponse,
  },
  diffConfig: {
    decode: (request: provider.DiffRequest) => ({
      olds: bag(request.getOldInputs() ?? request.getOlds()),
      news: bag(request.getNews()),
    }),
    encode: diffResponse,
  },
  configure: {
    decode: (request: provider.ConfigureRequest) => ({
      args: bag(request.getArgs()),
      // As a state refers to it.
      reference: request.hasUrn() ? `${request.getUrn()}::${request.getId()}` : undefined,
    }),
    encode: () =>
      new provider.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setSupportsAutonamingConfiguration(true),
  },
  check: {
    decode: (request: provider.CheckRequest) => ({
      urn: request.getUrn(),
      olds: bag(request.getOlds()),
      news: bag(request.getNews()),
      autonaming: autonaming(request.getAutonaming()),
    }),
    encode: checkResponse,
  },
  diff: {
    decode: (request: provider.DiffRequest) => ({
      urn: request.getUrn(),
      id: request.getId(),
      olds: bag(request.getOlds()),
      oldInputs: bag(request.getOldInputs()),
      news: bag(request.getNews()),
    }),
    encode: diffResponse,
  },
  create: {
    decode: (request: provider.CreateRequest) => ({
      urn: request.getUrn(),
      news: bag(request.getProperties()),
      timeout: request.getTimeout(),
      preview: request.getPreview(),
    }),
    encode: ({ id = "", properties = {} }: Thing) =>
      new provider.CreateResponse().setId(id).setProperties(struct(properties)).setRefreshBeforeUpdate(true),
  },
  read: {
    decode: (request: provider.ReadRequest) => ({
      urn: request.getUrn(),
      id: request.getId(),
      properties: bag(request.getProperties()),
      // None at all for an import; a program that only looks at a thing sends what it says of it, if that is nothing.
      inputs: request.hasInputs() ? bag(request.getInputs()) : undefined,
    }),
    encode: ({ id, properties = {}, inputs = {} }: Thing) =>
      id === undefined
        ? new provider.ReadResponse()
        : new provider.ReadResponse()
            .setId(id)
            .setProperties(struct(properties))
            .setInputs(struct(inputs))
            .setRefreshBeforeUpdate(true),
  },
  update: {
    decode: (request: provider.UpdateRequest) => ({
      urn: request.getUrn(),
      id: request.getId(),
      olds: bag(request.getOlds()),
      oldInputs: bag(request.getOldInputs()),
      news: bag(request.getNews()),
      timeout: request.getTimeout(),
      preview: request.getPreview(),
    }),
    encode: ({ properties = {} }: Thing) =>
      new provider.UpdateResponse().setProperties(struct(properties)).setRefreshBeforeUpdate(true),
  },
  delete: {
    decode: (request: provider.DeleteRequest) => ({
      urn: request.getUrn(),
      id: request.getId(),
      olds: bag(request.getProperties()),
      oldInputs: bag(request.getOldInputs()),
      timeout: request.getTimeout(),
    }),
    encode: () => new Empty(),
  },
  invoke: {
    decode: (request: provider.InvokeRequest) => ({ token: request.getTok(), args: bag(request.getArgs()) }),
    encode: (result: Bag) => new provider.InvokeResponse().setReturn(struct(result)),
  },
  call: {
    decode: (request: provider.CallRequest) => ({
      token: request.getTok(),
      args: bag(request.getArgs()),
      preview: request.getDryrun(),
    }),
    encode: ({ result, urn }: { result: Bag; urn?: string }) => {
      const answer = new provider.CallResponse().setReturn(struct(result));
      const dependencies = new provider.CallResponse.ReturnDependencies().setUrnsList(
        urn === undefined ? [] : [urn],
      );
      for (const name of Object.keys(result)) answer.getReturndependenciesMap().set(name, dependencies);
      return answer;
    },
  },
  cancel: { decode: () => ({}), encode: () => new Empty() },
} as const;

function checkResponse({ inputs, failures: wrong }: { inputs: Bag; failures: readonly Failure[] }) {
  const answer = new provider.CheckResponse().setInputs(struct(inputs));
  answer.setFailuresList(failures(wrong));
  return answer;
}

/** A list asks for things of a kind, and is answered one by one. */
export const listing = {
  decode: (request: provider.ListRequest) => ({
    token: request.getToken(),
    query: bag(request.getQuery()),
    limit: Number(request.getLimit()),
  }),
  encode: ({ id, name }: { id: string; name: string }) =>
    new provider.ListResponse().setResult(new provider.ListResponse.Result().setId(id).setName(name)),
};

/** What the engine is told of an operation that failed; without secrets. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(
    message: string,
    /** The thing that exists all the same, and why it is not as it should be. */
    readonly thing?: Thing & { readonly reasons: readonly string[] },
  ) {
    super(message);
  }
}

/** A failure as the engine reads it. */
export function failed({ message, thing }: Pick<Refused, "message" | "thing">): Partial<ServiceError> {
  // Of an unknown code the engine would say that it knows nothing of the resource any more.
  if (!thing) return { code: status.FAILED_PRECONDITION, details: message };
  const { id = "", properties = {}, inputs, reasons } = thing;
  const detail = new provider.ErrorResourceInitFailed().setId(id).setProperties(struct(properties));
  if (inputs) detail.setInputs(struct(inputs));
  detail.setRefreshBeforeUpdate(true).setReasonsList([...reasons]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const whole = new Status();
  whole.setCode(status.UNKNOWN);
  whole.setMessage(message);
  whole.addDetails(any);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(whole.serializeBinary()));
  return { code: status.UNKNOWN, details: message, metadata };
}

/** Says a line at the engine; `false` if nobody is there any more. */
export type Say = (line: string, severity: "info" | "warning", urn: string) => Promise<boolean>;

/** Has the lines about one resource leave one after another: those that are under way at once Pulumi shows in any order. */
export function inOrder(say: Say): Say {
  const last = new Map<string, Promise<unknown>>();
  return (line, severity, urn) => {
    const heard = Promise.resolve(last.get(urn)).then(() => say(line, severity, urn));
    last.set(urn, heard);
    return heard;
  };
}

const LONGEST_LOG_MS = 10_000;
const { INFO, WARNING } = engine.LogSeverity;
/** What a call ends with if the other side has gone. */
const gone: readonly (status | undefined)[] = [
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.CANCELLED,
];

/** The engine's log, at an address of its own. */
export function engineLog(address: string): Say {
  const client = new EngineClient(address, credentials.createInsecure());
  return (line, severity, urn) => {
    const request = new engine.LogRequest()
      .setSeverity(severity === "info" ? INFO : WARNING)
      .setMessage(line)
      // What is about a type alone has none, and the engine takes nothing else.
      .setUrn(urn.startsWith("urn:") ? urn : "");
    return new Promise((resolve) => {
      client.log(request, new Metadata(), { deadline: Date.now() + LONGEST_LOG_MS }, (error) =>
        resolve(!gone.includes(error?.code)),
      );
    });
  };
}
