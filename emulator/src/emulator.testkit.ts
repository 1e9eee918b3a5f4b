import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "./assemble";
import { manualClock, type ManualClock } from "./clock";
import { buildApp } from "./http/app";
import type { Desk } from "./http/desk";
import { API_ROOT } from "./operations/operation";
import type { EmulatorOptions } from "./options";

/** 2026-01-01T00:00:00Z, when every test begins. */
export const START_MS = Date.UTC(2026, 0, 1);
export const START_S = "1767225600";

export const BOOT_MS = 1000;
export const DELETE_MS = 400;

export const PRODUCT = "4090.16c62g.os";
/** Free GPUs of PRODUCT at the start. */
export const STOCK = 256;

/** The smallest body that create accepts. */
export const MINIMAL = {
  productId: PRODUCT,
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "ubuntu:22.04",
  kind: "gpu",
} as const;

export interface Reply {
  readonly status: number;
  /** Parsed if it is JSON, else the raw text. */
  readonly body: unknown;
}

export interface Testbed {
  /** Root of the emulator's server. */
  url(): Promise<string>;
  readonly desk: Desk;
  readonly clock: ManualClock;
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown): Promise<Reply>;
  control(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Reply>;
  /** Creates an instance with MINIMAL and these fields, and gives its id. */
  create(fields?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The same, and lets it boot. */
  boot(fields?: Readonly<Record<string, unknown>>): Promise<string>;
  status(id: string): Promise<string>;
  /** What the control side shows of an instance. */
  behind(id: string): Promise<Readonly<Record<string, unknown>>>;
}

/** A server that outlives the test, because it costs more than most tests do: each test puts its own desk into it. */
class Lobby {
  private readonly desk = {} as Desk;
  private readonly app = buildApp(this.desk);
  private listening: Promise<string> | undefined;

  take(desk: Desk): Promise<string> {
    Object.assign(this.desk, desk);
    return (this.listening ??= this.app.listen({ host: "127.0.0.1", port: 0 }));
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}

const free: Lobby[] = [];
const leaving: (() => void)[] = [];

afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
});

afterAll(async () => {
  for (const lobby of free.splice(0)) await lobby.close();
});

/** An emulator on a clock that stands still, gone after the test. It listens from the first request on. */
export function testbed(options: EmulatorOptions = {}): Testbed {
  const clock = manualClock(START_MS);
  const desk = assemble({ clock, bootMs: BOOT_MS, deleteMs: DELETE_MS, ...options });
  const ask = async (method: "GET" | "POST" | "DELETE", url: string, body?: unknown): Promise<Reply> => {
    const headers = { authorization: "Bearer key", "content-type": "application/json" };
    const payload = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch((await bed.url()) + url, { method, headers, body: payload });
    return { status: answer.status, body: parsed(await answer.text()) };
  };
  let listening: Promise<string> | undefined;
  const listen = (): Promise<string> => {
    const lobby = free.pop() ?? new Lobby();
    leaving.push(() => {
      desk.waiting.drop();
      free.push(lobby);
    });
    return lobby.take(desk);
  };
  const bed: Testbed = {
    url: () => (listening ??= listen()),
    desk,
    clock,
    get: (path) => ask("GET", API_ROOT + path),
    post: (path, body) => ask("POST", API_ROOT + path, body),
    control: (method, path, body) => ask(method, `/_emulator${path}`, body),
    create: async (fields) => {
      const { status, body } = await bed.post("/gpu/instance/create", { ...MINIMAL, ...fields });
      if (status !== 200) throw new Error(`create was refused: ${JSON.stringify(body)}`);
      return (body as { id: string }).id;
    },
    boot: async (fields) => {
      const id = await bed.create(fields);
      clock.advance(desk.world.state.settings.bootMs);
      return id;
    },
    status: async (id) => {
      const { body } = await bed.get(`/gpu/instance?instanceId=${id}`);
      const { status, reason } = body as { status?: string; reason?: string };
      return status ?? String(reason);
    },
    behind: async (id) => {
      const { body } = await bed.control("GET", "/instances");
      const found = (body as { id: string }[]).find((one) => one.id === id);
      if (!found) throw new Error(`the control side does not know ${id}`);
      return found;
    },
  };
  return bed;
}

/** A file of `tests/fixtures`, transcribed by hand from the API's pages. */
export function fixture(name: string): Readonly<Record<string, unknown>> {
  return fixtureAs(name);
}

/** The same, for a test that goes deeper into it. */
export function fixtureAs<Shape>(name: string): Shape {
  const file = join(__dirname, "..", "..", "tests", "fixtures", `${name}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Shape;
}

/** A create request of the pages, in a cluster of the catalogue: the pages print one that the service does not have any more. */
export function printedOrder(name: string): Readonly<Record<string, unknown>> {
  const printed = fixture(`create.request.${name}`);
  return "clusterId" in printed ? { ...printed, clusterId: "us-dallas-nas-2" } : printed;
}

/** The body of an error answer. */
export function errorBody(code: number, reason: string, message: string): Readonly<Record<string, unknown>> {
  return { code, reason, message, metadata: {} };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
