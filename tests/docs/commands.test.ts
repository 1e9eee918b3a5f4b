import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runIn } from "../../cli/world.testkit";
import { helpText } from "../../emulator/src/cli/help";
import { code, type Code, codeOf, placed, repository, textOf } from "./pages.testkit";
import { readSettings } from "../../provider/account";

const flagsIn = (text: string): readonly string[] => text.match(/--[a-z][a-z-]*/g) ?? [];

/** The commands that are shown, one a line; a line that ends in a backslash goes on. Of a console only what is typed. */
const commands: readonly Code[] = code
  .filter(({ language }) => ["sh", "console", "inline"].includes(language))
  .flatMap((block) =>
    (block.language === "console" ? block.text.replace(/^(?!\$).*$/gm, "") : block.text)
      .replaceAll("\\\n", " ")
      .split("\n")
      .map((line) => ({ ...block, text: line.replace(/(^| )# .*$/, "") })),
  );

/** What stands behind a program's name, up to the end of its command. */
function argumentsOf(program: string): readonly (readonly [Code, string])[] {
  const pattern = new RegExp(`(?<![\\w/-])${program} ([^|;&)]*)`, "g");
  return commands.flatMap((line) =>
    [...line.text.matchAll(pattern)].map(([, rest = ""]) => [line, rest.replace(/`.*/, "").trim()] as const),
  );
}

/** The names that are shown and not known, each with its place. */
function unknownOf(shown: readonly (readonly [Code, string])[], known: readonly string[]): readonly string[] {
  const unknown = shown.filter(([, name]) => !known.includes(name));
  return [...new Set(unknown.map(([place, name]) => placed(place, name)))];
}

/** What a pattern finds in all code, words in sentences included. */
function foundIn(blocks: readonly Code[], pattern: RegExp): readonly (readonly [Code, string])[] {
  return blocks.flatMap((each) => [...each.text.matchAll(pattern)].map(([found]) => [each, found] as const));
}

test("npm scripts exist", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  const run = argumentsOf("npm run").map(
    ([place, rest]) => [place, /^(?:--?s\w* )?(\S+)/.exec(rest)?.[1] ?? ""] as const,
  );
  expect(unknownOf(run, Object.keys(scripts))).toEqual([]);
  const short = foundIn(commands, /(?<=\bnpm )(?:start|test)\b/g);
  expect(unknownOf(short, Object.keys(scripts))).toEqual([]);
});

test("CONTRIBUTING.md has every npm script", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  const byItself = ["prepack"];
  const shown = textOf("CONTRIBUTING.md").match(/npm (?:run (?:--silent )?)?[a-z:]+/g) ?? [];
  const named = shown.map((each) => each.replace(/^npm (run (--silent )?)?/, ""));
  expect(Object.keys(scripts).filter((name) => ![...named, ...byItself].includes(name))).toEqual([]);
});

test("subcommands and flags of pulumi-novita exist", async () => {
  const { stdout } = await runIn({}, "--help");
  const names = [...stdout.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name = ""]) => name);
  const helps = names.map(async (name) => (await runIn({}, name, "--help")).stdout);
  const flags = new Map((await Promise.all(helps)).map((help, at) => [names[at] ?? "", flagsIn(help)]));
  const used = argumentsOf("pulumi-novita").filter(([, rest]) => /^[a-z]/.test(rest));
  const subcommands = used.map(([place, rest]) => [place, rest.split(" ")[0] ?? ""] as const);
  expect(unknownOf(subcommands, [...flags.keys()])).toEqual([]);
  for (const [place, rest] of used) {
    const shown = flagsIn(rest).map((flag) => [place, flag] as const);
    expect(unknownOf(shown, flags.get(rest.split(" ")[0] ?? "") ?? [])).toEqual([]);
  }
});

test("flags of the emulator exist", () => {
  const used = [...argumentsOf("novita-emulator"), ...argumentsOf("npm run --silent emulator --")];
  const shown = used.flatMap(([place, rest]) => flagsIn(rest).map((flag) => [place, flag] as const));
  expect(unknownOf(shown, flagsIn(helpText()))).toEqual([]);
});

test("keys of the config and variables of the environment are read by the provider", () => {
  const read: string[] = [];
  const recorded = (name: string): undefined => void read.push(name);
  const env = new Proxy({}, { get: (_, name) => recorded(String(name)) });
  readSettings({ get: (key) => (key === "novita:apiKey" ? "sk-any" : recorded(key)) }, env);
  const shown = foundIn(code, /(?<![/\w-])(?:novita:[a-z]\w*(?![\w:])|NOVITA_(?!TEST)[A-Z_]+)/g);
  const known = [...read, "novita:apiKey"];
  expect(unknownOf(shown, known)).toEqual([]);
  const settings = foundIn(codeOf("docs/getting-started.md"), /^(?:novita:\w+|NOVITA_[A-Z_]+)$/g);
  expect(known.filter((name) => !settings.some(([, each]) => each === name))).toEqual([]);
});

test("scripts of the example exist", () => {
  const scripts = readdirSync(join(repository, "examples/gitops/ci")).map((name) => `ci/${name}`);
  const blocks = code.filter(({ page }) => page === "docs/gitops.md" || page.startsWith("examples/"));
  expect(unknownOf(foundIn(blocks, /\bci\/[\w-]+\.sh/g), scripts)).toEqual([]);
});

test("every file that a page names exists", () => {
  const isPath = /^(?:provider|cli|sdk|policy|emulator|examples|tests|tools|docs)\/[\w./*-]+$/;
  const shown = code.filter(({ language, text }) => language === "inline" && isPath.test(text));
  expect(shown.filter(({ text }) => !exists(text)).map((each) => placed(each, each.text))).toEqual([]);
  expect(shown.length).toBeGreaterThan(50);
});

/** Whether a path exists; `*` stands for any part of a name. */
function exists(path: string): boolean {
  const [first = "", ...parts] = path.replace(/\/(?:\*\*)?$/, "").split("/");
  const found = parts.reduce<readonly string[]>(
    (folders, part) => {
      const pattern = new RegExp(`^${part.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
      return folders.flatMap((folder) =>
        namesIn(folder).flatMap((name) => (pattern.test(name) ? [join(folder, name)] : [])),
      );
    },
    [first],
  );
  return found.length > 0;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(repository, folder));
  } catch {
    return [];
  }
}
