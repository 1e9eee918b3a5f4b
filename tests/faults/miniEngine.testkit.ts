import { UNKNOWN } from "../../provider/core";
import type { Face, Tracked } from "./face.testkit";
import type { ProviderProcess } from "./providerProcess.testkit";

type Properties = Record<string, unknown>;

/** A resource as a state file keeps it. */
export interface Kept extends Tracked {
  readonly initErrors: readonly string[];
  /** The resources of which each input has something, by their logical names. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  /** A replacement has deleted this one, and its successor was not created. */
  readonly pendingReplacement?: boolean;
}

/** What a command did, as its user sees it. */
export interface Outcome {
  readonly ok: boolean;
  readonly errors: readonly string[];
  /** Logical names of the resources that failed. */
  readonly failed: readonly string[];
}

/**
 * What the user declares, by logical name: `$type` is "GpuInstance" if nothing is said, `$secret` has the paths of what is
 * marked as secret, and a text "{{data.id}}" is the id of the resource `data`.
 */
export type Program = Readonly<Record<string, Readonly<Properties>>>;

/** A declaration with the ids that it names. */
interface Declared extends Pick<Kept, "name" | "type" | "dependencies"> {
  readonly inputs: Properties;
}

/** What becomes of a resource. */
interface Plan {
  /** Whether its id is another one afterwards. */
  readonly isNew: boolean;
  readonly act: () => Promise<void>;
  /** What the engine asks in place of it in a preview. */
  readonly preview: () => Promise<unknown>;
}

/**
 * As much of Pulumi's engine as the life cycle sees: which of check, diff, create, update, read and delete it calls
 * when, with what, and what it keeps of each result and failure (pulumi.md A4, A5, C2). Resources are checked one after
 * another, as soon as what they depend on is there, and changed side by side; after a failure nothing else begins. What is
 * replaced goes first, and what has to be replaced with it, or last, when the rest of the program uses its successor. The
 * suite on the real engine proves the same promises with the real one.
 */
export class MiniEngine {
  state: Record<string, Kept> = {};
  /** The old halves of replacements, which the next `up` deletes as well. */
  condemned: Kept[] = [];

