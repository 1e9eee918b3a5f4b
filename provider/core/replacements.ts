import { NovitaError } from "../api/errors/errors";
import type { Context } from "./model/context";
import { look } from "./await/lookup";
import { type Declaration, DECLARATION_KEY, type Inputs, keyOf, type Properties } from "./model/declaration";
import type { CheckFailure } from "./model/failures";
import { diskFailure, obstacles } from "../resources/gpuInstance/preflight/obstacles";
import type { Quote } from "../pricing/quote";
import { affordable } from "../pricing/cap";
import { phaseOf } from "../resources/gpuInstance/readiness";
import { viewOf } from "./state/secrets";
import { hasUnknown } from "./model/unknowns";

/** An instance that is about to be deleted for another one. */
interface Planned {
  readonly id: string;
  readonly olds: Properties;
  readonly news: Inputs;
}

/** The instance was not deleted: what shall replace it cannot be had. */
export class ReplacementError extends NovitaError {
  override readonly name = "ReplacementError";
}

/**
 * The replacements that are under way in this process. The engine deletes the old instance first and tells neither
 * delete nor the second check why; but it asks diff first, and then checks the same declaration without its old
 * inputs. Only both together are a replacement: a refresh asks diff as well.
 */
export class Replacements {
  private readonly announced = new Map<string, Planned>();
  private readonly planned = new Map<string, Planned>();
  private readonly anew = new Map<string, Inputs>();

  /** Diff has found that the instance has to be replaced. */
  announce(id: string, olds: Properties, news: Properties): void {
    this.announced.set(id, { id, olds, news: news as unknown as Inputs });
  }

  /** The instance is to stay as it is, or is gone. */
  drop(id: string): void {
    const declaration = this.announced.get(id)?.news[DECLARATION_KEY];
    if (declaration) this.anew.delete(keyOf(declaration));
    this.announced.delete(id);
    this.planned.delete(id);
  }

  /** The declaration is checked as a new one: what was announced for it is going to happen. */
  confirm(declaration: Declaration, checked: Properties): void {
    const news = checked as unknown as Inputs;
    this.anew.set(keyOf(declaration), news);
    // More than one where components have resources of the same logical name.
    const announced = [...this.announced.values()].filter(({ news: old }) => isOf(declaration, old));
    for (const each of announced) this.planned.set(each.id, { ...each, news });
  }

  /** The create of the declaration begins: what is deleted from now on is not deleted for it. */
  begin(declaration: Declaration): void {
    this.anew.delete(keyOf(declaration));
  }

  /**
   * What is to come in place of an instance that is about to be deleted. `pulumi up --replace` asks no diff: there only
   * the declaration tells that the instance goes before another one comes.
   */
  before(id: string, olds: Properties): Planned | undefined {
    const planned = this.planned.get(id);
    const declaration = olds[DECLARATION_KEY] as Declaration | undefined;
    const news = declaration && this.anew.get(keyOf(declaration));
    return planned ?? (news && { id, olds, news });
  }

  /** What is to come in place of an instance, by its id or by whose declaration it is. */
  of(key: string | Declaration): Planned | undefined {
    if (typeof key === "string") return this.planned.get(key);
    return [...this.planned.values()].find(({ news }) => isOf(key, news));
  }
}

function isOf(declaration: Declaration, { [DECLARATION_KEY]: other }: Inputs): boolean {
  return other !== undefined && keyOf(other) === keyOf(declaration);
}

const OUT_OF_STOCK = "is out of stock now";

/**
 * Why a replacement cannot be had now, as the rest of a sentence about its product; `undefined` where it can. What
 * the old instance sets free serves a new one of the same product, in the same place, that needs no more.
 */
export function outOfReach(
  { olds, news }: Omit<Planned, "id">,
  quote: Quote | undefined,
): string | undefined {
  if (!quote) return "is not listed by Novita now";
  const samePlace = news.clusterId === undefined || news.clusterId === olds.clusterId;
  const noMore = Number(olds.gpuNum ?? 1) >= Number(news.gpuNum ?? 1);
  const freed = olds.productId === news.productId && samePlace && noMore;
  return quote.stock === "none" && !freed ? OUT_OF_STOCK : undefined;
}

/** A stopped instance has given its GPUs back. */
async function holdsGpus(ctx: Context, id: string): Promise<boolean> {
  const live = await look(ctx, id);
  return live !== undefined && phaseOf(live) !== "stopped";
}

async function unmetBy(ctx: Context, news: Inputs): Promise<CheckFailure[]> {
  const disk = diskFailure(ctx, await ctx.prices.product(news), news);
  return [...(disk ? [disk] : []), ...(await obstacles(ctx, news))];
}

/**
 * Asks once more, right before an instance is deleted for another one, whether that one can be had: within the cap,
 * in stock, and all that it names there in one cluster.
 *
 * @throws NovitaError when it cannot, or cannot be known; nothing was deleted then.
 */
export async function worthDeleting(
  ctx: Context,
  id: string,
  olds: Properties,
  label: string,
): Promise<void> {
  const planned = ctx.replacements.before(id, olds);
  if (!planned || hasUnknown(planned.news)) return;
  // Stock goes fast: a minute ago is too long.
  ctx.prices.forget();
  ctx.catalogue.forget();
  const refused = `${label} was not deleted, because its replacement cannot be had`;
  const unsure = (error: unknown): never => {
    if (!(error instanceof NovitaError)) throw error;
    throw new ReplacementError(
      `${label} was not deleted, because it is not known whether its replacement can be had: ${error.message}`,
    );
  };
  await affordable(ctx, planned.news, refused);
  const quote = await ctx.prices.quoteThere(planned.news).catch(unsure);
  const unmet = await unmetBy(ctx, planned.news).catch(unsure);
  if (quote && unmet.length > 0) {
    const reasons = unmet.map(({ reason }) => reason).join(" ");
    throw new ReplacementError(`${refused}. ${reasons} Then run \`pulumi up\` again.`);
  }
  const none = quote?.stock === "none";
  const why = outOfReach(planned, quote) ?? (none && !(await holdsGpus(ctx, id)) ? OUT_OF_STOCK : undefined);
  if (why === undefined) return;
  const { show } = viewOf(ctx, planned.news);
  throw new ReplacementError(
    `${refused}: product ${show("productId", `"${planned.news.productId}"`)} ${why}. Choose another productId, or run \`pulumi up\` again later.`,
  );
}
