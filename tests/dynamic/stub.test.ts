import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as runtime from "../../provider/dynamic/runtime";

const golden = readFileSync(join(__dirname, "stub.golden.txt"), "utf8");
const serialized = execFileSync(process.execPath, [join(__dirname, "serializeStub.cjs")], {
  encoding: "utf8",
});

test("the text that every state carries is the same as in every release", () => {
  expect(serialized).toBe(golden);
});

test("the text is 2 920 bytes, twice in a state", () => {
  expect(Buffer.byteLength(serialized)).toBe(2920);
});

test("the text asks the package for everything and carries nothing else", () => {
  const calls = [...serialized.matchAll(/return require\("([^"]+)"\)\.(\w+)\(/g)].map(
    ([, path, name]) => `${path} ${name}`,
  );
  expect(calls).toEqual([
    "pulumi-novita/dynamic-provider configure",
    "pulumi-novita/dynamic-provider check",
    "pulumi-novita/dynamic-provider diff",
    "pulumi-novita/dynamic-provider create",
    "pulumi-novita/dynamic-provider read",
    "pulumi-novita/dynamic-provider update",
    "pulumi-novita/dynamic-provider delete",
  ]);
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
