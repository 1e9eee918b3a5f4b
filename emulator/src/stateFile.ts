import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { ArmedFault } from "./faults/board";
import type { LogEntry } from "./http/requestLog";
import type { Holding } from "./holdings/holding";
import type { Instance } from "./instances/instance";
import type { WorldState } from "./world";

const VERSION = 3;

/** What outlives a restart. */
export interface Kept {
  readonly state: WorldState;
  readonly faults: readonly ArmedFault[];
  readonly requests: readonly LogEntry[];
}

/** Writes beside the file and renames: whoever reads it finds the old or the new state, never half of one. */
export function writeState(file: string, { state, faults, requests }: Kept): void {
  const json = {
    version: VERSION,
    ...state,
    instances: [...state.instances.values()],
    holdings: [...state.holdings.values()],
    faults,
    requests,
  };
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, JSON.stringify(json), { mode: 0o600 });
  renameSync(beside, file);
}

/** What the file keeps; undefined if there is no file yet. */
export function readState(file: string): Kept | undefined {
  if (!existsSync(file)) return undefined;
  const json = parse(file);
  if (json.version !== VERSION)
    throw new Error(`${file} is not a state file of this emulator. Delete it, or name another with --state.`);
  const { drawn, creditUsd, stock, stockSchedule = [], settings, privateOwners, faults, requests } = json;
  const [instances, holdings] = [byId(json.instances), byId(json.holdings)];
  return {
    state: { drawn, creditUsd, stock, stockSchedule, settings, privateOwners, instances, holdings },
    faults,
    requests,
  };
}

function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): Map<string, Thing> {
  return new Map(things.map((one) => [one.id, one]));
}

type Written = Omit<WorldState, "instances" | "holdings"> &
  Omit<Kept, "state"> & {
    readonly version: number;
    readonly instances: readonly Instance[];
    readonly holdings: readonly Holding[];
  };

function parse(file: string): Written {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Written;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${file} cannot be read as a state file (${words}). Delete it, or name another with --state.`,
    );
  }
}
