import { type InProcessEmulator, inProcessEmulator } from "novita-emulator";
import { MiniEngine, type Outcome, type Program } from "./miniEngine.testkit";
import { type ProviderProcess, startProvider } from "./providerProcess.testkit";
import { VirtualTime } from "./virtualTime.testkit";

/** Secrets that must never be printed. */
export const canaries = {
  key: "canary-key-0f7d3",
  auth: "robot:canary-password-9a1",
  env: "canary-env-4c2e8",
};

/** One step of a story: faults that are armed, then a command, which may be killed. */
export interface Step {
  readonly command: "up" | "refresh" | "destroy";
  /** For `up`: what is declared from now on. */
  readonly program?: Program;
  readonly faults: readonly object[];
  /** How many requests a second the service allows from now on; absent for no limit. */
  readonly rate?: number;
  /** What happens to the instances behind everybody's back before the command. */
  readonly drift?: "exited" | "removed" | "reclaimed";
  /** The request, counted from 1, at which `kill -9` comes; `both` the CLI and its provider, or the CLI alone. */
  readonly kill?: { readonly atRequest: number; readonly what: "cli" | "both" };
}

/** People, and pipelines, take a moment between two commands. */
const BETWEEN_COMMANDS_MS = 5_000;

/**
 * A killed run leaves a lock that somebody has to take away. What it has created must show in lists by then: an
 * instance that no list shows cannot be found.
 */
const AFTER_A_KILL_MS = 60_000;

/** An instance that was armed to fail, or to hang for ever, before the faults stopped. */
const WHY_NOT =
  / cannot start: pull failed for | took longer than 30m to (?:run|be as declared); its last status was /;

interface Live {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly status: string;
  readonly gpuNum: number;
  readonly imageUrl: string;
}

/** Plays steps against the emulator and holds the promises to account after each. */
export class Story {
  readonly time = new VirtualTime();
  readonly emulator: InProcessEmulator;
  private state: MiniEngine["state"] = {};
  /** Every error that the user has seen. */
  private readonly errors: string[] = [];
  private readonly printed: string[] = [];
  private seed = 1;
  private wasKilled = false;
  /** Something has changed an instance behind the state, a killed run's provider say: `up` sees it after a refresh. */
  private drifted = false;
  /** When the command under way began. */
  private began = 0;

  constructor({ hard }: { readonly hard: boolean }) {
    this.emulator = inProcessEmulator({
      hard,
      clock: { now: this.time.now, after: this.time.after },
      bootMs: 20_000,
      deleteMs: 3_000,
    });
  }

  /** Plays one step; throws if a promise is broken. */
  async play(step: Step): Promise<void> {
    await this.time.pass(this.wasKilled ? AFTER_A_KILL_MS : BETWEEN_COMMANDS_MS);
    this.drift(step.drift);
    this.emulator.setOptions({ rate: step.rate ?? 0 });
    step.faults.forEach((fault) => this.emulator.arm(fault));
    const outcome = await this.command(step);
    this.wasKilled = outcome === undefined;
    this.drifted ||= this.wasKilled || step.drift !== undefined;
    if (outcome) this.hold(step, outcome);
  }

  /**
   * The faults stop, and a rate limit stays: one `up` reaches what is declared or says why not, and one `destroy` ends the
   * bill.
   */
  async end(program: Program): Promise<void> {
    this.emulator.disarm();
    // What was on its way arrives, and what was hidden shows.
    await this.time.pass(120_000);
    if (this.drifted) await this.command({ command: "refresh", faults: [] });
    let outcome = await this.calmUp(program);
    for (let tries = 0; tries < 2 && !outcome.ok; tries++) {
      // The user does what the errors say: deletes the orphans that they name, and refreshes.
      this.untracked().forEach(({ id }) => this.emulator.change(id, { remove: true }));
      await this.command({ command: "refresh", faults: [] });
      outcome = await this.calmUp(program);
    }
    const unexplained = outcome.errors.filter((error) => !WHY_NOT.test(error));
    if (unexplained.length > 0) throw new Error(`without any fault: ${unexplained.join("\n")}`);
    if (outcome.ok) this.reached(program);
    const last = await this.command({ command: "destroy", faults: [] });
    if (!last?.ok) throw new Error(`destroy without any fault failed: ${last?.errors.join("\n")}`);
    const unnamed = this.lost(program);
    if (unnamed.length > 0) throw new Error(`after destroy: ${describe(unnamed)}`);
  }

  /** What runs is what is declared, but for a disk that a killed run has grown: none can shrink (docs/reliability.md). */
  private reached(program: Program): void {
    for (const [name, { gpuNum, imageUrl }] of Object.entries(program)) {
      const own = this.live().filter((each) => each.name.startsWith(`${name}-`));
      const shown = own.map((each) => [each.gpuNum, each.imageUrl, each.status]);
      const wanted = [[gpuNum, imageUrl, "running"]];
      if (JSON.stringify(shown) !== JSON.stringify(wanted))
        throw new Error(`"${name}" should be ${JSON.stringify(wanted)}, but is ${JSON.stringify(shown)}`);
    }
  }

