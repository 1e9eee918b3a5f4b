import type { CallOptions, Instance } from "../../../api";
import type { Course, Step } from "../../../core";
import type { GpuContext } from "../context";
import type { Inputs, OwnMemory, State } from "../inputs";

/** What a step of a GPU instance is decided by. */
export interface GpuSituation {
  readonly id: string;
  readonly live: Instance;
  readonly olds: State;
  readonly news: Inputs;
}

/** A {@link Step} of a GPU instance. */
export interface GpuStep extends Omit<Step, "needed" | "refuse" | "send" | "shows" | "remembers"> {
  needed(situation: GpuSituation): boolean;
  refuse?(ctx: GpuContext, situation: GpuSituation): Promise<void>;
  send(ctx: GpuContext, situation: GpuSituation, options: CallOptions): Promise<void>;
  shows?(now: Instance, situation: GpuSituation, course: Course): boolean;
  remembers?(live: Instance | undefined): OwnMemory;
}
