import { NovitaError } from "../../api/errors";
import { adoptionFailures } from "./adoption";
import type { Context } from "./context";
import { withDefaults } from "./defaults";
import { replacedFor } from "./diff";
import { type CheckFailure, failure } from "./failures";
import { DECLARATION_KEY, type Declaration, type Inputs, type Properties } from "./model";
import { autoName } from "./naming";
import { describeQuote, type Quote } from "./price";
import { overCap } from "./priceCap";
import { outOfReach } from "./replacements";
import { ruleFailures } from "./rules";
import { same } from "./same";
import { schemaFailures } from "./schemaFailures";
import { hasUnknown, withoutAbsent } from "./unknowns";

/** What check makes of the inputs. */
export interface Checked {
  /** The inputs with defaults and a name; keys of the faces are kept. */
  readonly inputs: Record<string, unknown>;
  /** Everything that is wrong with them, at once. */
  readonly failures: readonly CheckFailure[];
}

/**
 * Fills in defaults and a physical name, checks the inputs against `schema.json` and the rules across fields, and asks
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
  conceal(ctx, user);
  const inputs = withDefaults(user);
  const name = physicalName(ctx, before, inputs, own[DECLARATION_KEY] as Declaration | undefined, isNew);
  const named = name === undefined ? inputs : { ...inputs, name };
  const replaces = isNew ? [] : replacedFor(before, named);
  const failures = [
    ...schemaFailures(named),
    ...ruleFailures(named),
    ...adoptionFailures(before, named, replaces),
  ];
  const priceFailures =
    failures.length > 0 || !buys(before, named, isNew)
      ? []
      : await askPrice(ctx, isNew, { ...named, [DECLARATION_KEY]: own[DECLARATION_KEY] });
  return { inputs: { ...named, ...own }, failures: [...failures, ...priceFailures] };
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

function conceal(ctx: Context, { imageAuth, envs }: Properties): void {
  const values = Array.isArray(envs) ? envs.map((each: { value?: unknown } | null) => each?.value) : [];
  const texts = [imageAuth, ...values].filter((value): value is string => typeof value === "string");
  // A registry may repeat the password alone.
  const password = typeof imageAuth === "string" ? imageAuth.slice(imageAuth.indexOf(":") + 1) : undefined;
  ctx.conceal(...texts, password);
}

/** The user's name, else the one that the resource has, else a new one; none for an instance that is taken over. */
function physicalName(
  ctx: Context,
  olds: Properties,
  inputs: Properties,
  declaration: Declaration | undefined,
  isNew: boolean,
): unknown {
  if (inputs.name !== undefined && inputs.name !== "") return inputs.name;
  if (!isNew) return olds.name;
  const adopted = (inputs.lifecycle as { adopt?: unknown } | undefined)?.adopt !== undefined;
  return adopted || !declaration ? undefined : autoName(declaration, ctx.random);
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

async function askPrice(ctx: Context, isNew: boolean, checked: Properties): Promise<CheckFailure[]> {
  const priced = [
    checked.productId,
    checked.gpuNum,
    checked.rootfsSize,
    checked.billingMode,
    checked.month,
    checked.kind,
  ];
  if (hasUnknown([priced, checked.lifecycle])) return [];
  const inputs = checked as unknown as Inputs;
  let quote: Quote | undefined;
  try {
    quote = await ctx.prices.quote(inputs);
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    ctx.log.warn(`${labelOf(inputs)}: going on without its price and stock. ${error.message}`);
    return [];
  }
  const declaration = inputs[DECLARATION_KEY];
  const replaced = isNew && declaration ? ctx.replacements.ofDeclaration(declaration) : undefined;
  const reach = replaced && outOfReach({ ...replaced, news: inputs }, quote);
  if (reach !== undefined)
    return [
      failure(
        "productId",
        `is "${inputs.productId}", which ${reach}: the instance that is there would be deleted for nothing. Choose another one, or try again later.`,
      ),
    ];
  const cap = inputs.lifecycle?.maxHourlyPrice;
  const why = cap === undefined ? undefined : overCap(quote, inputs.productId, cap);
  if (why !== undefined) return [failure("lifecycle.maxHourlyPrice", why)];
  if (quote) ctx.log.info(`${labelOf(inputs)}: ${describe(inputs, quote)}`);
  else ctx.log.warn(`${labelOf(inputs)}: ${describeUnlisted(inputs)}`);
  return [];
}

/** By the logical name: a preview and the run after it draw different physical ones. */
function labelOf({ [DECLARATION_KEY]: declaration, name, lifecycle, productId }: Inputs): string {
  return declaration?.name ?? name ?? lifecycle?.adopt ?? productId;
}

function describe({ productId, gpuNum, kind, month }: Inputs, quote: Quote): string {
  const count = kind === "cpu" ? "" : ` × ${gpuNum}`;
  return `${quote.productName ?? productId}${count}, ${describeQuote(quote, month)}`;
}

function describeUnlisted({ productId, kind, billingMode }: Inputs): string {
  const mode = billingMode === undefined ? "" : ` for billingMode "${billingMode}"`;
  return `Novita does not list the ${kind} product "${productId}"${mode} now, so its price and stock are unknown. Check the productId.`;
}
