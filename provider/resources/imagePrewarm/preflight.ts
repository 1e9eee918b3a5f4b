import type { CheckFailure, Properties } from "../../core";
import { clusterFailures, credentialFailures, declaredName, hasCredential, orWarn } from "../asking";
import type { ClientContext } from "../clientContext";
import type { Inputs } from "./inputs";

/**
 * Why a task could not be started: what it names does not exist. A service that cannot be asked is a warning.
 *
 * @throws AuthenticationError when the key is refused: no run could succeed with it.
 */
export function checkPurchase(
  ctx: ClientContext,
  _olds: Properties,
  inputs: Inputs,
): Promise<CheckFailure[]> {
  const words = `${declaredName(inputs)}: whether all that it names exists is not known.`;
  return orWarn(ctx, words, async () => [
    ...(await clusterFailures(ctx, inputs, "image prewarming", () => false)),
    ...(await credentialFailures(ctx, inputs, "registryAuthId", (id) => hasCredential(ctx, id))),
  ]);
}
