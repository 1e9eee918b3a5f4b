import type { InProcessEmulator } from "novita-emulator";
import type { VirtualTime } from "./virtualTime.testkit";
import { createClient, Redactor, type Transport, TransportFault } from "../../provider/api";
import type { Context, OrphanPolicy } from "../../provider/core";
import { contextsOf } from "../../provider/resources";
import type { GpuContext } from "../../provider/resources/gpuInstance";

/** One life of a provider process: everything that a kill takes away. */
export interface ProviderProcess {
  readonly ctx: GpuContext;
  /** The context of another resource, by its type. */
  readonly contextOf: (type: string) => Context;
  /** Everything that it has said, as the user sees it. */
  readonly said: string[];
  readonly redactor: Redactor;
  /** Like `kill -9`: nothing that it waits for ever comes, and nothing it has asked for is answered. */
  kill(): void;
  /** Pulumi is gone: nobody reads what it prints. */
  deafen(): void;
}

interface ProcessOptions {
  readonly emulator: InProcessEmulator;
  readonly time: VirtualTime;
  readonly key: string;
  readonly random: () => number;
  readonly orphans: OrphanPolicy;
  /** The ids in the state of the stack `s`, as `pulumi stack export` shows it at that moment. @default none */
  readonly held?: () => readonly string[];
  /** Called before each request; a kill at one is a kill at that very moment. */
  readonly onRequest?: () => void;
}

/** A provider process with the real client and the real life cycle, on a network and under a clock of the test's. */
export function startProvider(options: ProcessOptions): ProviderProcess {
  const { time, random, key } = options;
  const said: string[] = [];
  const redactor = new Redactor();
  redactor.add(key);
  let alive = true;
  let listened = true;
  const never = new Promise<never>(() => undefined);
  const transport: Transport = async (request, signal) => {
    options.onRequest?.();
    if (!alive) return never;
    const answer = await send(options, request, signal);
    return alive ? answer : never;
  };
  const real = time.clock();
  const clock = {
    now: real.now,
    sleep: async (ms: number, signal?: AbortSignal) => {
      await real.sleep(ms, signal);
      if (!alive) await never;
    },
  };
  const client = createClient({ transport, clock, random, redactor });
  const say = (line: string): void => {
    if (alive) said.push(redactor.redactSentence(line));
  };
  const contextOf = contextsOf(client, {
    clock,
    random,
    log: {
      info: say,
      warn: (line) => say(`warning: ${line}`),
      heard: async (line) => {
        say(line);
        return listened;
      },
    },
    orphans: options.orphans,
    owner: "team",
    states: {
      holding: async (_declaration, ids) => {
        const held = options.held?.() ?? [];
        return { stacks: new Map(ids.filter((id) => held.includes(id)).map((id) => [id, "s"])) };
      },
    },
    redactor,
  });
  return {
    said,
    redactor,
    kill: () => void (alive = false),
    deafen: () => void (listened = false),
    ctx: contextOf("GpuInstance") as GpuContext,
    contextOf,
  };
}

async function send(
  { emulator, key }: ProcessOptions,
  { method, path, query = {}, body }: Parameters<Transport>[0],
  signal: AbortSignal,
): ReturnType<Transport> {
  const ended = new Promise<never>((_, reject) => {
    const fail = (): void => {
      const timedOut = signal.reason instanceof Error && signal.reason.name === "DeadlinePassed";
      reject(new TransportFault(timedOut ? "timeout" : "aborted", undefined, true));
    };
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
  ended.catch(() => undefined);
  const answer = await Promise.race([
    ended,
    emulator.request({
      method,
      path,
      query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
      authorization: `Bearer ${key}`,
      contentType: "application/json",
      body: body === undefined ? "" : JSON.stringify(body),
    }),
  ]);
  if (!answer) throw new TransportFault("reset", "ECONNRESET", true);
  const retryAfter = answer.headers["retry-after"] ?? answer.headers["Retry-After"];
  return { status: answer.status, body: answer.text, ...(retryAfter !== undefined && { retryAfter }) };
}
