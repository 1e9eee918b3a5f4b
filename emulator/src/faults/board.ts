import { birthKindOf, type Effect, type Target } from "./effect";
import type { FaultOrder } from "./readFault";

/** A fault that is armed, and what has become of it. */
export interface ArmedFault extends FaultOrder {
  readonly id: string;
  readonly skipped: number;
  readonly fired: number;
}

/** The faults that are armed, in the order in which they were. */
export interface FaultBoard {
  arm(order: FaultOrder): string;
  /** The effect on a request to an operation: of the first armed fault that is for it and still has something to do. */
  take(operation: Target): Effect | undefined;
  list(): readonly ArmedFault[];
  clear(): void;
  /** Puts back what `list` gave. */
  restore(faults: readonly ArmedFault[]): void;
}

export function faultBoard(): FaultBoard {
  let faults: readonly ArmedFault[] = [];
  let armed = 0;
  const update = (changed: ArmedFault): void => {
    faults = faults.map((one) => (one.id === changed.id ? changed : one));
  };
  return {
    arm: (order) => {
      armed += 1;
      const id = `fault-${armed}`;
      faults = [...faults, { ...order, id, skipped: 0, fired: 0 }];
      return id;
    },
    take: (operation) => {
      for (const fault of faults.filter((one) => isFor(one, operation))) {
        if (fault.skipped >= fault.skip) {
          update({ ...fault, fired: fault.fired + 1 });
          return fault.effect;
        }
        update({ ...fault, skipped: fault.skipped + 1 });
      }
      return undefined;
    },
    list: () => faults,
    clear: () => {
      faults = [];
    },
    restore: (kept) => {
      faults = kept;
      armed = Math.max(0, ...kept.map(({ id }) => Number(id.replace("fault-", ""))));
    },
  };
}

function isFor({ on, effect, times, fired }: ArmedFault, { name, births = [] }: Target): boolean {
  const spent = times > 0 && fired >= times;
  const birth = birthKindOf(effect);
  return (on === "any" || on === name) && (birth === undefined || births.includes(birth)) && !spent;
}
