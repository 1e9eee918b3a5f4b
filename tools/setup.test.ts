import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { temporaryFolder } from "./process/temporaryFolder.testkit";
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { main } = require("./setup.js") as { main: Main };
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { lockOf } = require("./setup/lock.js") as { lockOf: (root: string) => string };

interface World {
  log(line: string): void;
  sleep(milliseconds: number): Promise<void>;
  run(command: string, args: readonly string[], cwd: string): Promise<number>;
}
type Main = (
  args: readonly string[],
  options: { root: string; node?: string; world: World },
) => Promise<number>;

const installing = "Installing the packages of package-lock.json: about a minute the first time...";
const lockFile = {
  packages: {
    "": { name: "root" },
    emulator: { version: "0.1.0" },
    "node_modules/typescript": { version: "5.9.3", integrity: "sha512-a" },
    "node_modules/other-system": { version: "1.0.0", optional: true },
  },
};

const outputs: Readonly<Record<string, string>> = {
  "tsconfig.build.json": "dist/sdk/dynamic/index.js",
  emulator: "emulator/dist/cli.js",
  policy: "policy/dist/index.js",
};

/** What a shell runs of them. */
const commands: Readonly<Record<string, string>> = {
  "tsconfig.build.json": "dist/cli/index.js",
  emulator: "emulator/dist/cli.js",
};

function write(file: string, text: unknown): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, typeof text === "string" ? text : JSON.stringify(text));
}

/** A checkout with sources and a world where npm and tsc leave behind what the real ones would. */
function checkout(answers: { npm?: number; tsc?: (project: string) => number } = {}) {
  const root = temporaryFolder();
  for (const folder of ["provider", "provider/facts", "sdk/dynamic", "emulator/src", "policy/src"])
    write(join(root, folder, "index.ts"), folder);
  write(join(root, "package-lock.json"), lockFile);
  const said: string[] = [];
  const npm = (): number => {
    const { emulator, "node_modules/typescript": typescript } = lockFile.packages;
    const packages = { emulator, "node_modules/typescript": typescript };
    write(join(root, "node_modules", ".package-lock.json"), { packages });
    write(join(root, "node_modules", "typescript", "bin", "tsc"), "");
    return answers.npm ?? 0;
  };
  const tsc = (project: string): number => {
    for (const file of [outputs[project], commands[project]])
      if (file !== undefined) write(join(root, file), "");
    return answers.tsc?.(project) ?? 0;
  };
  const world: World = {
    log: (line) => said.push(line),
    sleep: async () => undefined,
    run: async (_command, [tool = "", ...args]) => {
      const [is, last = ""] = [(name: string) => basename(tool) === name, args.at(-1)];
      if (is("tsc")) said.push(`tsc ${args.join(" ")}`);
      else if (is("bundle.js")) said.push(`bundle ${last}`);
      else said.push(`npm ${args.slice(args.indexOf("install")).join(" ")}`);
      if (is("tsc")) return tsc(last);
      if (!is("bundle.js")) return npm();
      write(join(root, last), "");
      return 0;
    },
  };
  const setup = async (args: readonly string[] = [], more: Partial<{ node: string; world: World }> = {}) => {
    said.length = 0;
    const code = await main(args, { root, world, ...more });
    return { code, said: [...said] };
  };
  return { root, world, setup };
}

const npmInstall = "npm install --no-save --no-audit --no-fund --loglevel=error";
const bundlePlugin = "bundle cmd/pulumi-resource-novita/plugin.js";
const compileAll = [
  "Compiling the provider, the plugin, the emulator and the policy pack...",
  "tsc -p tsconfig.build.json",
  bundlePlugin,
  "tsc -p emulator",
  "tsc -p policy",
];

test("a clean clone is installed and compiled; then there is nothing to say or do", async () => {
  const { setup } = checkout();
  expect(await setup()).toEqual({ code: 0, said: [installing, npmInstall, ...compileAll] });
  expect(await setup()).toEqual({ code: 0, said: [] });
  expect(await setup(["build"])).toEqual({ code: 0, said: [] });
});

test.each<[string, string, string, readonly string[]]>([
  [
    "a provider source",
    "provider/index.ts",
    "new",
    ["Compiling the provider and the plugin...", "tsc -p tsconfig.build.json", bundlePlugin],
  ],
  ["an emulator source", "emulator/src/new.ts", "new", ["Compiling the emulator...", "tsc -p emulator"]],
  ["the shared compiler options", "tsconfig.base.json", "{}", compileAll],
  ["a policy", "policy/src/new.ts", "new", ["Compiling the policy pack...", "tsc -p policy"]],
  [
    "what the pack sees of the provider",
    "provider/facts/index.ts",
    "new",
    [
      "Compiling the provider, the plugin and the policy pack...",
      "tsc -p tsconfig.build.json",
      bundlePlugin,
      "tsc -p policy",
    ],
  ],
  ["a test", "provider/some.test.ts", "new", []],
])("after a change of %s it compiles what depends on it", async (_, file, text, said) => {
  const { root, setup } = checkout();
  await setup();
  write(join(root, file), text);
  expect(await setup()).toEqual({ code: 0, said });
});

test("what a shell runs can be run", async () => {
  const { root, setup } = checkout();
  await setup();
  const modes = Object.values(commands).map((file) => statSync(join(root, file)).mode & 0o777);
  expect(modes).toEqual([0o755, 0o755]);
});

