import { type Price, type Priced, type Prices, storageHourlyUsd } from "pulumi-novita/facts";
import { choicesIn } from "./choices";
import { type Declared, numberOf, textOf, UNKNOWN } from "./declared";

/** The inputs that a price depends on. */
const PRICED = ["productId", "kind", "gpuNum", "rootfsSize", "billingMode", "month"] as const;

/**
 * What an instance costs while it runs: what the state says of one that stays as it is, else what Novita asks for it now.
 * So a product that is not offered any more does not stop a stack that has it. Of a stopped one the state says what it
 * costs stopped, and it may be started at any time.
 *
 * @param which Which of several choices counts as long as it is not known which one an instance is.
 */
export async function priceOf(
  declared: Declared,
  prices: Prices,
  which: "cheapest" | "dearest" = "dearest",
): Promise<Price> {
  const { props } = declared;
  const paid = props.status === "exited" ? undefined : numberOf(props.hourlyPrice);
  if (paid !== undefined) return { kind: "known", hourlyUsd: paid };
  // The outputs of what is there are those of its choice.
  const isThere = typeof props.placement === "object" && props.placement !== null;
  if (isThere) return priceNow(declared, prices);
  const all = await Promise.all(choicesIn(declared).map(({ instance }) => priceNow(instance, prices)));
  const isDearest = which === "dearest";
  // Each has to be known if the dearest is asked for: whichever can be had is taken.
  const usdOf = (price: Price): number => (price.kind === "known" ? price.hourlyUsd : Infinity);
  return all.reduce((one, other) => (usdOf(other) > usdOf(one) === isDearest ? other : one));
}

async function priceNow({ props, show }: Declared, prices: Prices): Promise<Price> {
  const missing = PRICED.find((field) => props[field] === UNKNOWN);
  if (missing !== undefined)
    return { kind: "unknown", why: `Its ${missing} is known only during the update.` };
  const price = await prices.priceOf(pricedIn(props));
  return price.kind === "known" ? price : { ...price, why: withoutSecrets(price.why, { props, show }) };
}

/** What a network storage costs: a larger one is priced anew, whatever the state says of the old size. */
export function priceOfStorage({ props }: Declared): Price {
  const size = numberOf(props.size);
  if (size !== undefined) return { kind: "known", hourlyUsd: storageHourlyUsd(size) };
  return { kind: "unknown", why: "Its size is known only during the update." };
}

/** What Novita does not list is named in quotes. */
function withoutSecrets(why: string, { props, show }: Pick<Declared, "props" | "show">): string {
  return (["productId", "billingMode"] as const).reduce((text, field) => {
    const quoted = `"${textOf(props[field]) ?? ""}"`;
    return text.replaceAll(quoted, show(field, quoted));
  }, why);
}

/** The inputs have been checked by the provider; what is not of the type that it wants is left out all the same. */
function pricedIn(props: Declared["props"]): Priced {
  return {
    productId: textOf(props.productId) ?? "",
    kind: props.kind === "cpu" ? "cpu" : "gpu",
    gpuNum: numberOf(props.gpuNum),
    rootfsSize: numberOf(props.rootfsSize),
    billingMode: BILLING_MODES.find((mode) => mode === props.billingMode),
    month: numberOf(props.month),
  };
}

const BILLING_MODES = ["onDemand", "monthly", "spot"] as const;
