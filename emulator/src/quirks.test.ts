import { readFileSync } from "node:fs";
import { join } from "node:path";
import { testbed } from "./emulator.testkit";
import { QUIRKS, quirkProblems, readingsOf, resolveQuirks, type QuirkName } from "./quirks";

const names = Object.keys(QUIRKS) as QuirkName[];

describe("quirks", () => {
  it("default to what clients of the real service have seen", () => {
    const quirks = resolveQuirks();
    expect(Object.entries(quirks)).toEqual(names.map((name) => [name, QUIRKS[name].real]));
    expect(quirks).toMatchObject({ notFoundStatus: "404", emptyAnswers: "object", numbers: "string" });
  });

  it("are all the hardest in the hard profile", () => {
    const quirks = resolveQuirks({}, true);
    expect(Object.entries(quirks)).toEqual(names.map((name) => [name, QUIRKS[name].hardest]));
    expect(quirks).toMatchObject({ notFoundStatus: "400", emptyAnswers: "empty", numbers: "string" });
  });

  it("take what was chosen, in either profile", () => {
    expect(resolveQuirks({ pageBase: "0" })).toEqual({ ...resolveQuirks(), pageBase: "0" });
    expect(resolveQuirks({ kind: "optional" }, true)).toEqual({
      ...resolveQuirks({}, true),
      kind: "optional",
    });
  });

  it("are chosen for an emulator by profile, and one by one over it", () => {
    const bed = testbed({ hard: true, quirks: { notFoundStatus: "404" } });
    expect(bed.desk.world.quirks).toEqual({ ...resolveQuirks({}, true), notFoundStatus: "404" });
  });

  it("say what is wrong with a choice", () => {
    expect(quirkProblems({ pageBase: "2", kind: "optional", getFields: "withoutSpot" })).toEqual([
      'Quirk pageBase is one of 1, 0; got "2".',
    ]);
    expect(quirkProblems({ nope: "1" })).toEqual([
      `There is no quirk "nope". The quirks are: ${names.join(", ")}.`,
    ]);
  });

  it("are all in the README with their values, and the README has no other", () => {
    const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");
    const rows = [...readme.matchAll(/^\| `(\w+)` +\| `(\w+)` +\| `(\w+)` +\| ((?:`\w+`)?) *\|/gm)].map(
      ([, name, real, hardest, other]) => [name, real, hardest, other?.replaceAll("`", "")],
    );
    const expected = names.map((name) => {
      const { real, hardest } = QUIRKS[name];
      const others = readingsOf(name).filter((value) => value !== real && value !== hardest);
      return [name, real, hardest, others.join(", ")];
    });
    expect(rows).toEqual(expected);
  });
});
