import type { CreateInstanceRequest, EditInstanceRequest, UpgradeInstanceRequest } from "../../../api";
import { readPorts, tidyPorts } from "../../../core";
import { isGap } from "../facts";
import { type FieldName, fields } from "../generated/fields";
import type { GpuInstanceInputs, NetworkStorageMount } from "../generated/inputs";
import { defaultMountPoint } from "../lists";

const isMounted = (storage: NetworkStorageMount): boolean => !isGap("networkStorages", storage);

type Fields = Pick<GpuInstanceInputs, FieldName>;

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** Renewal has one only for a monthly instance, its length only if it is on (API page, create). */
function hasEffect(name: FieldName, { billingMode, autoRenew }: Fields): boolean {
  if (name === "autoRenewMonth" && autoRenew !== true) return false;
  return billingMode === "monthly" || fields[name].change !== "setAutoRenew";
}

/**
 * The create request: exactly the fields that were given, in the API's own spelling; nothing of the provider's own.
 * Renewal is sent only if it means something.
 */
export function toCreateRequest(inputs: Fields): CreateInstanceRequest {
  const networkStorages = inputs.networkStorages?.filter(isMounted);
  const tidy: Fields = { ...inputs, networkStorages, ports: inputs.ports && tidyPorts(inputs.ports) };
  const given = (Object.keys(fields) as FieldName[])
    .filter((name) => isGiven(tidy[name]) && hasEffect(name, tidy))
    .map((name) => [name, tidy[name]]);
  return {
    ...(Object.fromEntries(given) as Omit<CreateInstanceRequest, "networkStorages">),
    productId: inputs.productId,
    imageUrl: inputs.imageUrl,
    kind: inputs.kind ?? "gpu",
    ...(networkStorages?.length && {
      networkStorages: networkStorages.map(({ id, mountPoint = defaultMountPoint }) => ({
        Id: id,
        mountPoint,
      })),
    }),
  };
}

/** The edit request: always both fields, since what an omitted one means no page says (API page 4.5). */
export function toEditRequest(inputs: Pick<Fields, "ports">, growRootfsGb: number): EditInstanceRequest {
  const ports = readPorts(inputs.ports).map(
    ({ port, type }) => ({ port, type: type === "http" ? "http" : "tcp" }) as const,
  );
  return { ports, expandRootDisk: growRootfsGb };
}

/** The upgrade request, in full (API page 4.10). `save: false`: the system disk starts empty with the new image. */
export function toUpgradeRequest(inputs: Fields): UpgradeInstanceRequest {
  const { imageUrl, imageAuthId, envs = [], command = "", entrypoint = "", networkStorages = [] } = inputs;
  return {
    imageUrl,
    ...(imageAuthId && { imageAuthId }),
    envs,
    command,
    entrypoint,
    save: false,
    networkVolume: {
      volumeMounts: networkStorages.filter(isMounted).map(({ id, mountPoint = defaultMountPoint }) => ({
        type: "network",
        id,
        mountPath: mountPoint,
      })),
    },
  };
}
