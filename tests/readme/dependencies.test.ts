import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (path: string): string => readFileSync(join(__dirname, "../..", path), "utf8");

test("docs/security.md names the packages that are needed at run time", () => {
  const { dependencies, peerDependencies, scripts } = JSON.parse(read("package.json")) as Record<
    "dependencies" | "peerDependencies" | "scripts",
    Record<string, string>
  >;
  const [, sentence = ""] = /At run time the package needs ([^.]*)\./.exec(read("docs/security.md")) ?? [];
  const named = [...sentence.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  expect(named).toEqual([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
});
