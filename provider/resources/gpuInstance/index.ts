/** GPU and CPU instances: a description for the generic life cycle of `core`. */
export type { GpuContext } from "./context";
export { gpuContext } from "./gpuContext";
export { gpuInstance, listInstances } from "./definition";
export { expiryOf, type Expires, readExpires } from "./expiry";
export { choicesOf } from "./placement";
export { shownOf } from "./fromLive";
export { fields, outputs, secretOutputs, secretPaths } from "./generated/fields";
export type { Endpoint, EnvVar, Lifecycle, NetworkStorageMount, Timeouts, Tool } from "./generated/inputs";
export type { Inputs, State } from "./inputs";
export { isOff } from "./power";
export { isWhole, phaseOf } from "./readiness";
export { remarks } from "./remarks";
export { resets } from "./replaces";
export { isTakenBack } from "./spot";
