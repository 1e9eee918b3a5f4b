import type { Check } from "../check";
import { launcherCheck } from "./launcher";
import { nodeCheck } from "./node";
import { pulumiNovitaCheck, pulumiSdkCheck } from "./packages";
import { pulumiCliCheck } from "./pulumiCli";
import { runtimeCheck } from "./runtime";
import { balanceCheck, baseUrlCheck, keyAcceptedCheck, keyCheck, serviceCheck } from "./service";
import { typescriptCheck } from "./typescript";

/** In the order of the report; what a check needs stands before it. */
export const checks: readonly Check[] = [
  nodeCheck,
  runtimeCheck,
  typescriptCheck,
  pulumiCliCheck,
  launcherCheck,
  pulumiSdkCheck,
  pulumiNovitaCheck,
  baseUrlCheck,
  keyCheck,
  serviceCheck,
  keyAcceptedCheck,
  balanceCheck,
];
