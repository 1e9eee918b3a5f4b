import { InvalidArgumentError } from "commander";
import { readConnection } from "../account/settings";
import type { AddCommand } from "../command";
import { ExitCode } from "../exitCode";
import { jsonPlan } from "../plan/jsonPlan";
import { LONGEST_COMMENT, markdownPlan } from "../plan/markdownPlan";
import { HOW_TO_LOG_EVENTS, type PolicyFinding, readPolicyFindings } from "../plan/eventLog";
import { planOf, type PriceSource } from "../plan/plan";
import { HOW_TO_MAKE_A_PREVIEW, readPreview } from "../plan/previewFile";
import { printJson } from "../print/json";
import { readText } from "../readText";
import type { World } from "../world";
import { AnswerCache, createPriceList, type PriceList } from "../../provider/pricing";

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
    .option(
      "--events <file>",
      "event log of the same preview (`PULUMI_DEBUG_COMMANDS=true pulumi preview --event-log FILE`), for what policies found",
    )
    .option(
      "--max-characters <n>",
      "longest comment; what does not fit is counted",
      wholeNumber,
      LONGEST_COMMENT,
    )
    .option("--json", "print one JSON object, with everything")
    .action(act(plan));
};

interface PlanOptions {
  readonly json?: boolean;
  readonly events?: string;
  readonly maxCharacters: number;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError("It must be a whole number of at least 1.");
  return Number(text);
}

async function plan(
  world: World,
  file: string,
  { json = false, events, maxCharacters }: PlanOptions,
): Promise<ExitCode> {
  const { text, name } = await readText(world, file, { what: "The preview", how: HOW_TO_MAKE_A_PREVIEW });
  const source: PriceSource = { prices: () => pricesFor(world), now: () => world.clock.now() };
  const found = await planOf(readPreview(text, name), source, await findingsIn(world, events));
  if (json) printJson(world, jsonPlan(found));
  else world.stdout.write(markdownPlan(found, maxCharacters));
  return ExitCode.ok;
}

async function findingsIn(world: World, file: string | undefined): Promise<readonly PolicyFinding[]> {
  if (file === undefined) return [];
  const { text, name } = await readText(world, file, { what: "The event log", how: HOW_TO_LOG_EVENTS });
  return readPolicyFindings(text, name);
}

function pricesFor({ env, connect, clock }: World): PriceList {
  const client = connect(readConnection(env));
  return createPriceList(client, new AnswerCache(clock));
}
