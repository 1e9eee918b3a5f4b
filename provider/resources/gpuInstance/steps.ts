import type { Instance } from "../../api/instance";
import type { Context } from "./context";
import { fields, type FieldName } from "./generated/fields";
import { type Declared, drifted, liveInputs } from "./live";
import { type Inputs, OBSERVED_KEY, type State, TERM_KEY } from "./model";
import { waitsUntilRunning } from "./options";
import { readPorts } from "./ports";
import { toEditRequest, toUpgradeRequest } from "./requests";
import { same } from "./same";
import { isReclaimed, phaseOf } from "./status";

/** What a step is decided by: how things are, were declared, and shall be. */
export interface Situation {
  readonly id: string;
  readonly live: Instance;
  readonly olds: State;
  readonly news: Inputs;
}

/** One call that brings a live instance nearer to what is declared. */
export interface Step {
  /** For progress lines: "opening ports and growing the disk". */
  readonly doing: string;
  readonly needed: (situation: Situation) => boolean;
  readonly send: (ctx: Context, situation: Situation) => Promise<void>;
  /** Whether a settled instance shows that it is done; absent where the service does not show it. */
  readonly shows?: (now: Instance, situation: Situation, wasReset: boolean) => boolean;
  /** The inputs that hold from then on. */
  readonly achieves: readonly FieldName[];
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
  send: (ctx, situation) =>
    ctx.client.editInstance(situation.id, toEditRequest(situation.news, growth(situation))),
  shows: (now, { news, olds, live }) => {
    const open = new Set((now.ports ?? []).map(({ port }) => port));
    const wanted = readPorts(news.ports).map(({ port }) => port);
    const unwanted = readPorts(olds.ports).filter(({ port }) => !wanted.includes(port));
    const kept = news.tools?.map(({ port }) => Number(port)) ?? [];
    const ports =
      wanted.every((port) => open.has(port)) &&
      unwanted.every(({ port }) => !open.has(port) || kept.includes(port));
    const size = now.rootfsSize ?? live.rootfsSize;
    return ports && (size === undefined || size >= (news.rootfsSize ?? 0));
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
  send: (ctx, { id, news }) => ctx.client.upgradeInstance(id, toUpgradeRequest(news)),
  shows: (now, { live, news }, wasReset) => {
    const shown = liveInputs(now, news);
    const before = liveInputs(live, news);
    const asDeclared = upgraded.every((name) => !drifted(shown, news).includes(name));
    // The service may show a value in a form of its own; then a change of what it shows is the sign.
    const changed = upgraded.some(
      (name) => !same(name, (shown as Declared)[name], (before as Declared)[name]),
    );
    return wasReset || asDeclared || changed;
  },
  achieves: upgraded,
};

const start: Step = {
  doing: "starting it",
  needed: ({ live, news }) => phaseOf(live) === "stopped" && waitsUntilRunning(news.lifecycle),
  // A reclaimed spot instance has lost its machine: only a migration brings it back (API page, section 3).
  send: (ctx, { id, live }) =>
    isReclaimed(live) ? ctx.client.migrateInstance(id) : ctx.client.startInstance(id),
  shows: (now) => phaseOf(now) === "running",
  achieves: [],
};

const isMonthly = ({ live, olds }: Situation): boolean =>
  (live.billingMode ?? olds.billingMode) === "monthly" || live.endTime !== undefined;

const goMonthly: Step = {
  doing: "changing its billing to monthly",
  needed: (situation) => situation.news.billingMode === "monthly" && !isMonthly(situation),
  send: (ctx, { id, news }) => ctx.client.transToMonthlyInstance(id, news.month ?? 1),
  shows: (now) => now.billingMode === "monthly" || now.endTime !== undefined,
  achieves: ["billingMode", "month"],
};

/** Shorter than any month: terms are compared by their ends, and months differ in length. */
const MONTH_AT_LEAST_S = 28 * 24 * 3600;

const missingMonths = ({ olds, news }: Situation): number => (news.month ?? 0) - (olds.month ?? 0);

const renew: Step = {
  doing: "renewing it",
  needed: (situation) => {
    const { live, olds, news } = situation;
    const monthly = news.billingMode === "monthly" && olds.billingMode === "monthly";
    if (!monthly || missingMonths(situation) <= 0) return false;
    // A run that was killed after its renewal was accepted has paid already.
    const [was, is] = [olds[TERM_KEY], live.endTime];
    const paid =
      was !== undefined && is !== undefined && is - was >= missingMonths(situation) * MONTH_AT_LEAST_S;
    return !paid;
  },
  send: (ctx, situation) => ctx.client.renewInstance(situation.id, missingMonths(situation)),
  shows: (now, { live }) => (now.endTime ?? 0) > (live.endTime ?? 0),
  achieves: ["month"],
};

const setAutoRenew: Step = {
  doing: "setting its auto-renewal",
  needed: ({ olds, news }) =>
    news.billingMode === "monthly" &&
    (!same("autoRenew", olds.autoRenew, news.autoRenew) ||
      (news.autoRenew === true && !same("autoRenewMonth", olds.autoRenewMonth, news.autoRenewMonth))),
  send: (ctx, { id, news }) => ctx.client.setAutoRenew(id, news.autoRenew ?? false, news.autoRenewMonth ?? 1),
  achieves: ["autoRenew", "autoRenewMonth"],
};

/**
 * In this order: what needs a live instance first, and what commits money last, so that a failure half-way has not
 * bought months of an instance that does not run.
 */
export const steps: readonly Step[] = [edit, upgrade, start, goMonthly, renew, setAutoRenew];
