import type { Check, Finding } from "../check";
import { findPackage } from "../findPackage";
import { PLUGIN_SDK } from "../project";
import { fits, requirements } from "../requirements";
import { version as ownVersion } from "../../../provider/version";

/** Pulumi's SDK, which the program and the provider's process load. */
export const pulumiSdkCheck: Check = {
  name: "pulumiSdk",
  title: "@pulumi/pulumi",
  onlyFor: "node",
  look: ({ folder, world }) => {
    const found = findPackage("@pulumi/pulumi", folder);
    const wanted = "@pulumi/pulumi@3";
    if (!found) return missing(wanted, folder);
    if (!fits(found.version, requirements.pulumi)) {
      return {
        status: "failed",
        detail: `${found.version}, and ${requirements.pulumi} is needed`,
        advice: `Run \`npm install ${wanted}\`.`,
      };
    }
    if (found.node !== undefined && !fits(world.nodeVersion, found.node)) {
      return {
        status: "failed",
        detail: `${found.version}, which needs Node.js ${found.node}; this is ${world.nodeVersion}`,
        advice: "Install a newer Node.js, or an older @pulumi/pulumi.",
      };
    }
    return { status: "ok", detail: found.version };
  },
};

/** This package, where the program runs: states keep only a text that loads it. Else the one for the plugin. */
export const pulumiNovitaCheck: Check = {
  name: "pulumiNovita",
  title: "pulumi-novita",
  onlyFor: "node",
  look: ({ folder }) => {
    const found = findPackage("pulumi-novita", folder);
    const sdk = found ? undefined : findPackage(PLUGIN_SDK, folder);
    if (sdk) return { status: "ok", detail: `${PLUGIN_SDK} ${sdk.version}, with the plugin` };
    if (!found) return missing("pulumi-novita", folder);
    if (found.version === ownVersion) return { status: "ok", detail: found.version };
    return {
      status: "warning",
      detail: `${found.version}, but this command is ${ownVersion}`,
      advice: "Run the project's own command: `npx pulumi-novita` in the project folder.",
    };
  },
};

function missing(wanted: string, folder: string): Finding {
  return {
    status: "failed",
    detail: `not installed for ${folder}`,
    advice: `Run \`npm install ${wanted}\` in the project folder.`,
  };
}
