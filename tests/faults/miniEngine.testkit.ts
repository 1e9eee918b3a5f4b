import * as lifecycle from "../../provider/core";
import type { ProviderProcess } from "./providerProcess.testkit";
import { NovitaError } from "../../provider/api";
import type { Inputs, State } from "../../provider/resources/gpuInstance";

/** A resource as a state file keeps it. */
export interface Kept {
  readonly id: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
  readonly initErrors: readonly string[];
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

/** What the user declares, by logical name; `$secret` has the paths of what is marked as secret. */
export type Program = Readonly<Record<string, Record<string, unknown>>>;

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * As much of Pulumi's engine as the life cycle sees: which of check, diff, create, update, read and delete it calls
 * when, with what, and what it keeps of each result and failure (pulumi.md A4, A5, C2). The suite on the real engine
 * proves the same promises with the real one.
 */
export class MiniEngine {
  state: Record<string, Kept> = {};

  private alive = true;

  constructor(private readonly process: () => ProviderProcess) {}

  /** Like `kill -9`: the call that is under way goes on in the provider, and no other is made. */
  kill(): void {
    this.alive = false;
  }

  async up(program: Program): Promise<Outcome> {
    const dropped = Object.keys(this.state).filter((name) => !(name in program));
    return this.each([...Object.keys(program), ...dropped], (name) => {
      const args = program[name];
      return args ? this.apply(name, args) : this.remove(name);
    });
  }

  async refresh(): Promise<Outcome> {
    return this.each(Object.keys(this.state), (name) => this.read(name));
  }

  async destroy(): Promise<Outcome> {
    return this.each(Object.keys(this.state), (name) => this.remove(name));
  }

  private async each(names: readonly string[], work: (name: string) => Promise<void>): Promise<Outcome> {
    const errors: string[] = [];
    const failed: string[] = [];
    for (const name of names) {
      if (!this.alive) break;
      try {
        await work(name);
      } catch (error) {
        failed.push(name);
        errors.push(this.process().redactor.redactSentence(describe(error)));
      }
    }
    return { ok: errors.length === 0, errors, failed };
  }

  private async apply(name: string, args: Record<string, unknown>): Promise<void> {
    const { $secret, ...inputs } = args;
    const declaration = { project: "p", stack: "s", name, ...($secret !== undefined && { secret: $secret }) };
    const declared = { ...inputs, __provider: "stub", __declaration: declaration };
    const kept = this.state[name];
    if (!kept) return this.create(name, declared, {});
    const news = await this.check(kept.inputs, declared);
    const { ctx } = this.process();
    const { changes, replaces, isHalted } = lifecycle.diffInRun(ctx, kept.id, kept.outputs, news);
    // The engine diffs the one that it has deleted already, and checks again without its inputs.
    if (kept.pendingReplacement) return this.create(name, declared, {});
    if (replaces.length > 0) return this.replace(name, kept, declared);
    // The engine itself compares inputs if diff leaves it open; an init error has it update in any case.
    const differ = JSON.stringify(sorted(kept.inputs)) !== JSON.stringify(sorted(news));
    const updates = kept.initErrors.length > 0 || ((changes.length > 0 || isHalted) && differ);
    if (!updates) this.state[name] = { ...kept, inputs: plain(news) };
    else await this.update(name, kept, news);
  }

  /** A call of the provider; once the engine is dead, none. */
  private call<T>(operation: (ctx: ProviderProcess["ctx"]) => Promise<T>): Promise<T> {
    return this.alive ? operation(this.process().ctx) : new Promise<never>(() => undefined);
  }

  private async check(
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
  ): Promise<Record<string, unknown>> {
    const { inputs, failures } = await this.call((ctx) => lifecycle.check(ctx, plain(olds), plain(news)));
    if (failures.length > 0) throw new CheckFailed(failures.map(({ reason }) => reason).join(" "));
    return plain(inputs);
  }

  private async create(
    name: string,
    declared: Record<string, unknown>,
    olds: Record<string, unknown>,
  ): Promise<void> {
    const inputs = await this.check(olds, declared);
    try {
      const { id, state } = await this.call((ctx) =>
        lifecycle.create(ctx, plain(inputs) as unknown as Inputs),
      );
      this.state[name] = {
        id,
        inputs,
        outputs: plain(state) as unknown as Record<string, unknown>,
        initErrors: [],
      };
    } catch (error) {
      if (error instanceof lifecycle.InitFailure) {
        const outputs = plain(error.properties) as unknown as Record<string, unknown>;
        this.state[name] = { id: error.id, inputs, outputs, initErrors: this.said(error.reasons) };
      }
      throw error;
    }
  }

  private said(reasons: readonly string[]): readonly string[] {
    return reasons.map((reason) => this.process().redactor.redactSentence(reason));
  }

  private async replace(name: string, kept: Kept, declared: Record<string, unknown>): Promise<void> {
    const inputs = await this.check({}, declared);
    await this.call((ctx) => lifecycle.remove(ctx, kept.id, plain(kept.outputs) as unknown as State));
    this.state[name] = { ...kept, pendingReplacement: true };
    await this.create(name, inputs, {});
  }

  private async update(name: string, kept: Kept, news: Record<string, unknown>): Promise<void> {
    const olds = plain(kept.outputs) as unknown as State;
    try {
      const state = await this.call((ctx) =>
        lifecycle.update(ctx, kept.id, olds, plain(news) as unknown as Inputs),
      );
      this.state[name] = {
        id: kept.id,
        inputs: news,
        outputs: plain(state) as unknown as Record<string, unknown>,
        initErrors: [],
      };
    } catch (error) {
      if (error instanceof lifecycle.InitFailure) {
        const outputs = plain(error.properties) as unknown as Record<string, unknown>;
        this.state[name] = { ...kept, outputs, initErrors: this.said(error.reasons) };
      }
      throw error;
    }
  }

  private async read(name: string): Promise<void> {
    const kept = this.state[name];
    if (!kept || kept.pendingReplacement) return;
    const found = await this.call((ctx) =>
      lifecycle.read(ctx, kept.id, plain(kept.outputs) as unknown as State),
    );
    if (!found) {
      delete this.state[name];
      return;
    }
    // A refresh forgets init errors.
    const { state, isHalted } = found;
    const [outputs, inputs] = plain([
      state,
      { ...found.inputs, ...(isHalted && { status: state.status }) },
    ]) as unknown as Record<string, unknown>[];
    this.state[name] = { id: kept.id, inputs: inputs ?? {}, outputs: outputs ?? {}, initErrors: [] };
  }

  private async remove(name: string): Promise<void> {
    const kept = this.state[name];
    if (!kept) return;
    if (!kept.pendingReplacement) {
      await this.call((ctx) => lifecycle.remove(ctx, kept.id, plain(kept.outputs) as unknown as State));
    }
    delete this.state[name];
  }
}

function describe(error: unknown): string {
  const expected =
    error instanceof NovitaError || error instanceof lifecycle.InitFailure || error instanceof CheckFailed;
  return expected ? error.message : `DEFECT ${error instanceof Error ? error.stack : String(error)}`;
}

/** Check found something wrong. */
class CheckFailed extends Error {}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
