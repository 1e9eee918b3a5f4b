import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { edited, type Edit } from "../languages/edit";
import { languages, type Language, type Project } from "../languages/language";
import { makeProject } from "../languages/project";
import { hermeticEnvironment } from "../pulumi/environment";

/** No key of anybody: the emulator takes any. */
const KEY = "suites-key";

/** What is done to each example, one after the other. */
const edits: Readonly<Record<string, Edit>> = {
  inPlace: { ports: "22/tcp,8888/http,6006/http" },
  reset: { imageUrl: "pytorch/pytorch:2.7.0-cuda12.6-cudnn9-runtime" },
  replacement: { gpuNum: 2 },
};

/** What the suites are given, and the environment in which they run. */
export interface Room {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Makes every example ready to be played, in a folder. Throws what a language's own tools have printed. */
export function makeRoom(root: string, folder: string, binDir: string, emulator: string): Room {
  const names = Object.keys(languages) as readonly Language[];
  const given = names.map((language) => {
    const project = makeProject(root, language, folder);
    const env = { PATH: environment(folder, binDir, project.path).PATH, ...project.env };
    const list = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    return [language, { dir: project.dir, env: list, edits: makeEdits(project, folder) }] as const;
  });
  const file = join(folder, "room.json");
  const plugin = join(root, "cmd/pulumi-resource-novita");
  writeFileSync(file, JSON.stringify({ plugin, emulator, key: KEY, projects: Object.fromEntries(given) }));
  return { file, env: { ...environment(folder, binDir), NOVITA_API_KEY: KEY, NOVITA_BASE_URL: emulator } };
}

/** Each suite has a backend of its own, which it names itself. */
function environment(folder: string, binDir: string, path: readonly string[] = []): Record<string, string> {
  const { PULUMI_BACKEND_URL: _ours, ...env } = hermeticEnvironment({ binDir, path, workFolder: folder });
  return env;
}

/** A folder for each edit, with the one file that it changes. */
function makeEdits(project: Project, folder: string): Record<string, string> {
  const { program } = languages[project.language];
  let text = readFileSync(join(project.dir, program), "utf8");
  return Object.fromEntries(
    Object.entries(edits).map(([name, edit]) => {
      text = edited(text, edit);
      const dir = join(folder, "edits", project.language, name);
      mkdirSync(dirname(join(dir, program)), { recursive: true });
      writeFileSync(join(dir, program), text);
      return [name, dir];
    }),
  );
}
