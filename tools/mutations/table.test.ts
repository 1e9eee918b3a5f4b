import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { broken, readTable, root } from "./table";

const table = readTable();

test("no promise stands twice", () => {
  const promises = table.map(({ promise }) => promise);
  expect(promises).toEqual([...new Set(promises)]);
});

test.each(table.map((row) => [row.promise, row] as const))("%s", (_, row) => {
  const text = readFileSync(join(root, row.file), "utf8");
  expect(broken(text, row)).not.toBe(text);
  expect(row.tests).not.toEqual([]);
  expect(row.tests.filter((test) => !existsSync(join(root, test)))).toEqual([]);
});

test.each([
  ["nowhere", "a c", 0],
  ["twice", "a b, b", 2],
])("what stands %s is not changed", (_, text, times) => {
  expect(() => broken(text, { file: "x.ts", from: "b", to: "$&" })).toThrow(
    new Error(`stands ${times} times in x.ts, not once: b`),
  );
});

test("what stands once is changed, whatever its characters mean elsewhere", () => {
  expect(broken("a (b)", { file: "x.ts", from: "(b)", to: "$&" })).toBe("a $&");
});
