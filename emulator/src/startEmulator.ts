import type { AddressInfo } from "node:net";
import { assemble } from "./assemble";
import { buildApp } from "./http/app";
import { optionProblems, type EmulatorOptions } from "./options";

const LOOPBACK = "127.0.0.1";

/** An emulator that listens. */
export interface Emulator {
  /** Root of the service, e.g. `http://127.0.0.1:8787`: what clients take for `https://api.novita.ai`. */
  readonly url: string;
  readonly port: number;
  /** What whoever starts it has to know, in a sentence: that it listens where others may reach it. */
  readonly warning: string | undefined;
  /** Ends it: no new connections, open ones are cut, the state file is written. */
  close(): Promise<void>;
}

/**
 * Starts Novita's v1 GPU instance API, on the loopback interface unless `host` says otherwise.
 *
 * @throws Error with a sentence for each option that makes no sense, for a state file that cannot be read, and for an address or a port that is not free.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const problems = optionProblems(options);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const desk = assemble(options);
  desk.save();
  const app = buildApp(desk);
  const host = options.host ?? LOOPBACK;
  await app.listen({ host, port: options.port ?? 0 }).catch((error: unknown) => {
    throw explained(error, host, options.port ?? 0);
  });
  const { port, address } = app.server.address() as AddressInfo;
  return {
    url: `http://${asUrlHost(address)}:${port}`,
    port,
    warning: isLoopback(address)
      ? undefined
      : `Listening on ${address}, port ${port}: whoever reaches it can use it, and its control side without a key.`,
    close: async () => {
      desk.waiting.drop();
      await app.close();
      desk.save();
    },
  };
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** Every address of the machine is reached by the loopback's from the machine itself. */
function asUrlHost(address: string): string {
  if (address === "0.0.0.0" || address === "::") return LOOPBACK;
  return address.includes(":") ? `[${address}]` : address;
}

function explained(error: unknown, host: string, port: number): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new Error(
      `This machine has no address ${host} to listen on. Choose one of its own, or 0.0.0.0 for all.`,
    );
  if (code === "EADDRINUSE") return new Error(`Port ${port} is in use. Choose another, or 0 for a free one.`);
  if (code === "EACCES")
    return new Error(`Port ${port} may not be used by this user. Choose another, or 0 for a free one.`);
  return error;
}
