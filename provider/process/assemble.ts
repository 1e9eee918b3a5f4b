import { connect, type Connection, type Settings } from "../account";
import { type Clock, type NovitaClient, type OnLimited, printable, type Redactor, systemClock } from "../api";
import { type Context, formatDuration } from "../core";
import { contextsOf } from "../resources";
import { type Pulumi, runPulumi } from "./pulumiCommand";
import { createStates, type IsOwn } from "./states";

/** Longest line of progress; the API's own words are part of it. */
const LONGEST_LINE = 2_000;

/** How a face says a line to the person in front. */
export interface Voice {
  say(line: string, severity: "info" | "warning"): void;
  /** Resolves when the line has been heard; `false` if nobody is there any more. */
  heard(line: string): Promise<boolean>;
}

/** What the operations of a run work with. */
export interface Assembled {
  readonly client: NovitaClient;
  /** The context of a resource, by its type. */
  readonly contextOf: (type: string) => Context;
}

/** What a process needs from outside. */
export interface Machine {
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly connect: (connection: Connection) => NovitaClient;
  readonly pulumi: Pulumi;
}

/** The real time, the real network, the real command. */
export const thisMachine: Machine = { clock: systemClock, random: Math.random, connect, pulumi: runPulumi };

/**
 * The contexts of a whole run, by the type of resource.
 *
 * @param cancelled Aborted when the run is cancelled; absent if the face is not told.
 * @param isOwn Default: what is of the dynamic package, which has one process in a run.
 */
export function assemble(
  settings: Settings,
  redactor: Redactor,
  voice: Voice,
  cancelled?: AbortSignal,
  machine: Machine = thisMachine,
  isOwn: IsOwn = (type) => type.startsWith("pulumi-nodejs:"),
): Assembled {
  redactor.add(settings.apiKey);
  const log = logOver(voice, redactor);
  const client = machine.connect({
    baseUrl: settings.baseUrl,
    apiKey: settings.apiKey,
    keySource: settings.keySource,
    redactor,
    onLimited: (limit) => log.info(limited(limit)),
    cancelled,
  });
  const contextOf = contextsOf(client, {
    clock: machine.clock,
    random: machine.random,
    log,
    orphans: settings.orphans,
    owner: settings.owner,
    states: createStates(machine.pulumi, isOwn),
    redactor,
    cancelled,
  });
  return { client, contextOf };
}

/** What operations say, as a face says it: without secrets, and harmless for a terminal. */
export function logOver(voice: Voice, redactor: Redactor): Context["log"] {
  const clean = (line: string): string => printable(redactor.redactSentence(line), LONGEST_LINE);
  return {
    info: (line) => voice.say(clean(line), "info"),
    warn: (line) => voice.say(clean(line), "warning"),
    heard: (line) => voice.heard(clean(line)),
  };
}

/** What the person in front is told once, however many calls have to wait. */
export function limited({ pauseMs, perSecond }: Parameters<OnLimited>[0]): string {
  const rate = perSecond < 1 ? "less than one" : `about ${Math.round(perSecond)}`;
  return `Novita limits how many requests this account may send: going on in ${formatDuration(pauseMs)} with ${rate} a second. Requests wait for their turn; none fails for that.`;
}

/** The console, whose lines Pulumi shows of a dynamic provider; and the engine's end of the pipe. */
export const consoleVoice: Voice = {
  say: (line, severity) => console.log(severity === "warning" ? `warning: ${line}` : line),
  heard: (line) => new Promise((resolve) => process.stdout.write(`${line}\n`, (error) => resolve(!error))),
};
