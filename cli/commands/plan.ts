import { createPriceList, type PriceList } from "../../provider/resources/gpuInstance/price";
import { readApiKey, readBaseUrl } from "../account/settings";
import type { AddCommand } from "../command";
import { ExitCode } from "../exitCode";
import { jsonPlan } from "../plan/jsonPlan";
import { markdownPlan } from "../plan/markdownPlan";
import { planOf } from "../plan/plan";
import { HOW_TO_MAKE_A_PREVIEW, readPreview } from "../plan/previewFile";
import { printJson } from "../print/json";
import { readText } from "../readText";
import type { World } from "../world";

/** `pulumi-novita plan`: what a preview means for somebody who has to approve it. */
export const addPlan: AddCommand = (program, act) => {
  program
    .command("plan")
    .summary("what a preview means, as a comment for a pull request")
    .description(
      "Turns the output of `pulumi preview --json --show-sames` into Markdown: what is created, changed, reset, replaced and destroyed, what it costs before and after, the stock now, and what to be careful about. Without a key the prices are missing, and it says so.",
    )
    .argument(
      "<preview.json>",
      "output of `pulumi preview --json --show-sames`: a file, or - for standard input",
    )
    .option("--json", "print one JSON object")
    .action(act(plan));
};

async function plan(
  world: World,
  file: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  const { text, name } = await readText(world, file, { what: "The preview", how: HOW_TO_MAKE_A_PREVIEW });
  const found = await planOf(readPreview(text, name), {
    prices: () => pricesFor(world),
    now: () => world.clock.now(),
  });
  if (json) printJson(world, jsonPlan(found));
  else world.stdout.write(markdownPlan(found));
  return ExitCode.ok;
}

function pricesFor({ env, connect, clock }: World): PriceList {
  return createPriceList(connect({ apiKey: readApiKey(env), baseUrl: readBaseUrl(env) }), clock);
}
