import { createHash } from "node:crypto";
import { initialStock, type Catalogue } from "./catalogue";
import type { Clock } from "./clock";
import { holdingCostUsd } from "./holdings/billing";
import { givenHoldings } from "./holdings/given";
import type { Holding } from "./holdings/holding";
import { readMeter } from "./instances/billing";
import type { Instance } from "./instances/instance";
import type { Quirks } from "./quirks";

/** What can be changed while the emulator runs. */
export interface Settings {
  /** From create to running, milliseconds. Other operations take a part of it. */
  bootMs: number;
  /** From delete to removed, milliseconds. */
  deleteMs: number;
  /** From stop to release, milliseconds; null is as long as the catalogue says. */
  keepDataMs: number | null;
  /** Requests a second that are let through; null is no limit. */
  rate: number | null;
}

/** A moment at which the stock of a product is set, whatever it is by then. */
export interface StockChange {
  readonly atMs: number;
  readonly productId: string;
  readonly stock: number;
}

/** What is kept in the state file. */
export interface WorldState {
  /** How many values have been drawn from the seed. */
  drawn: number;
  /** All that was ever paid into the account, USD; the balance is this less the costs. */
  creditUsd: number;
  stock: Record<string, number>;
  /** What is still to become of the stock, the earliest first. */
  stockSchedule: readonly StockChange[];
  settings: Settings;
  /** Registries and accounts in them whose images were pulled with a credential, e.g. `ghcr.io/acme`. */
  privateOwners: string[];
  /** By id, oldest first, removed ones too. */
  instances: Map<string, Instance>;
  /** Everything else, likewise. */
  holdings: Map<string, Holding>;
}

/** The service's side of things: everything that operations read and change. Knows nothing of HTTP. */
export interface World {
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly quirks: Quirks;
  readonly seed: number;
  state: WorldState;
}

export function freshState(catalogue: Catalogue, settings: Settings): WorldState {
  return {
    drawn: 0,
    creditUsd: catalogue.account.balanceUsd,
    stock: initialStock(catalogue),
    stockSchedule: [],
    settings: { ...settings },
    privateOwners: [],
    instances: new Map(),
    holdings: new Map(givenHoldings(catalogue)),
  };
}

/** The next 64 hex digits of the seed's sequence. */
export function draw(world: World): string {
  world.state.drawn += 1;
  return createHash("sha256").update(`${world.seed}/${world.state.drawn}`).digest("hex");
}

/** The next number of the seed's sequence, from 0 up to but not including `limit`. */
export function drawNumber(world: World, limit: number): number {
  return Number.parseInt(draw(world).slice(0, 12), 16) % limit;
}

/** What everything has cost up to now, USD. */
export function spentUsd(world: World): number {
  const now = world.clock.now();
  const { instances, holdings } = world.state;
  return [
    ...[...instances.values()].map((one) => readMeter(world.catalogue, one, now).accruedUsd),
    ...[...holdings.values()].map((one) => holdingCostUsd(one, now)),
  ].reduce((sum, usd) => sum + usd, 0);
}

export function balanceUsd(world: World): number {
  return world.state.creditUsd - spentUsd(world);
}

/** Sets what is left in the account now. */
export function setBalanceUsd(world: World, usd: number): void {
  world.state.creditUsd = usd + spentUsd(world);
}
