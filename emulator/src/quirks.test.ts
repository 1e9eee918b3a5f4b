import { readFileSync } from "node:fs";
import { join } from "node:path";
import { QUIRKS, quirkProblems, resolveQuirks } from "./quirks";

describe("quirks", () => {
  it("default to the first value of each", () => {
    const quirks = resolveQuirks();
    expect(Object.keys(quirks)).toEqual(Object.keys(QUIRKS));
    expect(quirks).toMatchObject({ notFoundStatus: "400", numbers: "string", pageBase: "0" });
  });

  it("take what was chosen", () => {
    expect(resolveQuirks({ pageBase: "1" }).pageBase).toBe("1");
  });

  it("say what is wrong with a choice", () => {
    expect(quirkProblems({ pageBase: "2", kind: "optional" })).toEqual([
      'Quirk pageBase is one of 0, 1; got "2".',
    ]);
    expect(quirkProblems({ nope: "1" })).toEqual([
      `There is no quirk "nope". The quirks are: ${Object.keys(QUIRKS).join(", ")}.`,
    ]);
  });

  it("are all in the README with their values, and the README has no other", () => {
    const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");
    const rows = [...readme.matchAll(/^\| `(\w+)` +\| `([^`]+)` +\| `([^`]+)` +\|/gm)].map(
      ([, name, hard, other]) => [name, hard, other],
    );
    expect(rows).toEqual(Object.entries(QUIRKS).map(([name, { values }]) => [name, ...values]));
  });
});
