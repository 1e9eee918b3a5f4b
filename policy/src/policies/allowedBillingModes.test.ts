import { allowedBillingModes } from "./allowedBillingModes";
import { UNKNOWN } from "../declared";
import { instance, saidBy } from "../instance.testkit";

test.each<[string, object, readonly string[], string]>([
  ["the mode itself", { billingMode: "spot" }, ["onDemand", "monthly"], "spot"],
  ["monthly by its month alone", { billingMode: undefined, month: 1 }, ["onDemand", "spot"], "monthly"],
  ["no mode, which is by use", { billingMode: undefined }, ["spot"], "onDemand"],
  ["month 0, which is by use", { billingMode: undefined, month: 0 }, ["spot"], "onDemand"],
])("%s is not allowed", (_, props, billingModes, mode) => {
  expect(saidBy(allowedBillingModes, instance({ ...props }), { billingModes })).toEqual([
    `billingMode is "${mode}", but the policy config allows ${billingModes.join(", ")}. Choose an allowed mode, or add this one to "billingModes" of allowed-billing-modes.`,
  ]);
});

test("an empty list allows none", () => {
  expect(saidBy(allowedBillingModes, instance(), { billingModes: [] })).toEqual([
    'billingMode is "onDemand", but the policy config allows none. Choose an allowed mode, or add this one to "billingModes" of allowed-billing-modes.',
  ]);
});

test.each(["onDemand", "spot", "monthly"])("without a config %s is allowed", (billingMode) => {
  expect(saidBy(allowedBillingModes, instance({ billingMode }))).toEqual([]);
});

test("a mode that is not known is not checked", () => {
  expect(saidBy(allowedBillingModes, instance({ billingMode: UNKNOWN }), { billingModes: [] })).toEqual([]);
});

test("each alternative has to be paid for in an allowed way", () => {
  const declared = instance({
    lifecycle: { alternatives: [{ billingMode: "spot" }, { productId: "other" }] },
  });
  expect(saidBy(allowedBillingModes, declared, { billingModes: ["onDemand"] })).toEqual([
    'lifecycle.alternatives[0].billingMode is "spot", but the policy config allows onDemand. Choose an allowed mode, or add this one to "billingModes" of allowed-billing-modes.',
  ]);
});
