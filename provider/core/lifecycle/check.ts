import { isDeepStrictEqual } from "node:util";
import {
  type CheckFailure,
  type Declaration,
  DECLARATION_KEY,
  hasUnknown,
  type Inputs,
  type Properties,
  UNKNOWN,
  where,
  withoutAbsent,
} from "../declaration";
import { ownerMissing } from "../exactlyOnce";
import { adoptOf, type Context, ruleFailures, type View } from "../model";
import { concealIn, viewOf, withDefaults } from "../state";
import { schemaFailures, someTime, textFailures } from "../validate";
import { adoptFailures, takeOverFailures } from "./adoptChecks";
import { replacedFor } from "./diff";

/** What check makes of the inputs. */
export interface Checked {
  /** The inputs with defaults; keys of the faces are kept. */
  readonly inputs: Properties;
  /** Everything that is wrong with them, at once. */
  readonly failures: readonly CheckFailure[];
}

/** What a check is about. */
interface Question {
  /** The checked inputs of the state; empty for a new resource. */
  readonly olds: Properties;
  readonly isNew: boolean;
  /** What is declared, with defaults and a name, without the keys of the faces. */
  readonly news: Properties;
  readonly declaration: Declaration | undefined;
  /** The inputs that only a replacement can change. */
  readonly replaces: readonly string[];
  readonly view: View;
}

/**
 * Fills in defaults, checks the inputs against the schema and the rules across fields, and asks the service about what
 * is about to be bought or changed. What a preview does not know is skipped.
 *
 * @param olds The checked inputs of the resource as it is in the state; empty for a new one, and for the second
 * check of one that is to be replaced.
 */
export async function check(ctx: Context, olds: Properties, news: Properties): Promise<Checked> {
  const given = withoutAbsent(news);
  const own = where(given, isOwn);
  concealIn(ctx, given);
  const question = asked(
    ctx,
    withoutAbsent(olds),
    where(given, (key) => !isOwn(key)),
    own,
  );
  note(ctx, question, own);
  const wrong = wrongInputs(ctx, question);
  const failures = wrong.length > 0 ? wrong : await serviceFailures(ctx, question);
  const { declaration } = question;
  if (question.isNew && declaration && failures.length > 0) {
    ctx.deployment.refused(declaration, adoptOf(question.news));
  }
  return { inputs: { ...question.news, ...own, ...openMarks(declaration) }, failures };
}

function asked({ resource, ...ctx }: Context, olds: Properties, user: Properties, own: Properties): Question {
  const required = Object.entries(resource.facts.fields).find(([, { required }]) => required)?.[0] ?? "name";
  const isNew = olds[required] === undefined;
  const inputs = withDefaults(resource, user);
  const name = physicalName(olds, inputs, isNew);
  const news = name === undefined ? inputs : { ...inputs, name };
  const declaration = own[DECLARATION_KEY] as Declaration | undefined;
  const replaces = isNew ? [] : replacedFor(resource, olds, news);
  return { olds, isNew, news, declaration, replaces, view: viewOf(ctx, own) };
}

/** What a check tells of the run. */
function note({ deployment }: Context, { olds, isNew, news, declaration }: Question, own: Properties): void {
  if (!isNew) deployment.seen({ name: olds.name });
  const asNew = isNew ? ({ ...news, ...own } as Inputs) : undefined;
  if (declaration) deployment.checked(declaration, asNew, adoptOf(news));
}

/** What is wrong with the inputs in themselves. */
function wrongInputs(ctx: Context, question: Question): CheckFailure[] {
  const { resource } = ctx;
  const { olds, news, declaration, view } = question;
  // What is as the state has it may be what a read has found, which `ignoreChanges` carries over: nothing is asked for.
  const isKept = (name: string, value: unknown): boolean => isDeepStrictEqual(value, olds[name]);
  const isFound = (name: string, value: unknown): boolean =>
    Array.isArray(value) && resource.facts.fields[name]?.echoed === true && isKept(name, value);
  const given = where(news, (name, value) => !isFound(name, value));
  const texts = where(given, (name, value) => !isKept(name, value));
  const unowned = ownerMissing(ctx);
  return [
    ...(unowned === undefined ? [] : [{ property: "", reason: unowned }]),
    ...schemaFailures(resource, given, view),
    ...textFailures(resource.facts.schema.root, texts, view),
    ...ruleFailures([...resource.rules, someTime], given, view.show),
    ...adoptFailures(resource, question, declaration && ctx.deployment.replacementFor(declaration)),
  ];
}

/** What the service has against them. */
async function serviceFailures(
  ctx: Context,
  { olds, isNew, news, declaration, replaces }: Question,
): Promise<CheckFailure[]> {
  const { resource } = ctx;
  const inputs: Inputs = { ...news, [DECLARATION_KEY]: declaration };
  const replacement = declaration && ctx.deployment.replacementFor(declaration);
  // What is replaced gets a second check, as a new one.
  const changesInPlace = !isNew && replaces.length === 0;
  const buys = isNew || (changesInPlace && resource.buys?.(olds, news) === true);
  const against = [
    ...((buys && (await resource.checkPurchase?.(ctx, olds, inputs, replacement))) || []),
    ...((changesInPlace && (await resource.checkChange?.(ctx, olds, inputs))) || []),
  ];
  return isNew && against.length === 0 ? takeOverFailures(ctx, inputs) : against;
}

/** What a preview does not know may turn out to be secret: a saved plan has to leave open what is. */
function openMarks(declaration: Declaration | undefined): object {
  return hasUnknown(declaration?.secret) ? { [DECLARATION_KEY]: { ...declaration, secret: UNKNOWN } } : {};
}

/** Keys that Pulumi or the face adds; everything else is the user's. */
const isOwn = (key: string): boolean => key.startsWith("__");

/**
 * The user's name, else the one that the resource has. A new resource gets its name when it is created: check runs once
 * for a preview and again for the run after it, and a name drawn here would be another one each time, which a saved
 * plan (`pulumi up --plan`) refuses.
 */
function physicalName(olds: Properties, inputs: Properties, isNew: boolean): unknown {
  if (inputs.name !== undefined && inputs.name !== "") return inputs.name;
  return isNew ? undefined : olds.name;
}
