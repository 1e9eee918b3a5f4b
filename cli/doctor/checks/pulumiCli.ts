import { clean, gte, minVersion } from "semver";
import which from "which";
import type { World } from "../../world";
import type { Check, Finding } from "../check";
import { requirements } from "../requirements";

const INSTALL = "Install a new one from https://www.pulumi.com/docs/install.";

/** Where a program is that the shell would find, if it finds one. */
export async function onPath(name: string, { env }: World): Promise<string | undefined> {
  return (await which(name, { path: env.PATH ?? "", pathExt: env.PATHEXT, nothrow: true })) ?? undefined;
}

/** The CLI that `pulumi` starts. */
export const pulumiCliCheck: Check = {
  name: "pulumiCli",
  title: "Pulumi CLI",
  look: async ({ world, folder }): Promise<Finding> => {
    const file = await onPath("pulumi", world);
    if (file === undefined) return { status: "failed", detail: "not on PATH", advice: INSTALL };
    const ended = await world.run({ file, args: ["version"], cwd: folder });
    if (ended?.exitCode !== 0) {
      return {
        status: "failed",
        detail: `${file} cannot be run`,
        advice: "Run `pulumi version` to see why.",
      };
    }
    return judge(ended.stdout.trim(), file);
  },
};

function judge(printed: string, file: string): Finding {
  const version = clean(printed);
  const oldest = minVersion(requirements.pulumi)?.version ?? "";
  if (version === null) {
    return {
      status: "warning",
      detail: `${file} does not say which version it is`,
      advice: `It must be ${oldest} or newer.`,
    };
  }
  // An engine of a later major is a stranger, and may work.
  if (gte(version, oldest)) return { status: "ok", detail: version };
  return { status: "failed", detail: `${version}, and ${oldest} or newer is needed`, advice: INSTALL };
}
