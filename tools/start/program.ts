import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { edited, type Edit } from "../languages/edit";
import { languages, type Language, type Project } from "../languages/language";
import { programOf } from "../languages/project";
import { projectsPath } from "../sdk/projects";
import { command, quoted } from "./print";

/** What the tour plays: a program, and how somebody changes what it declares. */
export interface Program extends Pick<Project, "dir" | "env" | "path"> {
  /** Its file, from the root of the repository. */
  readonly file: string;
  /** Changes it and shows how; `configure` sets a value of the stack's config. */
  change(edit: Edit, configure: (key: string, value: string) => Promise<void>): Promise<void>;
}

/** The command was called with something that it does not take; the message is for who called it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The language that is asked for by `--language`; none means the program of the dynamic package. */
export function languageOf(args: readonly string[]): Language | undefined {
  const known = Object.keys(languages) as readonly Language[];
  const choices = `${known.slice(0, -1).join(", ")} or ${known.at(-1)}`;
  try {
    const { language } = parseArgs({ args: [...args], options: { language: { type: "string" } } }).values;
    if (language === undefined) return undefined;
    const found = known.find((name) => name === language.toLowerCase());
    if (found === undefined)
      throw new UsageError(`There is no example in "${language}". --language takes ${choices}.`);
    return found;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`\`npm start\` takes \`-- --language\` with ${choices}, and nothing else.`);
  }
}

/** The program at the root of the repository, which has its values from the stack's config. */
export function quickstart(root: string): Program {
  return {
    file: "examples/quickstart/index.ts",
    dir: root,
    env: {},
    path: [],
    change: async (edit, configure) => {
      for (const [key, value] of Object.entries(edit)) {
        command(`pulumi config set ${key} ${JSON.stringify(String(value))}`);
        await configure(`novita-quickstart:${key}`, String(value));
      }
    },
  };
}

/** The example of a language, which is edited. */
export function example(project: Project): Program {
  const { language, dir, env, path } = project;
  const file = programOf(project);
  return {
    file: join(projectsPath, language, languages[language].program),
    ...{ dir, env, path },
    change: async (edit) => {
      const before = readFileSync(file, "utf8");
      const after = edited(before, edit);
      writeFileSync(file, after);
      command(`$EDITOR ${basename(file)}`);
      const lines = after.split("\n");
      before.split("\n").forEach((line, at) => {
        if (line !== lines[at]) for (const text of [`- ${line}`, `+ ${lines[at]}`]) quoted(text);
      });
    },
  };
}
