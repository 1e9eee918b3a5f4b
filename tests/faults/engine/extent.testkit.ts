import type { Victim } from "./processes.testkit";

/** Whether every row is played, as `npm run test:faults` asks for. A row costs ten seconds of CPU time. */
export const inFull = process.env.ENGINE_FAULT_SEQUENCES !== undefined;

/** The title of a story of which `npm test` plays the fewest rows that show each behaviour of the engine, and says so. */
export const titled = (title: string): string =>
  inFull ? title : `${title} (a few rows; all of them in npm run test:faults)`;

export const victims: readonly Victim[] = inFull ? ["cli", "provider", "both"] : ["cli"];

/** The faces whose creates are killed on the engine; `npm test` kills those of the plugin over gRPC (`tests/faces`). */
export const killedFaces = inFull
  ? (["dynamic provider", "plugin"] as const)
  : (["dynamic provider"] as const);
