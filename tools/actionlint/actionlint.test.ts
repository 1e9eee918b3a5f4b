import { join } from "node:path";
import { makeBinaries, type Answer, fakeWorld } from "../pulumi/toolchain/toolchain.testkit";
import { ensureActionlint, type ActionlintContext } from "./actionlint";

/** `go build -o <folder>`, as far as its result goes. */
const go: Answer = (args) => {
  makeBinaries(args[3] ?? "", ["actionlint"]);
  return "";
};

function contextWith(programs: Readonly<Record<string, Answer>>): {
  readonly context: ActionlintContext;
  readonly told: readonly string[];
  readonly ran: readonly string[];
} {
  const { context, told, ran } = fakeWorld({ programs });
  const { system, log, cacheDir } = context;
  const binary = join(cacheDir, "abc", "actionlint");
  return { context: { system, log, module: "/module", cacheDir, binary }, told, ran };
}

test("is built once, and comes from the cache afterwards", async () => {
  const { context, told, ran } = contextWith({ go });
  expect(await ensureActionlint(context)).toBe(context.binary);
  expect(await ensureActionlint(context)).toBe(context.binary);
  expect(
    ran.map((line) => line.replace(/staging-\w+/, "<staging>").replace(context.cacheDir, "<cache>")),
  ).toEqual(["go build -trimpath -o <cache>/<staging>/bin/ tool"]);
  expect(told).toEqual([
    "Building actionlint from its pinned Go modules: about ten seconds, only this once.",
  ]);
});

test("says that Go is missing", async () => {
  await expect(ensureActionlint(contextWith({}).context)).rejects.toThrow(
    "actionlint is built with Go, and `go` is not on PATH. Install Go 1.25 or newer (https://go.dev/doc/install) and run this again.",
  );
});

test("says why the build failed", async () => {
  const { context } = contextWith({ go: () => ({ exitCode: 1, output: "one\ntwo\nthree\nno network\n" }) });
  await expect(ensureActionlint(context)).rejects.toThrow(
    "actionlint could not be built: `go build` of tools/actionlint failed: two\nthree\nno network",
  );
});
