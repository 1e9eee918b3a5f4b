import { type FieldFacts, fields } from "../../resources/gpuInstance/generated/fields";
import { schemaAt } from "../validate/schema";

/** Where a network storage is mounted when nothing is said. */
export const defaultMountPoint = String(schemaAt(["networkStorages", 0, "mountPoint"])?.default);

/**
 * Fills in what the API would take anyway, so that the preview shows it and a later change of a default of the
 * service's changes nothing. Fields that a CPU instance does not have stay absent for one.
 */
export function withDefaults(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...inputs };
  const kind = filled.kind ?? fields.kind.default;
  // `month` above 0 forces monthly billing (API page, create: `billingMode`).
  const forced = typeof filled.month === "number" && filled.month > 0 && kind !== "cpu";
  if (forced && filled.billingMode === undefined) filled.billingMode = "monthly";
  for (const [name, { default: fallback, kinds }] of Object.entries<FieldFacts>(fields)) {
    const applies = kinds.length > 1 || kinds.some((each) => each === kind);
    if (fallback !== undefined && applies && !(name in filled)) filled[name] = fallback;
  }
  if (Array.isArray(filled.networkStorages))
    filled.networkStorages = filled.networkStorages.map(withMountPoint);
  return filled;
}

function withMountPoint(storage: unknown): unknown {
  if (typeof storage !== "object" || storage === null || Array.isArray(storage)) return storage;
  return "mountPoint" in storage ? storage : { ...storage, mountPoint: defaultMountPoint };
}
