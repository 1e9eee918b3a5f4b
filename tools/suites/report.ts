/** An event of `go test -json`; only what is read here. */
interface Event {
  readonly Action: string;
  readonly Test?: string;
  readonly Elapsed?: number;
  readonly Output?: string;
}

/**
 * Says of each test what came of it, and of one that failed all that it printed. A test that was skipped has failed:
 * Pulumi's suites skip what they find no means for.
 */
export class Report {
  readonly #printed = new Map<string, string[]>();
  readonly #counts = { pass: 0, fail: 0 };

  constructor(private readonly say: (line: string) => void) {}

  /** Takes one line of `go test -json`. */
  line(text: string): void {
    const event = parsed(text);
    if (event === undefined) return this.say(text);
    const { Action: action, Test: test = "", Output: output = "" } = event;
    if (action === "output") this.#kept(test).push(output.trimEnd());
    if (test === "" || !["pass", "fail", "skip"].includes(action)) return;
    const failed = action !== "pass";
    this.#counts[failed ? "fail" : "pass"] += 1;
    if (failed) for (const line of this.#kept(test)) this.say(line);
    this.say(`${action.padEnd(4)}  ${test} (${Math.round(event.Elapsed ?? 0)} s)`);
    this.#printed.delete(test);
  }

  /** Says how many tests there were, and what belongs to none of them if that is bad. Whether all is well. */
  end(exitCode: number | null): boolean {
    const { pass, fail } = this.#counts;
    const ok = exitCode === 0 && fail === 0 && pass > 0;
    if (!ok) for (const line of [...this.#printed.values()].flat()) this.say(line);
    this.say(`${pass} passed, ${fail} failed`);
    return ok;
  }

  #kept(test: string): string[] {
    const kept = this.#printed.get(test) ?? [];
    this.#printed.set(test, kept);
    return kept;
  }
}

function parsed(text: string): Event | undefined {
  try {
    return JSON.parse(text) as Event;
  } catch {
    return undefined;
  }
}
