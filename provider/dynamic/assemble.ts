import { connect, type Settings } from "../account";
import { type OnLimited, printable, type Redactor, systemClock } from "../api";
import { type Context, formatDuration } from "../core";
import { contextsOf } from "../resources";
import { createStates } from "./states";

/** Longest line of progress; the API's own words are part of it. */
const LONGEST_LINE = 2_000;

/** The contexts of a whole process, by the type of resource, made of the real clock, the real network and the console. */
export function assemble(settings: Settings, redactor: Redactor): (type: string) => Context {
  redactor.add(settings.apiKey);
  const clean = (line: string): string => printable(redactor.redactSentence(line), LONGEST_LINE);
  const say = (line: string): void => console.log(clean(line));
  const client = connect({
    baseUrl: settings.baseUrl,
    apiKey: settings.apiKey,
    redactor,
    onLimited: (limit) => say(limited(limit)),
  });
  return contextsOf(client, {
    clock: systemClock,
    random: Math.random,
    log: { info: say, warn: (line) => say(`warning: ${line}`), heard: (line) => heard(clean(line)) },
    orphans: settings.orphans,
    owner: settings.owner,
    states: createStates(),
    redactor,
  });
}

/** What the person in front is told once, however many calls have to wait. */
export function limited({ pauseMs, perSecond }: Parameters<OnLimited>[0]): string {
  const rate = perSecond < 1 ? "less than one" : `about ${Math.round(perSecond)}`;
  return `Novita limits how many requests this account may send: going on in ${formatDuration(pauseMs)} with ${rate} a second. Requests wait for their turn; none fails for that.`;
}

/** Writes a line to the engine's end of the pipe; `false` if that end is closed. */
function heard(line: string): Promise<boolean> {
  return new Promise((resolve) => process.stdout.write(`${line}\n`, (error) => resolve(!error)));
}
