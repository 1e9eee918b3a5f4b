import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PulumiStack } from "../../tools/pulumi/stack";

const pack = join(__dirname, "../../policy/pulumi-analyzer-novita");

/** The arguments that put a stack under the pack, with a policy config of its own. */
export function underPack(stack: PulumiStack, config: object = {}): readonly string[] {
  const file = join(stack.workFolder, "policies.json");
  writeFileSync(file, JSON.stringify(config));
  return ["--policy-pack", pack, "--policy-pack-config", file];
}
