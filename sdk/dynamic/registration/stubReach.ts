import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const ENTRY = "pulumi-novita/dynamic-provider";

/** Pulumi starts a program, and the process of its dynamic providers, in one folder; a program may leave it later. */
const programFolder = process.cwd();

/**
 * Ends the program if the text of a stub could not do its work in Pulumi's provider process: a bundler has rewritten
 * it, or the package is not installed where that process looks.
 */
export function refuseUnreachable(stub: pulumi.dynamic.ResourceProvider): void {
  const problem =
    bundled(String(stub.configure)) ?? (isStartedByCli() ? notInstalled(programFolder) : undefined);
  if (problem !== undefined) throw new pulumi.RunError(problem);
}

/** What is wrong with a stub that does not ask for the installed package in so many words. */
function bundled(text: string): string | undefined {
  const asks = new RegExp(`(?<![\\w$.])require\\((["'\`])${ENTRY}\\1\\)`);
  return asks.test(text)
    ? undefined
    : 'pulumi-novita cannot be part of a bundle: Pulumi loads it by its name, even for a later refresh or destroy. Leave it external (esbuild: --external:pulumi-novita; webpack: externals: { "pulumi-novita": "commonjs pulumi-novita" }) and install it beside the bundle.';
}

/** What is wrong with a folder in which Pulumi's provider process would look for the package in vain. */
function notInstalled(folder: string): string | undefined {
  if ([folder, process.cwd()].some(resolves)) return undefined;
  return `pulumi-novita is not installed for the program in ${folder}: only another package depends on it, and Pulumi looks for it from the program's folder. Install it there too, in the same version: npm install pulumi-novita.`;
}

function resolves(folder: string): boolean {
  try {
    createRequire(join(folder, "index.js")).resolve(ENTRY);
    return true;
  } catch {
    return false;
  }
}

/** The Automation API says itself in which folder a program runs, and a test with mocks starts no provider. */
function isStartedByCli(): boolean {
  return /[\\/]cmd[\\/]run([\\/]index\.js)?$/.test(process.argv[1] ?? "");
}