  /** What a command has taken out of the state does not exist any more. */
  private holdGone(before: ReadonlySet<string>): void {
    const kept = new Set(Object.values(this.state).map(({ id }) => id));
    const alive = this.live().filter(({ id }) => before.has(id) && !kept.has(id));
    if (alive.length > 0) throw new Error(`out of the state, and still there: ${describe(alive)}`);
  }

  private async calmUp(program: Program): Promise<Outcome> {
    const outcome = await this.command({ command: "up", program, faults: [] });
    if (!outcome) throw new Error("nobody has killed this command");
    this.hold({ command: "up", program, faults: [] }, outcome);
    return outcome;
  }

  private async command(step: Step): Promise<Outcome | undefined> {
    this.began = this.time.now();
    let requests = 0;
    let killed: () => void = () => undefined;
    const death = new Promise<undefined>((resolve) => (killed = () => resolve(undefined)));
    const engine: MiniEngine = new MiniEngine(() => provider);
    engine.state = structuredClone(this.state);
    const provider: ProviderProcess = startProvider({
      emulator: this.emulator,
      time: this.time,
      key: canaries.key,
      random: this.random,
      orphans: "report",
      onRequest: () => {
        requests += 1;
        if (requests !== step.kill?.atRequest) return;
        if (step.kill.what === "both") provider.kill();
        else provider.deafen();
        engine.kill();
        killed();
      },
    });
    const work = run(engine, step);
    const outcome = await this.time.until(Promise.race([work, death]));
    // What the killed CLI would have saved later is never saved.
    const before = new Set(Object.values(this.state).map(({ id }) => id));
    this.state = structuredClone(engine.state);
    this.holdGone(before);
    this.printed.push(...provider.said, ...(outcome?.errors ?? []));
    if (outcome) this.errors.push(...outcome.errors);
    // A provider that outlives its CLI ends itself within seconds. Here it goes on for as long as it wants: it must do no harm.
    else if (step.kill?.what === "cli") await this.time.until(Promise.race([work, this.later()]));
    return outcome;
  }

  private later(): Promise<void> {
    return new Promise((resolve) => void this.time.after(3_600_000, resolve));
  }

  private readonly random = (): number => {
    // A small linear generator: the same story gives the same names.
    this.seed = (this.seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.seed / 2_147_483_648;
  };

  private drift(kind: Step["drift"]): void {
    const [first] = this.live();
    if (!first || !kind) return;
    const changes = {
      exited: { status: "exited" },
      removed: { remove: true },
      reclaimed: { status: "exited", spotStatus: "terminated" },
    };
    this.emulator.change(first.id, changes[kind]);
  }

  private live(): Live[] {
    return this.emulator.instances().filter((each) => each.live) as unknown as Live[];
  }

  private untracked(): Live[] {
    const ids = new Set(
      Object.values(this.state).flatMap((kept) => (kept.pendingReplacement ? [] : [kept.id])),
    );
    return this.live().filter(({ id }) => !ids.has(id));
  }

  /**
   * Instances that neither the state nor any error names. What a killed run has left of a declaration is found by
   * the next `up` that still declares it.
   */
  private lost(program: Program): Live[] {
    const declared = (each: Live): boolean =>
      Object.keys(program).some((name) => each.name.startsWith(`${name}-`));
    return this.untracked().filter((each) => declared(each) && !this.named(each));
  }

  private named({ id, name }: Live): boolean {
    return this.errors.some((error) => error.includes(id) || error.includes(name));
  }

  private hold(step: Step, outcome: Outcome): void {
    const lost = step.command === "up" ? this.lost(step.program ?? {}) : [];
    // What an earlier, killed run has left is found by the next `up`, unless that one could not even look.
    const excused = (each: Live): boolean =>
      each.createdAt < this.began && outcome.failed.some((name) => each.name.startsWith(`${name}-`));
    const unexplained = lost.filter((each) => !excused(each));
    if (unexplained.length > 0) throw new Error(`nobody knows of ${describe(unexplained)}`);
    const defects = outcome.errors.filter((error) => error.startsWith("DEFECT"));
    if (defects.length > 0) throw new Error(defects.join("\n"));
    const leaks = this.printed.filter((line) =>
      Object.values(canaries).some((canary) => line.includes(canary)),
    );
    if (leaks.length > 0) throw new Error(`a secret was printed: ${leaks.join("\n")}`);
    this.holdNoDouble();
  }

  private holdNoDouble(): void {
    const byDeclaration = new Map<string, Live[]>();
    for (const each of this.live()) {
      const declaration = each.name.slice(0, -6);
      byDeclaration.set(declaration, [...(byDeclaration.get(declaration) ?? []), each]);
    }
    for (const instances of byDeclaration.values()) {
      if (instances.length > 1) throw new Error(`one declaration has ${describe(instances)}`);
    }
  }
}

function run(engine: MiniEngine, { command, program }: Step): Promise<Outcome> {
  if (command === "up") return engine.up(program ?? {});
  return command === "refresh" ? engine.refresh() : engine.destroy();
}

function describe(instances: readonly Live[]): string {
  return instances.map(({ id, name }) => `${name} (${id})`).join(", ");
}
