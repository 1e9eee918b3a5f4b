import { readAccount } from "../account/readAccount";
import type { AddCommand } from "../command";
import { costReport } from "../cost/report";
import { costText } from "../cost/text";
import { ExitCode } from "../exitCode";
import { printJson } from "../print/json";
import { paletteOf } from "../print/palette";
import { loadStates, STATES_HELP } from "../states/loadStates";
import { createOwners } from "../states/owner";
import type { World } from "../world";

/** `pulumi-novita cost`: what the account is charged for now, and for which stack. */
export const addCost: AddCommand = (program, act) => {
  program
    .command("cost")
    .summary("what the account is charged for now, and for which stack")
    .description(
      "Shows every instance and network storage of the account and what it costs now, in USD an hour and a month, and how long the balance lasts. With the exported states of stacks it shows whose each is, and which have expired.",
    )
    .argument("[state...]", STATES_HELP)
    .option("--json", "print one JSON object")
    .action(act(cost));
};

async function cost(
  world: World,
  files: readonly string[],
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  const states = await loadStates(world, files);
  const account = await readAccount(world);
  const charged = await account.charge(account.instances, (why) =>
    world.stderr.write(`warning: prices are missing. ${why}\n`),
  );
  const storages = await account.storages();
  const balance = await account.balance((why) =>
    world.stderr.write(`warning: the balance is not known. ${why}\n`),
  );
  const report = costReport({ charged, storages, balance }, createOwners(states), world.clock.now());
  if (json) printJson(world, report);
  else world.stdout.write(costText(report, states.length > 0, paletteOf(world)));
  return ExitCode.ok;
}
