import * as grpc from "@grpc/grpc-js";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/* eslint-disable @typescript-eslint/no-require-imports -- Pulumi ships its stubs without usable types */
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
/* eslint-enable */

const repository = join(__dirname, "../..");
const plugin = join(repository, "cmd/pulumi-resource-novita/pulumi-resource-novita");
const noopFolder = join(repository, "dist/bench/noop");
const noop = join(noopFolder, "pulumi-resource-noop");
const ROUNDS = 9;

/** Puts the plugin that does nothing where the program looks for it: bundled and launched like ours. */
export function buildNoop(): void {
  mkdirSync(noopFolder, { recursive: true });
  const entry = join(__dirname, "noop/plugin.js");
  const bundle = join(repository, "tools/setup/bundle.js");
  execFileSync(process.execPath, [bundle, entry, join(noopFolder, "plugin.js")], { cwd: repository });
  copyFileSync(plugin, noop);
}

/** Milliseconds from the start of a plugin to its first answer: the median of some, taken in turns. */
export async function startUps(): Promise<{ readonly ours: number; readonly noop: number }> {
  const [ours, idle]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await startUp(plugin));
    idle.push(await startUp(noop));
  }
  return { ours: median(ours), noop: median(idle) };
}

async function startUp(file: string): Promise<number> {
  const start = performance.now();
  const child = spawn(file, { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a generated client without types
  const client: any = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  await new Promise<void>((resolve, reject) =>
    client.getPluginInfo(new Empty(), (error: Error | null) => (error ? reject(error) : resolve())),
  );
  const tookMs = performance.now() - start;
  client.close();
  child.kill("SIGKILL");
  await once(child, "exit");
  return tookMs;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
