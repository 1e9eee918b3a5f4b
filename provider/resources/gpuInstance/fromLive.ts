import type { Instance } from "../../api/entities/instance";
import { harmless } from "../../api/redact";
import { type FieldName, fields } from "./generated/fields";
import type { GpuInstanceInputs } from "./generated/inputs";
import { isDeclaredImage, mayBeSameImage } from "../../core/forms/image";
import { inDeclaredOrder } from "../../core/forms/order";
import { formatPorts, readPorts } from "../../core/forms/ports";
import { same } from "../../core/forms/canonical";
import { phaseOf } from "./readiness";

/** The fields of the create request, any of them absent. */
export type Declared = Partial<Pick<GpuInstanceInputs, FieldName>>;

/** The fields that the service shows again, so that drift in them can be seen. */
export const echoedFields = (Object.keys(fields) as FieldName[]).filter((name) => fields[name].echoed);

/**
 * The inputs as the live instance has them. A field that the service does not show is absent: not known, and never
 * the same as empty. While an instance is on its way, an empty list is no more than not shown yet.
 *
 * @param declared What the user declared: ports of declared tools are not the user's `ports`, and the id that the
 * service makes of an inline `imageAuth` is not the user's `imageAuthId`.
 */
export function liveInputs(live: Instance, declared: Declared): Declared {
  const phase = phaseOf(live);
  const settled = phase === "running" || phase === "stopped";
  const known = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
    settled || list?.length ? list : undefined;
  const [ports, envs, mounts] = [known(live.ports), known(live.envs), known(live.mounts)];
  const all: Record<FieldName, unknown> = {
    name: live.name,
    productId: live.productId,
    gpuNum: live.gpuNum,
    rootfsSize: live.rootfsSize,
    imageUrl: live.imageUrl,
    imageAuth: undefined,
    imageAuthId: declared.imageAuth ? undefined : live.imageAuthId,
    ports: ports && livePorts(ports, declared),
    envs: envs?.map(({ key, value }) => ({ key, value })),
    tools: undefined,
    command: live.command,
    entrypoint: live.entrypoint,
    clusterId: live.clusterId,
    localStorageMountPoint: localMountPath(mounts),
    networkStorages: mounts
      ?.filter(({ type, id }) => type === "network" && id !== undefined)
      .map(({ id, mountPath }) => ({ id, mountPoint: mountPath })),
    networkId: live.networkId,
    kind: live.kind,
    month: undefined,
    billingMode: live.billingMode,
    autoRenew: undefined,
    autoRenewMonth: undefined,
    minCudaVersion: undefined,
  };
  const kind = declared.kind ?? "gpu";
  const shown = echoedFields.filter(
    (name) => all[name] !== undefined && fields[name].kinds.some((each) => each === kind),
  );
  return Object.fromEntries(shown.map((name) => [name, all[name]])) as Declared;
}

/** Of several local volumes the service does not say which one the declaration is about. */
function localMountPath(mounts: Instance["mounts"]): string | undefined {
  const [local, ...others] = mounts?.filter(({ type }) => type === "local") ?? [];
  return others.length === 0 ? local?.mountPath : undefined;
}

function livePorts(ports: NonNullable<Instance["ports"]>, declared: Declared): string {
  const own = new Set(readPorts(declared.ports).map(({ port }) => port));
  const ofTools = new Set((declared.tools ?? []).map(({ port }) => Number(port)));
  return formatPorts(ports.filter(({ port }) => own.has(port) || !ofTools.has(port)));
}

/** Which live values are not what is declared, and not what the service made of the declared ones when they were applied. */
export function drifted(live: Declared, declared: Declared, observed: Declared = {}): FieldName[] {
  return echoedFields.filter((name) => {
    const value = live[name];
    if (value === undefined || same(name, value, declared[name])) return false;
    // The service picks a cluster, a network and a name where none is asked for.
    if ((name === "clusterId" || name === "networkId" || name === "name") && !declared[name]) return false;
    return !(name in observed) || !same(name, value, observed[name]);
  });
}

/**
 * The declared inputs with each drifted field as it really is, in the declared order. What has not drifted stays in the
 * user's own words.
 */
export function withDrift(live: Declared, declared: Declared, observed?: Declared): Declared {
  const changed = drifted(live, declared, observed);
  const entries = changed
    .filter((name) => !isEmpty(live[name]))
    .map((name) => [name, shownAs(name, inDeclaredOrder(name, live[name], declared[name]))]);
  const kept = Object.entries(declared).filter(([name]) => !changed.includes(name as FieldName));
  return Object.fromEntries([...kept, ...entries]) as Declared;
}

/** What a secret holds is not shown, and may be anything. */
function shownAs(name: FieldName, value: unknown): unknown {
  return fields[name].secret ? value : harmless(value);
}

/** Everything that the service shows, as somebody would have declared it. */
export function asDeclared(live: Instance): Declared {
  const shown = liveInputs(live, { kind: live.kind === "cpu" ? "cpu" : "gpu" });
  const names = (Object.keys(shown) as FieldName[]).filter((name) => !isEmpty(shown[name]));
  return Object.fromEntries(names.map((name) => [name, shownAs(name, shown[name])])) as Declared;
}

function isEmpty(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}

/** What is known of the baseline when it is drawn anew. */
export interface Baseline {
  /** The fields that have just been applied, so that any other form of them is the service's own. */
  readonly applied: readonly FieldName[];
  /** The baseline as it was; of the other fields it still holds. */
  readonly before?: Declared;
}

/** What the service made of declared values, where it shows them in another form right after they were applied. */
export function observedForms(
  live: Declared,
  declared: Declared,
  { applied, before = {} }: Baseline = { applied: echoedFields },
): Declared | undefined {
  const kept = Object.entries(before).filter(([name]) => !applied.includes(name as FieldName));
  const fresh = drifted(live, declared).filter(
    (name) =>
      applied.includes(name) &&
      (name !== "imageUrl" || mayBeSameImage(String(live.imageUrl), String(declared.imageUrl))),
  );
  const forms = [...kept, ...fresh.map((name) => [name, live[name]])];
  return forms.length === 0 ? undefined : (Object.fromEntries(forms) as Declared);
}

/** The baseline of an instance that is taken over: the image in the service's form, if it is the declared one. */
export function takenForm({ imageUrl }: Instance, declared: Declared): Declared | undefined {
  if (imageUrl === undefined || same("imageUrl", imageUrl, declared.imageUrl)) return undefined;
  return isDeclaredImage(imageUrl, declared.imageUrl ?? "") ? { imageUrl } : undefined;
}
