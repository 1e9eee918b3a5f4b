import { join } from "node:path";
import { type Answer, fakeWorld, makeBinaries } from "../pulumi/toolchain/toolchain.testkit";
import { ensurePython, type PythonContext } from "./python";

/** A Python that is new enough, and makes virtual environments. */
const python3: Answer = (args) => {
  if (args[1] === "venv") makeBinaries(join(args[2] ?? "", "bin"), ["python"]);
  return "";
};
const pip: Answer = () => "";
const old: Answer = () => ({ exitCode: 1, output: "" });

function contextWith(programs: Readonly<Record<string, Answer>>): {
  readonly context: PythonContext;
  readonly told: readonly string[];
  readonly commands: () => readonly string[];
} {
  const { context, told, ran } = fakeWorld({ programs });
  const { system, log, cacheDir } = context;
  const python = join(cacheDir, "abc", "bin", "python");
  const commands = (): readonly string[] =>
    ran.map((line) => line.replaceAll(cacheDir, "<cache>").replace(/staging-\w+/, "<staging>"));
  return { context: { system, log, requirements: "/requirements.txt", cacheDir, python }, told, commands };
}

test("is installed once, by hash, and comes from the cache afterwards", async () => {
  const { context, told, commands } = contextWith({ python3, python: pip });
  expect(await ensurePython(context)).toBe(context.python);
  expect(await ensurePython(context)).toBe(context.python);
  expect(commands()).toEqual([
    "python3 -c import sys; sys.exit(sys.version_info < (3, 11))",
    "python3 -m venv <cache>/<staging>/environment",
    "python -m pip install --disable-pip-version-check --only-binary :all: --require-hashes -r /requirements.txt",
  ]);
  expect(told).toEqual(["Installing schemathesis from PyPI: about half a minute, only this once."]);
});

test.each<Readonly<Record<string, Answer>>>([{}, { python3: old, python: old }])(
  "says that no Python is new enough",
  async (programs) => {
    await expect(ensurePython(contextWith(programs).context)).rejects.toThrow(
      "The API is fuzzed with schemathesis, which needs Python 3.11, and neither `python3` nor `python` on PATH is one. Install Python 3.11 or newer with its venv module (python3-venv on Debian and Ubuntu), and run this again.",
    );
  },
);

test("says that Python cannot make virtual environments", async () => {
  const noVenv: Answer = (args) => (args[1] === "venv" ? { exitCode: 1, output: "a\nno ensurepip\n" } : "");
  await expect(ensurePython(contextWith({ python3: noVenv }).context)).rejects.toThrow(
    "schemathesis is not installed: it could not make a virtual environment: a\nno ensurepip\nInstall Python 3.11 or newer",
  );
});

test("says why pip failed, and leaves nothing behind that passes for an environment", async () => {
  const noNetwork: Answer = () => ({ exitCode: 1, output: "no network" });
  const { context } = contextWith({ python3, python: noNetwork });
  await expect(ensurePython(context)).rejects.toThrow(
    "schemathesis is not installed: pip could not install it: no network",
  );
  await expect(ensurePython(context)).rejects.toThrow("no network");
});
