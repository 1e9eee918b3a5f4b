import { format } from "prettier";

/** A generated file: its path relative to the project's root, and its whole text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

type Parser = "typescript" | "json" | "markdown";

/** Width of the project's formatting. */
const PRINT_WIDTH = 110;

/** The notice that a generated file begins with. */
export function noticeOf(sources: readonly string[]): string {
  return `Generated from ${new Intl.ListFormat("en-GB").format(sources)} by \`npm run generate\`; do not edit.`;
}

/** Formats generated text as the rest of the project is formatted. */
export function formatted(text: string, parser: Parser): Promise<string> {
  return format(text, { parser, printWidth: PRINT_WIDTH });
}

/** A TypeScript file with the notice on its first line. */
export async function typescriptFile(path: string, notice: string, text: string): Promise<OutputFile> {
  return { path, text: await formatted(`// ${notice}\n\n${text}`, "typescript") };
}

/** A JSON file whose first key is the notice, for JSON has no comments. */
export async function jsonFile(path: string, notice: string, value: object): Promise<OutputFile> {
  return { path, text: await formatted(JSON.stringify({ $comment: notice, ...value }), "json") };
}

/** A page of the documentation with the notice on its first line. */
export async function markdownFile(path: string, notice: string, text: string): Promise<OutputFile> {
  return { path, text: await formatted(`<!-- ${notice} -->\n\n${text}`, "markdown") };
}
