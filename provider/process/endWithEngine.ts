import { connect, type NetConnectOpts, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** As much of a process as is watched and ended. */
export type OwnProcess = Pick<NodeJS.Process, "argv" | "stdin" | "stdout" | "stderr" | "exit">;

/** What the watch needs from outside. */
export interface Outside {
  /** Whether nobody listens there; `false` if that is not certain. */
  refuses(target: NetConnectOpts): Promise<boolean>;
  /** Resolves after `ms` milliseconds, and keeps no process alive. */
  sleep(ms: number): Promise<unknown>;
}

/** The script of either face's process. */
const PROVIDER = /[\\/](cmd[\\/]dynamic-provider([\\/]index\.js)?|plugin\.js)$/;
const BETWEEN_LOOKS_MS = 3_000;
const REFUSALS = 3;
const BETWEEN_REFUSALS_MS = 500;
/** What a write says when nobody holds the other end any more; Windows has words of its own. */
const closed: readonly (string | undefined)[] = ["EPIPE", "EOF", "ECONNRESET"];

/**
 * Ends this process soon after the engine that it works for has exited, and with it all that it waits for: Pulumi ends
 * no provider when it is killed itself. Does nothing in any other process than a provider's.
 *
 * The engine is gone when a write to it fails for good, or when its address refuses several times in a row. The address is
 * asked when standard input closes, whose other end the engine holds, and every few seconds once it has answered: one
 * that never did says nothing.
 */
export function endWithEngine(own: OwnProcess, { refuses, sleep }: Outside = machine): void {
  const [, script = "", ...args] = own.argv;
  if (!PROVIDER.test(script)) return;
  const end = (): void => own.exit(1);
  for (const stream of [own.stdout, own.stderr]) {
    // Without a listener the SDK's handler of uncaught errors prints each failed write, which fails again, for ever.
    stream.on("error", ({ code }: NodeJS.ErrnoException) => closed.includes(code) && end());
  }
  // Options of logs and traces stand before the address.
  const target = targetOf(args.at(-1));
  const endIfGone = async (): Promise<void> => {
    for (let refusals = 0; refusals < REFUSALS; refusals++) {
      if (refusals > 0) await sleep(BETWEEN_REFUSALS_MS);
      if (target && !(await refuses(target))) return;
    }
    end();
  };
  whenClosed(own.stdin, endIfGone);
  if (target) void watch(async () => refuses(target), endIfGone, sleep);
}

async function watch(
  refuses: () => Promise<boolean>,
  endIfGone: () => Promise<void>,
  sleep: Outside["sleep"],
): Promise<never> {
  for (let answered = false; ; await sleep(BETWEEN_LOOKS_MS)) {
    const refused = await refuses();
    if (refused && answered) await endIfGone();
    answered ||= !refused;
  }
}

/** Files and terminals are nobody's other end. */
function whenClosed(stdin: NodeJS.ReadStream, act: () => Promise<void>): void {
  if (!(stdin instanceof Socket) || stdin.isTTY) return;
  stdin.on("error", () => undefined);
  stdin.once("close", () => void act());
  stdin.resume().unref();
}

/** Where a gRPC target leads; none if that is not understood. */
export function targetOf(address = ""): NetConnectOpts | undefined {
  const path = /^unix:(?:\/\/)?(.+)$/.exec(address)?.[1];
  if (path !== undefined) return { path };
  const [, v6, host = v6, port] =
    /^(?:[a-z][\w+]*:\/{0,3})?(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(address) ?? [];
  return host !== undefined && Number(port) <= 65_535 ? { host, port: Number(port) } : undefined;
}

const LONGEST_CONNECT_MS = 5_000;

function refuses(target: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(target).unref().setTimeout(LONGEST_CONNECT_MS);
    const settle = (refused: boolean): void => {
      socket.destroy();
      resolve(refused);
    };
    socket.once("connect", () => settle(false)).once("timeout", () => settle(false));
    // Any other failure is one of this machine, and tells nothing of the engine.
    socket.on("error", ({ code }: NodeJS.ErrnoException) =>
      settle(code === "ECONNREFUSED" || code === "ENOENT"),
    );
  });
}

/** The network and the time of this machine. */
export const machine: Outside = { refuses, sleep: (ms) => sleep(ms, undefined, { ref: false }) };
