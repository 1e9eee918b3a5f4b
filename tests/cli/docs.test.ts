import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openShop, type Shop } from "./shop.testkit";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const page = readFileSync(join(__dirname, "../../docs/cli.md"), "utf8");
/** What docs/cli.md shows a command to print; the last of several lines with a prompt is the command. */
const shown = [...page.matchAll(/```console\n(?:\$ .*\n)*\$ npx pulumi-novita (.*)\n([^]*?)```/g)].map(
  ([, line = "", output = ""]): [string, string] => [line, output],
);

test("docs/cli.md shows the help of every command, and what it prints", () => {
  expect(shown.map(([line]) => line)).toEqual([
    "--help",
    "doctor --help",
    "doctor",
    "plan --help",
    "plan preview.json",
    "cost --help",
    "cost dev.json",
    "cost prod.json --json",
    "orphans --help",
    "orphans dev.json prod.json",
  ]);
});

// What the doctor prints depends on the machine: doctor.test.ts.
test.each(shown.filter(([line]) => line !== "doctor"))(
  "docs/cli.md is right about `%s`",
  async (line, output) => {
    const { stdout } = await shop.account.run(line.split(" "), { cwd: shop.cwd });
    expect(output).toBe(stdout);
  },
);
