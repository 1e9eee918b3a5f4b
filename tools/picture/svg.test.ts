import { readFileSync } from "node:fs";
import { join } from "node:path";
import { terminalSvg } from "./svg";

const texts = (svg: string): readonly string[] => svg.match(/<text .*<\/text>/g) ?? [];

test("colours go on over the end of a line, and every run has its column and its width", () => {
  const svg = terminalSvg(["\u001b[1m$ go\u001b[0m", "\u001b[32m+ <a>", "b\u001b[0m  c"], "A & B");
  expect(texts(svg)).toEqual([
    '<text x="24.0" y="56" textLength="33.6" lengthAdjust="spacingAndGlyphs" fill="#d7dae0" font-weight="bold">$ go</text>',
    '<text x="24.0" y="76" textLength="42.0" lengthAdjust="spacingAndGlyphs" fill="rgb(126, 200, 110)">+ &lt;a&gt;</text>',
    '<text x="24.0" y="96" textLength="8.4" lengthAdjust="spacingAndGlyphs" fill="rgb(126, 200, 110)">b</text>',
    '<text x="49.2" y="96" textLength="8.4" lengthAdjust="spacingAndGlyphs" fill="#d7dae0">c</text>',
  ]);
  expect(svg).toContain("<title>A &amp; B</title>");
  expect(svg).toContain('viewBox="0 0 90 120"');
});

test("the picture of README.md shows the price, the stock and an instance that runs", () => {
  const picture = readFileSync(join(__dirname, "../../docs/images/quickstart.svg"), "utf8");
  const shown = texts(picture).map((text) => text.replace(/<[^>]*>/g, ""));
  expect(shown.filter((text) => text.startsWith("$ "))).toEqual(["$ pulumi preview", "$ pulumi up --yes"]);
  expect(shown).toContain("trainer: RTX 4090 24GB × 1, $0.35 an hour (about $255.50 a month), stock: high");
  expect(shown).toContain('"running"');
});
