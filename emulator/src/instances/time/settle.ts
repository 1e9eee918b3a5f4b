import type { World } from "../../world";
import { change } from "../change";
import type { Instance } from "../instance";
import { reclaimDue, takeBack } from "./reclaim";
import { release, releaseDue } from "./release";
import { endTerm, termEnd } from "./term";

/** Something that time brings an instance. */
interface Event {
  /** When it happens next; never is infinitely late. */
  readonly due: (instance: Instance, world: World) => number;
  readonly happen: (world: World, instance: Instance, atMs: number) => void;
}

/** Of those of one moment the first happens first. */
const events: readonly Event[] = [
  { due: ({ steps: [step] }) => step?.atMs ?? Number.POSITIVE_INFINITY, happen: takeStep },
  { due: reclaimDue, happen: takeBack },
  { due: termEnd, happen: endTerm },
  { due: (instance, world) => releaseDue(world, instance), happen: release },
];

/** Lets everything happen that time has brought since the last look. */
export function settle(world: World): void {
  const now = world.clock.now();
  restock(world, now);
  for (const id of world.state.instances.keys()) settleOne(world, id, now);
}

/** The stock comes and goes as it was told to. */
function restock({ state }: World, now: number): void {
  const due = state.stockSchedule.filter(({ atMs }) => atMs <= now);
  if (due.length === 0) return;
  for (const { productId, stock } of due) state.stock[productId] = stock;
  state.stockSchedule = state.stockSchedule.slice(due.length);
}

function settleOne(world: World, id: string, now: number): void {
  for (;;) {
    const instance = world.state.instances.get(id);
    if (!instance) return;
    const atMs = Math.min(...events.map(({ due }) => due(instance, world)));
    if (atMs > now) return;
    events.find(({ due }) => due(instance, world) === atMs)?.happen(world, instance, atMs);
  }
}

function takeStep(world: World, instance: Instance, atMs: number): void {
  const [step, ...rest] = instance.steps;
  change(world, instance, { steps: rest, ...step?.set }, atMs);
}
