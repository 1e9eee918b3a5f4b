import { execFileSync } from "node:child_process";
import { join } from "node:path";

function printed(...options: readonly string[]): string {
  const program = join(__dirname, "compileCache.program.js");
  return execFileSync(process.execPath, [...options, program], { encoding: "utf8" });
}

test("an installed module from the cache is what node itself makes of it", () => {
  const cached = ["--require", join(__dirname, "compileCache.js")];
  const plain = printed();
  expect(plain).toContain("node_modules/semver/classes/semver.js:");
  // The first may have to compile; the second has it from the cache.
  expect([printed(...cached), printed(...cached)]).toEqual([plain, plain]);
});
