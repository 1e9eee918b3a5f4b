import type { Check } from "../check";
import { launcherCheck } from "./launcher";
import { nodeCheck } from "./node";
import { pulumiNovitaCheck, pulumiSdkCheck, typescriptCheck } from "./packages";
import { pulumiCliCheck } from "./pulumiCli";
import { baseUrlCheck, keyAcceptedCheck, keyCheck, serviceCheck } from "./service";

/** In the order of the report; what a check needs stands before it. */
export const checks: readonly Check[] = [
  nodeCheck,
  typescriptCheck,
  pulumiCliCheck,
  launcherCheck,
  pulumiSdkCheck,
  pulumiNovitaCheck,
  baseUrlCheck,
  keyCheck,
  serviceCheck,
  keyAcceptedCheck,
];
