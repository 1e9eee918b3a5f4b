import type { Env } from "../instances/instance";
import { type Fields, invalid } from "./fields";

const MOST_ENVS = 100;
const MOST_MOUNTS = 30;
export const MOST_IMAGE_CHARS = 500;
export const MOST_COMMAND_CHARS = 2047;

/** A network storage that a request wants mounted. */
export interface WantedMount {
  readonly id: string;
  readonly mountPath: string;
}

/** `envs` of create and upgrade. */
export function readEnvs(body: Fields, required = false): readonly Env[] {
  return body
    .objects("envs", { max: MOST_ENVS, required })
    .map((env) => ({ key: env.text("key", { max: 511 }), value: env.text("value", { max: 4095 }) }));
}

/** `minCudaVersion` of an instance or a template; empty for none. */
export function readCudaVersion(body: Fields): string {
  const version = body.text("minCudaVersion", { max: 255 });
  if (version !== "" && !/^\d+(\.\d+)+$/.test(version))
    throw invalid(body.path("minCudaVersion"), "value must look like 11.8 or 12.4");
  return version;
}

/** `networkStorages` of create: capital `Id`, and `mountPoint`. */
export function readNetworkStorages(body: Fields): readonly WantedMount[] {
  return body
    .objects("networkStorages", { max: MOST_MOUNTS })
    .map((one) => ({ id: one.text("Id"), mountPath: mountPath(one, "mountPoint") }));
}

/** `networkVolume.volumeMounts` of upgrade: `id`, and `mountPath`. */
export function readVolumeMounts(body: Fields, required: boolean): readonly WantedMount[] {
  return body
    .object("networkVolume", { required })
    .objects("volumeMounts", { max: MOST_MOUNTS, required })
    .map((one) => {
      one.oneOf("type", ["network"]);
      return { id: one.text("id", { required: true }), mountPath: mountPath(one, "mountPath") };
    });
}

function mountPath(one: Fields, name: string): string {
  return one.has(name) ? one.text(name, { min: 1, max: 4095 }) : "/network";
}