  private alive = true;
  private cancelled = false;
  private errors: string[] = [];
  private failed: string[] = [];
  private isPreview = false;
  /** The resources that a preview would create, or replace. */
  private readonly unknown = new Set<string>();
  /** What was deleted because something that it depends on had to go first. */
  private readonly deletedFirst = new Set<string>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly process: () => ProviderProcess) {}

  /** An engine of the next command. */
  after({ state, condemned }: Pick<MiniEngine, "state" | "condemned">): this {
    this.state = structuredClone(state);
    this.condemned = structuredClone(condemned);
    return this;
  }

  /** Like `kill -9`: the call that is under way goes on in the provider, and no other is made. */
  kill(): void {
    this.alive = false;
  }

  /** Like Ctrl-C: what is under way ends by itself, and nothing else begins. */
  cancel(): void {
    this.cancelled = true;
  }

  up(program: Program): Promise<Outcome> {
    return this.command(async () => {
      await this.register(program);
      await this.deleteAll([...this.condemned, ...this.kept.filter(({ name }) => !(name in program))]);
    });
  }

  /** What an `up` would do, as far as its provider is asked about it. */
  preview(program: Program): Promise<Outcome> {
    this.isPreview = true;
    return this.command(() => this.register(program));
  }

  refresh(): Promise<Outcome> {
    return this.command(() => this.all([...this.condemned, ...this.kept], (kept) => this.read(kept)));
  }

  destroy(): Promise<Outcome> {
    return this.command(() => this.deleteAll([...this.condemned, ...this.kept]));
  }

  private get kept(): Kept[] {
    return Object.values(this.state);
  }

  private async command(work: () => Promise<unknown>): Promise<Outcome> {
    this.errors = [];
    this.failed = [];
    this.deletedFirst.clear();
    await work();
    const { errors, failed } = this;
    return { ok: errors.length === 0 && !this.cancelled, errors, failed };
  }

  /** Does work for each, side by side. Once something has failed, nothing else begins. */
  private all<T extends { readonly name: string }>(items: readonly T[], work: (item: T) => Promise<void>) {
    return Promise.all(items.map((item) => this.attempt(item.name, () => work(item))));
  }

  private async attempt(name: string, work: () => Promise<void>): Promise<void> {
    if (this.failed.length > 0 || !this.alive || this.cancelled) return;
    try {
      await work();
    } catch (error) {
      if (error instanceof Cancelled) return;
      this.failed.push(name);
      this.errors.push(error instanceof CheckFailed ? error.message : this.face.failure(error).message);
    }
  }

  private async register(program: Program): Promise<void> {
    const registered = new Map<string, Promise<void>>();
    const register = (name: string): Promise<void> => {
      const made = registered.get(name) ?? registerAfter(name);
      registered.set(name, made);
      return made;
    };
    const registerAfter = async (name: string): Promise<void> => {
      const args = program[name] ?? {};
      await Promise.all(Object.values(dependenciesIn(args)).flat().map(register));
      await this.attempt(name, async () => {
        const plan = await this.inTurn(() => this.plan(this.declared(name, args)));
        if (!this.isPreview) return plan?.act();
        if (plan?.isNew) this.unknown.add(name);
        await plan?.preview();
      });
    };
    await Promise.all(Object.keys(program).map(register));
  }

  /** Plans one resource after another; none once something has failed, as that ends the program. */
  private inTurn(work: () => Promise<Plan>): Promise<Plan | undefined> {
    const plan = this.turn.then(() => (this.failed.length > 0 ? undefined : work()));
    this.turn = plan.catch(() => undefined);
    return plan;
  }

  private declared(name: string, args: Readonly<Properties>): Declared {
    const { $type: type = "GpuInstance", $secret: secret, ...given } = args;
    const of = { name, type: String(type), dependencies: dependenciesIn(args) };
    const inputs = resolved(given, (other) => this.idOf(other)) as Properties;
    return { ...of, inputs: this.face.sent(of, inputs, secret) };
  }

  private idOf(name: string): string {
    const kept = this.state[name];
    return kept && !this.unknown.has(name) ? kept.id : UNKNOWN;
  }

  private async plan(declared: Declared): Promise<Plan> {
    const kept = await this.current(declared.name);
    if (!kept) return this.planCreate(declared);
    const news = await this.check(declared, kept.inputs);
    const { updates, replaces, deletesFirst } = await this.diff(kept, news);
    // The engine diffs the one that it has deleted already, and checks again without its inputs.
    if (kept.pendingReplacement || replaces.length > 0)
      return this.planReplacement(declared, kept, deletesFirst || kept.pendingReplacement === true);
    // The engine itself compares inputs if diff leaves it open; an init error has it update in any case.
    const differ = JSON.stringify(sorted(kept.inputs)) !== JSON.stringify(sorted(news));
    const isChanged = updates === "always" || (updates === "ifInputsDiffer" && differ);
    if (kept.initErrors.length > 0 || isChanged) {
      const preview = (): Promise<unknown> => this.call((face) => face.preview(declared, kept, news));
      return { isNew: false, preview, act: () => this.update(kept, declared, news) };
    }
    const same = { ...kept, inputs: news, dependencies: declared.dependencies };
    const keep = async (): Promise<void> => void (this.state[declared.name] = same);
    return { isNew: false, preview: keep, act: keep };
  }

  /** What the state holds, as it is now if the face asks for that. */
  private async current(name: string): Promise<Kept | undefined> {
    const kept = this.state[name];
    if (!kept || this.deletedFirst.has(name)) return undefined;
    if (this.face.readsFirst) await this.read(kept);
    return this.state[name];
  }

  private async planCreate(declared: Declared, replaced?: Kept): Promise<Plan> {
    const inputs = await this.check(declared, {});
    return {
      isNew: true,
      preview: () => this.call((face) => face.preview(declared, undefined, inputs)),
      act: () => this.create(declared, inputs, replaced),
    };
  }

  private async planReplacement(declared: Declared, kept: Kept, deletesFirst: boolean): Promise<Plan> {
    if (!deletesFirst) return this.planCreate(declared, kept);
    const plan = await this.planCreate(declared);
    const gone = [...(await this.replacedWith(kept)), ...(kept.pendingReplacement ? [] : [kept])];
    gone.forEach(({ name }) => this.deletedFirst.add(name));
    const act = async (): Promise<void> => {
      for (const each of gone) {
        await this.remove(each);
        this.state[each.name] = { ...each, pendingReplacement: true };
      }
      await plan.act();
    };
    return { ...plan, act };
  }

  /** What depends on a resource that goes before its successor comes, and would be replaced for that: the last one first. */
  private async replacedWith(root: Kept): Promise<Kept[]> {
    const replaced = [root];
    const uses = ({ dependencies }: Kept, field: string): boolean =>
      replaced.some(({ name }) => dependencies[field]?.includes(name));
    for (const each of this.inOrder(this.kept).filter(({ pendingReplacement }) => !pendingReplacement)) {
      const fields = Object.keys(each.inputs).filter((field) => uses(each, field));
      const open = Object.fromEntries(fields.map((field) => [field, UNKNOWN]));
      if (fields.length === 0 || replaced.includes(each)) continue;
      const { replaces } = await this.diff(each, { ...each.inputs, ...open });
      if (replaces.length > 0) replaced.push(each);
    }
    return replaced.slice(1).reverse();
  }

  /** Each after what it depends on. */
  private inOrder(resources: readonly Kept[]): Kept[] {
    const ordered: Kept[] = [];
    for (let left = [...resources]; left.length > 0; left = left.filter((each) => !ordered.includes(each)))
      ordered.push(...left.filter((each) => !left.some((other) => dependsOn(each, other))));
    return ordered;
  }

  private get face(): Face {
    return this.process().face;
  }

  /** A call of the provider; once the engine is dead or cancelled, none. */
  private async call<T>(operation: (face: Face) => Promise<T>): Promise<T> {
    if (!this.alive) return new Promise<never>(() => undefined);
    if (this.cancelled) throw new Cancelled();
    return operation(this.face);
  }

  private async check(declared: Declared, olds: Properties): Promise<Properties> {
    const { inputs, failures } = await this.call((face) => face.check(declared, olds, declared.inputs));
    if (failures.length > 0) throw new CheckFailed(failures.join(" "));
    return inputs;
  }

  private diff(kept: Kept, inputs: Properties): ReturnType<Face["diff"]> {
    return this.call((face) => face.diff(kept, inputs));
  }

  private async create(declared: Declared, inputs: Properties, replaced?: Kept): Promise<void> {
    const keep = (id: string, outputs: Properties, initErrors: readonly string[]): void => {
      if (replaced) this.condemned.push(replaced);
      const { name, type, dependencies } = declared;
      this.state[name] = { name, type, id, inputs, outputs, initErrors, dependencies };
    };
    try {
      const { id, outputs } = await this.call((face) => face.create(declared, inputs));
      keep(id, outputs, []);
    } catch (error) {
      const { thing } = this.face.failure(error);
      if (thing) keep(thing.id, thing.outputs, thing.reasons);
      throw error;
    }
  }

  private async update(kept: Kept, { dependencies }: Declared, inputs: Properties): Promise<void> {
    try {
      const outputs = await this.call((face) => face.update(kept, inputs));
      this.state[kept.name] = { ...kept, inputs, outputs, initErrors: [], dependencies };
    } catch (error) {
      const { thing } = this.face.failure(error);
      if (thing) this.state[kept.name] = { ...kept, outputs: thing.outputs, initErrors: thing.reasons };
      throw error;
    }
  }

  private async read(kept: Kept): Promise<void> {
    if (kept.pendingReplacement) return;
    const found = await this.call((face) => face.read(kept));
    if (!found) return this.forget(kept);
    const read = { ...kept, ...found };
    // A refresh compares the other way round, and forgets the init errors of before.
    await this.diff(read, kept.inputs);
    if (this.state[kept.name] === kept) this.state[kept.name] = read;
    else this.condemned = this.condemned.map((each) => (each === kept ? read : each));
  }

  /** Deletes each when nothing depends on it any more. */
  private async deleteAll(doomed: readonly Kept[]): Promise<void> {
    for (let left = [...doomed]; left.length > 0 && this.failed.length === 0;) {
      const next = left.filter((each) => !left.some((other) => dependsOn(other, each)));
      await this.all(next, async (kept) => {
        if (!kept.pendingReplacement) await this.remove(kept);
        this.forget(kept);
      });
      left = left.filter((each) => !next.includes(each));
    }
  }

  private remove(kept: Kept): Promise<void> {
    return this.call((face) => face.remove(kept));
  }

  private forget(kept: Kept): void {
    if (this.state[kept.name] === kept) delete this.state[kept.name];
    this.condemned = this.condemned.filter((each) => each !== kept);
  }
}

const REFERENCE = /^\{\{(.+)\.id\}\}$/;

function dependenciesIn(args: Readonly<Properties>): Record<string, string[]> {
  const fields = Object.entries(args).map(([field, value]): [string, string[]] => {
    const names: string[] = [];
    resolved(value, (name) => (names.push(name), ""));
    return [field, names];
  });
  return Object.fromEntries(fields.filter(([, names]) => names.length > 0));
}

function resolved(value: unknown, idOf: (name: string) => string): unknown {
  if (typeof value === "string") {
    const name = REFERENCE.exec(value)?.[1];
    return name === undefined ? value : idOf(name);
  }
  if (Array.isArray(value)) return value.map((each) => resolved(each, idOf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, idOf)]));
}

function dependsOn({ dependencies }: Kept, { name }: Kept): boolean {
  return Object.values(dependencies).some((names) => names.includes(name));
}

/** Check found something wrong. */
class CheckFailed extends Error {}

/** The command was cancelled before this began. */
class Cancelled extends Error {}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
