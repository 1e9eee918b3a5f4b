import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** The Go modules that generate: Java's generators want an older version of Pulumi's than the others. */
const modules = ["main", "java"] as const;

/** Programs by language and path of their file. */
export type Programs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Pulumi's own generators, built from the pinned Go modules. */
export class Generators {
  readonly #binaries: readonly string[];

  /** Builds them; needs Go. */
  constructor(root: string) {
    const folder = join(root, "node_modules/.cache/pulumi-novita/sdk");
    mkdirSync(folder, { recursive: true });
    this.#binaries = modules.map((module) => {
      const binary = join(folder, module);
      const cwd = join(root, "tools/sdk/generators", module);
      // A go.work above the checkout would replace the pinned modules.
      run("go", ["build", "-trimpath", "-o", binary, "."], { cwd, env: { GOWORK: "off" } });
      return binary;
    });
  }

  /** The programs made of each `*.pp` in a folder, by its name. */
  programs(schema: string, folder: string): Readonly<Record<string, Programs>> {
    const made = this.#binaries.map(
      (binary) =>
        JSON.parse(run(binary, ["programs", schema, folder], { cwd: folder })) as Record<string, Programs>,
    );
    const names = Object.keys(made[0] ?? {});
    return Object.fromEntries(
      names.map((name) => [name, Object.assign({}, ...made.map((one) => one[name])) as Programs]),
    );
  }

  /** Writes an SDK into a folder of `out` for each language. */
  sdks(schema: string, out: string): void {
    for (const binary of this.#binaries) run(binary, ["sdk", schema, out], { cwd: out });
  }
}

/** Where a program runs, with what in its environment beside that of this process, and on its standard input. */
interface Run {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs a program to its end and returns what it printed; throws an Error with all of it if it fails. */
export function run(command: string, args: readonly string[], { cwd, env = {}, input }: Run): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw new Error(`\`${command}\` could not be started: ${error.message}`);
  if (status !== 0)
    throw new Error(
      `\`${[command, ...args].join(" ")}\` in ${cwd} failed with exit code ${status}:\n${stdout}${stderr}`,
    );
  return stdout;
}
