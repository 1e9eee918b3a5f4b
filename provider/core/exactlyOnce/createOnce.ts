import { InDoubtError, NovitaError, OutOfStockError } from "../../api";
import type { Inputs } from "../declaration";
import {
  type Context,
  formatDuration,
  limitOf,
  type Live,
  saysWhyAgain,
  timeoutMs,
  whyUnheard,
} from "../model";
import { asChosen, asPlacedLive } from "../state";
import { orphanDifferences } from "./differences";
import { orphanMessage } from "./orphanMessage";
import { type Earlier, findEarlier, type Named } from "./orphans";
import { reconcile } from "./reconcile";

/** An orphan that is to be taken over, or the id of what was created and what that is. */
export type Obtained = { readonly orphan: Live } | Made;

interface Made {
  readonly id: string;
  readonly inputs: Named;
  /** When the create operation began, without what it has waited for before it could create. */
  readonly startedAt: number;
}

/** How old a look for earlier things may be when the create request is sent. */
const FRESH_MS = 5_000;

/**
 * Creates what is declared, exactly once: looks for what an earlier run has made of the declaration, sends one request,
 * and finds out what became of it if the answer does not say. Creates under one name wait for each other, as two
 * resources may be declared with one fixed name.
 *
 * @throws NovitaError when nothing was created, or what may exist is named in the message.
 */
export function createOnce(ctx: Context, declared: Named, startedAt: number): Promise<Obtained> {
  // Known from here on, so that another resource of the same logical name does not take it for an orphan.
  ctx.deployment.seen({ name: declared.name });
  return ctx.deployment.inTurn(declared.name, async () => {
    for (const id of declared.lifecycle?.ignoreOrphans ?? []) ctx.deployment.seen({ id });
    const obtained = await obtain(ctx, declared, startedAt);
    // Whose turn is next must not take it for one of nobody.
    ctx.deployment.seen({ id: "orphan" in obtained ? obtained.orphan.id : obtained.id });
    return obtained;
  });
}

async function obtain(ctx: Context, declared: Named, startedAt: number): Promise<Obtained> {
  const { clock, resource } = ctx;
  const budgetMs = timeoutMs(ctx, declared.lifecycle, "create");
  const look = async () => {
    const earlier = await findEarlier(ctx, declared, budgetMs);
    return { ...earlier, orphan: await orphanToAdopt(ctx, declared, earlier), at: clock.now() };
  };
  let earlier = await look();
  if (earlier.orphan) return { orphan: earlier.orphan };
  let [began, leftAt] = [startedAt, clock.now()];
  let outcome: unknown;
  const create = async (choice: Inputs): Promise<Obtained> => {
    // Nothing else may be created while it is not certain that nothing was.
    if (outcome !== undefined) throw outcome;
    const inputs = { ...asChosen(resource, declared, choice), name: declared.name };
    began += clock.now() - leftAt;
    try {
      if (clock.now() - earlier.at > FRESH_MS) earlier = await look();
      if (earlier.orphan) return { orphan: earlier.orphan };
      const id = await send(ctx, inputs, earlier.sameName, began + budgetMs);
      return { id, inputs, startedAt: began };
    } catch (error) {
      if (!(error instanceof OutOfStockError)) outcome = error;
      throw error;
    } finally {
      leftAt = clock.now();
    }
  };
  if (resource.obtain) return resource.obtain(ctx, declared, create);
  await resource.beforeCreate?.(ctx, declared);
  return create(declared);
}

/**
 * The orphan that may be taken over in place of a create; `undefined` if there is none at all. Taken over by itself is
 * only the one thing that is what is declared, in the name of an owner, and that no stack of the project holds.
 *
 * @throws NovitaError if a person has to decide.
 */
async function orphanToAdopt(ctx: Context, inputs: Named, earlier: Earlier): Promise<Live | undefined> {
  const [first, ...more] = earlier.orphans;
  if (!first) return undefined;
  const as = (live: Live): Inputs => asPlacedLive(ctx.resource, live, inputs);
  const differences = earlier.orphans.map((each) => orphanDifferences(ctx, each, as(each)));
  const message = await orphanMessage(ctx, inputs, earlier, differences);
  const isOne = more.length === 0 && differences[0]?.length === 0;
  const certain = isOne && earlier.trouble === undefined && ctx.owner !== "";
  if (ctx.orphans !== "adopt" || !certain) throw new NovitaError(message);
  try {
    await ctx.resource.beforeCreate?.(ctx, as(first));
    return first;
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    // It goes on costing money, so it has to be named whatever the reason not to keep it.
    throw new NovitaError(`${error.message} ${message}`);
  }
}

/** Sends the one create request, and finds out what became of it if the answer does not say. */
async function send(
  ctx: Context,
  inputs: Named,
  before: ReadonlySet<string>,
  endsAt: number,
): Promise<string> {
  const { resource } = ctx;
  const what = `${resource.noun} "${inputs.name}"`;
  const budgetMs = endsAt - ctx.clock.now();
  if (budgetMs <= 0) {
    const limit = formatDuration(timeoutMs(ctx, inputs.lifecycle, "create"));
    throw new NovitaError(
      `${what} was not created: ${limitOf(ctx, "create")} (${limit}) ran out first. Run \`pulumi up\` again, with a longer timeout.`,
    );
  }
  if (!(await ctx.log.heard(`Creating ${what}.`))) {
    throw new NovitaError(`${what} was not created: ${whyUnheard(ctx)}.`);
  }
  const goesOn = saysWhyAgain(ctx, `Creating ${what}`);
  const doubt = { name: inputs.name, before, endsAt };
  ctx.lists.changing();
  try {
    const id = await resource.api.create(ctx, inputs, { withinMs: budgetMs, goesOn });
    return id ?? (await reconcile(ctx, doubt));
  } catch (error) {
    if (!(error instanceof InDoubtError)) throw error;
    return await reconcile(ctx, { ...doubt, error });
  }
}
