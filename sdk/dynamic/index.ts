/** What a Pulumi program imports: `import * as novita from "pulumi-novita"`. */
export { GpuInstance } from "./gpuInstance";
export type {
  EnvVarArgs,
  GpuInstanceArgs,
  LifecycleArgs,
  NetworkStorageArgs,
  TimeoutsArgs,
  ToolArgs,
} from "./generated/args";
export type {
  Endpoint,
  EnvVar,
  Lifecycle,
  NetworkStorage,
  Timeouts,
  Tool,
} from "../../provider/resources/gpuInstance/generated/inputs";
