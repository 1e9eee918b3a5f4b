import type { InProcessEmulator } from "novita-emulator";
import type { VirtualTime } from "./virtualTime.testkit";
import { createClient, Gate, Redactor, type Transport, TransportFault } from "../../provider/api";
import type { Context, OrphanPolicy } from "../../provider/core";
import { assemble, type Machine } from "../../provider/process";
import { Session } from "../../provider/plugin/session";
import type { GpuContext } from "../../provider/resources/gpuInstance";
import { dynamicFace, type Face, pluginFace } from "./face.testkit";

export type FaceName = "dynamic provider" | "plugin";

/** One life of a provider process: everything that a kill takes away. */
export interface ProviderProcess {
  readonly face: Face;
  readonly ctx: GpuContext;
  /** The context of another resource, by its type. */
  readonly contextOf: (type: string) => Context;
  /** Everything that it has said, as the user sees it. */
  readonly said: string[];
  /** How many requests that may change something are on their way. */
  readonly changing: number;
  /** Like `kill -9`: nothing that it waits for ever comes, and nothing it has asked for is answered. */
  kill(): void;
  /** Pulumi is gone: nobody reads what it prints. */
  deafen(): void;
  /** Somebody has pressed Ctrl-C. Only a plugin is told. */
  cancel(): void;
}

interface ProcessOptions {
  readonly emulator: InProcessEmulator;
  readonly time: VirtualTime;
  readonly key: string;
  readonly random: () => number;
  readonly orphans: OrphanPolicy;
  /** @default "dynamic provider" */
  readonly face?: FaceName;
  /** The state of the stack `s`, as `pulumi stack export` shows it at that moment. @default empty */
  readonly held?: () => readonly { readonly id: string; readonly type: string }[];
  /** Called before each request; a kill at one is a kill at that very moment. */
  readonly onRequest?: (request: Parameters<Transport>[0]) => void;
}

/** A provider process with the real client and the real life cycle, on a network and under a clock of the test's. */
export function startProvider(options: ProcessOptions): ProviderProcess {
  const { key: apiKey, orphans, held = () => [] } = options;
  const said: string[] = [];
  const life = { alive: true, listened: true, changing: 0 };
  const machine: Machine = {
    clock: clockOf(options, life),
    random: options.random,
    connect: ({ redactor, onLimited, cancelled }) => {
      const { clock, random } = machine;
      return createClient({
        ...{ transport: transportOf(options, life), clock, random, redactor, cancelled },
        gate: new Gate(clock, onLimited),
      });
    },
    pulumi: async ([command = "", what = ""]) => {
      if (command === "whoami") return JSON.stringify({ url: "file:///state" });
      const resources = held().map((each) => ({ ...each, type: `novita:index:${each.type}` }));
      return JSON.stringify(what === "export" ? { deployment: { resources } } : []);
    },
  };
  const heard = async (line: string): Promise<boolean> => {
    if (life.alive) said.push(line);
    return life.listened;
  };
  const say = (line: string, severity: "info" | "warning"): Promise<boolean> =>
    heard(severity === "warning" ? `warning: ${line}` : line);
  const settings = { apiKey, orphans, baseUrl: "", owner: "team", keySource: "" };
  const redactor = new Redactor();
  const { contextOf } = assemble(settings, redactor, { say, heard }, undefined, machine);
  const session = new Session({ settings, isKeyStored: false }, say, {}, machine);
  const secretPathsOf = (type: string): readonly string[] => contextOf(type).resource.facts.secretPaths;
  return {
    said,
    get changing() {
      return life.changing;
    },
    kill: () => void (life.alive = false),
    deafen: () => void (life.listened = false),
    cancel: () => session.cancel(),
    face: options.face === "plugin" ? pluginFace(session, secretPathsOf) : dynamicFace(contextOf, redactor),
    ctx: contextOf("GpuInstance") as GpuContext,
    contextOf,
  };
}

/** What has become of a process. */
interface Life {
  alive: boolean;
  listened: boolean;
  changing: number;
}

const never = new Promise<never>(() => undefined);

function clockOf({ time }: ProcessOptions, life: Life): Machine["clock"] {
  const { now, sleep } = time.clock();
  return {
    now,
    sleep: async (ms, signal) => {
      await sleep(ms, signal);
      if (!life.alive) await never;
    },
  };
}

function transportOf(options: ProcessOptions, life: Life): Transport {
  return async (request, signal) => {
    options.onRequest?.(request);
    if (!life.alive) return never;
    const changes = request.method === "GET" ? 0 : 1;
    life.changing += changes;
    const answer = await send(options, request, signal).finally(() => (life.changing -= changes));
    return life.alive ? answer : never;
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
