import type { Instance } from "../../api";
import { whole } from "../../core";
import { createPriceList, pricedAs } from "../../pricing";
import { listInstances, phaseOf } from "../../resources/gpuInstance";
import type { Asking } from "./asking";

/** The instances of the account that exist, or those with `name` in their names. */
export async function instancesOf({ client, clock }: Asking, name?: string): Promise<readonly Instance[]> {
  const all = whole(await listInstances(client, clock, { name }));
  return all.filter((each) => phaseOf(each) !== "gone");
}

/** Today's list price of an instance as it runs, in USD an hour; `undefined` if the service lists none, or cannot be asked. */
export async function hourlyUsdOf({ client, answers }: Asking, live: Instance): Promise<number | undefined> {
  const priced = pricedAs(live);
  // A price is worth showing, and never worth failing for.
  const quote =
    priced &&
    (await createPriceList(client, answers)
      .quote(priced)
      .catch(() => undefined));
  return quote?.hourlyUsd;
}
