import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseTsconfig } from "get-tsconfig";
import type { Check, Finding } from "../check";
import { findPackage } from "../findPackage";
import { fits, requirements } from "../requirements";

const INSTALL = "Run `npm install --save-dev typescript@5`.";

/** The compiler of a TypeScript program: the project's own, else the 3.8 that Pulumi's SDK brings. */
export const typescriptCheck: Check = {
  name: "typescript",
  title: "TypeScript",
  onlyFor: "node",
  look: ({ folder }) => {
    const found = findPackage("typescript", folder);
    if (!found) return withoutCompiler(folder);
    if (fits(found.version, requirements.typescript)) return { status: "ok", detail: found.version };
    return {
      status: "failed",
      detail: `${found.version}, and Pulumi cannot work with 7 or newer`,
      advice: INSTALL,
    };
  },
};

/** What TypeScript 3.8 knows of the options that newer compilers have given new values; "node10" is how "node" is read. */
const knownTo38 = {
  module: /^(none|commonjs|amd|system|umd|es6|es2015|es2020|esnext)$/i,
  moduleResolution: /^(node|node10|classic)$/i,
  target: /^(es3|es5|es6|es201[5-9]|es2020|esnext)$/i,
  jsx: /^(preserve|react|react-native)$/i,
} as const;

function withoutCompiler(folder: string): Finding {
  const file = join(folder, "tsconfig.json");
  if (!existsSync(file)) return { status: "ok", detail: "not in the project, and not needed" };
  let options: Readonly<Record<string, unknown>>;
  try {
    options = { ...parseTsconfig(file).compilerOptions };
  } catch (error) {
    return {
      status: "failed",
      detail: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      advice: "Correct it, or take it away.",
    };
  }
  const newer = Object.entries(knownTo38).find(([name, known]) => {
    const value = options[name];
    return typeof value === "string" && !known.test(value);
  });
  if (!newer) return { status: "ok", detail: "not in the project; Pulumi's own 3.8 takes its place" };
  const [name] = newer;
  return {
    status: "failed",
    detail: `not in the project, and Pulumi's own 3.8 does not know ${name} "${String(options[name])}" of ${file}`,
    advice: INSTALL,
  };
}
