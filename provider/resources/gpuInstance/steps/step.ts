import type { Instance } from "../../../api";
import type { Situation, Step } from "../../../core";
import type { GpuContext } from "../context";
import type { Inputs, State } from "../inputs";

/** What a step of a GPU instance is decided by. */
export type GpuSituation = Situation<Instance, State, Inputs>;
/** A step of a GPU instance. */
export type GpuStep = Step<GpuContext, Instance, State, Inputs>;
