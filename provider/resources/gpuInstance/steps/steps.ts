import { NovitaError } from "../../../api";
import { bagOf, drifted, isOpen, labelOf, LAG_MS, readPorts } from "../../../core";
import { comparing, same } from "../facts";
import { liveInputs } from "../fromLive";
import { type FieldName, fields } from "../generated/fields";
import { credentialObstacles, mountObstacles } from "../preflight";
import { isOff } from "../power";
import { phaseOf } from "../readiness";
import { migrate } from "./migrate";
import { toEditRequest, toUpgradeRequest } from "./requests";
import { start } from "./start";
import type { GpuSituation, GpuStep } from "./step";
import { goMonthly, renew } from "./terms";
import { withGpus } from "./withGpus";

const upgraded = (Object.keys(fields) as FieldName[]).filter((name) => fields[name].change === "upgrade");

const differs = (situation: GpuSituation, name: FieldName): boolean =>
  isOpen({ ...comparing, liveInputs }, situation, name);

const edit: GpuStep = {
  doing: "setting its ports and disk",
  needed: (situation) => differs(situation, "ports") || growth(situation) > 0,
  send: (ctx, situation, options) =>
    ctx.client.editInstance(situation.id, toEditRequest(situation.news, growth(situation)), options),
  shows: (now, { news, olds, live }, { waitedMs }) => {
    // Edits take effect within about a minute (API page 4.5). What is still open then, such as the port of SSH, or
    // shown with another type, is the service's own.
    const due = waitedMs >= LAG_MS;
    const form = ({ port, type }: { port: number; type: string }): string =>
      due ? `${port}` : `${port}/${type}`;
    const open = new Set((now.ports ?? []).map(form));
    const wanted = readPorts(news.ports);
    const kept = [...wanted.map(({ port }) => port), ...(news.tools ?? []).map(({ port }) => Number(port))];
    const unwanted = readPorts(olds.ports).filter(({ port }) => !kept.includes(port));
    const size = now.rootfsSize ?? live.rootfsSize;
    return (
      wanted.every((each) => open.has(form(each))) &&
      (due || unwanted.every((each) => !open.has(form(each)))) &&
      (size === undefined || size >= (news.rootfsSize ?? 0))
    );
  },
  achieves: ["ports", "rootfsSize"],
};

/** By how many GB the root disk has to grow: `expandRootDisk` is an increment (API page 4.5). */
function growth({ live, olds, news }: GpuSituation): number {
  return Math.max(0, (news.rootfsSize ?? 0) - (live.rootfsSize ?? olds.rootfsSize ?? 0));
}

const isToReset = (situation: GpuSituation): boolean => upgraded.some((name) => differs(situation, name));

const upgrade: GpuStep = {
  doing: "resetting it with its new image, variables, command or mounts",
  obtain: (ctx, situation, attempt) =>
    withGpus(ctx, situation, { done: "reset", needed: isToReset }, attempt),
  needed: isToReset,
  refuse: async (ctx, { id, live, news }) => {
    const label = labelOf(ctx.resource, { id, name: live.name });
    if (news.imageAuth && !live.imageAuthId) {
      throw new NovitaError(
        `${label} was not reset: Novita shows no id for its imageAuth, and without one the new image would be pulled with no credential. Store the credential at Novita and give its id as imageAuthId, or run \`pulumi refresh\`: after that \`pulumi preview\` shows a replacement instead.`,
      );
    }
    const mounted = same("networkStorages", liveInputs(live, news).networkStorages, news.networkStorages);
    const unmet = await Promise.all([
      mounted ? [] : mountObstacles(ctx, news, live.clusterId),
      credentialObstacles(ctx, news),
    ]).catch((error: unknown) => {
      if (!(error instanceof NovitaError)) throw error;
      throw new NovitaError(
        `${label} was not reset, because it is not known whether all that it names exists. ${error.message}`,
      );
    });
    const reasons = unmet.flat().map(({ reason }) => reason);
    if (reasons.length > 0) throw new NovitaError(`${label} was not reset. ${reasons.join(" ")}`);
  },
  send: (ctx, { id, live, news }, options) => {
    // The request knows credentials by their ids alone; what the service made of an inline one has to be named again.
    const imageAuthId = news.imageAuthId || (news.imageAuth && live.imageAuthId) || undefined;
    return ctx.client.upgradeInstance(id, toUpgradeRequest({ ...news, imageAuthId }), options);
  },
  shows: (now, { live, news }, { seen, waitedMs }) => {
    const shown = liveInputs(now, news);
    const before = liveInputs(live, news);
    const open = drifted(comparing, shown, bagOf(news));
    const asDeclared = !upgraded.some((name) => open.includes(name));
    // The service may show a value in a form of its own; then a change of what it shows is the sign.
    const wasReset = seen.has("toReset") || seen.has("resetting");
    // It may be about to start, and to run unseen; what is not off is started in any case.
    const isIdle = isOff(news) && phaseOf(live) === "stopped" && phaseOf(now) === "stopped";
    if (isIdle && !wasReset && waitedMs < LAG_MS) return false;
    return wasReset || asDeclared || upgraded.some((name) => !same(name, shown[name], before[name]));
  },
  achieves: [...upgraded, "imageAuth"],
};

const stop: GpuStep = {
  doing: "stopping it",
  needed: ({ live, news }) => isOff(news) && ["ready", "pending"].includes(phaseOf(live)),
  send: (ctx, { id }, options) => ctx.client.stopInstance(id, options),
  // One that still runs by then was started again.
  shows: (now, _situation, { waitedMs }) => phaseOf(now) === "stopped" || waitedMs >= LAG_MS,
  achieves: [],
  option: "power",
};

const setAutoRenew: GpuStep = {
  doing: "setting its auto-renewal",
  needed: ({ olds, news }) =>
    news.billingMode === "monthly" &&
    (!same("autoRenew", olds.autoRenew, news.autoRenew) ||
      (news.autoRenew === true && !same("autoRenewMonth", olds.autoRenewMonth, news.autoRenewMonth))),
  send: (ctx, { id, news }, options) =>
    ctx.client.setAutoRenew(id, news.autoRenew ?? false, news.autoRenewMonth ?? 1, options),
  achieves: ["autoRenew", "autoRenewMonth"],
};

const setAutoMigrate: GpuStep = {
  doing: "setting its automatic migration",
  needed: ({ olds, news }) =>
    news.lifecycle?.autoMigrate !== undefined && news.lifecycle.autoMigrate !== olds.lifecycle?.autoMigrate,
  send: (ctx, { id, news }, options) => {
    const on = news.lifecycle?.autoMigrate === true;
    return ctx.client.setAutoMigrate(id, on, on, options);
  },
  achieves: [],
  option: "autoMigrate",
};

/**
 * In this order: what needs a live instance first, and what commits money last, so that a failure half-way has not
 * bought months of an instance that does not run. A reset starts what stands still, so it comes before the stop.
 */
export const steps: readonly GpuStep[] = [
  edit,
  upgrade,
  migrate,
  start,
  stop,
  setAutoMigrate,
  goMonthly,
  renew,
  setAutoRenew,
];
