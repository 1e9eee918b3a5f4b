import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamicProcess } from "./dynamicProcess.testkit";
import * as runtime from "../../provider/dynamic/runtime";

const golden = readFileSync(join(__dirname, "stub.golden.txt"), "utf8");
const printed = execFileSync(process.execPath, [join(__dirname, "serializeStub.cjs")], { encoding: "utf8" });
const { text: serialized, loaded } = JSON.parse(printed) as { text: string; loaded: string[] };

test("the text that every state carries is the same as in every release", () => {
  expect(serialized).toBe(golden);
});

test("a program that declares instances loads nothing that only the provider needs", () => {
  expect(loaded).toEqual([]);
});

test("the text is small: it stands twice in the state of each resource", () => {
  expect(Buffer.byteLength(serialized)).toBe(869);
});

type Methods = Record<keyof typeof runtime, (...args: unknown[]) => Promise<unknown>>;

/** The provider as Pulumi's process has it after its first operation: made from the text, and configured. */
function revived(requireOf: (path: string) => unknown): Methods {
  const module = {} as { handler: () => Methods };
  new Function("exports", "require", serialized)(module, requireOf);
  return module.handler();
}

test("the text asks the package for everything and carries nothing else", async () => {
  const calls: unknown[] = [];
  const exported = Object.fromEntries(
    Object.keys(runtime).map((name) => [
      name,
      (...args: unknown[]) => {
        calls.push([name, ...args]);
        return `answer to ${name}`;
      },
    ]),
  );
  const provider = revived((path) => ({ "pulumi-novita/dynamic-provider": exported })[path]);
  expect(Object.keys(provider)).toEqual(["configure"]);

  const answers = [await provider.configure("request")];
  for (const method of ["check", "diff", "create", "read", "update", "delete"] as const)
    answers.push(await provider[method](method, "first", "second"));

  expect(answers).toEqual([
    "answer to configure",
    "answer to check",
    "answer to diff",
    "answer to create",
    "answer to read",
    "answer to update",
    "answer to delete",
  ]);
  expect(calls).toEqual([
    ["configure", "request"],
    ["check", "GpuInstance", "check", "first", "second"],
    ["diff", "GpuInstance", "diff", "first", "second"],
    ["create", "GpuInstance", "create", "first", "second"],
    ["read", "GpuInstance", "read", "first", "second"],
    ["update", "GpuInstance", "update", "first", "second"],
    ["delete", "GpuInstance", "delete", "first", "second"],
  ]);
});

test("without the package every method fails, also after the first failure", async () => {
  const provider = revived(() => {
    throw new Error("Cannot find module");
  });
  const outcomes: unknown[] = [];
  for (const method of [
    "configure",
    "check",
    "diff",
    "create",
    "read",
    "update",
    "delete",
    "delete",
  ] as const)
    outcomes.push(await provider[method]().catch(({ message }: Error) => `${method}: ${message}`));
  expect(outcomes).toEqual([
    "configure: Cannot find module",
    "check: Cannot find module",
    "diff: Cannot find module",
    "create: Cannot find module",
    "read: Cannot find module",
    "update: Cannot find module",
    "delete: Cannot find module",
    "delete: Cannot find module",
  ]);
});

test("a process without the package fails each delete: none is a success in silence", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-"));
  const provider = await DynamicProcess.start({ cwd: folder, env: {} });
  try {
    const deletes = ["first", "second"].map((id) => provider.delete(id, { __provider: golden }));
    const outcomes = await Promise.allSettled(deletes);
    expect(outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.details : ""))).toEqual([
      expect.stringContaining("Cannot find module 'pulumi-novita/dynamic-provider'"),
      expect.stringContaining("Cannot find module 'pulumi-novita/dynamic-provider'"),
    ]);
  } finally {
    provider.stop();
    rmSync(folder, { recursive: true });
  }
});

test("what the text calls is what the runtime entry exports", () => {
  expect(Object.keys(runtime).sort()).toEqual([
    "check",
    "configure",
    "create",
    "delete",
    "diff",
    "read",
    "update",
  ]);
});
