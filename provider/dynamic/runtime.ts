/**
 * What the stub in every state file requires, as `pulumi-novita/dynamic-provider`. The path of this module and the
 * names and shapes of its exports are a promise for ever: old states call them. It translates between Pulumi's
 * dynamic-provider process and the life cycle, and does nothing else.
 */
import * as lifecycle from "../core";
import { type Config, readSettings } from "../account";
import { Redactor } from "../api";
import type { Context, Inputs, Properties, State } from "../core";
import { assemble, consoleVoice, endWithEngine, faceError, outputsOf, toCheckFailures } from "../process";
import { withHalt, withoutHalt } from "./halt";

const redactor = new Redactor();
let config: Config | undefined;
let contextOf: ((type: string) => Context) | undefined;

endWithEngine(process);

/**
 * Remembers the stack's config, the first time: Pulumi says the same again for each type of resource that a run meets,
 * and what is known of the run must outlive that. Synchronous, and never failing: Pulumi runs other operations while it
 * still waits for a first configure, and runs them unconfigured after a failed one.
 */
export function configure(request: { readonly config: Config }): void {
  config ??= request.config;
}

/**
 * Runs an operation and turns whatever it throws into what Pulumi's process understands, without secrets. The contexts
 * are put together when one is first needed, so that a missing key is an error of the operation itself.
 */
async function guarded<T>(type: string, operation: (ctx: Context) => Promise<T> | T): Promise<T> {
  try {
    contextOf ??= assemble(readSettings(config, process.env), redactor, consoleVoice).contextOf;
    return await operation(contextOf(type));
  } catch (error) {
    throw faceError(error, redactor);
  }
}

const plain = (state: object): Record<string, unknown> => outputsOf(state, redactor);

/** Pulumi's check: `{inputs, failures}`. */
export function check(type: string, olds: Properties, news: Properties): Promise<unknown> {
  return guarded(type, async (ctx) => {
    const { inputs, failures } = await lifecycle.check(ctx, olds, withoutHalt(olds, news));
    return { inputs: plain(inputs), failures: toCheckFailures(failures, redactor) };
  });
}

/**
 * Pulumi's diff. `changes` stays open if something changed: the engine then shows each property's old and new value by
 * itself, and replaces for the keys named here.
 */
export function diff(type: string, id: string, olds: Properties, news: Properties): Promise<unknown> {
  return guarded(type, (ctx) => {
    const { changes, replaces, isHalted } = lifecycle.diffInRun(ctx, id, olds, news);
    if (changes.length === 0 && !isHalted) return { changes: false };
    const isReplaced = replaces.length > 0;
    // With no changed input the engine finds nothing to show, and would update what has failed for good.
    const isOpen = changes.length > 0 || !isReplaced;
    return {
      ...(!isOpen && { changes: true }),
      replaces,
      // Also of what only the program replaces: `replaceOnChanges` turns an update into a replacement after this answer.
      deleteBeforeReplace: ctx.resource.replacedFirst === "delete",
    };
  });
}

/** Pulumi's create: `{id, outs}`. */
export function create(type: string, inputs: Properties): Promise<unknown> {
  return guarded(type, async (ctx) => {
    const { id, state } = await lifecycle.create(ctx, inputs as Inputs);
    return { id, outs: plain(state) };
  });
}

/** Pulumi's read: `{id, props, inputs}`, or `{}` for what certainly does not exist any more. */
export function read(type: string, id: string, props: Properties = {}): Promise<unknown> {
  return guarded(type, async (ctx) => {
    const found = await lifecycle.read(ctx, id, props as State);
    if (!found) return {};
    return { id, props: plain(found.state), inputs: plain(withHalt(found)) };
  });
}

/** Pulumi's update: `{outs}`. */
export function update(type: string, id: string, olds: Properties, news: Properties): Promise<unknown> {
  return guarded(type, async (ctx) => ({
    outs: plain(await lifecycle.update(ctx, id, olds as State, news as Inputs)),
  }));
}

function remove(type: string, id: string, props: Properties): Promise<void> {
  return guarded(type, (ctx) => lifecycle.remove(ctx, id, props as State));
}

/** Pulumi's delete. */
export { remove as delete };
