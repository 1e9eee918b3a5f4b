import { readAccount } from "../account/readAccount";
import type { AddCommand } from "../command";
import { ExitCode } from "../exitCode";
import { type Candidate, isExpired, isOrphan, orphansReport } from "../orphans/report";
import { orphansText } from "../orphans/text";
import { printJson } from "../print/json";
import { paletteOf } from "../print/palette";
import { loadStates, STATES_HELP } from "../states/loadStates";
import { createOwners } from "../states/owner";
import type { World } from "../world";

const NOTES = `
Exit codes: 0 nothing was found, 1 something went wrong, 2 orphans or expired instances were found.

Export the states while no \`pulumi up\` runs: what is just being created is in no state yet. A thing is recognised
by the tag in its name; one whose name is fixed in the program is found only if its create was interrupted. Nothing is
changed.`;

/** `pulumi-novita orphans`: instances, and what they use, that some stack made and that no given state knows. */
export const addOrphans: AddCommand = (program, act) => {
  program
    .command("orphans")
    .summary("what a stack made and no given state knows, and what has expired")
    .description(
      "Finds everything of the account that carries pulumi-novita's tag and that none of the given states knows: an interrupted run may have left it, and it costs money. Lists too which instances of the states have expired (lifecycle.expires).",
    )
    .argument("<state...>", STATES_HELP)
    .option("--json", "print one JSON object")
    .addHelpText("after", NOTES)
    .action(act(orphans));
};

async function orphans(
  world: World,
  files: readonly string[],
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  const states = await loadStates(world, files);
  const ownerOf = createOwners(states);
  const now = world.clock.now();
  const account = await readAccount(world);
  const charged = await account.charge(
    account.instances.filter((each) => isOrphan(each, ownerOf(each)) || isExpired(each, ownerOf(each), now)),
    (why) => world.stderr.write(`warning: prices are missing. ${why}\n`),
  );
  const expired = charged.filter(({ live }) => isExpired(live, ownerOf(live), now));
  const companions = (await account.companions()).filter(({ live }) => isOrphan(live, ownerOf(live)));
  const orphaned: readonly Candidate[] = [
    ...charged
      .filter((each) => !expired.includes(each))
      .map((each) => ({ type: "GpuInstance", ...each }) as const),
    ...companions.map(
      ({ hourlyUsd, ...each }) => ({ ...each, charge: { for: "machine", hourlyUsd } }) as const,
    ),
  ];
  const report = orphansReport({ orphans: orphaned, expired }, ownerOf, states, now);
  if (json) printJson(world, report);
  else world.stdout.write(orphansText(report, paletteOf(world)));
  return orphaned.length + expired.length === 0 ? ExitCode.ok : ExitCode.found;
}
