import { betweenMarkers, markers } from "./markers";

const { begin, end } = markers;

describe("betweenMarkers", () => {
  it("replaces what is between the markers and nothing else", () => {
    expect(betweenMarkers(`# T\n\nbefore\n\n${begin}\nold\n${end}\n\nafter\n`, "new\n")).toBe(
      `# T\n\nbefore\n\n${begin}\n\nnew\n\n${end}\n\nafter\n`,
    );
  });

  it("puts the markers at the end of a README without them", () => {
    expect(betweenMarkers("# T\n\ntext\n", "new\n")).toBe(`# T\n\ntext\n\n${begin}\n\nnew\n\n${end}\n`);
  });

  it("changes nothing when it is done again", () => {
    const once = betweenMarkers("# T\n", "new\n");
    expect(betweenMarkers(once, "new\n")).toBe(once);
  });

  it.each([
    ["only a begin", begin],
    ["only an end", end],
    ["the end first", `${end}\n${begin}`],
  ])("refuses a README with %s", (_what, readme) => {
    expect(() => betweenMarkers(readme, "new\n")).toThrow(
      `README.md needs "${begin}" and, after it, "${end}"`,
    );
  });
});
