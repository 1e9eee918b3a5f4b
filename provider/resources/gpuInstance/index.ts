/** GPU and CPU instances: a description for the generic life cycle of `core`. */
export type { GpuContext } from "./context";
export { gpuContext } from "./gpuContext";
export { gpuInstance, listInstances } from "./definition";
export type { FieldName } from "./generated/fields";
export { fields, outputs, secretOutputs, secretPaths } from "./generated/fields";
export type {
  Computed,
  Endpoint,
  EnvVar,
  GpuInstanceInputs,
  Lifecycle,
  NetworkStorage,
  Timeouts,
  Tool,
} from "./generated/inputs";
export type { Inputs, OwnMemory, State } from "./inputs";
export { phaseOf } from "./readiness";
