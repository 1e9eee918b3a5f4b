import { printable } from "../../api";
import { type Context, labelOf, type Live, oneOf, shortNoun } from "../model";
import { type Earlier, type Named, taggedDeclaration } from "./orphans";

/** The sentences that name what was found, what of each is not as declared, what it costs, whose it may be, and the ways out. */
export async function orphanMessage(
  ctx: Context,
  inputs: Named,
  { orphans, trouble }: Pick<Earlier, "orphans" | "trouble">,
  differences: readonly (readonly string[])[],
): Promise<string> {
  const found = await Promise.all(orphans.map((each, at) => described(ctx, each, differences[at] ?? [])));
  const one = orphans.length === 1;
  const fixed = taggedDeclaration(ctx, inputs) === undefined;
  const what = fixed ? `of the fixed name "${inputs.name}"` : "of this declaration";
  const known = trouble === undefined ? "that no stack of this project has" : "that this run has not met";
  const short = shortNoun(ctx.resource);
  const are = one
    ? `is already ${oneOf(ctx.resource)} ${what}`
    : `are already ${orphans.length} ${short}s ${what}`;
  const [it, ids] = one
    ? ["it", `"${orphans[0]?.id}"`]
    : ["them", orphans.map(({ id }) => `"${id}"`).join(", ")];
  const fixedApart = `To keep yours apart, drop \`name\`: each ${short} then gets a name of its own.`;
  const [adopt, remove] = one ? ["it", "it"] : ["one", "the others"];
  const id = one ? orphans[0]?.id : "<its id>";
  return [
    `${ctx.resource.noun} "${inputs.name}" was not created: there ${are} ${known}: ${found.join("; ")}.`,
    ...(trouble === undefined ? [] : [`A renamed resource or another stack may have ${it}: ${trouble}`]),
    `${fixed ? FIXED_OWNERS : OWNERS} may own ${it}; ${ASK} tells of every state that you give to it. ${fixed ? fixedApart : APART}`,
    `If ${it === "it" ? "it was" : "they were"} left by an interrupted run, or kept by retainOnDelete, take ${adopt} over with lifecycle: { adopt: "${id}" }, delete ${remove} in Novita's console, or keep ${it} beside a new one with lifecycle: { ignoreOrphans: [${ids}] }.`,
  ].join(" ");
}

const ASK = "`pulumi stack export | npx pulumi-novita orphans -`";
const OWNERS = "Another backend, organization or team with the same project and stack name";
const APART = "To keep yours apart, set the config novita:owner to a name of your own.";
const FIXED_OWNERS = "Anybody who uses the same name";

async function described(ctx: Context, orphan: Live, differences: readonly string[]): Promise<string> {
  const but = differences.length === 0 ? "" : ` (not what is declared: ${differences.join("; ")})`;
  const price = (await ctx.resource.priceOf?.(ctx, orphan)) ?? "";
  return `${labelOf(ctx.resource, orphan)} [${printable(orphan.status)}]${price && `, ${price}`}${but}`;
}
