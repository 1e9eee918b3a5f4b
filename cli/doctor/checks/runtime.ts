import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { Check, Finding } from "../check";
import { findPackage } from "../findPackage";
import { isRecord } from "../../../provider/api";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** What runs the program: dynamic providers live in Node.js programs alone, whose packages lie in node_modules. */
export const runtimeCheck: Check = {
  name: "runtime",
  title: "Pulumi project",
  look: ({ folder }) => {
    const plugAndPlay = upwards(folder, [".pnp.cjs", ".pnp.js"]);
    if (plugAndPlay !== undefined && !findPackage("@pulumi/pulumi", folder)) {
      return {
        status: "failed",
        detail: `Yarn Plug'n'Play (${plugAndPlay}), and Pulumi loads packages from node_modules`,
        advice: "Write `nodeLinker: node-modules` into .yarnrc.yml and run `yarn install`.",
      };
    }
    const file = upwards(folder, PROJECT_FILES);
    if (file === undefined) return { status: "ok", detail: `no Pulumi.yaml for ${folder} yet` };
    return judged(runtimeIn(file), file);
  },
};

function judged(runtime: string | undefined, file: string): Finding {
  if (runtime === "nodejs") return { status: "ok", detail: "runtime nodejs" };
  if (runtime === undefined) {
    return {
      status: "failed",
      detail: `${file} names no runtime`,
      advice: "Write `runtime: nodejs` into it.",
    };
  }
  const detail = `runtime ${runtime} (${file}), and dynamic providers run in nodejs programs alone`;
  const advice =
    runtime === "bun"
      ? "Write `runtime: nodejs` into it; Bun can stay the package manager (`packagemanager: bun` in the runtime's options)."
      : "Write the program in TypeScript or JavaScript, with `runtime: nodejs`.";
  return { status: "failed", detail, advice };
}

/** `runtime: nodejs`, or `runtime: { name: nodejs, options: … }`. */
function runtimeIn(file: string): string | undefined {
  let project: unknown;
  try {
    project = parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
  const runtime = isRecord(project) ? project.runtime : undefined;
  const name = isRecord(runtime) ? runtime.name : runtime;
  return typeof name === "string" ? name : undefined;
}

/** The first of the files in the folder, else in the ones above it. */
function upwards(folder: string, names: readonly string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  const above = dirname(folder);
  return found ?? (above === folder ? undefined : upwards(above, names));
}
