import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PulumiStack } from "../../../tools/pulumi/stack";

/**
 * Takes away what a killed CLI leaves, as its user does (docs/reliability.md): the lock, and the attributes of a
 * checkpoint, a file beside it that Pulumi's file backend writes in place and cannot read when it is empty.
 */
export async function unlock(stack: PulumiStack): Promise<void> {
  const state = join(stack.workFolder, "state");
  const files = readdirSync(state, { recursive: true, encoding: "utf8" }).map((name) => join(state, name));
  for (const file of files.filter((each) => each.endsWith(".attrs") && statSync(each).size === 0))
    rmSync(file);
  await stack.cancel();
}
