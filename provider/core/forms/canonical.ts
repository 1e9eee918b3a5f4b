import { fields, type FieldName } from "../../resources/gpuInstance/generated/fields";
import { defaultMountPoint } from "../state/defaults";
import { canonicalImage } from "./image";
import { isMounted } from "./order";
import { canonicalPorts } from "./ports";

type Canonical = (value: unknown) => unknown;

const asText: Canonical = (value) => value ?? "";

/** A list whose order does not count; `defaults` names the fields of an entry and what they are when absent. */
const asSet =
  (defaults: Readonly<Record<string, string>>): Canonical =>
  (value) => {
    const entries = Array.isArray(value) ? (value as (Record<string, unknown> | null)[]) : [];
    const forms = entries.map((entry) =>
      JSON.stringify(Object.entries(defaults).map(([name, fallback]) => entry?.[name] ?? fallback)),
    );
    return JSON.stringify(forms.sort());
  };

const storagesAsSet = asSet({ mountPoint: defaultMountPoint, id: "" });

/**
 * How each input is brought into the one form in which it is compared: order and spaces in ports, the order of lists
 * and how the name of an image is written do not count, and absent is the same as the default.
 */
const canonical: Readonly<Record<FieldName, Canonical>> = {
  name: asText,
  productId: asText,
  gpuNum: (value) => value ?? null,
  rootfsSize: (value) => value ?? null,
  imageUrl: (value) => (typeof value === "string" ? canonicalImage(value) : (value ?? "")),
  imageAuth: asText,
  imageAuthId: asText,
  ports: (value) => (typeof value === "string" ? canonicalPorts(value) : (value ?? "")),
  envs: asSet({ key: "", value: "" }),
  tools: asSet({ name: "", port: "", type: "" }),
  command: asText,
  entrypoint: asText,
  clusterId: asText,
  localStorageMountPoint: (value) => value || fields.localStorageMountPoint.default,
  networkStorages: (value) => storagesAsSet(Array.isArray(value) ? value.filter(isMounted) : value),
  networkId: asText,
  kind: (value) => value ?? "gpu",
  month: (value) => value ?? 0,
  billingMode: (value) => value ?? "onDemand",
  autoRenew: (value) => value ?? false,
  autoRenewMonth: (value) => value ?? 1,
  minCudaVersion: asText,
};

/** Whether two values of an input mean the same. Secrets are compared by value. */
export function same(field: FieldName, a: unknown, b: unknown): boolean {
  return canonical[field](a) === canonical[field](b);
}
