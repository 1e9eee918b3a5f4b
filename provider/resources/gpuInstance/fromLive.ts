import { isDeepStrictEqual } from "node:util";
import { harmless, type Instance, rfc3339 } from "../../api";
import { bagOf, formatPorts, type Moment, type Properties, readPorts, where } from "../../core";
import { portTypes } from "./facts";
import { type FieldName, fields } from "./generated/fields";
import type { Computed, Endpoint, GpuInstanceInputs, Lifecycle, Placement } from "./generated/inputs";
import type { Inputs, OwnMemory, State } from "./inputs";
import { placed } from "./placement";
import { isWhole, phaseOf } from "./readiness";

/** The fields of the create request, any of them absent. */
export type Declared = Partial<Pick<GpuInstanceInputs, FieldName>>;

type EchoedField = { [K in FieldName]: (typeof fields)[K]["echoed"] extends true ? K : never }[FieldName];

/**
 * The inputs as the live instance has them. A field that the service does not show is absent: not known, and never
 * the same as empty. While an instance is on its way, an empty list is no more than not shown yet.
 *
 * @param declared What the user declared: ports of declared tools are not the user's `ports`, and the id that the
 * service makes of an inline `imageAuth` is not the user's `imageAuthId`.
 */
export function liveInputs(live: Instance, declared: Declared): Declared {
  const phase = phaseOf(live);
  const settled = phase === "ready" || phase === "stopped";
  const known = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
    settled || list?.length ? list : undefined;
  const [ports, envs, mounts] = [known(live.ports), known(live.envs), known(live.mounts)];
  const all: Record<EchoedField, unknown> = {
    name: live.name,
    productId: live.productId,
    gpuNum: live.gpuNum,
    rootfsSize: live.rootfsSize,
    imageUrl: live.imageUrl,
    imageAuthId: declared.imageAuth ? undefined : live.imageAuthId,
    ports: ports && livePorts(ports, declared),
    envs: envs?.map(({ key, value }) => ({ key, value })),
    command: live.command,
    entrypoint: live.entrypoint,
    clusterId: live.clusterId,
    localStorageMountPoint: localMountPath(mounts),
    networkStorages: mounts
      ?.filter(({ type, id }) => type === "network" && id !== undefined)
      .map(({ id, mountPath }) => ({ id, mountPoint: mountPath })),
    networkId: live.networkId,
    kind: live.kind,
    billingMode: live.billingMode,
  };
  const kind = declared.kind ?? "gpu";
  const shown = (Object.keys(all) as EchoedField[]).filter(
    (name) => all[name] !== undefined && fields[name].kinds.some((each) => each === kind),
  );
  return Object.fromEntries(shown.map((name) => [name, all[name]])) as Declared;
}

/** Of several local volumes the service does not say which one the declaration is about. */
function localMountPath(mounts: Instance["mounts"]): string | undefined {
  const [local, ...others] = mounts?.filter(({ type }) => type === "local") ?? [];
  return others.length === 0 ? local?.mountPath : undefined;
}

/** What the service opens of another type, nobody can have declared. */
function livePorts(ports: NonNullable<Instance["ports"]>, declared: Declared): string {
  const own = new Set(readPorts(declared.ports).map(({ port }) => port));
  const ofTools = new Set((declared.tools ?? []).map(({ port }) => Number(port)));
  const isOwn = ({ port, type }: (typeof ports)[number]): boolean =>
    portTypes.includes(type) && (own.has(port) || !ofTools.has(port));
  return formatPorts(ports.filter(isOwn));
}

