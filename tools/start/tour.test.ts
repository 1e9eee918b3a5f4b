import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { languages, type Language } from "../languages/language";
import { temporaryFolder } from "../process/temporaryFolder.testkit";
import { example, languageOf, quickstart } from "./program";
import type { Metered } from "./stage";
import { tour, type Stage } from "./tour";

/** Everything that is printed while `work` runs. */
async function printed(work: () => Promise<void>): Promise<string> {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    await work();
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

const choices = "typescript, python, go, java or yaml";

test.each([
  [[], undefined],
  [["--language", "python"], "python"],
  [["--language=YAML"], "yaml"],
])("%j asks for %s", (args, language) => {
  expect(languageOf(args)).toBe(language);
});

test.each([
  [["--language", "ruby"], `There is no example in "ruby". --language takes ${choices}.`],
  [["--language", ""], `There is no example in "". --language takes ${choices}.`],
  ...[["--language"], ["python"], ["--lang", "go"]].map(
    (args) => [args, `\`npm start\` takes \`-- --language\` with ${choices}, and nothing else.`] as const,
  ),
] as const)("%j is refused with what can be asked for", (args, message) => {
  expect(() => languageOf(args)).toThrow(message);
});

test("the steps are the same whatever is played, and the bill says that nothing is left", async () => {
  const gone: Metered = { id: "i-1", name: "trainer", status: "removed", billable: false, costUsd: 0.5 };
  const done: unknown[] = [];
  const doing =
    (name: string) =>
    async (...what: unknown[]): Promise<void> =>
      void done.push([name, ...what]);
  const stage: Stage = {
    ...{ file: "examples/languages/go/main.go", url: "http://emulator" },
    ...{ pulumi: doing("pulumi"), change: doing("change"), outputs: doing("outputs") },
    ...{ behindItsBack: doing("behind"), meter: async () => [gone] },
  };
  const text = await printed(() => tour(stage));
  expect(done).toEqual([
    ["pulumi", "preview"],
    ...[["pulumi", "up"], ["outputs"]],
    ...[
      ["change", { ports: "22/tcp,8888/http,6006/http", rootfsSize: 100 }],
      ["pulumi", "up"],
    ],
    [
      "behind",
      "/gpu/instance/edit",
      { instanceId: "i-1", ports: [{ port: 22, type: "tcp" }], expandRootDisk: 0 },
    ],
    ...[
      ["pulumi", "refresh"],
      ["pulumi", "up"],
    ],
    ...[
      ["change", { gpuNum: 2 }],
      ["pulumi", "up"],
    ],
    ["pulumi", "destroy"],
  ]);
  expect(text).toContain("The program is examples/languages/go/main.go. The service is an emulator");
  expect(text).toContain("Nothing is left running: 1 instances were created, 1 are gone.");
  const left = { ...stage, meter: async () => [{ ...gone, status: "running", billable: true }] };
  await expect(printed(() => tour(left))).rejects.toThrow("1 instances are still there: i-1.");
});

test("the program of the dynamic package is changed by the config of its stack", async () => {
  const set: string[][] = [];
  const { change } = quickstart("/root");
  const text = await printed(() => change({ gpuNum: 2 }, async (...pair) => void set.push(pair)));
  expect(text).toBe('  $ pulumi config set gpuNum "2"\n');
  expect(set).toEqual([["novita-quickstart:gpuNum", "2"]]);
});

test.each(Object.entries(languages))(
  "the example in %s is edited, and shows what is other than before",
  async (name, { program }) => {
    const language = name as Language;
    const dir = temporaryFolder();
    const file = join(dir, program);
    const text = readFileSync(join(__dirname, "../../examples/languages", language, program), "utf8");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const played = example({ language, dir, env: {}, path: [] });
    expect(played.file).toBe(`examples/languages/${language}/${program}`);
    const shown = await printed(() =>
      played.change({ gpuNum: 2 }, () => Promise.reject(new Error("no config"))),
    );
    const before = text.split("\n");
    const after = readFileSync(file, "utf8").split("\n");
    const at = before.findIndex((line, index) => line !== after[index]);
    expect(after[at]).toBe(before[at]?.replace("1", "2"));
    expect(shown.split("\n").slice(1)).toEqual([`  | - ${before[at]}`, `  | + ${after[at]}`, ""]);
  },
);
