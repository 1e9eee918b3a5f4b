import { type Emulator, type EmulatorOptions, startEmulator } from "novita-emulator";

/** One request as the emulator's log has it, with the operation's name in place of its path. */
export interface Call {
  readonly operation: string;
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly status: number | null;
}

/** An instance as the emulator's control side shows it. */
export interface LiveInstance {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly billable: boolean;
  readonly live: boolean;
  readonly ports: string;
  readonly rootfsSize: number;
  readonly [key: string]: unknown;
}

/** Something else that the account has, in the same way. */
export interface Resource {
  /** `networkStorage`, `registryAuth` and so on. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly live: boolean;
}

const PREFIX = "/gpu-instance/openapi/v1/";

/** An emulator, and what can be seen and done behind its API. */
export class EmulatorSide {
  private seen = 0;

  private constructor(private readonly emulator: Emulator) {}

  static async start(options: EmulatorOptions = {}): Promise<EmulatorSide> {
    return new EmulatorSide(await startEmulator({ port: 0, bootMs: 50, deleteMs: 10, ...options }));
  }

  get url(): string {
    return this.emulator.url;
  }

  /** The requests since the last time that this was asked. */
  async calls(): Promise<readonly Call[]> {
    const log = (await this.control("GET", "requests")) as (Call & { path: string })[];
    const fresh = log.slice(this.seen);
    this.seen = log.length;
    return fresh.map(({ path, ...call }) => ({ ...call, operation: operationOf(path) }));
  }

  /** Of {@link calls}, those that change something, by name: `["create", "edit"]`. */
  async changes(): Promise<readonly string[]> {
    return (await this.calls()).filter(({ method }) => method !== "GET").map(({ operation }) => operation);
  }

  async instances(): Promise<readonly LiveInstance[]> {
    return (await this.control("GET", "instances")) as LiveInstance[];
  }

  /** Everything that is no instance. */
  async resources(): Promise<readonly Resource[]> {
    return (await this.control("GET", "resources")) as Resource[];
  }

  /** The instances that exist, by the logical name that theirs begins with. */
  async live(name: string): Promise<LiveInstance> {
    const found = (await this.instances()).filter((each) => each.live && each.name.startsWith(`${name}-`));
    if (found.length !== 1 || !found[0])
      throw new Error(`${found.length} instances of "${name}" live, not one.`);
    return found[0];
  }

  /** Changes an instance behind everybody's back. */
  async meddle(id: string, change: object): Promise<void> {
    await this.control("POST", `instances/${id}`, change);
  }

  /** Takes something that is no instance away behind everybody's back, in use or not. */
  async takeAway(id: string): Promise<void> {
    await this.control("POST", `resources/${id}`, { remove: true });
  }

  async arm(fault: object): Promise<void> {
    await this.control("POST", "faults", fault);
  }

  /** Takes away what is armed. */
  async disarm(): Promise<void> {
    await this.control("DELETE", "faults");
  }

  async options(options: object): Promise<void> {
    await this.control("POST", "options", options);
  }

  /**
   * Calls the API as another client would: the console, a colleague's script.
   *
   * @param operation Of instances, such as `create`, or a path such as `networkstorage/create`.
   */
  async asSomebodyElse(operation: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    const answer = await fetch(
      `${this.url}${PREFIX}${operation.includes("/") ? operation : `gpu/instance/${operation}`}`,
      {
        method: "POST",
        headers: { authorization: "Bearer somebody", "content-type": "application/json" },
        body: JSON.stringify(body),
      },
    );
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${operation} was answered ${answer.status}: ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  close(): Promise<void> {
    return this.emulator.close();
  }

  private async control(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.url}/_emulator/${path}`, {
      method,
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The emulator's control side said: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}

/** `create` for `/gpu-instance/openapi/v1/gpu/instance/create`; `get` and `list` for the two reads of instances. */
function operationOf(path: string): string {
  const rest = path.replace(PREFIX, "");
  if (rest === "gpu/instance") return "get";
  if (rest === "gpu/instances") return "list";
  return rest.replace("gpu/instance/", "");
}
