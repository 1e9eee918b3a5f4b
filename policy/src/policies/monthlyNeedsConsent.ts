import { billingModeOf } from "./allowedBillingModes";
import { numberOf } from "../declared";
import type { InstancePolicy } from "../policy";

/** What somebody has agreed to pay for one instance. */
interface Consent {
  /** Longest term, in months. */
  readonly months: number;
  /** Whether the term may renew itself, without an end. @default false */
  readonly autoRenew?: boolean;
}

interface Config {
  /** By logical name. */
  readonly consent: Readonly<Record<string, Consent>>;
}

/**
 * A month is paid for at once and cannot be given back, and Novita has no tag that could say that somebody agreed. So
 * the consent stands in the policy config: a line of its own in a pull request, in a file that can have an owner other
 * than the program's, for one instance by its logical name (a copied declaration has another), and for so many months.
 */
export const monthlyNeedsConsent: InstancePolicy<Config> = {
  name: "monthly-needs-consent",
  description: "A monthly subscription is started or extended only with consent in the policy config.",
  options: {
    consent: {
      type: "object",
      additionalProperties: {
        type: "object",
        properties: { months: { type: "integer", minimum: 1 }, autoRenew: { type: "boolean" } },
        required: ["months"],
        additionalProperties: false,
      },
      default: {},
      description:
        'What is agreed to, by logical name: `{"trainer": {"months": 3, "autoRenew": true}}`; `autoRenew` may be left out and is then `false`.',
    },
  },
  violations: (instance, { consent }) => {
    if (billingModeOf(instance) !== "monthly") return [];
    const { name, props, show } = instance;
    // A name such as "constructor" is not in the config because every object has it.
    const given = Object.hasOwn(consent, name) ? consent[name] : undefined;
    const months = numberOf(props.month);
    if (!given) {
      const entry = `${JSON.stringify(name)}:{"months":${show("month", `${months ?? 1}`)}}`;
      const term = months === undefined ? "" : ` for ${show("month", inMonths(months))}`;
      return [
        `billingMode is ${show("billingMode", '"monthly"')}${term}: paid at once, and not given back. Nobody has agreed to that for "${name}". Bill by use, or have ${entry} added to "consent" of monthly-needs-consent in the policy config.`,
      ];
    }
    return [
      ...(months !== undefined && months > given.months
        ? [
            `month is ${show("month", `${months}`)}, but the consent for "${name}" covers ${inMonths(given.months)}. Subscribe for less, or have the consent raised in the policy config.`,
          ]
        : []),
      ...(props.autoRenew === true && given.autoRenew !== true
        ? [
            `autoRenew is on: the subscription renews itself without an end, and the consent for "${name}" does not cover that. Switch it off, or have "autoRenew": true added to the consent in the policy config.`,
          ]
        : []),
    ];
  },
};

function inMonths(months: number): string {
  return `${months} month${months === 1 ? "" : "s"}`;
}