/** What the service shows of an instance beside the inputs. What is not known is absent, never an empty string. */
export function outputsOf(live: Instance, inputs: Properties = {}): Computed {
  const { alternatives } = (inputs.lifecycle ?? {}) as Lifecycle;
  const endpoints = (live.ports ?? []).flatMap(({ port, type, endpoint }): Endpoint[] =>
    endpoint === undefined ? [] : [harmless({ port, type, url: endpoint })],
  );
  return {
    status: live.status,
    statusMessage: live.statusMessage,
    endpoints,
    sshCommand: live.ssh?.command,
    sshPassword: live.ssh?.password,
    jupyterUrl: harmless(live.jupyter?.url),
    clusterName: harmless(live.clusterName),
    productName: harmless(live.productName),
    createdAt: rfc3339(live.createdAt),
    spotStatus: harmless(live.spotStatus || undefined),
    spotReclaimTime: live.spotStatus ? rfc3339(live.spotReclaimAt) : undefined,
    ...(alternatives && { placement: placementOf(live, inputs) }),
    releaseDataAt: rfc3339(live.releaseDataAt),
  };
}

/** What the service does not show is as it was asked for. */
function placementOf(live: Instance, inputs: Properties): Placement {
  const entries = placed.map((name) => [name, bagOf(live)[name] || inputs[name]]);
  return harmless(where(Object.fromEntries(entries) as object, (_name, value) => value !== undefined));
}

/** Everything that the service shows of an instance that nobody has declared. What is not known is absent. */
export function shownOf(live: Instance): Declared & Computed {
  const { kind = "gpu", billingMode = "onDemand" } = live;
  const declared = { kind: kind === "cpu" ? "cpu" : "gpu" } as const;
  const inputs = where(liveInputs({ ...live, kind, billingMode }, declared), (_name, value) => value !== "");
  return { ...harmless(inputs), ...outputsOf(live) };
}

/** Outputs that a list shows as well as a read, and that go away by themselves. */
const PASSING: readonly string[] = ["statusMessage", "spotReclaimTime"];

/**
 * An instance out of a list as a read of it would show it. A list does not show how an instance is entered, nor when a
 * stopped one is deleted (API page 4.4). The latter stays as long as it stands still; the former is empty unless it runs, and a start gives it anew; so the state's counts if it ran before and everything
 * else is as it was. Whatever a list leaves out beside that has to be read.
 */
export function asRead(listed: Instance, olds?: State): Instance | undefined {
  const isReady = phaseOf(listed) === "ready";
  if (!olds) return isReady && listed.ssh ? listed : undefined;
  const { sshCommand: command, sshPassword: password, jupyterUrl: url, releaseDataAt } = olds;
  const isKept = olds.status === listed.status && releaseDataAt !== undefined;
  const ssh = command === undefined && password === undefined ? undefined : { command, password };
  const keptThen = isReady
    ? { ...(ssh && { ssh }), ...(url !== undefined && { jupyter: { url } }) }
    : { ...(isKept && { releaseDataAt: Date.parse(releaseDataAt) / 1000 }) };
  const live = { ...listed, ...keptThen };
  if (isReady && (olds.status !== listed.status || !ssh)) return undefined;
  const shown = outputsOf(live);
  const isShown = Object.entries(shown).every(
    ([name, value]) => value !== undefined || PASSING.includes(name) || bagOf(olds)[name] === undefined,
  );
  const isSameWay = !isReady || isDeepStrictEqual(shown.endpoints, olds.endpoints);
  return isShown && isSameWay && isWhole(live) ? live : undefined;
}

/** What to remember of an instance. */
export function remember(live: Instance, { imageAuth }: Inputs, moment: Moment): OwnMemory {
  return {
    imageAuthId: (imageAuth && live.imageAuthId && harmless(live.imageAuthId)) || undefined,
    termEndsAt: termEndsAt(live, moment),
  };
}

/** The end as of the last apply tells a renewal that a killed run has paid for: a read must not move it. */
function termEndsAt({ endTime }: Instance, { kind, before, pending }: Moment): number | undefined {
  const known = (before as OwnMemory | undefined)?.termEndsAt;
  switch (kind) {
    case "applied":
      return pending?.includes("month") ? undefined : endTime;
    case "read":
      return known ?? endTime;
    case "kept":
      return before ? known : endTime;
  }
}
