import { type InProcessEmulator, inProcessEmulator } from "novita-emulator";
import { canaries, companionOf, decided, kinds, products } from "./kinds.testkit";
import { type Kept, MiniEngine, type Outcome, type Program } from "./miniEngine.testkit";
import { type FaceName, type ProviderProcess, startProvider } from "./providerProcess.testkit";
import { VirtualTime } from "./virtualTime.testkit";
import type { OrphanPolicy } from "../../provider/core";

/** One step of a story: faults that are armed, then a command, which may be killed. */
export interface Step {
  readonly command: "up" | "refresh" | "destroy";
  /** For `up`: what is declared from now on. */
  readonly program?: Program;
  /** For `up`: whether its preview runs first, and whether it refreshes. */
  readonly preview?: boolean;
  readonly refresh?: boolean;
  readonly faults: readonly object[];
  /** How many requests a second the service allows from now on; absent for no limit. */
  readonly rate?: number;
  /** What becomes of the stock from now on, in milliseconds from then. */
  readonly stock?: readonly { readonly atMs: number; readonly productId: string; readonly stock: number }[];
  /** When the oldest spot instance loses its machine, in milliseconds from the beginning of the command. */
  readonly reclaim?: number;
  /** What happens to the oldest thing of a type behind everybody's back before the command. */
  readonly drift?: { readonly type: string; readonly change: object };
  /** The request, counted from 1, at which Ctrl-C comes, or `kill -9`: of `both` the CLI and its provider, or the CLI alone. */
  readonly kill?: { readonly atRequest: number; readonly what: "cli" | "both" | "cancel" };
}

/** People, and pipelines, take a moment between two commands. */
const BETWEEN_COMMANDS_MS = 5_000;

/**
 * A killed run leaves a lock that somebody has to take away. What it has created must show in lists by then: an
 * instance that no list shows cannot be found.
 */
const AFTER_A_KILL_MS = 60_000;

/** How soon a cancelled command ends, and how long a request that was sent already may take. */
const ENDS_MS = 2_000;
const LONGEST_REQUEST_MS = 60_000;

/** An instance that was armed to fail, or to hang for ever, before the faults stopped; a storage that a killed run has grown. */
const WHY_NOT =
  / cannot start: pull failed for | and a storage cannot shrink\. Somebody has grown it outside Pulumi: | took longer than \S+ to (?:run|be complete|be ready|be as declared); its last status was /;

/** Something that exists, as the emulator's control side shows it. */
interface Thing {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly [key: string]: unknown;
}

/** A request as the emulator's log has it. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly status: number | null;
}

/** Plays steps against the emulator and holds the promises to account after each. */
export class Story {
  readonly time = new VirtualTime();
  readonly emulator: InProcessEmulator;
  /** What the state file holds. */
  private saved: Pick<MiniEngine, "state" | "condemned"> = { state: {}, condemned: [] };
  /** Every error that the user has seen. */
  private readonly errors: string[] = [];
  private readonly printed: string[] = [];
  private seed = 1;
  private wasKilled = false;
  /** Something has changed an instance behind the state, a killed run's provider say: `up` sees it after a refresh. */
  private drifted = false;
  /** When the command under way began, and what the state held then. */
  private began = 0;
  private before: readonly Kept[] = [];
  /** Left by a kill, and not asked for by a later `up`: Pulumi itself warns of what a killed run was creating. */
  private readonly warnedOf = new Set<string>();

  constructor(
    { hard }: { readonly hard: boolean },
    private readonly orphans: OrphanPolicy,
    private readonly face: FaceName = "dynamic provider",
  ) {
    this.emulator = inProcessEmulator({
      hard,
      // At its hardest every prewarm task fails.
      quirks: { prewarmEnd: "byImage" },
      clock: { now: this.time.now, after: this.time.after },
      bootMs: 20_000,
      deleteMs: 3_000,
    });
  }

  /** Plays one step; throws if a promise is broken. */
  async play(step: Step): Promise<void> {
    await this.time.pass(this.wasKilled ? AFTER_A_KILL_MS : BETWEEN_COMMANDS_MS);
    this.drift(step.drift);
    await this.reclaim(step.reclaim);
    this.emulator.setOptions({ rate: step.rate ?? 0, ...(step.stock && { stockSchedule: step.stock }) });
    step.faults.forEach((fault) => this.emulator.arm(fault));
    const outcome = await this.command(step);
    this.wasKilled = outcome === undefined;
    this.drifted ||= this.wasKilled || step.drift !== undefined || step.reclaim !== undefined;
    if (outcome) this.hold(step, outcome);
  }

