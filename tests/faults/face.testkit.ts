import * as lifecycle from "../../provider/core";
import { NovitaError, type Redactor } from "../../provider/api";
import { rootOf, seal } from "../../provider/plugin/values";
import { Refused } from "../../provider/plugin/wire";
import type { Session } from "../../provider/plugin/session";

type Properties = Record<string, unknown>;

/** A declaration: the type, and the logical name. */
export interface Declared {
  readonly type: string;
  readonly name: string;
}

/** One that exists, as the state has it. */
export interface Tracked extends Declared {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

interface Difference {
  /** What makes the engine update: what the provider says, or that also the inputs are not those of the state. */
  readonly updates: "never" | "always" | "ifInputsDiffer";
  readonly replaces: readonly string[];
  readonly deletesFirst: boolean;
}

interface Made {
  readonly id: string;
  readonly outputs: Properties;
}

/** What the engine is told of a failure. */
export interface Failure {
  readonly message: string;
  /** What exists all the same, and why it is not as it should be. */
  readonly thing?: Made & { readonly reasons: readonly string[] };
}

interface Found extends Pick<Tracked, "inputs" | "outputs"> {
  readonly initErrors: readonly string[];
}

/**
 * A face of the provider as the engine calls it, in process: bags are as they are on the wire and in the state. All throw
 * what {@link Face.failure} understands.
 */
export interface Face {
  /** Whether `up` and its preview first read what exists. */
  readonly readsFirst: boolean;
  /** What a program says, as it comes to the provider. @param secret The paths of what it marks as secret, if it says. */
  sent(of: Declared, args: Properties, secret: unknown): Properties;
  check(
    of: Declared,
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: string[] }>;
  diff(of: Tracked, inputs: Properties): Promise<Difference>;
  /** What the engine asks about a change in a preview; `undefined` is what a create begins with. */
  preview(of: Declared, kept: Tracked | undefined, inputs: Properties): Promise<unknown>;
  create(of: Declared, inputs: Properties): Promise<Made>;
  /** @returns `undefined` if it does not exist any more. */
  read(of: Tracked): Promise<Found | undefined>;
  update(of: Tracked, inputs: Properties): Promise<Properties>;
  remove(of: Tracked): Promise<void>;
  failure(error: unknown): Failure;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const bagOf = (state: object): Properties => plain(state) as Properties;

/** What Pulumi's dynamic-provider process does with the life cycle. */
export function dynamicFace(contextOf: (type: string) => lifecycle.Context, redactor: Redactor): Face {
  const words = (text: string): string => redactor.redactSentence(text);
  const stateOf = ({ outputs }: Tracked): lifecycle.State => plain(outputs) as lifecycle.State;
  return {
    readsFirst: false,
    sent: ({ type, name }, args, secret) => {
      const declaration = { project: "p", stack: "s", type, name, ...(secret !== undefined && { secret }) };
      return { ...args, __provider: "stub", __declaration: declaration };
    },
    check: async ({ type }, olds, news) => {
      const { inputs, failures } = await lifecycle.check(contextOf(type), plain(olds), plain(news));
      return { inputs: plain(inputs), failures: failures.map(({ reason }) => words(reason)) };
    },
    diff: async ({ type, id, outputs }, inputs) => {
      const ctx = contextOf(type);
      const { changes, replaces, isHalted } = lifecycle.diffInRun(ctx, id, plain(outputs), plain(inputs));
      return {
        updates: changes.length > 0 || isHalted ? "ifInputsDiffer" : "never",
        replaces,
        deletesFirst: ctx.resource.replacedFirst === "delete",
      };
    },
    // It says that it knows no previews.
    preview: async () => undefined,
    create: async ({ type }, inputs) => {
      const { id, state } = await lifecycle.create(contextOf(type), plain(inputs) as lifecycle.Inputs);
      return { id, outputs: bagOf(state) };
    },
    read: async (of) => {
      const found = await lifecycle.read(contextOf(of.type), of.id, stateOf(of));
      if (!found) return undefined;
      const { state, inputs, isHalted } = found;
      const read = { ...inputs, ...(isHalted && { status: state.status }) };
      return { inputs: bagOf(read), outputs: bagOf(state), initErrors: [] };
    },
    update: async (of, inputs) =>
      bagOf(
        await lifecycle.update(contextOf(of.type), of.id, stateOf(of), plain(inputs) as lifecycle.Inputs),
      ),
    remove: (of) => lifecycle.remove(contextOf(of.type), of.id, stateOf(of)),
    failure: (error) => {
      if (!(error instanceof NovitaError || error instanceof lifecycle.InitFailure)) return defect(error);
      const message = words(error.message);
      if (error instanceof NovitaError) return { message };
      const { id, properties, reasons } = error;
      return { message, thing: { id, outputs: bagOf(properties), reasons: reasons.map(words) } };
    },
  };
}

/** The plugin's own session, without the wire. */
export function pluginFace(session: Session, secretPathsOf: (type: string) => readonly string[]): Face {
  const urn = ({ type, name }: Declared): string => `urn:pulumi:s::p::novita:index:${type}::${name}`;
  const news = (of: Declared, inputs: Properties) => ({ urn: urn(of), news: plain(inputs) });
  const tracked = (of: Tracked) => ({
    ...{ urn: urn(of), id: of.id },
    ...{ olds: plain(of.outputs), oldInputs: plain(of.inputs) },
  });
  return {
    readsFirst: true,
    // The SDK marks what the schema says, as a whole.
    sent: ({ type }, args, secret = []) =>
      seal(args, [...secretPathsOf(type).map(rootOf), ...(secret as string[])]),
    check: async (of, olds, inputs) => {
      const checked = await session.check({ ...news(of, inputs), olds: plain(olds), autonaming: undefined });
      return { inputs: bagOf(checked.inputs), failures: checked.failures.map(({ reason }) => reason) };
    },
    diff: async (of, inputs) => {
      const { changes, replaces, deletesFirst } = await session.diff({ ...tracked(of), ...news(of, inputs) });
      return { updates: changes.length > 0 ? "always" : "never", replaces: [...replaces], deletesFirst };
    },
    preview: (of, kept, inputs) =>
      kept
        ? session.update({ ...tracked(kept), ...news(of, inputs), preview: true })
        : session.create({ ...news(of, inputs), preview: true }),
    create: async (of, inputs) => {
      const { id = "", properties = {} } = await session.create({ ...news(of, inputs), preview: false });
      return { id, outputs: bagOf(properties) };
    },
    read: async (of) => {
      const { urn, id, olds: properties } = tracked(of);
      const found = await session
        .read({ urn, id, properties, inputs: plain(of.inputs) })
        // A refresh keeps what it was told of, and goes on.
        .catch((error: unknown) => {
          if (error instanceof Refused && error.thing) return error.thing;
          throw error;
        });
      if (found.id === undefined) return undefined;
      const initErrors = "reasons" in found ? (found.reasons as readonly string[]) : [];
      return { inputs: bagOf(found.inputs ?? {}), outputs: bagOf(found.properties ?? {}), initErrors };
    },
    update: async (of, inputs) => {
      const updated = await session.update({ ...tracked(of), ...news(of, inputs), preview: false });
      return bagOf(updated.properties ?? {});
    },
    remove: (of) => session.delete(tracked(of)),
    failure: (error) => {
      if (!(error instanceof Refused) || error.message.includes("This is a defect")) return defect(error);
      const { message, thing } = error;
      if (!thing) return { message };
      const { id = "", properties = {}, reasons } = thing;
      return { message, thing: { id, outputs: bagOf(properties), reasons } };
    },
  };
}

const defect = (error: unknown): Failure => ({
  message: `DEFECT ${error instanceof Error ? error.stack : String(error)}`,
});
