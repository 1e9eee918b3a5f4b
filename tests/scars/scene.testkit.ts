import { type EmulatorOptions, type InProcessEmulator, inProcessEmulator } from "novita-emulator";
import { MiniEngine, type Kept, type Outcome, type Program } from "../faults/miniEngine.testkit";
import { type ProviderProcess, startProvider } from "../faults/providerProcess.testkit";
import { VirtualTime } from "../faults/virtualTime.testkit";

export const KEY = "canary-key-5b21";

/** Arguments of an instance that the emulator's catalogue has. */
export const basics = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  ports: "80/http",
};

/** One request as the emulator's log has it. */
export interface Call {
  readonly operation: string;
  readonly at: number;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number | null;
}

/** An instance as the emulator's control side shows it. */
export interface Live {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly live: boolean;
  readonly costUsd: number;
}

/** How the account behaves. */
export interface SceneOptions extends Omit<EmulatorOptions, "clock" | "port"> {
  /** What becomes of each answer on its way. */
  readonly rewrite?: (text: string, operation: string) => string;
}

const ROOT = "/gpu-instance/openapi/v1/";

/** A stack with the real life cycle and client, and an account on an emulator, both under one virtual time. */
export class Scene {
  readonly time = new VirtualTime();
  readonly emulator: InProcessEmulator;
  engine = new MiniEngine(() => this.provider);
  /** Everything that was printed, errors included. */
  readonly printed: string[] = [];
  provider: ProviderProcess;
  private seen = 0;
  private drawn = 0;
  private readonly rewrite: NonNullable<SceneOptions["rewrite"]>;

  constructor({ rewrite = (text) => text, ...options }: SceneOptions = {}) {
    const clock = { now: this.time.now, after: this.time.after };
    this.emulator = inProcessEmulator({ clock, bootMs: 20_000, deleteMs: 3_000, ...options });
    this.rewrite = rewrite;
    this.provider = this.newProcess();
  }

  /** `pulumi up` of a program: by default of one instance called `trainer`. */
  up(args: object = basics): Promise<Outcome> {
    return this.upAll({ trainer: { ...args } });
  }

  upAll(program: Program): Promise<Outcome> {
    return this.run(() => this.engine.up(program));
  }

  refresh(): Promise<Outcome> {
    return this.run(() => this.engine.refresh());
  }

  destroy(): Promise<Outcome> {
    return this.run(() => this.engine.destroy());
  }

  /** What the state holds of `trainer`. */
  get kept(): Kept | undefined {
    return this.engine.state.trainer;
  }

  /** The one instance of the account that is not removed. */
  get only(): Live {
    const live = this.live();
    if (live.length !== 1 || !live[0]) throw new Error(`${live.length} instances live, not one.`);
    return live[0];
  }

  live(): Live[] {
    return (this.emulator.instances() as unknown as Live[]).filter((each) => each.live);
  }

  /** The requests since the last time that this was asked. */
  calls(): Call[] {
    const log = this.emulator.requests() as unknown as Call[];
    const fresh = log.slice(this.seen);
    this.seen = log.length;
    return fresh.map((call) => ({ ...call, operation: operationOf(call.path) }));
  }

  /** Of {@link calls}, those that change something: `["create 200"]`. */
  changes(): string[] {
    const reads = ["get", "list", "products", "cpu/products"];
    const changing = this.calls().filter(({ operation }) => !reads.includes(operation));
    return changing.map(({ operation, status }) => `${operation} ${status ?? "cut"}`);
  }

  /** Virtual seconds that a piece of work takes. */
  async seconds(work: () => Promise<unknown>): Promise<number> {
    const from = this.time.now();
    await work();
    return (this.time.now() - from) / 1000;
  }

  /** Runs work in a new provider process, as each command of the CLI has one. */
  async run(command: () => Promise<Outcome>): Promise<Outcome> {
    await this.time.pass(1_000);
    this.provider = this.newProcess();
    const outcome = await this.time.until(command());
    this.printed.push(...this.provider.said, ...outcome.errors);
    return outcome;
  }

  /** `kill -9` of the CLI and its provider, while a command runs. */
  kill(): void {
    this.provider.kill();
    this.engine.kill();
    this.engine = new MiniEngine(() => this.provider).after(this.engine);
  }

  private newProcess(): ProviderProcess {
    const { time, rewrite } = this;
    const request: InProcessEmulator["request"] = async (asked) => {
      const answer = await this.emulator.request(asked);
      return answer && { ...answer, text: rewrite(answer.text, operationOf(asked.path)) };
    };
    // Each draw gives another number: the names of two instances differ.
    const random = (): number => (this.drawn++ % 97) / 97;
    const emulator = { ...this.emulator, request };
    return startProvider({ emulator, time, key: KEY, random, orphans: "report" });
  }
}

function operationOf(path: string): string {
  const rest = path.replace(ROOT, "");
  if (rest === "gpu/instance") return "get";
  if (rest === "gpu/instances") return "list";
  return rest.replace("gpu/instance/", "");
}