  /**
   * The faults stop, and a rate limit stays: one `up` reaches what is declared or says why not, and one `destroy` ends the
   * bill.
   */
  async end(program: Program): Promise<void> {
    this.emulator.disarm();
    this.emulator.setOptions({
      stockSchedule: products.map((productId) => ({ atMs: 0, productId, stock: 100 })),
    });
    // What was on its way arrives, and what was hidden shows.
    await this.time.pass(120_000);
    if (this.drifted) await this.command({ command: "refresh", faults: [] });
    let outcome = await this.calmUp(program);
    for (let tries = 0; tries < 2 && !outcome.ok; tries++) {
      this.deleteOrphans();
      await this.command({ command: "refresh", faults: [] });
      outcome = await this.calmUp(decided(program));
    }
    const unexplained = outcome.errors.filter((error) => !WHY_NOT.test(error));
    if (unexplained.length > 0) throw new Error(`without any fault: ${unexplained.join("\n")}`);
    if (outcome.ok) this.reached(program);
    let last = await this.command({ command: "destroy", faults: [] });
    // An instance that nobody declares any more keeps what it uses; the error names it.
    if (!last?.ok && this.deleteOrphans() > 0) last = await this.command({ command: "destroy", faults: [] });
    if (!last?.ok) throw new Error(`destroy without any fault failed: ${last?.errors.join("\n")}`);
    const unnamed = this.lost(program);
    if (unnamed.length > 0) throw new Error(`after destroy: ${describe(unnamed)}`);
  }

  /** The user does what the errors say: deletes what no state holds. @returns how many things that were. */
  private deleteOrphans(): number {
    const orphans = this.untracked();
    orphans.forEach((each) => this.change(each, { remove: true }));
    return orphans.length;
  }

  /** What exists is what is declared, but for a disk that a killed run has grown: none can shrink (docs/reliability.md). */
  private reached(program: Program): void {
    if (this.saved.condemned.length > 0) throw new Error("the old half of a replacement is still there");
    for (const [name, args] of Object.entries(program)) {
      const type = typeOf(args);
      const known = this.untracked().filter((each) => this.isTold(each));
      const own = this.things().filter(
        (each) => each.type === type && logicalName(each) === name && !known.some(({ id }) => id === each.id),
      );
      const text = JSON.stringify(kinds.find((kind) => kind.type === type)?.shows(args));
      const ids = Object.values(this.saved.state).map((kept) => [`{{${kept.name}.id}}`, kept.id] as const);
      const wanted = ids.reduce((text, [reference, id]) => text.replaceAll(reference, id), text);
      const keys = Object.keys(JSON.parse(wanted) as object);
      const shown = own.map((each) =>
        JSON.stringify(Object.fromEntries(keys.map((key) => [key, each[key]]))),
      );
      const accepts = kinds.find((kind) => kind.type === type)?.accepts ?? (() => true);
      if (!own.every((each) => accepts(args, each)))
        throw new Error(`"${name}" is none of what is declared: ${JSON.stringify(own)}`);
      if (shown.length !== 1 || shown[0] !== wanted)
        throw new Error(`"${name}" should be ${wanted}, but is ${shown.join(" and ")}`);
    }
  }

  /** No create follows one of unknown outcome: only what was refused is asked for again, or as another choice. */
  private holdOneRequest(since: number): void {
    const creates = (this.emulator.requests().slice(since) as readonly unknown[] as readonly Sent[]).filter(
      ({ method, path }) => method === "POST" && path.endsWith("/gpu/instance/create"),
    );
    const open = new Set<unknown>();
    for (const { body, status } of creates) {
      const name = body?.name;
      if (open.has(name)) throw new Error(`a create of ${String(name)} followed one of unknown outcome`);
      if (status === null || status < 400 || status === 408 || status >= 500) open.add(name);
    }
  }

  /** What is to be replaced when it is taken back, or left alone, is never moved. */
  private holdUnmoved(since: number, program: Program = {}): void {
    const sent = this.emulator.requests().slice(since) as readonly unknown[] as readonly Sent[];
    for (const { body } of sent.filter(({ path }) => path.endsWith("/gpu/instance/migrate"))) {
      const name = this.before.find(({ id }) => id === body?.instanceId)?.name ?? "";
      const { onReclaim = "migrate" } = (program[name]?.lifecycle ?? {}) as { readonly onReclaim?: string };
      if (onReclaim !== "migrate") throw new Error(`"${name}" was moved: its onReclaim is ${onReclaim}`);
    }
  }

  /** What a command has taken out of the state does not exist any more. */
  private holdGone(): void {
    const kept = new Set(this.kept().map(({ id }) => id));
    const before = new Set(this.before.map(({ id }) => id));
    const alive = this.things().filter(({ id }) => before.has(id) && !kept.has(id));
    if (alive.length > 0) throw new Error(`out of the state, and still there: ${describe(alive)}`);
  }

