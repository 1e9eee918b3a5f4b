import { type Catalogue, packagedCatalogue } from "./catalogue";
import { realClock } from "./clock";
import { faultBoard } from "./faults/board";
import type { Desk } from "./http/desk";
import { rateLimit } from "./http/gate";
import { requestLog } from "./http/requestLog";
import { waitingOn } from "./http/waiting";
import { settle } from "./instances/time/settle";
import { DEFAULT_BOOT_MS, DEFAULT_DELETE_MS, DEFAULT_SEED, type EmulatorOptions } from "./options";
import { resolveQuirks } from "./quirks";
import { readState, writeState } from "./stateFile";
import { freshState, type Settings, type World } from "./world";

/** Puts an emulator together, without a server: the world, faults, log, and what a state file has kept of them. */
export function assemble(options: EmulatorOptions): Desk {
  const clock = options.clock ?? realClock;
  const catalogue = catalogueOf(options);
  const settings = settingsOf(options);
  const world: World = {
    clock,
    catalogue,
    quirks: resolveQuirks(options.quirks, options.hard),
    seed: options.seed ?? DEFAULT_SEED,
    state: freshState(catalogue, settings),
  };
  const desk: Desk = {
    world,
    faults: faultBoard(),
    log: requestLog(),
    rate: rateLimit(clock),
    waiting: waitingOn(clock),
    apiKeys: options.apiKeys ?? [],
    save: () => {
      if (options.state === undefined) return;
      writeState(options.state, {
        state: world.state,
        faults: desk.faults.list(),
        requests: desk.log.entries(),
      });
    },
    reset: () => {
      desk.waiting.drop();
      desk.faults.clear();
      desk.log.clear();
      desk.rate.clear();
      world.state = freshState(catalogue, settings);
    },
  };
  restore(desk, options);
  return desk;
}

function catalogueOf({ catalogue = packagedCatalogue(), instanceLimit }: EmulatorOptions): Catalogue {
  if (instanceLimit === undefined) return catalogue;
  return { ...catalogue, account: { ...catalogue.account, instanceLimit } };
}

/** Options that were given now win over those that were kept. */
function restore(desk: Desk, options: EmulatorOptions): void {
  const kept = options.state === undefined ? undefined : readState(options.state);
  if (!kept) return;
  const chosen = Object.entries(kept.state.settings).filter(([, value]) => value !== null);
  const settings = settingsOf({ ...(Object.fromEntries(chosen) as Chosen), ...given(options) });
  const stock = { ...desk.world.state.stock, ...kept.state.stock };
  desk.world.state = { ...kept.state, settings, stock };
  desk.faults.restore(kept.faults);
  desk.log.restore(kept.requests);
  settle(desk.world);
}

type Chosen = Pick<EmulatorOptions, "bootMs" | "deleteMs" | "keepDataMs" | "rate">;

function given({ bootMs, deleteMs, keepDataMs, rate }: EmulatorOptions): Chosen {
  const all = Object.entries({ bootMs, deleteMs, keepDataMs, rate });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Chosen;
}

function settingsOf(options: Chosen): Settings {
  return {
    bootMs: options.bootMs ?? DEFAULT_BOOT_MS,
    deleteMs: options.deleteMs ?? DEFAULT_DELETE_MS,
    keepDataMs: options.keepDataMs ?? null,
    rate: options.rate ?? null,
  };
}