test("a source that is only newer is not compiled again, removed output is", async () => {
  const { root, setup } = checkout();
  await setup();
  utimesSync(join(root, "sdk/dynamic", "index.ts"), new Date(), new Date());
  expect((await setup()).said).toEqual([]);
  rmSync(join(root, "emulator", "dist", "cli.js"));
  expect((await setup()).said).toEqual(["Compiling the emulator...", "tsc -p emulator"]);
});

test("nothing is left of a source that is gone", async () => {
  const { root, setup } = checkout();
  await setup();
  const old = Object.values(outputs).map((file) => join(root, file, "..", "old.js"));
  for (const file of old) write(file, "old");
  write(join(root, "tsconfig.base.json"), "{}");
  expect((await setup()).said).toEqual(compileAll);
  expect(old.filter((file) => existsSync(file))).toEqual([]);
});

test("other packages in package-lock.json are installed, but not by `build`", async () => {
  const { root, setup } = checkout();
  await setup();
  const typescript = { version: "5.9.4", integrity: "sha512-b" };
  write(join(root, "package-lock.json"), {
    packages: { ...lockFile.packages, "node_modules/typescript": typescript },
  });
  expect((await setup(["build"])).said).toEqual([]);
  expect((await setup()).said).toEqual([installing, npmInstall]);
});

test("`build` on a clean clone installs what it compiles with", async () => {
  expect((await checkout().setup(["build"])).said).toEqual([installing, npmInstall, ...compileAll]);
});

test("`install` on a clean clone compiles nothing", async () => {
  const { setup } = checkout();
  expect((await setup(["install"])).said).toEqual([installing, npmInstall]);
  expect((await setup(["install"])).said).toEqual([]);
});

test.each<[string, Parameters<typeof checkout>[0], readonly string[], string | undefined, string]>([
  ["an old Node", {}, [], "18.20.1", "Node 20 or newer is needed; this is Node 18.20.1."],
  ["an unknown argument", {}, ["bild"], undefined, "Usage: node tools/setup.js [build | install]"],
  ["a failed installation", { npm: 1 }, [], undefined, "`npm install` failed; see the errors above."],
  [
    "an error in the emulator",
    { tsc: (project) => (project === "emulator" ? 2 : 0) },
    [],
    undefined,
    "the emulator does not compile; see the errors above.",
  ],
])("%s ends with one sentence and exit code 1", async (_, answers, args, node, sentence) => {
  const { code, said } = await checkout(answers).setup(args, node ? { node } : {});
  expect([code, said.at(-1)]).toEqual([1, sentence]);
});

test("the policy pack waits for the provider, and is not compiled if that fails", async () => {
  const { setup } = checkout({ tsc: (project) => (project === "tsconfig.build.json" ? 2 : 0) });
  expect((await setup()).said.slice(2)).toEqual([
    ...compileAll.slice(0, 4),
    "the provider does not compile; see the errors above.",
  ]);
});

test("what does not compile is compiled again, and only that", async () => {
  let code = 2;
  const { setup } = checkout({ tsc: (project) => (project === "emulator" ? code : 0) });
  await setup();
  code = 0;
  expect(await setup()).toEqual({ code: 0, said: ["Compiling the emulator...", "tsc -p emulator"] });
});

test("what did not compile and is taken back is compiled again: tsc has written what it found errors in", async () => {
  let code = 0;
  const { root, setup } = checkout({ tsc: () => code });
  await setup();
  const source = join(root, "emulator", "src", "index.ts");
  const before = readFileSync(source, "utf8");
  code = 2;
  write(source, "wrong");
  expect((await setup()).code).toBe(1);
  code = 0;
  write(source, before);
  expect(await setup()).toEqual({ code: 0, said: ["Compiling the emulator...", "tsc -p emulator"] });
});

describe("the lock", () => {
  const waiting = "Another run is setting this checkout up; waiting for it...";
  const held = (root: string, pid: number): string => {
    write(join(lockOf(root), "pid"), String(pid));
    return lockOf(root);
  };

  test("of a living run is waited for, and its work is not done again", async () => {
    const { root, world, setup } = checkout();
    const lock = held(root, process.pid);
    const sleep = async (): Promise<void> => {
      rmSync(lock, { recursive: true });
      expect((await main([], { root, world: { ...world, log: () => undefined } })) === 0).toBe(true);
    };
    const { code, said } = await setup([], { world: { ...world, sleep } });
    expect([code, said.filter((line) => !/^(tsc|bundle) /.test(line) && line !== npmInstall)]).toEqual([
      0,
      [waiting],
    ]);
    expect(existsSync(lock)).toBe(false);
  });

  test("of a run that died is taken over", async () => {
    const { root, setup } = checkout();
    // No system gives out an id this high.
    held(root, 2 ** 30);
    expect(await setup()).toEqual({ code: 0, said: [waiting, installing, npmInstall, ...compileAll] });
  });

  test("without an owner's id is taken over when it is ten seconds old", async () => {
    const { root, setup } = checkout();
    const lock = lockOf(root);
    mkdirSync(lock);
    utimesSync(lock, new Date(0), new Date(0));
    expect((await setup()).code).toBe(0);
    expect(readdirSync(root)).not.toContain("lock");
    expect(existsSync(lock)).toBe(false);
  });
});
