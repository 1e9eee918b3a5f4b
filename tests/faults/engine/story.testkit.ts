import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunResult, StateFile } from "../../../tools/pulumi/stack";
import type { ProcessEntry } from "../../../tools/process/tree";
import { API_KEY, type Declaration, Scene, type SceneOptions } from "../../engine/scene.testkit";
import { secretsIn } from "../../engine/canaries.testkit";
import type { LiveInstance } from "../../engine/emulatorSide.testkit";
import { diagnosticsIn } from "../../engine/printed.testkit";
import type { Program } from "../miniEngine.testkit";
import type { Profile } from "../../profiles.testkit";
import { type Bag, canaries, companionOf, decided, instance, products } from "../kinds.testkit";
import type { EngineStep } from "./arbitraries.testkit";
import { type Bereft, endAll, endedThemselves, killNow } from "./processes.testkit";
import { requestsAt, resetAt, until } from "./requestLog.testkit";
import { unlock } from "./unlock.testkit";

/** Doubts must be resolved while a test waits. */
const timeouts = { create: "6s", update: "6s", delete: "6s" };

const secrets = {
  key: API_KEY,
  auth: canaries.auth,
  password: canaries.auth.replace(/^.*:/, ""),
  env: canaries.env,
  registry: canaries.registry,
};

/** Something that the account has, and the type of resource that it is. */
type Thing = Pick<LiveInstance, "id" | "name"> & { readonly type: string; readonly status?: string };

/** What a command did. */
interface Outcome {
  readonly ok: boolean;
  /** By the logical name of what they are about. */
  readonly errors: Readonly<Record<string, string>>;
  readonly output: string;
  /** Its CLI or its provider was killed: what it created may be known to nobody yet. */
  readonly killed: boolean;
}

/** Plays stories on one stack of the real engine, and holds the promises to account after each command. */
export class EngineStories {
  private readonly orphans: ProcessEntry[] = [];
  /** Every error that the user of this story has seen. */
  private seen = "";
  private ids: readonly string[] = [];
  /** Something was changed behind Pulumi's back, by a killed run's provider say, which an `up` sees only after a refresh. */
  private drifted = false;
  /**
   * What killed runs declared, and no later `up` has looked for: a create of theirs may still be on its way, and Pulumi
   * asks the provider about it in no other command.
   */
  private cutOff: Program = {};

  private constructor(
    private readonly scene: Scene,
    private readonly empty: StateFile,
  ) {}

  static async open({ hard }: Profile, face: SceneOptions["face"]): Promise<EngineStories> {
    const scene = await Scene.open({
      face,
      emulator: { bootMs: 100, deleteMs: 50, hard, quirks: { prewarmEnd: "byImage" } },
    });
    return new EngineStories(scene, await scene.stack.export());
  }

  /** A new story: an empty account, and an empty state. */
  async begin(): Promise<void> {
    this.endOrphans();
    await resetAt(this.scene.emulator.url);
    if (!this.isEmpty()) await this.scene.stack.import(this.empty);
    this.seen = "";
    this.cutOff = {};
    this.ids = [];
    this.drifted = false;
  }

  /** Plays one step; throws if a promise is broken. */
  async play(step: EngineStep): Promise<void> {
    await this.drift(step.drift);
    await this.reclaim(step.reclaim);
    await this.stock(step.stock);
    for (const fault of step.faults) await this.scene.emulator.arm(fault);
    this.declare(step.program ?? {});
    const before = new Set((await this.things()).map(({ id }) => id));
    const outcome = await this.command(step.command, { kill: step.kill });
    this.drifted ||= outcome.killed;
    await this.hold(step, outcome, before);
  }

  /** The faults stop: one `up` reaches what is declared or says why not, and one `destroy` ends the bill. */
  async end(program: Program): Promise<void> {
    await this.scene.emulator.disarm();
    await this.stock(products.map((productId) => ({ atMs: 0, productId, stock: 100 })));
    let outcome = await this.lastUp(program);
    for (let tries = 0; tries < 3 && !outcome.ok; tries++) {
      await this.deleteNamed();
      await this.command("refresh");
      outcome = await this.lastUp(decided(program));
    }
    await this.reachedOrExplained(program, outcome);
    let last = await this.command("destroy");
    // An instance that nobody declares any more keeps what it uses; the error names it.
    if (!last.ok && (await this.deleteNamed()) > 0) last = await this.command("destroy");
    if (!last.ok) throw new Error(`destroy without any fault failed:\n${last.output}`);
    const billed = (await this.things()).filter((each) => isOf(each, program) && !this.named(each));
    if (billed.length > 0) throw new Error(`after destroy: ${describe(billed)}`);
  }

  /** The user does what the errors say: deletes what they name and the state does not hold. @returns how many. */
  private async deleteNamed(): Promise<number> {
    const named = (await this.untracked()).filter((each) => this.named(each));
    for (const each of named) await this.takeAway(each);
    return named.length;
  }

