import { UNKNOWN } from "../declared";
import { instance, saidBy } from "../instance.testkit";
import { monthlyNeedsConsent } from "./monthlyNeedsConsent";

const monthly = { billingMode: "monthly", month: 3 };
const consent = (months: number, autoRenew?: boolean) => ({ consent: { trainer: { months, autoRenew } } });

test.each<[string, object, object]>([
  ["paid by use", { billingMode: "onDemand" }, {}],
  ["month 0, which is by use", { billingMode: "onDemand", month: 0 }, {}],
  ["agreed to for that long", monthly, consent(3)],
  ["agreed to for longer", monthly, consent(12)],
  ["renewed as agreed", { ...monthly, autoRenew: true }, consent(3, true)],
  ["with a mode that is not known", { billingMode: UNKNOWN }, {}],
  [
    "with months that are not known but are agreed to",
    { billingMode: "monthly", month: UNKNOWN },
    consent(1),
  ],
  ["with a renewal that is not known", { ...monthly, autoRenew: UNKNOWN }, consent(3)],
])("an instance %s is accepted", (_, props, config) => {
  expect(saidBy(monthlyNeedsConsent, instance({ ...props }), config)).toEqual([]);
});

const nobody = (term: string, entry: string): string =>
  `billingMode is "monthly"${term}: paid at once, and not given back. Nobody has agreed to that for "trainer". Bill by use, or have ${entry} added to "consent" of monthly-needs-consent in the policy config.`;

test.each<[string, object, object, string[]]>([
  ["a mode", monthly, {}, [nobody(" for 3 months", '"trainer":{"months":3}')]],
  [
    "a month alone",
    { billingMode: undefined, month: 1 },
    {},
    [nobody(" for 1 month", '"trainer":{"months":1}')],
  ],
  [
    "months that are not known",
    { billingMode: "monthly", month: UNKNOWN },
    {},
    [nobody("", '"trainer":{"months":1}')],
  ],
  [
    "consent for another instance",
    monthly,
    { consent: { trainer2: { months: 12 } } },
    [nobody(" for 3 months", '"trainer":{"months":3}')],
  ],
  [
    "a longer term than agreed",
    monthly,
    consent(1),
    [
      'month is 3, but the consent for "trainer" covers 1 month. Subscribe for less, or have the consent raised in the policy config.',
    ],
  ],
  [
    "a renewal that was not agreed",
    { ...monthly, autoRenew: true },
    consent(3),
    [
      'autoRenew is on: the subscription renews itself without an end, and the consent for "trainer" does not cover that. Switch it off, or have "autoRenew": true added to the consent in the policy config.',
    ],
  ],
])("%s is refused", (_, props, config, messages) => {
  expect(saidBy(monthlyNeedsConsent, instance({ ...props }), config)).toEqual(messages);
});

test("a name that every object has is not taken for consent", () => {
  const [message] = saidBy(monthlyNeedsConsent, instance(monthly, { name: "constructor" }));
  expect(message).toContain('Nobody has agreed to that for "constructor".');
});
