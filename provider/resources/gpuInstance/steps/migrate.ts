import { NovitaError } from "../../../api";
import { labelOf } from "../../../core";
import { isTakenBack, leftAlone, onReclaimOf } from "../spot";
import { comesUp, isToStart } from "./start";
import type { GpuSituation, GpuStep } from "./step";
import { withGpus } from "./withGpus";

const orAnother =
  'set lifecycle.onReclaim to "replace" for a new one, which may be any choice that the program declares';

const needed = (situation: GpuSituation): boolean => isToStart(situation) && isTakenBack(situation.live);

/** A reclaimed spot instance has lost its machine: only a migration brings it back (API page, section 3). */
export const migrate: GpuStep = {
  doing: "having it moved to another machine",
  needed,
  // What the state did not know yet.
  refuse: async ({ resource }, { id, live, news }) => {
    const label = labelOf(resource, { id, name: live.name });
    const what = onReclaimOf(news);
    if (what === "fail") throw new NovitaError(leftAlone(label, live));
    if (what === "replace")
      throw new NovitaError(
        `${label} was not changed: it has lost its spot capacity, and lifecycle.onReclaim is "replace". Run \`pulumi refresh\`, then \`pulumi up\`: that replaces it.`,
      );
  },
  obtain: (ctx, situation, attempt) =>
    withGpus(ctx, situation, { done: "moved to another machine", needed, orAnother }, attempt),
  send: ({ client }, { id }, options) => client.migrateInstance(id, options),
  shows: comesUp,
  achieves: [],
  option: "power",
};
