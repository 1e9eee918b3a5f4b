import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";

const MOST_FILES = 12;

test("no folder has more than twelve source files", () => {
  const root = join(__dirname, "..");
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts"], {
    cwd: root,
    encoding: "utf8",
  }).split("\n");
  const sources = files.filter(
    (file) => file !== "" && !/^(tests|sdk\/nodejs)\/|\.(test|testkit)\.ts$/.test(file),
  );
  const counts = new Map<string, number>();
  for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
});
