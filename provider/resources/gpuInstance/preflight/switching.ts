import { formatDuration, type Properties, type View } from "../../../core";
import type { Inputs } from "../inputs";
import { stockWaitMs } from "../placement";
import { isOff } from "../power";

const STOPPED_ONCE = "is stopped once it runs, and costs as much as while on until then.";

/**
 * What the person in front should know of an instance that is switched off or on, in sentences about it.
 *
 * @param missing Which GPUs are out of stock: `its GPUs`; absent if none are.
 */
export function switching(
  { olds, isNew }: { readonly olds: Properties; readonly isNew: boolean },
  inputs: Inputs,
  missing: string | undefined,
  { show, hides }: View,
): string[] {
  if (hides("lifecycle.power")) return [];
  const [wasOff, off] = [isOff(olds), isOff(inputs)];
  if (off && inputs.billingMode === "monthly")
    return ["it is monthly, so it costs the same while off: its term is paid in advance."];
  if (off && isNew && inputs.lifecycle?.adopt === undefined)
    return [`it is created first: it ${STOPPED_ONCE}`];
  if (off && !isNew && !wasOff)
    return [
      "it is stopped, which gives its GPUs back: a later start may find none. What is on its own disks may be lost, network storages stay. Novita deletes a stopped instance with its data after some days (releaseDataAt).",
    ];
  if (off || !wasOff || missing === undefined) return [];
  const waits = stockWaitMs(inputs) > 0;
  const upTo = waits ? show("lifecycle.waitForStock", formatDuration(stockWaitMs(inputs))) : "";
  return [
    waits
      ? `${missing} are out of stock now. \`pulumi up\` waits up to ${upTo} for them (lifecycle.waitForStock).`
      : `${missing} are out of stock now, so its start may be refused; nothing is lost then.`,
  ];
}

/** What there is to know of the reset of an instance that is off. */
export const RESET_WHILE_OFF = `it is reset, which starts it, for which its GPUs have to be free: it ${STOPPED_ONCE}`;
