import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fixture, fixtureAs } from "./emulator.testkit";
import { REASONS, type ErrorBody } from "./errors";

const folder = join(__dirname, "..", "..", "tests", "fixtures");
const names = (sub: string): string[] =>
  readdirSync(join(folder, sub))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/\.json$/, ""));

describe("fixtures", () => {
  it("are all in their README, and it names no other", () => {
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    const named = [...readme.matchAll(/`([\w.]+)\.json`/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(names("").sort());
  });

  it("hold all 21 fields of the create page", () => {
    expect(Object.keys(fixture("create.request.full"))).toHaveLength(21);
  });

  it.each(names("errors"))(
    "errors/%s has a reason of the emulator, or one that only other resources give",
    (name) => {
      const { code, reason } = fixtureAs<ErrorBody>(`errors/${name}`);
      const known: readonly [number, string] | undefined = Object.entries(REASONS).find(
        ([one]) => one === reason,
      )?.[1];
      const expected = name === "resourceNotFound.404" ? 404 : (known?.[0] ?? 400);
      expect(code).toBe(expected);
    },
  );
});
