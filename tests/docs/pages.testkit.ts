import MarkdownIt from "markdown-it";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const repository = join(__dirname, "../..");

const folderOf = (folder: string): readonly string[] =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));

/** Everything that a reader of the repository may open, relative to its root. */
export const pages: readonly string[] = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...folderOf("docs"),
  ...["emulator/README.md", "policy/README.md", "examples/gitops/README.md"],
  ...["tests/engine/README.md", "tests/fixtures/README.md"],
];

/** The text of a page. */
export function textOf(page: string): string {
  return readFileSync(join(repository, page), "utf8");
}

/** A code block of a page, or a piece of code inside of a sentence. */
export interface Code {
  readonly page: string;
  /** `sh`, `ts`, …; `inline` inside of a sentence. */
  readonly language: string;
  readonly text: string;
}

/** All code of a page, in its order. */
export function codeOf(page: string): readonly Code[] {
  return new MarkdownIt().parse(textOf(page), {}).flatMap(({ type, info, content, children }) => {
    if (type === "fence") return [{ page, language: info.trim(), text: content }];
    const spans = (children ?? []).filter((child) => child.type === "code_inline");
    return spans.map((span) => ({ page, language: "inline", text: span.content }));
  });
}

/** All code of all pages. */
export const code: readonly Code[] = pages.flatMap(codeOf);

/** Where a piece of code stands, for a failing test: `docs/cli.md: npx pulumi-novita …`. */
export function placed({ page }: Code, what: string): string {
  return `${page}: ${what}`;
}
