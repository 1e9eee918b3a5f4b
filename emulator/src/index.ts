/** Novita's GPU instance API on localhost, as a library. The command line in `cli.ts` is a thin skin over it. */
export { startEmulator, type Emulator } from "./startEmulator";
export type { EmulatorOptions } from "./options";
export { manualClock, realClock, type Clock, type ManualClock } from "./clock";
export { QUIRKS, type QuirkName, type Quirks } from "./quirks";
export { packagedCatalogue, type Catalogue } from "./catalogue";
export { inProcessEmulator, type InProcessAnswer, type InProcessEmulator } from "./inProcess";