  private async calmUp(program: Program): Promise<Outcome> {
    const step: Step = { command: "up", program, faults: [] };
    const outcome = await this.command(step);
    if (!outcome) throw new Error("nobody has killed this command");
    this.hold(step, outcome);
    return outcome;
  }

  /** Runs a command, for an `up` with its preview; `undefined` if it is killed. */
  private async command(step: Step): Promise<Outcome | undefined> {
    this.began = this.time.now();
    this.before = this.kept();
    const preview =
      step.command === "up" && step.preview ? await this.preview(step.program ?? {}) : undefined;
    return preview && !preview.ok ? preview : this.act(step);
  }

  private async preview(program: Program): Promise<Outcome> {
    const already = this.emulator.requests().length;
    const engine: MiniEngine = new MiniEngine(() => provider).after(this.saved);
    const provider = this.start(engine);
    const outcome = await this.time.until(engine.preview(program));
    const changes = this.emulator
      .requests()
      .slice(already)
      .filter(({ method }) => method !== "GET");
    if (changes.length > 0)
      throw new Error(`a preview has sent ${changes.map(({ path }) => path).join(", ")}`);
    this.note(provider, outcome);
    return outcome;
  }

  private async act(step: Step): Promise<Outcome | undefined> {
    let requests = 0;
    let killed: () => void = () => undefined;
    const death = new Promise<undefined>((resolve) => (killed = () => resolve(undefined)));
    let over: (() => void) | undefined;
    const late: string[] = [];
    const engine: MiniEngine = new MiniEngine(() => provider).after(this.saved);
    const provider: ProviderProcess = this.start(engine, ({ method, path }) => {
      if (over && method !== "GET") late.push(path);
      requests += 1;
      if (requests !== step.kill?.atRequest) return;
      if (step.kill.what === "cancel") {
        // What was sent already is not cut off: whether it was done would be unknown for nothing.
        over = this.holdsWithin(
          method === "GET" && provider.changing === 0 ? ENDS_MS : ENDS_MS + LONGEST_REQUEST_MS,
        );
        engine.cancel();
        return provider.cancel();
      }
      if (step.kill.what === "both") provider.kill();
      else provider.deafen();
      engine.kill();
      killed();
    });
    const work = run(engine, step);
    const already = this.emulator.requests().length;
    const outcome = await this.time.until(Promise.race([work, death]));
    over?.();
    this.holdOneRequest(already);
    this.holdUnmoved(already, step.program);
    if (late.length > 0) throw new Error(`sent after a cancel: ${late.join(", ")}`);
    // What the killed CLI would have saved later is never saved.
    const { state, condemned } = new MiniEngine(() => provider).after(engine);
    this.saved = { state, condemned };
    this.holdGone();
    this.note(provider, outcome);
    // A provider that outlives its CLI ends itself within seconds. Here it goes on for as long as it wants: it must do no harm.
    if (!outcome && step.kill?.what === "cli") await this.time.until(Promise.race([work, this.later()]));
    return outcome;
  }

  private start(
    engine: MiniEngine,
    onRequest?: Parameters<typeof startProvider>[0]["onRequest"],
  ): ProviderProcess {
    const { emulator, time, random, orphans, face } = this;
    const held = (): Kept[] => [...engine.condemned, ...Object.values(engine.state)];
    return startProvider({ emulator, time, key: canaries.key, random, orphans, face, held, onRequest });
  }

  /** @returns what throws if more time than that has passed. */
  private holdsWithin(ms: number): () => void {
    const since = this.time.now();
    return () => {
      const took = this.time.now() - since;
      if (took > ms) throw new Error(`after a cancel it took ${took} ms to end`);
    };
  }

  private note({ said }: ProviderProcess, outcome: Outcome | undefined): void {
    this.printed.push(...said, ...(outcome?.errors ?? []));
    if (outcome) this.errors.push(...outcome.errors);
  }

  private later(): Promise<void> {
    return new Promise((resolve) => void this.time.after(3_600_000, resolve));
  }

