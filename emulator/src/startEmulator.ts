import type { AddressInfo } from "node:net";
import { assemble } from "./assemble";
import { buildApp } from "./http/app";
import { optionProblems, type EmulatorOptions } from "./options";

/** An emulator that listens. */
export interface Emulator {
  /** Root of the service, e.g. `http://127.0.0.1:8787`: what clients take for `https://api.novita.ai`. */
  readonly url: string;
  readonly port: number;
  /** Ends it: no new connections, open ones are cut, the state file is written. */
  close(): Promise<void>;
}

/**
 * Starts Novita's v1 GPU instance API on the loopback interface.
 *
 * @throws Error with a sentence for each option that makes no sense, for a state file that cannot be read, and for a port that is taken.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const problems = optionProblems(options);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const desk = assemble(options);
  desk.save();
  const app = buildApp(desk);
  await app.listen({ host: "127.0.0.1", port: options.port ?? 0 }).catch((error: unknown) => {
    throw explained(error, options.port ?? 0);
  });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: async () => {
      desk.waiting.drop();
      await app.close();
      desk.save();
    },
  };
}

function explained(error: unknown, port: number): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "EADDRINUSE") return new Error(`Port ${port} is in use. Choose another, or 0 for a free one.`);
  if (code === "EACCES")
    return new Error(`Port ${port} may not be used by this user. Choose another, or 0 for a free one.`);
  return error;
}
