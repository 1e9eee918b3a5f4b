/**
 * `npm run bench`: how long Pulumi takes for fleets of instances over each face, each beside a provider of the same face
 * that does nothing, in the same run and with as many properties; and what it costs in calls, state and memory. Prints
 * Markdown.
 */
import { parseArgs } from "node:util";
import { ensureToolchain, type Toolchain } from "../pulumi/toolchain";
import { Bed, type BedOptions, type Face, type Measured, type Operation } from "./bed";
import { buildNoop, startUps } from "./startUp";

const faces: readonly Face[] = ["dynamic", "plugin"];
const operations: readonly Operation[] = ["up", "unchanged", "refresh", "destroy"];
const say = (line: string): void => console.log(line);

type Run = Readonly<Record<Operation, Measured>>;

async function measure(options: BedOptions): Promise<Run> {
  const bed = await Bed.open(options);
  try {
    const measured: [Operation, Measured][] = [];
    for (const operation of operations) measured.push([operation, await bed.measure(operation)]);
    return Object.fromEntries(measured) as Record<Operation, Measured>;
  } finally {
    await bed.close();
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const ratio = (one: number, other: number): string => `${(one / other).toFixed(2)} ×`;
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

interface Fleet {
  readonly face: Face;
  readonly count: number;
  readonly rate: number | undefined;
}

function rowOf({ face, count, rate }: Fleet, operation: Operation, ours: Run, noop: Run): string {
  const { wallMs, calls, limited, stateBytes, peakBytes } = ours[operation];
  const idle = noop[operation];
  return row([
    count,
    rate ?? "off",
    operation,
    face,
    seconds(wallMs),
    seconds(idle.wallMs),
    ratio(wallMs, idle.wallMs),
    calls,
    limited,
    operation === "destroy" ? "" : `${(stateBytes / count / 1000).toFixed(1)} kB`,
    `${(peakBytes / 2 ** 20).toFixed(0)} MiB`,
    `${(idle.peakBytes / 2 ** 20).toFixed(0)} MiB`,
  ]);
}

/** Every count, at every rate, with as many resources at once as there are. */
async function fleets(
  toolchain: Toolchain,
  counts: readonly number[],
  rates: readonly (number | undefined)[],
) {
  say(
    row([
      ...[
        "instances",
        "requests a second",
        "operation",
        "face",
        "time",
        "no-op provider",
        "ratio",
        "calls",
        "429s",
      ],
      ...["state an instance", "memory", "memory of no-op"],
    ]),
  );
  say(row(Array.from({ length: 12 }, () => "---")));
  for (const count of counts)
    for (const rate of rates) {
      const runs = new Map<Face, { readonly ours: Run; readonly noop: Run }>();
      for (const face of faces) {
        const noop = await measure({ toolchain, kind: `${face}Noop`, count, parallel: count });
        const ours = await measure({ toolchain, kind: face, count, rate, parallel: count });
        runs.set(face, { ours, noop });
      }
      for (const operation of operations)
        for (const [face, { ours, noop }] of runs) say(rowOf({ face, count, rate }, operation, ours, noop));
    }
}

/** `up` with Pulumi's own parallelism, beside `--parallel` with as many as there are. */
async function parallelism(toolchain: Toolchain, count: number): Promise<void> {
  const all = await measure({ toolchain, kind: "dynamic", count, parallel: count });
  const some = await measure({ toolchain, kind: "dynamic", count });
  const times = `${seconds(some.up.wallMs)} with Pulumi's own parallelism, ${seconds(all.up.wallMs)} with --parallel ${count}`;
  say(`\n\`up\` of ${count}: ${times}: ${ratio(some.up.wallMs, all.up.wallMs)}.`);
}

/** The plugin beside one that does nothing, but has Pulumi read each resource before it plans anything, too. */
async function readFirst(toolchain: Toolchain, count: number): Promise<void> {
  const noop = await measure({ toolchain, kind: "pluginNoopReadFirst", count, parallel: count });
  const ours = await measure({ toolchain, kind: "plugin", count, parallel: count });
  const ratios = operations.map((operation) => {
    const [one, other] = [ours[operation].wallMs, noop[operation].wallMs];
    return `${operation} ${seconds(one)}, ${seconds(other)}: ${ratio(one, other)}`;
  });
  say(`\n${count} of the plugin, beside one that does nothing but is read first: ${ratios.join("; ")}.`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      counts: { type: "string", default: "1,10,100,190" },
      rates: { type: "string", default: "off,10" },
      parallelism: { type: "string", default: "100" },
      "read-first": { type: "string", default: "100" },
    },
  });
  const rates = values.rates.split(",").map((rate) => (rate === "off" ? undefined : Number(rate)));
  const toolchain = await ensureToolchain({ log: () => undefined });
  buildNoop();
  await fleets(toolchain, values.counts.split(",").map(Number), rates);
  const { ours, noop } = await startUps();
  say(
    `\nFrom the start of the plugin to its first answer: ${ours.toFixed(0)} ms, ${noop.toFixed(0)} ms of one that does nothing: ${ratio(ours, noop)}.`,
  );
  if (values["read-first"] !== "0") await readFirst(toolchain, Number(values["read-first"]));
  if (values.parallelism !== "0") await parallelism(toolchain, Number(values.parallelism));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