  private async lastUp(program: Program): Promise<Outcome> {
    this.declare(program);
    const before = new Set((await this.things()).map(({ id }) => id));
    const outcome = await this.command("up", { more: this.drifted ? ["--refresh"] : [] });
    await this.hold({ command: "up", program, faults: [] }, outcome, before);
    return outcome;
  }

  async close(): Promise<void> {
    this.endOrphans();
    await this.scene.close();
  }

  private endOrphans(): void {
    endAll(this.orphans.splice(0));
  }

  private declare(program: Program): void {
    this.scene.declare(
      ...Object.entries(program).map(([name, { $type, lifecycle, ...args }]) => ({
        name,
        ...($type !== undefined && { type: $type as Declaration["type"] }),
        args: { ...args, lifecycle: { ...inRealTime(lifecycle as object | undefined), timeouts } },
      })),
    );
  }

  private async command(
    command: EngineStep["command"],
    { kill, more = [] }: { readonly kill?: EngineStep["kill"]; readonly more?: readonly string[] } = {},
  ): Promise<Outcome> {
    const { stack, emulator } = this.scene;
    const before = (await requestsAt(emulator.url)).length;
    const run = stack.start([command, "--yes", "--skip-preview", ...more, ...stack.target]);
    let over = false;
    const done = run.done.finally(() => (over = true));
    let bereft: Bereft | undefined;
    if (kill) {
      // A run may come to its end, and with it its provider, just before it would be killed.
      const struck = async (): Promise<boolean> => {
        const made = (await requestsAt(emulator.url)).length - before;
        if (!over && made >= kill.atRequest) bereft = killNow(run, kill.what);
        return over || bereft !== undefined;
      };
      await until(async () => (await struck()) || undefined, "the moment to kill");
    }
    const result: RunResult = await done;
    const killed = bereft !== undefined && (kill?.what === "provider" || result.signal === "SIGKILL");
    this.orphans.push(...(bereft?.family ?? []));
    // Otherwise it would make requests that count for the next command.
    await endedThemselves(bereft?.providers ?? []);
    if (killed && kill?.what !== "provider") await unlock(stack);
    const errors = errorsIn(result.output);
    this.seen += Object.values(errors).join("\n");
    this.ids = this.scene.heldIds();
    return { ok: result.exitCode === 0, errors, output: result.output, killed };
  }

  private isEmpty(): boolean {
    const { resources = [], pending_operations: pending = [] } = this.scene.deployment();
    return resources.length + pending.length === 0;
  }

  /** The texts of all that the backend keeps. */
  private stateTexts(): readonly string[] {
    const state = join(this.scene.stack.workFolder, "state");
    const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    return files.map((each) => readFileSync(join(each.parentPath, each.name), "utf8"));
  }

  private async drift(drift: EngineStep["drift"]): Promise<void> {
    const first = (await this.things()).find(({ type }) => type === drift?.type);
    if (!first || !drift) return;
    if (first.type === "GpuInstance") await this.scene.emulator.meddle(first.id, drift.change);
    else await this.scene.emulator.takeAway(first.id);
    this.drifted = true;
  }

  private async reclaim(ms: EngineStep["reclaim"]): Promise<void> {
    const first = (await this.live()).find((each) => each.billingMode === "spot" && each.status !== "exited");
    if (!first || ms === undefined) return;
    await this.scene.emulator.meddle(first.id, { reclaimInMs: ms });
    this.drifted = true;
  }

  private async stock(stockSchedule: EngineStep["stock"]): Promise<void> {
    if (stockSchedule) await this.scene.emulator.options({ stockSchedule });
  }

  private async live(): Promise<readonly LiveInstance[]> {
    return (await this.scene.emulator.instances()).filter((each) => each.live);
  }

  /** Everything that exists and was created. */
  private async things(): Promise<readonly Thing[]> {
    const instances = (await this.live()).map(({ id, name, status }) => ({
      type: "GpuInstance",
      id,
      name,
      status,
    }));
    const others = (await this.scene.emulator.resources()).filter(({ live }) => live);
    return [...instances, ...others.map((each) => ({ ...companionOf({ ...each }), id: each.id }))];
  }

  private async untracked(): Promise<readonly Thing[]> {
    return (await this.things()).filter(({ id }) => !this.ids.includes(id));
  }

  private async takeAway({ type, id }: Thing): Promise<void> {
    if (type === "GpuInstance") await this.scene.emulator.meddle(id, { remove: true });
    else await this.scene.emulator.takeAway(id);
  }

  private named({ id, name }: Thing): boolean {
    return this.seen.includes(id) || this.seen.includes(name);
  }

