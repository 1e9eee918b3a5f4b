import { isDeepStrictEqual } from "node:util";
import { NovitaError } from "../../api";
import {
  bagOf,
  type Declaration,
  DECLARATION_KEY,
  hasUnknown,
  type Inputs,
  type Lifecycle,
  type Properties,
  UNKNOWN,
  withoutAbsent,
} from "../declaration";
import { same } from "../forms";
import { type Context, type Definition, labelOf, shortNoun, restOf, timeoutMs, waits } from "../model";
import { asPlaced, asWritten, isLeft, namedOf, stillAccepted, undeclaredIn, viewOf } from "../state";
import { refuseLateAdopt } from "./adoptChecks";

/** What a change of the inputs means for a live thing. */
export interface Difference {
  /** The top-level inputs that changed. */
  readonly changes: readonly string[];
  /** Those of them that need a replacement of the thing; `status` if it is replaced because it is halted. */
  readonly replaces: readonly string[];
  /** Whether it is not at rest as declared: not ready and should be, or the other way round. */
  readonly isHalted: boolean;
}

/**
 * Compares what is (the outputs of the state) with what shall be (checked inputs). Pure, without network, and safe to
 * call the other way round, as the engine does after a refresh.
 *
 * A value that a preview does not know counts as changed; if a change of it could only be a replacement, the preview
 * says so rather than surprise with one.
 *
 * @throws NovitaError for a `lifecycle.adopt` that came to a thing which is managed already.
 */
export function diff(resource: Definition, id: string, olds: Properties, news: Properties): Difference {
  const before = withoutAbsent(olds);
  const declared = withoutAbsent(news);
  const after = bagOf(asPlaced(resource, before, declared));
  const changed = changedFields(resource, before, after);
  const halted = isHalted(resource, before, after);
  const replaces = [
    ...changed.filter((name) => needsAnother(resource, name, before, after)),
    ...(halted && resource.replacesHalted?.(before, after) ? ["status"] : []),
  ];
  refuseLateAdopt(resource, id, { olds: before, news: after, isReplaced: replaces.length > 0 });
  // What stays is written down as the program says it now.
  const said = replaces.length > 0 ? before : bagOf(asWritten(resource, before));
  const rewritten = (resource.placed ?? []).filter((name) => differs(resource, name, said, declared));
  const changes = Object.keys(resource.facts.fields).filter(
    (name) => changed.includes(name) || (replaces.length === 0 && rewritten.includes(name)),
  );
  const isSameOptions = sameOptions(resource, before.lifecycle, after.lifecycle);
  return { changes: isSameOptions ? changes : [...changes, "lifecycle"], replaces, isHalted: halted };
}

function changedFields(resource: Definition, olds: Properties, news: Properties): string[] {
  return Object.keys(resource.facts.fields).filter((name) => differs(resource, name, olds, news));
}

/** Those of the inputs whose known values need a replacement of the thing that has the old ones. */
export function replacedFor(resource: Definition, inputs: Properties, declared: Properties): string[] {
  const olds = stillAccepted(resource, inputs, declared);
  const news = bagOf(asPlaced(resource, olds, declared));
  const known = changedFields(resource, olds, news).filter((name) => !hasUnknown(news[name]));
  return known.filter((name) => needsAnother(resource, name, olds, news));
}

/**
 * Whether a change of an input replaces the thing. What is required and yet absent came by an import, of a service that
 * does not show it: what is declared then is taken for what is.
 */
function needsAnother(resource: Definition, name: string, olds: Properties, news: Properties): boolean {
  const isUnseen = resource.facts.fields[name]?.required === true && olds[name] === undefined;
  return !isUnseen && resource.replaces(name, olds, news);
}

function differs(resource: Definition, name: string, olds: Properties, news: Properties): boolean {
  const value = news[name];
  if (hasUnknown(value)) return true;
  if (isLeft(resource, name, olds, news)) return false;
  return !same(resource, name, olds[name], value);
}

