import { code, plain, table } from "./markdown";

test.each([
  ["nginx:1.27", "`nginx:1.27`"],
  ["", ""],
  ["a`b", "`` a`b ``"],
  ["`", "`` ` ``"],
  ["``x`", "``` ``x` ```"],
  ["two\nlines\u001b[31m", "`two lines [31m`"],
  ["x".repeat(81), `\`${"x".repeat(79)}…\``],
  ["<b>@all</b>", "`<b>@all</b>`"],
])("code: %j becomes %j", (text, expected) => {
  expect(code(text)).toBe(expected);
});

test.each([
  ["plain words, 4090.16c62g.os", "plain words, 4090.16c62g.os"],
  ["run `pulumi up`, then *stop*", "run `pulumi up`, then \\*stop\\*"],
  ["an odd ` tick", "an odd \\` tick"],
  ["[x](javascript:y) ~~z~~ a_b", "\\[x\\](javascript:y) \\~\\~z\\~\\~ a\\_b"],
  ["<script>&@everyone", "&lt;script&gt;&amp;&#64;everyone"],
  ["# no heading", "\\# no heading"],
  ["- no list", "\\- no list"],
  ["1. no list", "1\\. no list"],
  ["a\r\n\r\nb", "a b"],
])("prose: %j becomes %j", (text, expected) => {
  expect(plain(text)).toBe(expected);
});

test("a table: a pipe does not end a cell, and columns of numbers stand to the right", () => {
  expect(table(["a", "USD"], [["x|y", "$1"]], ["left", "right"])).toBe(
    "| a | USD |\n| --- | ---: |\n| x\\|y | $1 |",
  );
});
