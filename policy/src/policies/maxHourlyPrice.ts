import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Prices, PricesOptions } from "pulumi-novita/facts";
import { isOver, knownTotal, overCapText, type Share, stillOverCapText, unknownPriceText } from "../capText";
import { headOf, type Policy, strayOptions } from "../policy";
import { priceOf, priceOfStorage } from "../priced";
import { configIn, declaredIn, type Seen, storageIn } from "../seen";

interface Config {
  readonly maxHourlyUsd: number;
  readonly unknownPrice: "violation" | "ignore";
}

/** What the policy says of itself. */
export const maxHourlyPrice: Policy<Config> = {
  name: "max-hourly-price",
  description: "The GPU instances and network storages of a stack cost no more together than the cap.",
  options: {
    maxHourlyUsd: {
      type: "number",
      minimum: 0,
      default: 5,
      description:
        "USD an hour for all instances and network storages of the stack; a monthly price is spread over 730 hours a month.",
    },
    unknownPrice: {
      type: "string",
      enum: ["violation", "ignore"],
      default: "violation",
      description:
        "An instance whose price is not known is a `violation`, because a cap that cannot be checked holds; or it counts as nothing (`ignore`).",
    },
  },
};

/** The same cap, held twice: see {@link capOn}. */
type Cap = StackValidationPolicy & Required<Pick<ResourceValidationPolicy, "validateResource">>;

/**
 * The cap as Pulumi takes it. Pulumi asks about the whole stack when a preview or an update is done: in a preview
 * before anything is bought, but in an update without one (`--skip-preview`) after. So the cap is also held as
 * instances come, before each is created: there against those declared so far, by the prices that are known.
 *
 * @param open Opens the price list with the stack's config, once in a run.
 */
export function capOn(open: (options: PricesOptions) => Prices): Cap {
  const soFar = new Map<string, Share>();
  let prices: Prices | undefined;
  /** The sum that a violation has already told. */
  let toldUsd: number | undefined;

  const shareOf = async (
    seen: Seen,
    which: "cheapest" | "dearest" = "dearest",
  ): Promise<Share | undefined> => {
    const storage = storageIn(seen);
    if (storage) return { name: storage.name, price: priceOfStorage(storage), isStorage: true };
    const instance = declaredIn(seen);
    if (!instance) return undefined;
    prices ??= open({ config: configIn(seen) });
    return { name: instance.name, price: await priceOf(instance, prices, which) };
  };

  return {
    ...headOf(maxHourlyPrice),
    validateResource: async (args, report) => {
      // Nothing tells here whether an instance is there already, and which of its choices it is.
      const share = await shareOf(args, "cheapest");
      if (!share) return;
      soFar.set(args.urn, share);
      const { maxHourlyUsd } = args.getConfig<Config>();
      const shares = [...soFar.values()];
      if (!isOver(knownTotal(shares), maxHourlyUsd)) return;
      // Every further instance is stopped as well; listing all of them each time would grow with the square.
      const text = toldUsd === undefined ? overCapText : stillOverCapText;
      toldUsd = knownTotal(shares);
      report(text(shares, maxHourlyUsd, "declared up to this one"));
    },
    validateStack: async (args, report) => {
      const config = args.getConfig<Config>();
      strayOptions(maxHourlyPrice, config).forEach((violation) => report(violation));
      const found = await Promise.all(args.resources.map((each) => shareOf(each)));
      const shares = found.filter((share) => share !== undefined);
      const totalUsd = knownTotal(shares);
      const isTold = toldUsd !== undefined && !isOver(totalUsd, toldUsd);
      if (isOver(totalUsd, config.maxHourlyUsd) && !isTold)
        report(overCapText(shares, config.maxHourlyUsd, "of the stack"));
      if (config.unknownPrice === "ignore") return;
      for (const { name, price } of shares)
        if (price.kind === "unknown") report(unknownPriceText(name, price.why, config.maxHourlyUsd));
    },
  };
}
