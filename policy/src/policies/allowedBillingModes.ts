import { violationsOf } from "../choices";
import type { Declared } from "../declared";
import { numberOf, textOf } from "../declared";
import type { InstancePolicy } from "../policy";

const MODES = ["onDemand", "spot", "monthly"] as const;

interface Config {
  readonly billingModes: readonly string[];
}

/**
 * How an instance is paid for; `undefined` if that is not known. `month` above 0 is monthly, whatever the mode says
 * (API page, create: `month`); a CPU instance has no mode and is paid by use.
 */
export function billingModeOf({ props }: Declared): string | undefined {
  if ((numberOf(props.month) ?? 0) > 0) return "monthly";
  return props.billingMode === undefined ? "onDemand" : textOf(props.billingMode);
}

/** How instances may be paid for. */
export const allowedBillingModes: InstancePolicy<Config> = {
  name: "allowed-billing-modes",
  description: "Instances are paid for in an allowed way.",
  options: {
    billingModes: {
      type: "array",
      items: { type: "string", enum: [...MODES] },
      default: [...MODES],
      description: "Of `onDemand`, `spot` and `monthly`; an instance with `month` above 0 is monthly.",
    },
  },
  violations: (declared, { billingModes }) => {
    const allowed = billingModes.length === 0 ? "allows none" : `allows ${billingModes.join(", ")}`;
    return violationsOf(declared, billingModeOf, (mode, { instance, placeOf }) => {
      if (billingModes.includes(mode)) return [];
      return [
        `${placeOf("billingMode")} is ${instance.show("billingMode", `"${mode}"`)}, but the policy config ${allowed}. Choose an allowed mode, or add this one to "billingModes" of allowed-billing-modes.`,
      ];
    });
  },
};
