import type { Catalogue } from "./catalogue";
import type { Clock } from "./clock";
import { quirkProblems, type Quirks } from "./quirks";

/** How an emulator is to be started. All of it may be left out. */
export interface EmulatorOptions {
  /** TCP port; 0 takes a free one. @default 0 (the command line takes 8787) */
  readonly port?: number;
  /** Address to listen on. With another than the loopback's, whoever reaches it can use the emulator. @default 127.0.0.1 */
  readonly host?: string;
  /** From create to running, milliseconds. @default 2000 */
  readonly bootMs?: number;
  /** From delete to removed, milliseconds. @default 500 */
  readonly deleteMs?: number;
  /** From stop to the release of the instance and its data, milliseconds. @default the catalogue's keepDataDays, 7 days */
  readonly keepDataMs?: number;
  /** Accept only these keys. @default any key that is not empty */
  readonly apiKeys?: readonly string[];
  /** Requests a second that are let through. @default no limit */
  readonly rate?: number;
  /** How many instances the account may have at once. @default what the catalogue says, 200 */
  readonly instanceLimit?: number;
  /** What ids, ports and passwords are made from. @default 1 */
  readonly seed?: number;
  /** File that keeps everything over a restart. @default none */
  readonly state?: string;
  /** Takes the reading that is hardest for a client of every quirk that `quirks` does not choose. @default false */
  readonly hard?: boolean;
  /** Where the service leaves a choice: see the README. @default what clients of the real service have seen */
  readonly quirks?: Partial<Quirks>;
  /** What can be ordered. @default the catalogue.json of this package */
  readonly catalogue?: Catalogue;
  /** Where time comes from. @default the machine's clock */
  readonly clock?: Clock;
}

export const DEFAULT_BOOT_MS = 2000;
export const DEFAULT_DELETE_MS = 500;
export const DEFAULT_SEED = 1;

const MOST_MS = 2_147_483_647;

/** Says what is wrong with options, in sentences; nothing if all is well. */
export function optionProblems(options: EmulatorOptions): readonly string[] {
  return [
    ...wholeNumber("port", options.port, 65_535),
    ...(options.host === undefined || options.host !== "" ? [] : ["host must not be empty."]),
    ...wholeNumber("bootMs", options.bootMs, MOST_MS),
    ...wholeNumber("deleteMs", options.deleteMs, MOST_MS),
    ...wholeNumber("keepDataMs", options.keepDataMs, Number.MAX_SAFE_INTEGER),
    ...wholeNumber("instanceLimit", options.instanceLimit, Number.MAX_SAFE_INTEGER),
    ...wholeNumber("seed", options.seed, Number.MAX_SAFE_INTEGER),
    ...(options.rate === undefined || options.rate > 0
      ? []
      : [`rate must be greater than 0; got ${options.rate}.`]),
    ...(options.apiKeys?.some((key) => !/^\S+$/.test(key))
      ? ["An API key must not be empty and must hold no spaces."]
      : []),
    ...quirkProblems(options.quirks ?? {}),
  ];
}

function wholeNumber(name: string, value: number | undefined, max: number): readonly string[] {
  if (value === undefined || (Number.isInteger(value) && value >= 0 && value <= max)) return [];
  return [`${name} must be a whole number from 0 to ${max}; got ${value}.`];
}
