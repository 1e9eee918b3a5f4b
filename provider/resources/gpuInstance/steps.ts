import { fields, type FieldName } from "./generated/fields";
import { NovitaError } from "../../api/errors/errors";
import type { CallOptions } from "../../api/client";
import type { Instance } from "../../api/entities/instance";
import type { Context } from "../../core/model/context";
import { type Course, LAG_MS } from "../../core/await/conditions";
import { drifted, liveInputs } from "./fromLive";
import { labelOf } from "../../core/await/lookup";
import { credentialObstacles, mountObstacles } from "./preflight/obstacles";
import { type Inputs, OBSERVED_KEY, type State } from "../../core/model/declaration";
import { waitsUntilRunning } from "../../core/model/options";
import { readPorts } from "../../core/forms/ports";
import { toEditRequest, toUpgradeRequest } from "./requests";
import { same } from "../../core/forms/canonical";
import { isReclaimed, phaseOf } from "./readiness";
import { goMonthly, renew } from "./terms";

/** A reset would lose the disk for an instance that cannot come up again. It was not reset. */
export class ResetError extends NovitaError {
  override readonly name = "ResetError";
}

/** What a step is decided by: how things are, were declared, and shall be. */
export interface Situation {
  readonly id: string;
  readonly live: Instance;
  readonly olds: State;
  readonly news: Inputs;
}

/** One call that brings a live instance nearer to what is declared. */
export interface Step {
  /** For progress lines: "setting its ports and disk". */
  readonly doing: string;
  readonly needed: (situation: Situation) => boolean;
  readonly send: (ctx: Context, situation: Situation, options: CallOptions) => Promise<void>;
  /** Refuses what would lose something, before the first call that changes anything. */
  readonly refuse?: (ctx: Context, situation: Situation) => Promise<void>;
  /** Whether a settled instance shows that it is done; absent where the service does not show it. */
  readonly shows?: (now: Instance, situation: Situation, course: Course) => boolean;
  /** Whether it counts as done once it was accepted, though the service may not show it in time. */
  readonly final?: boolean;
  /** The inputs that hold from then on. */
  readonly achieves: readonly FieldName[];
  /** Whether it is what an option of `lifecycle` asks for, which the service does not show. */
  readonly isOption?: boolean;
}

const upgraded = (Object.keys(fields) as FieldName[]).filter((name) => fields[name].change === "upgrade");

/** Which of the fields the live instance does not have as declared, as far as it shows them; else by what was declared before. */
function differs({ live, olds, news }: Situation, name: FieldName): boolean {
  const shown = liveInputs(live, news);
  if (!(name in shown)) return !same(name, olds[name], news[name]);
  const observed = same(name, olds[name], news[name]) ? olds[OBSERVED_KEY] : undefined;
  return drifted(shown, news, observed).includes(name);
}

const edit: Step = {
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
function growth({ live, olds, news }: Situation): number {
  return Math.max(0, (news.rootfsSize ?? 0) - (live.rootfsSize ?? olds.rootfsSize ?? 0));
}

const upgrade: Step = {
  doing: "resetting it with its new image, variables, command or mounts",
  needed: (situation) => upgraded.some((name) => differs(situation, name)),
  refuse: async (ctx, { id, live, news }) => {
    const label = labelOf({ id, name: live.name });
    if (news.imageAuth && !live.imageAuthId) {
      throw new ResetError(
        `${label} was not reset: Novita shows no id for its imageAuth, and without one the new image would be pulled with no credential. Store the credential at Novita and give its id as imageAuthId, or run \`pulumi refresh\`: after that \`pulumi preview\` shows a replacement instead.`,
      );
    }
    const mounted = same("networkStorages", liveInputs(live, news).networkStorages, news.networkStorages);
    const unmet = await Promise.all([
      mounted ? [] : mountObstacles(ctx, news, live.clusterId),
      credentialObstacles(ctx, news),
    ]).catch((error: unknown) => {
      if (!(error instanceof NovitaError)) throw error;
      throw new ResetError(
        `${label} was not reset, because it is not known whether all that it names exists. ${error.message}`,
      );
    });
    const reasons = unmet.flat().map(({ reason }) => reason);
    if (reasons.length > 0) throw new ResetError(`${label} was not reset. ${reasons.join(" ")}`);
  },
  send: (ctx, { id, live, news }, options) => {
    // The request knows credentials by their ids alone; what the service made of an inline one has to be named again.
    const imageAuthId = news.imageAuthId || (news.imageAuth && live.imageAuthId) || undefined;
    return ctx.client.upgradeInstance(id, toUpgradeRequest({ ...news, imageAuthId }), options);
  },
  shows: (now, { live, news }, { wasReset }) => {
    const shown = liveInputs(now, news);
    const before = liveInputs(live, news);
    const asDeclared = !drifted(shown, news).some((name) => upgraded.includes(name));
    // The service may show a value in a form of its own; then a change of what it shows is the sign.
    return wasReset || asDeclared || upgraded.some((name) => !same(name, shown[name], before[name]));
  },
  achieves: [...upgraded, "imageAuth"],
};

const start: Step = {
  doing: "starting it",
  needed: ({ live, news }) => phaseOf(live) === "stopped" && waitsUntilRunning(news.lifecycle),
  // A reclaimed spot instance has lost its machine: only a migration brings it back (API page, section 3).
  send: (ctx, { id, live }, options) =>
    isReclaimed(live) ? ctx.client.migrateInstance(id, options) : ctx.client.startInstance(id, options),
  // One that still stands still by then has stopped again.
  shows: (now, _situation, { waitedMs }) => phaseOf(now) === "running" || waitedMs >= LAG_MS,
  achieves: [],
};

const setAutoRenew: Step = {
  doing: "setting its auto-renewal",
  needed: ({ olds, news }) =>
    news.billingMode === "monthly" &&
    (!same("autoRenew", olds.autoRenew, news.autoRenew) ||
      (news.autoRenew === true && !same("autoRenewMonth", olds.autoRenewMonth, news.autoRenewMonth))),
  send: (ctx, { id, news }, options) =>
    ctx.client.setAutoRenew(id, news.autoRenew ?? false, news.autoRenewMonth ?? 1, options),
  achieves: ["autoRenew", "autoRenewMonth"],
};

const setAutoMigrate: Step = {
  doing: "setting its automatic migration",
  needed: ({ olds, news }) =>
    news.lifecycle?.autoMigrate !== undefined && news.lifecycle.autoMigrate !== olds.lifecycle?.autoMigrate,
  send: (ctx, { id, news }, options) => {
    const on = news.lifecycle?.autoMigrate === true;
    return ctx.client.setAutoMigrate(id, on, on, options);
  },
  achieves: [],
  isOption: true,
};

/**
 * In this order: what needs a live instance first, and what commits money last, so that a failure half-way has not
 * bought months of an instance that does not run.
 */
export const steps: readonly Step[] = [edit, upgrade, start, setAutoMigrate, goMonthly, renew, setAutoRenew];
