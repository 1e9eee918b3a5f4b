import type { Inputs as AnyInputs, Remembered, REMEMBERED_KEY, State as AnyState } from "../../core";
import type { Computed, GpuInstanceInputs } from "./generated/inputs";

/** What is remembered of an instance beside the baseline. */
export interface OwnMemory {
  /** The id under which the service keeps an inline `imageAuth`, as far as it shows one: a reset has to name it. */
  readonly imageAuthId?: string;
  /** When a monthly term ended as of the last apply, in seconds since 1970. */
  readonly termEndsAt?: number;
}

/** What the user declared, checked, and whose declaration it is. */
export type Inputs = GpuInstanceInputs & Omit<AnyInputs, "lifecycle">;

/** Everything the state keeps of an instance. */
export type State = Inputs &
  Computed &
  Pick<AnyState, "status"> & { readonly [REMEMBERED_KEY]?: Remembered & OwnMemory };
