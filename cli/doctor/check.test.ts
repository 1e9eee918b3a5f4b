import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Check, examine } from "./check";
import { checks } from "./checks";
import { fits, requirements } from "./requirements";
import type { Site } from "./site";

const site = {} as Site;
const NOT_NEEDED = "not needed: this project uses the plugin";

test("skips what needs something that failed, and what needs that", async () => {
  const unexpected = (): never => {
    throw new Error("looked at");
  };
  const given: readonly Check[] = [
    { name: "node", title: "A", look: () => ({ status: "failed", detail: "no", advice: "Do." }) },
    { name: "key", title: "B", look: () => ({ status: "warning", detail: "odd" }) },
    { name: "service", title: "C", needs: ["key", "node"], look: unexpected },
    { name: "keyAccepted", title: "D", needs: ["service"], look: unexpected },
    { name: "baseUrl", title: "E", needs: ["key"], look: async () => ({ status: "ok", detail: "yes" }) },
  ];
  expect(await examine(given, site)).toEqual([
    { name: "node", title: "A", status: "failed", detail: "no", advice: "Do." },
    { name: "key", title: "B", status: "warning", detail: "odd", advice: null },
    { name: "service", title: "C", status: "skipped", detail: 'it needs "A"', advice: null },
    { name: "keyAccepted", title: "D", status: "skipped", detail: 'it needs "C"', advice: null },
    { name: "baseUrl", title: "E", status: "ok", detail: "yes", advice: null },
  ]);
});

test.each([
  ["TypeScript program with dynamic providers", true, false, ["looked", "looked", "looked"]],
  ["TypeScript program with the plugin", true, true, ["looked", "looked", NOT_NEEDED]],
  ["program in another language", false, true, ["looked", NOT_NEEDED, NOT_NEEDED]],
])("looks at what a %s needs", async (_what, isNode, usesPlugin, details) => {
  const look = () => ({ status: "ok", detail: "looked" }) as const;
  const given: readonly Check[] = [
    { name: "pulumiCli", title: "A", look },
    { name: "pulumiSdk", title: "B", onlyFor: "node", look },
    { name: "launcher", title: "C", onlyFor: "dynamic", look },
  ];
  const examined = await examine(given, { project: { isNode, usesPlugin } } as Site);
  expect(examined.map(({ status, detail }) => [status, detail])).toEqual(details.map((each) => ["ok", each]));
});

test("makes every check after those that it needs", () => {
  const early = checks.filter(({ name, needs = [] }) => {
    const before = checks
      .slice(
        0,
        checks.findIndex((each) => each.name === name),
      )
      .map((each) => each.name);
    return needs.some((need) => !before.includes(need));
  });
  expect(early).toEqual([]);
});

test("asks for what package.json asks for", () => {
  const text = readFileSync(join(__dirname, "../../package.json"), "utf8");
  const { engines, peerDependencies } = JSON.parse(text) as Record<string, Record<string, string>>;
  expect([requirements.node, requirements.pulumi]).toEqual([
    engines?.node,
    peerDependencies?.["@pulumi/pulumi"],
  ]);
});

test.each([
  ["5.9.3", requirements.typescript, true],
  ["6.0.0-beta", requirements.typescript, true],
  ["7.0.0-dev.20260101.1", requirements.typescript, false],
  ["7.0.0", requirements.typescript, false],
  ["3.216.0", requirements.pulumi, true],
  ["3.215.9", requirements.pulumi, false],
  ["3.250.0-alpha.1", requirements.pulumi, true],
  ["25.0.0-nightly", requirements.node, true],
])("of %s and the range %s says %s", (version, range, fit) => {
  expect(fits(version, range)).toBe(fit);
});
