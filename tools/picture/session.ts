import { startEmulator } from "novita-emulator";
import { join } from "node:path";
import { PulumiStack } from "../pulumi/stack";
import type { Toolchain } from "../pulumi/toolchain";

/** A command as a person types it, and the lines that it printed, colours included. */
export interface Shown {
  readonly command: string;
  readonly lines: readonly string[];
}

interface Recording {
  readonly toolchain: Toolchain;
  /** For everything that Pulumi writes; removed by the caller. */
  readonly folder: string;
}

/** Takes the quickstart through preview and up, on the real engine against the emulator, and destroys it. */
export async function recordSession({ toolchain, folder }: Recording): Promise<readonly Shown[]> {
  const emulator = await startEmulator({ port: 0, bootMs: 500, deleteMs: 100 });
  try {
    const stack = await PulumiStack.create({
      toolchain,
      project: { dir: join(__dirname, "../..") },
      workFolder: folder,
      env: { NOVITA_API_KEY: "emulator-key", NOVITA_BASE_URL: emulator.url },
      color: "always",
    });
    try {
      const preview = await stack.preview(["--suppress-outputs"], { check: true });
      const up = await stack.up([], { check: true });
      await stack.destroy([], { check: true });
      return [
        { command: "pulumi preview", lines: linesOf(preview.output) },
        { command: "pulumi up --yes", lines: linesOf(up.output) },
      ];
    } finally {
      stack.dispose();
    }
  } finally {
    await emulator.close();
  }
}

function linesOf(output: string): readonly string[] {
  return output.split(/\r?\n/);
}
