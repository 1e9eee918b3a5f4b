import { NovitaError } from "../../api/errors";
import type { Context } from "./context";
import { type Declaration, DECLARATION_KEY, type Inputs, type Properties } from "./model";
import type { Quote } from "./price";
import { affordable } from "./priceCap";
import { hasUnknown } from "./unknowns";

/** An instance that is about to be deleted for another one. */
interface Planned {
  readonly olds: Properties;
  readonly news: Inputs;
}

/** The instance was not deleted: what shall replace it cannot be had. */
export class ReplacementError extends NovitaError {
  override readonly name = "ReplacementError";
}

/**
 * The replacements that diff has announced in this process. The engine deletes the old instance first and tells
 * neither delete nor the second check why.
 */
export class Replacements {
  private readonly planned = new Map<string, Planned>();

  /** Remembers that the instance is to be replaced. */
  plan(id: string, olds: Properties, news: Properties): void {
    this.planned.set(id, { olds, news: news as unknown as Inputs });
  }

  /** Forgets an instance that is to stay as it is, or is gone. */
  drop(id: string): void {
    this.planned.delete(id);
  }

  /** What is to come in place of an instance; `undefined` where nothing is. */
  of(id: string): Planned | undefined {
    return this.planned.get(id);
  }

  /** The same, by whose declaration it is. */
  ofDeclaration({ project, stack, name }: Declaration): Planned | undefined {
    return [...this.planned.values()].find(({ news: { [DECLARATION_KEY]: other } }) => {
      return other?.project === project && other.stack === stack && other.name === name;
    });
  }
}

/**
 * Why a replacement cannot be had now, as the rest of a sentence about its product; `undefined` where it can. What
 * the old instance sets free serves a new one of the same product that needs no more.
 */
export function outOfReach({ olds, news }: Planned, quote: Quote | undefined): string | undefined {
  if (!quote) return "is not listed by Novita now";
  const freed = olds.productId === news.productId && Number(olds.gpuNum ?? 1) >= Number(news.gpuNum ?? 1);
  return quote.stock === "none" && !freed ? "is out of stock now" : undefined;
}

/**
 * Asks once more, right before an instance is deleted for another one, whether that one can be had: within the cap,
 * and in stock.
 *
 * @throws NovitaError when it cannot, or cannot be known; nothing was deleted then.
 */
export async function worthDeleting(ctx: Context, id: string, label: string): Promise<void> {
  const planned = ctx.replacements.of(id);
  if (!planned || hasUnknown(planned.news)) return;
  await affordable(ctx, planned.news);
  const why = outOfReach(planned, await ctx.prices.quote(planned.news));
  if (why === undefined) return;
  throw new ReplacementError(
    `${label} was not deleted: its replacement cannot be had, as product "${planned.news.productId}" ${why}. Choose another productId, or run \`pulumi up\` again later.`,
  );
}
