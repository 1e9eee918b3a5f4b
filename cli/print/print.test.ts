import { paletteOf } from "./palette";
import { renderTable } from "./table";

test("aligns columns, also of wide and coloured text, and leaves no spaces at the end of a line", () => {
  const rows = [
    ["训练", "1.00", "a"],
    ["\u001b[32mbox\u001b[39m", "12.50", ""],
  ];
  expect(renderTable([{ title: "NAME" }, { title: "USD", align: "right" }, { title: "NOTE" }], rows)).toBe(
    "NAME    USD  NOTE\n训练   1.00  a\n\u001b[32mbox\u001b[39m   12.50\n",
  );
});

test.each([
  ["a terminal", true, {}, "\u001b[1mx\u001b[22m"],
  ["a log", false, {}, "x"],
  ["a terminal that is asked for none", true, { NO_COLOR: "1" }, "x"],
  ["a terminal if NO_COLOR is empty", true, { NO_COLOR: "" }, "\u001b[1mx\u001b[22m"],
  ["a terminal that knows none", true, { TERM: "dumb" }, "x"],
])("colours for %s", (_what, isTTY, env, text) => {
  expect(paletteOf({ env, stdout: { isTTY, write: () => undefined } }).bold("x")).toBe(text);
});