  private async hold(step: EngineStep, outcome: Outcome, before: ReadonlySet<string>): Promise<void> {
    const untracked = await this.untracked();
    const unknown = untracked.filter((each) => !this.named(each));
    const declared = (each: Thing): boolean => step.command === "up" && isOf(each, step.program ?? {});
    // What a killed run has left is found by the next `up` that declares it, unless that one could not even look; one that
    // does not declare it any more asks nobody (docs/reliability.md).
    const excused = (each: Thing): boolean =>
      outcome.killed ||
      (isOf(each, this.cutOff) && (!declared(each) || (before.has(each.id) && !outcome.ok)));
    // Pulumi itself warns of what a killed run was creating, here in place of a thing that is as declared again.
    const replaced = (each: Thing): boolean => each.type !== "GpuInstance" && before.has(each.id);
    const warnedOf = unknown.filter((each) => outcome.ok && isOf(each, this.cutOff) && replaced(each));
    this.seen += warnedOf.map(({ id }) => id).join("\n");
    const lost = unknown.filter((each) => !excused(each) && !warnedOf.includes(each));
    if (lost.length > 0) throw new Error(`nobody knows of ${describe(lost)}:\n${outcome.output}`);
    this.cutOff = cutOffAfter(this.cutOff, step, outcome);
    if (outcome.output.includes("This is a defect of pulumi-novita"))
      throw new Error(`a defect:\n${outcome.output}`);
    await this.holdNoDouble();
    this.holdSecrets(outcome.output);
  }

  private async holdNoDouble(): Promise<void> {
    const live = await this.live();
    const declarationOf = ({ name }: LiveInstance): string => name.slice(0, -6);
    const twins = live.filter((one) =>
      live.some((other) => other !== one && declarationOf(other) === declarationOf(one)),
    );
    if (twins.length > 0) throw new Error(`one declaration has ${describe(twins)}:\n${this.seen}`);
  }

  private holdSecrets(output: string): void {
    const leaked = [output, ...this.stateTexts()].flatMap((text) => secretsIn(text, secrets));
    if (leaked.length > 0) throw new Error(`shown or stored in the clear: ${leaked.join(", ")}\n${output}`);
  }

  /** What runs is what is declared, or an error says of that very resource why not. */
  private async reachedOrExplained(program: Program, { errors, output }: Outcome): Promise<void> {
    const live = await this.live();
    const instances = Object.entries(program).filter(([, { $type }]) => $type === undefined);
    for (const [name, args] of instances.filter(([logical]) => !(logical in errors))) {
      const own = live.filter((each) => isOf(each, { [name]: args }));
      const wanted = this.shownOf(args);
      const keys = Object.keys(JSON.parse(wanted) as object);
      const shown = own.map((each) =>
        JSON.stringify(Object.fromEntries(keys.map((key) => [key, each[key]]))),
      );
      if (shown.length !== 1 || shown[0] !== wanted || !own.every((each) => instance.accepts?.(args, each)))
        throw new Error(`"${name}" should be ${wanted}, but is ${JSON.stringify(own)}:\n${output}`);
    }
  }

  /** How the emulator shows what is as declared. */
  private shownOf(args: Bag): string {
    const ids = Object.entries(this.scene.ids());
    const text = JSON.stringify(instance.shows(args));
    return ids.reduce((text, [name, id = ""]) => text.replaceAll(`{{${name}.id}}`, id), text);
  }
}

/** The options with a wait that a test can afford. */
function inRealTime(lifecycle: object = {}): object {
  return { ...lifecycle, ...("waitForStock" in lifecycle && { waitForStock: "2s" }) };
}

/** The declarations whose creates a kill may have cut off, after one more command. */
function cutOffAfter(cutOff: Program, { command, program = {} }: EngineStep, outcome: Outcome): Program {
  if (command !== "up") return cutOff;
  if (outcome.killed) return { ...cutOff, ...program };
  if (!outcome.ok) return cutOff;
  return Object.fromEntries(Object.entries(cutOff).filter(([name]) => !(name in program)));
}

/** The errors under each resource; what stands under the stack is of Pulumi, and a plugin's notes are no errors. */
function errorsIn(output: string): Readonly<Record<string, string>> {
  const blocks = Object.entries(diagnosticsIn(output)).filter(([name]) => !name.startsWith("engine-tests-"));
  const errors = blocks.map(([name, text]) => [name, (text.match(ERRORS) ?? []).join("\n")] as const);
  return Object.fromEntries(errors.filter(([, text]) => text !== ""));
}

/** Each with the lines that are indented below it. */
const ERRORS = /^error: .*(?:\n[ \t].*)*/gm;

function isOf({ name }: Pick<LiveInstance, "name">, program: Program): boolean {
  return Object.keys(program).some((logical) => name.startsWith(`${logical}-`));
}

function describe(things: readonly Pick<Thing, "id" | "name" | "status">[]): string {
  return things.map(({ id, name, status }) => `${name} (${id}) [${status}]`).join(", ");
}
