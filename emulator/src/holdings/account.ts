import { ApiError, type Reason } from "../errors";
import type { Birth } from "../instances/lifecycle";
import { draw, type World } from "../world";
import { readStorageMeter } from "./billing";
import type { Holding, HoldingOf, Kind } from "./holding";

/** The reason with which the service says that there is no such thing. */
const NOT_FOUND: Readonly<Record<Kind, readonly [what: string, reason: Reason]>> = {
  networkStorage: ["network storage", "NETWORK_STORAGE_NOT_FOUND"],
  registryAuth: ["registry credential", "RESOURCE_NOT_FOUND"],
  network: ["network", "NETWORK_NOT_FOUND"],
  template: ["template", "TEMPLATE_NOT_FOUND"],
  imagePrewarm: ["image prewarm task", "RESOURCE_NOT_FOUND"],
};

/** All of a kind that the account has, oldest first. */
export function holdingsOf<One extends Kind>(world: World, kind: One): readonly HoldingOf<One>[] {
  return [...world.state.holdings.values()].filter(
    (one): one is HoldingOf<One> => one.kind === kind && one.removedAtMs === null,
  );
}

/** Those of them that lists show by now. */
export function listed<One extends Kind>(world: World, kind: One): readonly HoldingOf<One>[] {
  return holdingsOf(world, kind).filter(({ listedAtMs }) => listedAtMs <= world.clock.now());
}

/** The one with this id; a refusal if the account has none. */
export function existing<One extends Kind>(world: World, kind: One, id: string): HoldingOf<One> {
  const found = world.state.holdings.get(id);
  if (found?.kind === kind && found.removedAtMs === null) return found as HoldingOf<One>;
  const [what, reason] = NOT_FOUND[kind];
  throw new ApiError(reason, `${what} ${id} not ${world.quirks.notFoundText === "typo" ? "fount" : "found"}`);
}

/** What something that is created now has in common with everything else. */
export function born(world: World, { invisibleMs = 0 }: Birth): Omit<Holding, "kind" | "id" | "name"> {
  const now = world.clock.now();
  const lagMs = world.quirks.listLag === "late" ? world.state.settings.bootMs / 4 : 0;
  return {
    createdAtMs: now,
    removedAtMs: null,
    listedAtMs: now + Math.max(lagMs, invisibleMs),
    given: false,
  };
}

/** Adds a new thing, or puts a changed one in the place of the old: what it has cost up to now was at the old price. */
export function keep<One extends Holding>(world: World, holding: One): One {
  const before = world.state.holdings.get(holding.id);
  const kept =
    before?.kind === "networkStorage"
      ? { ...holding, meter: readStorageMeter(before, world.clock.now()) }
      : holding;
  world.state.holdings.set(kept.id, kept);
  return kept;
}

export function discard(world: World, holding: Holding): Holding {
  return keep(world, { ...holding, removedAtMs: world.clock.now() });
}

/** The next id of the form that most of these have. */
export function drawUuid(world: World): string {
  const hex = draw(world);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
