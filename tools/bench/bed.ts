import { type Emulator, startEmulator } from "novita-emulator";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PulumiStack } from "../pulumi/stack";
import type { Toolchain } from "../pulumi/toolchain";

export type Face = "dynamic" | "plugin";
export type Kind = Face | `${Face}Noop` | "pluginNoopReadFirst";
export type Operation = "up" | "unchanged" | "refresh" | "destroy";

/** What one command took. */
export interface Measured {
  readonly wallMs: number;
  /** Requests that the emulator got. */
  readonly calls: number;
  /** Of these, those it answered with 429. */
  readonly limited: number;
  /** Size of the state file afterwards. */
  readonly stateBytes: number;
  /** The most memory that the provider's process had; 0 where it wrote none down. */
  readonly peakBytes: number;
}

export interface BedOptions {
  readonly toolchain: Toolchain;
  readonly kind: Kind;
  readonly count: number;
  /** Requests a second that the emulator lets through. @default no limit */
  readonly rate?: number;
  /** Pulumi's `--parallel`. @default what Pulumi takes */
  readonly parallel?: number;
}

const peakMemory = join(__dirname, "peakMemory.js");

/** One stack, one program and one emulator, measured from `up` to `destroy`. */
export class Bed {
  private constructor(
    private readonly options: BedOptions,
    private readonly folder: string,
    private readonly emulator: Emulator,
    private readonly stack: PulumiStack,
  ) {}

  static async open(options: BedOptions): Promise<Bed> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-bench-"));
    const { rate, count, toolchain, kind } = options;
    const emulator = await startEmulator({ port: 0, bootMs: 0, deleteMs: 0, rate, instanceLimit: count });
    const stack = await PulumiStack.create({
      toolchain,
      project: { dir: join(__dirname, "program") },
      workFolder: join(folder, "stack"),
      env: {
        NOVITA_API_KEY: "bench-key",
        NOVITA_BASE_URL: emulator.url,
        BENCH_KIND: kind,
        BENCH_COUNT: String(count),
        BENCH_PEAK_FILE: join(folder, "peak"),
        NODE_OPTIONS: `--require ${JSON.stringify(peakMemory)}`,
      },
    });
    return new Bed(options, folder, emulator, stack);
  }

  /** Runs one command. Throws when it fails, or when the emulator is left with other instances than declared. */
  async measure(operation: Operation): Promise<Measured> {
    const before = (await this.requests()).length;
    const peakFile = join(this.folder, "peak");
    rmSync(peakFile, { force: true });
    const { parallel } = this.options;
    const args = [...(parallel === undefined ? [] : ["--parallel", String(parallel)]), "--suppress-outputs"];
    const command = operation === "unchanged" ? "up" : operation;
    const start = performance.now();
    await this.stack[command](args, { check: true, onLine: () => undefined });
    const wallMs = performance.now() - start;
    await this.insistOn(operation === "destroy" ? 0 : this.options.count);
    const requests = (await this.requests()).slice(before);
    return {
      wallMs,
      calls: requests.length,
      limited: requests.filter(({ status }) => status === 429).length,
      stateBytes: sizeOf(join(this.folder, "stack", "state")),
      peakBytes: existsSync(peakFile) ? Number(readFileSync(peakFile, "utf8")) : 0,
    };
  }

  async close(): Promise<void> {
    this.stack.dispose();
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async insistOn(expected: number): Promise<void> {
    if (this.options.kind.includes("Noop")) return;
    const instances = (await this.control("instances")) as readonly { billable: boolean }[];
    const billed = instances.filter(({ billable }) => billable).length;
    if (billed !== expected) throw new Error(`${billed} instances are billed instead of ${expected}.`);
  }

  private async requests(): Promise<readonly { readonly status: number | null }[]> {
    return (await this.control("requests")) as { status: number | null }[];
  }

  private async control(path: string): Promise<unknown> {
    return (await fetch(`${this.emulator.url}/_emulator/${path}`)).json();
  }
}

/** The state files of a stack; the engine keeps backups and locks elsewhere. */
function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const states = files.filter((file) => /[\\/]stacks[\\/].*\.json$/.test(file));
  return states.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
