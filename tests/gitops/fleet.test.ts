import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readFleet } from "../../examples/gitops/fleet";
import { ownToken } from "../../examples/gitops/ownToken";

const group = {
  ...{ name: "trainer", count: 2, productId: "l40s.16c62g.os", gpuNum: 1, rootfsSize: 120 },
  ...{ imageUrl: "nginx:1.27", maxHourlyPrice: 1 },
};

test.each(["dev", "prod"])("what Pulumi.%s.yaml declares is a fleet", (stack) => {
  const text = readFileSync(join(__dirname, "../../examples/gitops", `Pulumi.${stack}.yaml`), "utf8");
  const { config } = parse(text) as { config: Record<string, unknown> };
  expect(
    readFleet(config["novita-gitops:fleet"], stack).map(({ name, count, billingMode }) => [
      name,
      count,
      billingMode,
    ]),
  ).toEqual(
    stack === "dev"
      ? [["trainer", 1, "spot"]]
      : [
          ["trainer", 2, "onDemand"],
          ["server", 1, "onDemand"],
        ],
  );
});

const refused = (lines: readonly string[]): string =>
  [
    "Pulumi.dev.yaml: the config novita-gitops:fleet is not valid.",
    ...lines,
    "Correct the file; Pulumi.prod.yaml shows a whole one.",
  ].join("\n");

test.each([
  ["nothing", undefined, ["✖ Invalid input: expected array, received undefined"]],
  [
    "a misspelt cap, which would otherwise be none",
    [{ ...group, maxHourlyPrice: undefined, maxHourlyPrise: 1 }],
    [
      '✖ Unrecognized key: "maxHourlyPrise"',
      "  → at [0]",
      "✖ Invalid input: expected number, received undefined",
      "  → at [0].maxHourlyPrice",
    ],
  ],
  [
    "a fleet that is too large",
    [{ ...group, count: 100 }],
    ["✖ Too big: expected number to be <=16", "  → at [0].count"],
  ],
  [
    "a name that Pulumi would not take, and the same name twice",
    [group, { ...group, name: "Trainer 1" }, group],
    [
      "✖ must be small letters, digits and dashes, at most 31, a letter first",
      "  → at [1].name",
      '✖ "trainer" is the name of an earlier group',
      "  → at [2].name",
    ],
  ],
])("%s is refused, with every mistake and its place", (_, value, lines) => {
  expect(() => readFleet(value, "dev")).toThrow(new Error(refused(lines)));
});

test("the example's token, which everybody can read, is refused, and every other passes", () => {
  expect(ownToken("mine")).toBe("mine");
  expect(() => ownToken("example-and-no-secret")).toThrow(
    new Error(
      "The config novita-gitops:notebookToken is still the example's, which everybody can read. Make your own: `STACK=dev sh ci/init.sh` for a new stack, `pulumi config set --secret notebookToken` for one that you have.",
    ),
  );
});
