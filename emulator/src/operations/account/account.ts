import { balanceUsd, type World } from "../../world";
import type { Operation } from "../operation";

/** The billing API counts in 1/10 000 USD. */
const UNITS_PER_USD = 10_000;

/** What the account has; less than nothing if it owes. There is neither credit nor an invoice. */
export const balance: Operation = {
  name: "balance",
  method: "GET",
  root: "/openapi/v1",
  path: "/billing/balance/detail",
  run: (world) => ({
    availableBalance: String(units(world)),
    cashBalance: String(units(world)),
    creditLimit: "0",
    pendingCharges: "0",
    outstandingInvoices: "0",
  }),
};

/** The account as the older API shows it: the balance as a number. */
export const user: Operation = {
  name: "user",
  method: "GET",
  root: "/v3",
  path: "/user",
  run: (world) => ({ credit_balance: units(world), allow_features: [] }),
};

function units(world: World): number {
  return Math.round(balanceUsd(world) * UNITS_PER_USD);
}
