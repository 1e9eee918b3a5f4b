import { type Properties, type Rest, waits } from "../../../core";
import type { Inputs, State } from "../inputs";

type Declared = Properties | Inputs | State;

/** Whether an instance is declared to stand still. */
export function isOff({ lifecycle }: Declared): boolean {
  return (lifecycle as { readonly power?: unknown } | undefined)?.power === "off";
}

/** What an instance that is declared off is waited for to be. */
export function restsAt(inputs: Declared): Rest | undefined {
  return isOff(inputs) ? { phase: "stopped", goal: "to stop" } : undefined;
}

/** Whether what is declared is waited for. */
export const waitsForRest = (inputs: Declared): boolean => waits({ restsAt, goal: "to run" }, inputs);
