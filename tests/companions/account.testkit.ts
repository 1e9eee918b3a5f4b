import { type EmulatorOptions, type InProcessEmulator, inProcessEmulator } from "novita-emulator";
import { type ProviderProcess, startProvider } from "../faults/providerProcess.testkit";
import { VirtualTime } from "../faults/virtualTime.testkit";
import type { Context } from "../../provider/core";
import type { Profile } from "../profiles.testkit";

export const BOOT_MS = 20_000;
export const DELETE_MS = 3_000;

const ROOT = "/gpu-instance/openapi/v1/";
/** A cut connection has no status. */
type Logged = { readonly path: string; readonly status: number | null };

/** An account on an emulator, and a provider process that works on it with the real client, under one virtual time. */
export class Account {
  readonly time = new VirtualTime();
  readonly emulator: InProcessEmulator;
  private process: ProviderProcess;
  private seen = 0;
  private drawn = 0;

  /** @param quirks What the emulator reads otherwise than its profile does. */
  constructor({ hard }: Profile, quirks: EmulatorOptions["quirks"] = {}) {
    const clock = { now: this.time.now, after: this.time.after };
    this.emulator = inProcessEmulator({ hard, quirks, clock, bootMs: BOOT_MS, deleteMs: DELETE_MS });
    this.process = this.start();
  }

  /** Runs an operation of a resource, and lets time pass until it is done. */
  run<T>(type: string, operation: (ctx: Context) => Promise<T>): Promise<T> {
    return this.time.until(operation(this.process.contextOf(type)));
  }

  /** A new provider process, as each command of the CLI has one. */
  restart(): void {
    this.process = this.start();
  }

  /** What the process has said since it started. */
  get said(): readonly string[] {
    return this.process.said;
  }

  /** The requests since the last time that this was asked: `networkstorage/create 200`. */
  calls(): string[] {
    const log = this.emulator.requests() as readonly Logged[];
    const fresh = log.slice(this.seen);
    this.seen = log.length;
    return fresh.map(({ path, status }) => `${path.replace(ROOT, "")} ${status ?? "cut"}`);
  }

  private start(): ProviderProcess {
    const { emulator, time } = this;
    const random = (): number => (this.drawn++ % 97) / 97;
    return startProvider({ emulator, time, key: "canary-key-7d20", random, orphans: "report" });
  }
}
