import type { Policies } from "@pulumi/policy";
import { openPrices } from "pulumi-novita/facts";
import { allowedBillingModes } from "./allowedBillingModes";
import { allowedProducts } from "./allowedProducts";
import { limitedLife } from "./limitedLife";
import { capOn, maxHourlyPrice } from "./maxHourlyPrice";
import { monthlyNeedsConsent } from "./monthlyNeedsConsent";
import { noSecretsInClear } from "./noSecretsInClear";
import { pinnedImages } from "./pinnedImages";
import { toPulumi } from "../policy";
import { publicTcpPorts } from "./publicTcpPorts";

/** What each policy of the pack says of itself, in the order of README.md. */
export const described = [
  maxHourlyPrice,
  allowedProducts,
  allowedBillingModes,
  monthlyNeedsConsent,
  limitedLife,
  pinnedImages,
  publicTcpPorts,
  noSecretsInClear,
] as const;

/** The pack: every policy, as Pulumi takes it. */
export function policies(): Policies {
  return [
    capOn(openPrices),
    toPulumi(allowedProducts),
    toPulumi(allowedBillingModes),
    toPulumi(monthlyNeedsConsent),
    toPulumi(limitedLife),
    toPulumi(pinnedImages),
    toPulumi(publicTcpPorts),
    toPulumi(noSecretsInClear),
  ];
}
