import { QUIRKS, readingsOf, type QuirkName } from "../quirks";

/** What `--help` prints. */
export function helpText(): string {
  const names = Object.keys(QUIRKS) as QuirkName[];
  const quirks = names.map((name) => {
    const { hardest, about } = QUIRKS[name];
    return `  ${name}=${readingsOf(name).join("|")}\n      ${about} (--hard: ${hardest})`;
  });
  return `novita-emulator: Novita's GPU instance API on localhost

Usage: novita-emulator [options]

The first line of output is the URL of the service; point NOVITA_BASE_URL (or your client's base URL) at it.
It runs until it gets SIGINT (Ctrl-C) or SIGTERM.

  --port N          TCP port; 0 takes a free one (8787)
  --host ADDRESS    address to listen on; whoever reaches another than the loopback's can use it (127.0.0.1)
  --hard            of every quirk the reading that is hardest for a client
  --boot-ms N       milliseconds from create to running (2000)
  --delete-ms N     milliseconds from delete to removed (500)
  --keep-data-ms N  milliseconds from stop to the release of an instance and its data (7 days)
  --api-key KEY     accept only this key; may be given several times (any key that is not empty)
  --rate N          requests a second; above it 429 with RATE_LIMIT_EXCEEDED (no limit)
  --instance-limit N
                    instances that the account may have at once (200)
  --seed N          what ids, ports and passwords are made from (1)
  --state FILE      keep everything over a restart (nothing is kept)
  --catalogue FILE  products, clusters, prices and stock (catalogue.json of this package)
  --quirk NAME=VALUE
                    where the service leaves a choice; may be given several times, and wins over --hard
  --page-base 0|1   the same as --quirk pageBase=0|1
  --version         print the version
  -h, --help        print this

Quirks; the first value is the default, what clients of the real service have seen:
${quirks.join("\n")}

The control side is under /_emulator: instances, requests, faults, options, reset. See the README.
`;
}
