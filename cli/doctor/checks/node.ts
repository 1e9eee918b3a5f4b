import type { Check } from "../check";
import { fits, requirements } from "../requirements";

/** The Node that runs this; Pulumi starts the one on PATH, which `npx` does too. */
export const nodeCheck: Check = {
  name: "node",
  title: "Node.js",
  look: ({ world: { nodeVersion } }) =>
    fits(nodeVersion, requirements.node)
      ? { status: "ok", detail: nodeVersion }
      : {
          status: "failed",
          detail: `${nodeVersion}, and ${requirements.node} is needed`,
          advice: "Install a newer Node.js.",
        },
};
