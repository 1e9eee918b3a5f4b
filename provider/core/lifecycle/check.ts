import { isDeepStrictEqual } from "node:util";
import { adoptionFailures, adoptOf, selfAdoptionFailures } from "./adoptChecks";
import type { Context } from "../model/context";
import { withDefaults } from "../state/defaults";
import { replacedFor } from "./diff";
import { priceFailures, resetFailures } from "../../resources/gpuInstance/preflight/checkPrice";
import type { CheckFailure } from "../model/failures";
import { ownerMissing } from "../exactlyOnce/orphans";
import { DECLARATION_KEY, type Declaration, type Properties } from "../model/declaration";
import { ruleFailures } from "../../resources/gpuInstance/rules";
import { same } from "../forms/canonical";
import { schemaFailures } from "../validate/schemaFailures";
import { concealIn, viewOf } from "../state/secrets";
import { textFailures } from "../validate/texts";
import { hasUnknown, UNKNOWN, withoutAbsent } from "../model/unknowns";

/** What check makes of the inputs. */
export interface Checked {
  /** The inputs with defaults; keys of the faces are kept. */
  readonly inputs: Record<string, unknown>;
  /** Everything that is wrong with them, at once. */
  readonly failures: readonly CheckFailure[];
}

/**
 * Fills in defaults, checks the inputs against `schema.json` and the rules across fields, and asks
 * for the price of an instance that is about to be bought. What a preview does not know is skipped.
 *
 * @param olds The checked inputs of the resource as it is in the state; empty for a new one, and for the second
 * check of one that is to be replaced.
 */
export async function check(ctx: Context, olds: Properties, news: Properties): Promise<Checked> {
  const before = withoutAbsent(olds);
  const isNew = before.productId === undefined;
  if (!isNew) ctx.tracked.add({ name: before.name });
  const { own, user } = split(withoutAbsent(news));
  concealIn(ctx, { ...user, ...own });
  const view = viewOf(ctx, own);
  const inputs = withDefaults(withoutMark(user, before));
  const declaration = own[DECLARATION_KEY] as Declaration | undefined;
  const name = physicalName(before, inputs, isNew);
  const named = name === undefined ? inputs : { ...inputs, name };
  if (isNew && declaration) ctx.replacements.confirm(declaration, { ...named, ...own });
  const adopt = adoptOf(named);
  if (declaration) ctx.claims.declare(declaration, isNew, adopt);
  const replaces = isNew ? [] : replacedFor(before, named);
  const asked = withoutKeptLists(named, before);
  const unowned = ownerMissing(ctx);
  const failures = [
    ...(unowned === undefined ? [] : [{ property: "", reason: unowned }]),
    ...schemaFailures(asked, view),
    ...textFailures(withoutKept(asked, before), view),
    ...ruleFailures(asked, view),
    ...adoptionFailures(before, named, replaces),
    ...selfAdoptionFailures(named, declaration && ctx.replacements.of(declaration)),
  ];
  const asks = failures.length === 0 && buys(before, named, isNew);
  const judged = { ...named, [DECLARATION_KEY]: declaration };
  const ofPrice = asks ? await priceFailures(ctx, before, judged) : [];
  const resets = failures.length === 0 && !isNew && replaces.length === 0;
  const ofReset = resets ? await resetFailures(ctx, before, judged) : [];
  const all = [...failures, ...ofPrice, ...ofReset];
  if (isNew && declaration && all.length > 0) standStill(ctx, declaration, adopt);
  return { inputs: { ...named, ...own, ...openMarks(declaration) }, failures: all };
}

/** What a preview does not know may turn out to be secret: a saved plan has to leave open what is. */
function openMarks(declaration: Declaration | undefined): object {
  return hasUnknown(declaration?.secret) ? { [DECLARATION_KEY]: { ...declaration, secret: UNKNOWN } } : {};
}

/** What cannot be created gives up nothing and takes over nothing. */
function standStill(ctx: Context, declaration: Declaration, adopt: string | undefined): void {
  const replaced = ctx.replacements.of(declaration);
  if (replaced) ctx.claims.meet(replaced.id, declaration);
  if (adopt !== undefined) ctx.claims.refuse(adopt, declaration);
}

/** What a read has marked as standing still is no input, also where `ignoreChanges` carries it into the program's own. */
function withoutMark(user: Properties, olds: Properties): Properties {
  const { status, ...others } = user;
  return status !== undefined && status === olds.status ? others : user;
}

/** A list that is as the state has it may be what a read has found, which `ignoreChanges` carries over: nothing is asked for. */
function withoutKeptLists(inputs: Properties, olds: Properties): Properties {
  const isKept = (name: string): boolean =>
    (name === "envs" || name === "networkStorages") && isDeepStrictEqual(inputs[name], olds[name]);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !isKept(name)));
}

/** The same holds for a text that a read has found, as the service writes it. */
function withoutKept(inputs: Properties, olds: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).filter(([name, value]) => !isDeepStrictEqual(value, olds[name])),
  );
}

/** Keys that Pulumi or the face adds begin with two underscores; everything else is the user's. */
function split(news: Record<string, unknown>): Record<"own" | "user", Record<string, unknown>> {
  const entries = Object.entries(news);
  const isOwn = ([key]: [string, unknown]): boolean => key.startsWith("__");
  return {
    own: Object.fromEntries(entries.filter(isOwn)),
    user: Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
  };
}

/**
 * The user's name, else the one that the resource has. A new resource gets its name when it is created: check runs once
 * for a preview and again for the run after it, and a name drawn here would be another one each time, which a saved
 * plan (`pulumi up --plan`) refuses.
 */
function physicalName(olds: Properties, inputs: Properties, isNew: boolean): unknown {
  if (inputs.name !== undefined && inputs.name !== "") return inputs.name;
  return isNew ? undefined : olds.name;
}

/** Inputs that change a price in place. Those that replace the instance bring a second check, without olds. */
const pricedInPlace = ["rootfsSize", "billingMode", "month"] as const;

/** Whether these inputs lead to spending that the ones in the state do not. */
function buys(olds: Properties, news: Properties, isNew: boolean): boolean {
  if (isNew) return true;
  const cap = (inputs: Properties): unknown =>
    (inputs.lifecycle as { maxHourlyPrice?: unknown } | undefined)?.maxHourlyPrice;
  return cap(olds) !== cap(news) || pricedInPlace.some((name) => !same(name, olds[name], news[name]));
}
