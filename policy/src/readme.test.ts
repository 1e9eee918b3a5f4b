import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allowedBillingModes } from "./policies/allowedBillingModes";
import { allowedProducts } from "./policies/allowedProducts";
import { overCapText } from "./capText";
import { instance, saidBy } from "./instance.testkit";
import { limitedLife } from "./policies/limitedLife";
import { maxHourlyPrice } from "./policies/maxHourlyPrice";
import { monthlyNeedsConsent } from "./policies/monthlyNeedsConsent";
import { noSecretsInClear } from "./policies/noSecretsInClear";
import { pinnedImages } from "./policies/pinnedImages";
import { described, policies } from "./policies/index";
import { publicTcpPorts } from "./policies/publicTcpPorts";

const readme = readFileSync(join(__dirname, "../README.md"), "utf8");

/** The rows of the table of options: policy, option, default, meaning. */
function optionRows(): string[][] {
  const rows = readme.split("\n").filter((line) => /^\| `[a-z-]+` +\| `[A-Za-z]+` +\|/.test(line));
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands under the heading of a policy in a code block. */
function exampleOf(policy: string): string | undefined {
  const section = readme.split(`\n### \`${policy}\`\n`)[1]?.split("\n#")[0];
  return section?.match(/```text\n([\s\S]*?)\n```/)?.[1];
}

test("the table of options in README.md and the policies say the same", () => {
  const options = described.flatMap(({ name, options }) =>
    Object.entries(options).map(([option, { default: fallback, description }]) => [
      `\`${name}\``,
      `\`${option}\``,
      `\`${JSON.stringify(fallback)}\``,
      description,
    ]),
  );
  expect(optionRows()).toEqual(options);
});

test("README.md has a section for each policy, in the order of the pack", () => {
  const names = [...readme.matchAll(/^### `([a-z-]+)`$/gm)].map(([, name]) => name);
  expect(names).toEqual(described.map(({ name }) => name));
  expect(policies().map(({ name }) => name)).toEqual(names);
});

test("each policy's sentence stands in its section", () => {
  for (const { name, description } of described)
    expect(readme.replace(/\n(?=\S)/g, " ")).toContain(`### \`${name}\`\n ${description}`);
});

test("the policy config in README.md sets policies and options that there are", () => {
  const config = JSON.parse(/```json\n([\s\S]*?)\n```/.exec(readme)?.[1] ?? "") as Record<
    string,
    object | string
  >;
  const set = Object.entries(config).flatMap(([policy, options]) =>
    typeof options === "string" ? [policy] : Object.keys(options).map((option) => `${policy}.${option}`),
  );
  const known = described.flatMap(({ name, options }) => [
    name,
    ...Object.keys(options).map((option) => `${name}.${option}`),
  ]);
  expect(set.filter((each) => !known.includes(each))).toEqual([]);
  expect(set).toHaveLength(6);
});

const shares = [
  { name: "trainer", price: { kind: "known" as const, hourlyUsd: 5.6 } },
  { name: "bench", price: { kind: "known" as const, hourlyUsd: 0.35 } },
];

test.each<[string, readonly string[]]>([
  [maxHourlyPrice.name, [overCapText(shares, 5, "of the stack")]],
  [allowedProducts.name, saidBy(allowedProducts, instance(), { products: ["h100.*"] })],
  [allowedBillingModes.name, saidBy(allowedBillingModes, instance(), { billingModes: ["spot"] })],
  [monthlyNeedsConsent.name, saidBy(monthlyNeedsConsent, instance({ billingMode: "monthly", month: 3 }))],
  [
    limitedLife.name,
    saidBy(limitedLife, instance({ lifecycle: { expires: "30d" } }), { longestLife: "14d" }),
  ],
  [pinnedImages.name, saidBy(pinnedImages, instance({ imageUrl: "pytorch/pytorch" }))],
  [publicTcpPorts.name, saidBy(publicTcpPorts, instance({ ports: "22/tcp,5432/tcp" }))],
  [noSecretsInClear.name, saidBy(noSecretsInClear, instance({ command: "train --hf-token=hf_..." }))],
])("the example of %s in README.md is what it says", (name, said) => {
  expect(exampleOf(name)).toBe(said.join("\n"));
});