/** `adopt` and `ignoreOrphans` say only how a thing came to be; taking them out again changes nothing. */
function sameOptions(resource: Definition, olds: unknown, news: unknown): boolean {
  const relevant = (value: unknown): unknown => {
    if (value === UNKNOWN) return value;
    const { adopt: _adopt, ignoreOrphans: _ignoreOrphans, ...rest } = (value ?? {}) as Lifecycle;
    return rest;
  };
  const [before, after] = [relevant(olds), relevant(news)];
  if (hasUnknown(before) || hasUnknown(after)) return false;
  if (isDeepStrictEqual(before, after)) return true;
  return canonicalOptions(resource, before as Lifecycle) === canonicalOptions(resource, after as Lifecycle);
}

/** Options in one fixed form: absent is the same as the default, and "60m" the same as "1h". */
function canonicalOptions({ facts }: Definition, { timeouts, ...rest }: Lifecycle): string {
  const waits = (["create", "update", "delete"] as const).map((name) =>
    timeoutMs({ resource: { facts } }, { timeouts }, name),
  );
  const nodes = Object.entries(facts.schema.root.properties?.lifecycle?.properties ?? {});
  const defaults = nodes.filter(([, node]) => node.default !== undefined);
  const options = { ...Object.fromEntries(defaults.map(([name, node]) => [name, node.default])), ...rest };
  return JSON.stringify([waits, Object.entries(options).sort()]);
}

function isHalted(resource: Definition, { status }: Properties, news: Properties): boolean {
  const isOpen = news[DECLARATION_KEY] === undefined || hasUnknown(news.lifecycle);
  if (isOpen || !waits(resource, news)) return false;
  return typeof status === "string" && resource.phaseOf({ status }) !== restOf(resource, news).phase;
}

/**
 * {@link diff} within a run: what it tells is noted in the ledger, for the operations to come.
 *
 * @throws NovitaError if two resources of the program have the same thing, or if it shall be left as it is.
 */
export function diffInRun(ctx: Context, id: string, olds: Properties, news: Properties): Difference {
  const { deployment, resource } = ctx;
  const declaration = news[DECLARATION_KEY] as Declaration | undefined;
  const label = labelOf(resource, { id, name: olds.name });
  deployment.seen({ id, name: olds.name });
  const other = declaration && deployment.met(id, declaration);
  const difference = diff(resource, id, olds, news);
  const { replaces } = difference;
  const isReplaced = replaces.length > 0;
  // What it gives up another one may have taken over already.
  if (other && !isReplaced) {
    const both = [other.by?.name, declaration.name].map((name) => JSON.stringify(name)).join(" and ");
    throw new NovitaError(
      `${label} is held by two resources of this stack, ${both}. Remove one of them from the program: the ${shortNoun(resource)} stays with the other one.`,
    );
  }
  if (declaration && deployment.declares(declaration)) {
    if (isReplaced) refuseLoss(ctx, { label, olds, news });
    const compared = { label, olds, news, ...difference, view: viewOf(ctx, news), now: ctx.clock.now() };
    const refused = resource.whyRefused?.(compared);
    if (refused !== undefined) throw new NovitaError(refused);
    for (const remark of resource.remarksOn?.(compared) ?? [])
      if (remark !== undefined && deployment.isNews(remark)) ctx.log.warn(remark);
  }
  deployment.diffed(id, declaration, isReplaced ? { olds, news: news as Inputs } : undefined);
  return difference;
}

/**
 * A replacement is what the program declares: of what was found on a thing, and is in no program, nothing would be left. It
 * could not be carried over either: once the old thing is deleted, no later attempt to create the new one is told of it.
 *
 * @throws NovitaError if there is such a thing.
 */
export function refuseLoss(
  { resource }: Context,
  { label, olds, news }: { readonly label: string; readonly olds: Properties; readonly news: object },
): void {
  const names = undeclaredIn(resource, olds, news);
  if (names.length === 0) return;
  const [all, list] = [names.join(" and "), namedOf(olds, names)];
  throw new NovitaError(
    `${label} was not replaced: it was imported with ${list}, which the program does not declare and the new ${shortNoun(resource)} would not have. Declare ${all} for the new one, empty if it shall have none; then run \`pulumi up\` again.`,
  );
}
