import type { Asking } from "./asking";
import type { Functions } from "../generated/types";

/** See functions.schema.yaml. */
export async function getBalance({ client }: Asking): Promise<Functions["getBalance"]["result"]> {
  const balance = await client.getBalance();
  return {
    available: balance.availableUsd,
    cash: balance.cashUsd,
    creditLimit: balance.creditLimitUsd,
    pendingCharges: balance.pendingUsd,
    outstandingInvoices: balance.outstandingUsd,
  };
}
