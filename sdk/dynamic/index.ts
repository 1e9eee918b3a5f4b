/** What a Pulumi program imports: `import * as novita from "pulumi-novita"`. */
export { GpuInstance } from "./gpuInstance";
export { ImagePrewarm } from "./imagePrewarm";
export { Network } from "./network";
export { NetworkStorage } from "./networkStorage";
export { RegistryAuth } from "./registryAuth";
export { Template } from "./template";
export type {
  EnvVarArgs,
  GpuInstanceArgs,
  LifecycleArgs,
  NetworkStorageMountArgs,
  TimeoutsArgs,
  ToolArgs,
} from "./generated/gpuInstance/args";
export type { ImagePrewarmArgs, PrewarmLifecycleArgs } from "./generated/imagePrewarm/args";
export type { NetworkArgs } from "./generated/network/args";
export type { NetworkStorageArgs, ResourceLifecycleArgs } from "./generated/networkStorage/args";
export type { RegistryAuthArgs } from "./generated/registryAuth/args";
export type { TemplateArgs } from "./generated/template/args";
export type {
  Endpoint,
  EnvVar,
  Lifecycle,
  NetworkStorageMount,
  Timeouts,
  Tool,
} from "../../provider/resources/gpuInstance/generated/inputs";
export type { PrewarmLifecycle } from "../../provider/resources/imagePrewarm/generated/inputs";
export type { NetworkAddress } from "../../provider/resources/network/generated/inputs";
export type { ResourceLifecycle } from "../../provider/resources/networkStorage/generated/inputs";
export * from "./generated/functions";
