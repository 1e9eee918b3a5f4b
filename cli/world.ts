import type { Connection } from "../provider/account";
import type { Clock, NovitaClient } from "../provider/api";

/** Where text goes. */
export interface Output {
  write(text: string): unknown;
  /** Whether a person looks at it; then it may have colours. */
  readonly isTTY?: boolean;
}

/** How a program ended; `undefined` in place of it if it could not be started. */
export interface Ended {
  /** `null` if a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program to run: the file, what it is told, and where. */
export interface Invocation {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Everything that a command needs from outside. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that the command was started in. */
  readonly cwd: string;
  /** Of the Node that runs this, such as `20.20.2`. */
  readonly nodeVersion: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input, as text. */
  readonly readStdin: () => Promise<string>;
  readonly clock: Clock;
  /** A client of the service; asks nothing until it is used. */
  readonly connect: (connection: Pick<Connection, "apiKey" | "keySource" | "baseUrl">) => NovitaClient;
  readonly run: (invocation: Invocation) => Promise<Ended | undefined>;
}
