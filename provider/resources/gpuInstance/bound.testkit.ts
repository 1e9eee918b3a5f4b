import * as core from "../../core";
import { observedForms as observedFormsOf, withDrift as withDriftOf } from "../../core/state/drift";
import type { CallOptions, Instance } from "../../api";
import {
  type Condition,
  type Course,
  type Declaration,
  type Live,
  type Properties,
  schemaFailures as schemaFailuresOf,
  type StateParts,
  textFailures as textFailuresOf,
  type View,
} from "../../core";
import { replacedFor as replacedInputs } from "../../core/lifecycle/diff";
import type { GpuContext } from "./context";
import { gpuInstance } from "./definition";
import type { FieldName } from "./generated/fields";
import type { Inputs, State } from "./inputs";

/** The generic life cycle with the types of a GPU instance, and as the dynamic face shows it. */
export const create = (ctx: GpuContext, inputs: Inputs): Promise<{ id: string; state: State }> =>
  core.create(ctx, inputs) as Promise<{ id: string; state: State }>;

export const update = (ctx: GpuContext, id: string, olds: State, news: Inputs): Promise<State> =>
  core.update(ctx, id, olds, news) as Promise<State>;

/** What a read found; an input `status` if the instance does not run and should. */
export async function read(
  ctx: GpuContext,
  id: string,
  olds: State,
): Promise<{ state: State; inputs: Inputs & { readonly status?: string } } | undefined> {
  const found = await core.read(ctx, id, olds);
  if (!found) return undefined;
  const { state, inputs, isHalted } = found as typeof found & { state: State; inputs: Inputs };
  return { state, inputs: { ...inputs, ...(isHalted && { status: state.status }) } };
}

/** A difference; `status` is among the changes if the instance does not run and should. */
const shown = ({ changes, replaces, isHalted }: core.Difference) => ({
  changes: [...changes, ...(isHalted ? ["status"] : [])],
  replaces,
});

export const diff = (id: string, olds: Properties, news: Properties) =>
  shown(core.diff(gpuInstance, id, olds, news));

export const compare = (ctx: GpuContext, id: string, olds: Properties, news: Properties) =>
  shown(core.diffInRun(ctx, id, olds, news));

export const lookUp = (ctx: GpuContext, id: string, listed?: Live, options?: CallOptions) =>
  core.lookUp(ctx, id, listed, options) as Promise<Instance | undefined>;

export const stateOf = (parts: StateParts): State => core.stateOf(gpuInstance, parts) as State;
export const inputsOf = (state: State | Inputs): Inputs => core.inputsOf(gpuInstance, state) as Inputs;
export const fieldsOf = (inputs: object) => core.fieldsOf(gpuInstance, inputs);
export const same = (field: FieldName, a: unknown, b: unknown): boolean =>
  core.same(gpuInstance, field, a, b);
export const withDefaults = (inputs: Properties) => core.withDefaults(gpuInstance, inputs);
export const schemaFailures = (inputs: Properties, view?: View) =>
  schemaFailuresOf(gpuInstance, inputs, view);
export const textFailures = (inputs: Properties, view?: View) =>
  textFailuresOf(gpuInstance.facts.schema.root, inputs, view);
export const ruleFailures = (inputs: Properties, { show }: View = core.openView) =>
  core.ruleFailures(gpuInstance.rules, inputs, show);
export const drifted = (live: Properties, declared: Properties, observed?: Properties) =>
  core.drifted(gpuInstance, live, declared, observed);
export const withDrift = (live: Properties, declared: Properties, observed?: Properties) =>
  withDriftOf(gpuInstance, live, declared, observed);
export const observedForms = (
  live: Properties,
  declared: Properties,
  baseline?: Parameters<typeof observedFormsOf>[3],
) => observedFormsOf(gpuInstance, live, declared, baseline);
export const timeoutMs = (lifecycle: Inputs["lifecycle"], operation: "create" | "update" | "delete") =>
  core.timeoutMs({ resource: gpuInstance }, lifecycle, operation);
export const labelOf = (thing: { readonly id: string; readonly name?: unknown }) =>
  core.labelOf(gpuInstance, thing);
export const ready = (about: core.Readiness): Condition => core.ready(gpuInstance, about);
export const gone: Condition = core.gone(gpuInstance);
type GpuChange = Omit<core.Change, "shows"> & { shows: (live: Instance, course: Course) => boolean };
export const applied = (change: GpuChange): Condition => core.applied(gpuInstance, change as core.Change);
export const begun = (change: GpuChange, before: Live): Condition =>
  core.begun(gpuInstance, change as core.Change, before);
export const differencesOf = (ctx: GpuContext, live: Instance, inputs: Inputs): string[] =>
  core.differencesOf(ctx, live, inputs);

/** A failure that keeps the instance in the state. */
export interface InitFailure extends Error {
  readonly id: string;
  readonly properties: State;
  readonly reasons: readonly string[];
}
export const InitFailure = core.InitFailure as unknown as {
  new (id: string, properties: State, reasons: readonly string[]): InitFailure;
};

/** The inputs that a state asks a replacement for. */
export const replacedFor = (olds: Properties, news: Properties): string[] =>
  replacedInputs(gpuInstance, olds, news);

/** What another declaration of the run is told: the program declares it, and it has an instance of its own. */
export const declares = ({ deployment }: GpuContext, declaration: Declaration): void =>
  deployment.checked(declaration, undefined, undefined);

/** A diff that replaces has ended. */
export const announce = ({ deployment }: GpuContext, id: string, olds: Properties, news: Properties): void =>
  deployment.diffed(id, news.__declaration as Declaration, { olds, news: news as unknown as Inputs });

/** The second check of a replacement. */
export const confirm = ({ deployment }: GpuContext, declaration: Declaration, news: Properties): void =>
  deployment.checked(declaration, news as unknown as Inputs, undefined);

/** A diff that replaces nothing. */
export const drop = ({ deployment }: GpuContext, id: string): void =>
  deployment.diffed(id, undefined, undefined);
