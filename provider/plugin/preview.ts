import { isRecord } from "../api";
import {
  asPlaced,
  bagOf,
  type Context,
  type Definition,
  diff,
  hasUnknown,
  type Inputs,
  isLeft,
  pick,
  type Properties,
  REMEMBERED_KEY,
  type State,
  UNKNOWN,
  where,
} from "../core";

/** What a preview can say of what a create will make: its inputs, and its price; all else only the service knows. */
export async function previewOfCreate(ctx: Context, news: Properties): Promise<Properties> {
  const { resource } = ctx;
  const { facts, quoted: priced = [] } = resource;
  const chosen = Object.keys(facts.fields).filter((name) => facts.fields[name]?.chosen === "always");
  const open = openIn(resource, news);
  const prices = open.length > 0 ? unknown(priced) : await quoted(ctx, news);
  return { ...unknown([...facts.outputs, ...chosen]), ...news, ...unknown(open), ...prices };
}

/** Those of the inputs that depend on which of several choices can be had. */
function openIn({ choices, placed = [] }: Definition, news: Properties): readonly string[] {
  const all = choices?.(news as Inputs) ?? [];
  return placed.filter((name) => all.some((each) => bagOf(each)[name] !== news[name]));
}

/** What a preview can say of what an update will make: what the changes of the inputs cannot change stays. */
export async function previewOfUpdate(
  ctx: Context,
  id: string,
  state: State,
  news: Inputs,
): Promise<Properties> {
  const { resource } = ctx;
  const { facts, quoted: priced = [] } = resource;
  const olds = bagOf(state);
  const inputs = where(asPlaced(resource, state, news), (name) => name !== REMEMBERED_KEY);
  const { changes, isHalted } = diff(resource, id, olds, bagOf(news));
  const touched = changes.filter((name) => name in facts.fields);
  const opened = touched.flatMap((name) => resource.outputsChangedBy?.(name) ?? facts.outputs);
  // What a preview does not know of the options may be that the thing is to stand still.
  const mayMove = isHalted || hasUnknown(optionsIn(news));
  const open = mayMove ? facts.outputs : opened.filter((name) => name !== "status");
  const kept = pick(olds, [...facts.outputs, REMEMBERED_KEY]);
  const left = where(olds, (name) => name in facts.fields && isLeft(resource, name, olds, news));
  // What is stopped or started costs something else then.
  const isPriced = mayMove || touched.some((name) => facts.fields[name]?.priced);
  const prices = isPriced ? { ...unknown(priced), ...(await quoted(ctx, inputs)) } : pick(kept, priced);
  return { ...kept, ...left, ...unknown(open), ...inputs, ...prices };
}

/** How long an operation may take changes nothing of what comes of it. */
function optionsIn({ lifecycle }: Inputs): unknown {
  return isRecord(lifecycle) ? where(lifecycle, (name) => name !== "timeouts") : lifecycle;
}

/** Properties of which a preview knows no more than that they will be there. */
export const unknown = (names: readonly string[]): Properties =>
  Object.fromEntries(names.map((name) => [name, UNKNOWN]));

async function quoted(ctx: Context, news: Properties): Promise<Properties> {
  return hasUnknown(news) ? {} : ((await ctx.resource.quote?.(ctx, news)) ?? {});
}