  private readonly random = (): number => {
    // A small linear generator: the same story gives the same names.
    this.seed = (this.seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.seed / 2_147_483_648;
  };

  private drift(drift: Step["drift"]): void {
    const first = this.things().find(({ type }) => type === drift?.type);
    if (first && drift) this.change(first, drift.change);
  }

  private async reclaim(atMs: Step["reclaim"]): Promise<void> {
    const first = this.things().find((each) => each.billingMode === "spot" && each.status !== "exited");
    if (!first || atMs === undefined) return;
    this.change(first, { reclaimInMs: Math.max(0, atMs) });
    await this.time.pass(Math.max(0, -atMs));
  }

  private change({ type, id }: Thing, change: object): void {
    if (type === "GpuInstance") this.emulator.change(id, change);
    else this.emulator.changeResource(id, change);
  }

  /** Everything that exists and was created. */
  private things(): Thing[] {
    const instances = this.emulator.instances().map((each) => ({ ...each, type: "GpuInstance" }));
    const others = this.emulator.resources().map(companionOf);
    const all: readonly { readonly type: string; readonly live?: unknown }[] = [...instances, ...others];
    return all.filter(({ live }) => live) as Thing[];
  }

  /** What the state holds of what exists: not what a replacement has deleted already. */
  private kept(): Kept[] {
    const { state, condemned } = this.saved;
    return [...condemned, ...Object.values(state)].filter(({ pendingReplacement }) => !pendingReplacement);
  }

  private untracked(): Thing[] {
    const ids = new Set(this.kept().map(({ id }) => id));
    return this.things().filter(({ id }) => !ids.has(id));
  }

  /**
   * Things that neither the state nor any error names. What a killed run has left of a declaration is found by
   * the next `up` that still declares it, and has to create it.
   */
  private lost(program: Program): Thing[] {
    const counts = (each: Thing): boolean =>
      program[logicalName(each)] !== undefined || each.createdAt >= this.began;
    return this.untracked().filter((each) => counts(each) && !this.isTold(each));
  }

  /** Whether the user knows of it, though the state does not. */
  private isTold({ id, name }: Thing): boolean {
    return this.warnedOf.has(id) || this.errors.some((error) => error.includes(id) || error.includes(name));
  }

  private hold(step: Step, outcome: Outcome): void {
    const lost = step.command === "up" ? this.lost(step.program ?? {}) : [];
    const unexplained = lost.filter((each) => !this.isExcused(each, outcome));
    if (unexplained.length > 0) throw new Error(`nobody knows of ${describe(unexplained)}`);
    const defects = outcome.errors.filter((error) => error.startsWith("DEFECT"));
    if (defects.length > 0) throw new Error(defects.join("\n"));
    const leaks = this.printed.filter((line) =>
      Object.values(canaries).some((canary) => line.includes(canary)),
    );
    if (leaks.length > 0) throw new Error(`a secret was printed: ${leaks.join("\n")}`);
    if (this.face === "plugin") this.holdSealed();
    this.holdNoDouble();
    if (outcome.ok) this.holdThere();
  }

  /**
   * What an earlier, killed run has left is found by the next `up`, unless that one could not even look, or has no need to
   * create any: the thing that was to be replaced is what is declared again.
   */
  private isExcused(each: Thing, outcome: Outcome): boolean {
    const name = logicalName(each);
    const isUnasked = this.before.some(({ id }) => this.saved.state[name]?.id === id);
    if (each.createdAt < this.began && isUnasked) this.warnedOf.add(each.id);
    return each.createdAt < this.began && (isUnasked || !outcome.ok);
  }

  /** What the state holds of secrets is in envelopes, which the engine encrypts. */
  private holdSealed(): void {
    const open = JSON.stringify(this.saved, (key, value: unknown) => (isSealed(value) ? undefined : value));
    const leak = Object.values(canaries).find((canary) => open.includes(canary));
    if (leak !== undefined) throw new Error(`the state has ${leak} in clear: ${open}`);
  }

  /** Of what goes before its successor comes there is never a second one. */
  private holdNoDouble(): void {
    const instances = this.things().filter(({ type }) => type === "GpuInstance");
    for (const [at, one] of instances.entries()) {
      const other = instances.slice(at + 1).find((each) => logicalName(one) === logicalName(each));
      if (other) throw new Error(`one declaration has ${describe([one, other])}`);
    }
  }

  /** After a command without errors, what the state holds exists. */
  private holdThere(): void {
    const ids = new Set(this.things().map(({ id }) => id));
    const missing = this.drifted ? [] : this.kept().filter(({ id }) => !ids.has(id));
    if (missing.length > 0) throw new Error(`in the state, and gone: ${describe(missing)}`);
  }
}

async function run(engine: MiniEngine, { command, program = {}, refresh }: Step): Promise<Outcome> {
  if (command === "destroy") return engine.destroy();
  const read = command === "refresh" || refresh ? await engine.refresh() : undefined;
  return command === "refresh" || (read && !read.ok) ? (read as Outcome) : engine.up(program);
}

const isSealed = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value;

const typeOf = ({ $type = "GpuInstance" }: Program[string]): string => String($type);

/** The names that the provider gives begin with it, and stories fix none. */
const logicalName = ({ name }: Pick<Thing, "name">): string => name.slice(0, name.lastIndexOf("-"));

function describe(things: readonly Pick<Thing, "id" | "name" | "type">[]): string {
  return things.map(({ type, id, name }) => `${type} ${name} (${id})`).join(", ");
}
