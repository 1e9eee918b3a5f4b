import type { Check, Finding } from "../check";
import { findPackage } from "../findPackage";
import { upwards } from "../project";

/** What runs the program: dynamic providers live in Node.js programs alone, whose packages lie in node_modules. */
export const runtimeCheck: Check = {
  name: "runtime",
  title: "Pulumi project",
  look: ({ folder, project: { file, runtime, isNode, usesPlugin } }) => {
    const plugAndPlay = isNode ? upwards(folder, [".pnp.cjs", ".pnp.js"]) : undefined;
    if (plugAndPlay !== undefined && !findPackage("@pulumi/pulumi", folder)) {
      return {
        status: "failed",
        detail: `Yarn Plug'n'Play (${plugAndPlay}), and Pulumi loads packages from node_modules`,
        advice: "Write `nodeLinker: node-modules` into .yarnrc.yml and run `yarn install`.",
      };
    }
    if (file === undefined) return { status: "ok", detail: `no Pulumi.yaml for ${folder} yet` };
    if (usesPlugin && runtime !== undefined)
      return { status: "ok", detail: `runtime ${runtime}, with the plugin` };
    return judged(runtime, file);
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
  return {
    status: "failed",
    detail: `runtime ${runtime} (${file}), and dynamic providers run in nodejs programs alone`,
    advice:
      "Write `runtime: nodejs` into it; Bun can stay the package manager (`packagemanager: bun` in the runtime's options).",
  };
}
