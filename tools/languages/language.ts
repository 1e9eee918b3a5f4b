import type { Runtime } from "../pulumi/toolchain";

/** The languages of the examples, and the file of each that holds the program. */
export const languages = {
  typescript: { runtime: "nodejs", program: "index.ts" },
  python: { runtime: "python", program: "__main__.py" },
  go: { runtime: "go", program: "main.go" },
  java: { runtime: "java", program: "src/main/java/quickstart/App.java" },
  yaml: { runtime: "yaml", program: "Pulumi.yaml" },
} as const satisfies Readonly<Record<string, { readonly runtime: Runtime; readonly program: string }>>;

export type Language = keyof typeof languages;

/** The example of a language as a project that runs from this checkout. */
export interface Project {
  readonly language: Language;
  /** Holds the Pulumi.yaml. */
  readonly dir: string;
  /** What its program needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Folders that come before all others on PATH. */
  readonly path: readonly string[];
}
