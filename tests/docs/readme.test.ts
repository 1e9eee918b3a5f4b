import { codeOf, textOf } from "./pages.testkit";

const lines = textOf("README.md").trimEnd().split("\n");

test("README.md can be read at one go: 150 lines of 120 columns", () => {
  expect(lines.length).toBeLessThanOrEqual(150);
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});

test("the program of README.md declares a GPU in five lines", () => {
  const program = codeOf("README.md").find(({ language }) => language === "ts")?.text ?? "";
  const [, fields = ""] = /GpuInstance\("trainer", \{\n([^]*?)\}\);/.exec(program) ?? [];
  expect(fields.trimEnd().split("\n")).toHaveLength(5);
});
