import { type Emulator, startEmulator } from "novita-emulator";
import { PulumiStack } from "../pulumi/stack";
import type { Toolchain } from "../pulumi/toolchain";
import type { Edit } from "../languages/edit";
import { command, quoted } from "./print";
import type { Program } from "./program";

/** An instance as the emulator's billing meter sees it. */
export interface Metered {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly billable: boolean;
  readonly costUsd: number;
}

interface StageOptions {
  readonly toolchain: Toolchain;
  readonly program: Program;
  /** For everything that Pulumi writes; removed by the caller. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** No key of anybody: the emulator takes any. */
const KEY = "emulator-key";

/** Long enough to see an instance start, short enough to watch. */
const BOOT_MS = 2_500;
const DELETE_MS = 700;

/** Lines of the CLI that say nothing to somebody who looks on. */
const NOISE =
  /^\s*$|^@ |^\s+\[(urn|provider)=|^Duration:|^The resources in the stack have been deleted|^If you want to remove the stack/;

/** The command was ended by Ctrl-C. */
class Interrupted extends Error {
  constructor() {
    super("It was interrupted.");
  }
}

/** What the tour plays on: the emulator, and one stack of a program. */
export class Stage {
  private constructor(
    private readonly program: Program,
    private readonly emulator: Emulator,
    private readonly stack: PulumiStack,
    private readonly signal: AbortSignal,
  ) {}

  /** Starts the emulator and makes an empty stack. */
  static async open({ toolchain, program, folder, signal }: StageOptions): Promise<Stage> {
    const emulator = await startEmulator({ port: 0, bootMs: BOOT_MS, deleteMs: DELETE_MS });
    try {
      const stack = await PulumiStack.create({
        toolchain,
        project: program,
        workFolder: folder,
        // `npm run types` checks the examples.
        env: {
          ...{ ...program.env, NOVITA_API_KEY: KEY, NOVITA_BASE_URL: emulator.url },
          PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        },
        path: program.path,
        onLine: ({ text }) => {
          if (!NOISE.test(text)) quoted(text);
        },
      });
      return new Stage(program, emulator, stack, signal);
    } catch (error) {
      await emulator.close();
      throw error;
    }
  }

  /** The file of the program, from the root of the repository. */
  get file(): string {
    return this.program.file;
  }

  /** Where the emulator listens. */
  get url(): string {
    return this.emulator.url;
  }

  /** Runs a command of Pulumi's, shown as a person would type it. Throws when it fails. */
  async pulumi(name: "preview" | "up" | "refresh" | "destroy"): Promise<void> {
    command(`pulumi ${name} --diff`);
    const args = ["--diff", ...(name === "preview" ? [] : ["--suppress-outputs"])];
    const { exitCode } = await this.stack[name](args, { signal: this.signal });
    if (this.signal.aborted) throw new Interrupted();
    if (exitCode !== 0)
      throw new Error(`\`pulumi ${name}\` failed with exit code ${exitCode}; its output is above.`);
  }

  /** Has the program declare other values, shown as a person would do it. */
  change(edit: Edit): Promise<void> {
    return this.program.change(edit, (key, value) => this.stack.setConfig(key, value));
  }

  /** The program's outputs, secret ones hidden. */
  async outputs(): Promise<void> {
    command("pulumi stack output");
    const outputs = await this.stack.outputs();
    for (const [name, value] of Object.entries(outputs))
      quoted(`${name.padEnd(12)} ${JSON.stringify(value)}`);
  }

  /** Calls the API itself, as the console or a colleague would, behind Pulumi's back. */
  async behindItsBack(path: string, body: object): Promise<void> {
    const answer = await fetch(`${this.emulator.url}/gpu-instance/openapi/v1${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The emulator refused ${path}: ${await answer.text()}`);
  }

  /** Every instance ever created, as the billing meter sees it. */
  async meter(): Promise<readonly Metered[]> {
    return (await (await fetch(`${this.emulator.url}/_emulator/instances`)).json()) as Metered[];
  }

  /** Deletes what an early end has left in the stack, and ends every process. */
  async close(): Promise<void> {
    try {
      if ((await this.meter()).some(({ billable }) => billable))
        await this.stack.destroy([], { onLine: () => undefined });
    } finally {
      this.stack.dispose();
      await this.emulator.close();
    }
  }
}
