import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { code, pages, placed, repository, textOf } from "./pages.testkit";

const { dependencies, devDependencies, engines, peerDependencies, scripts } = JSON.parse(
  textOf("package.json"),
) as Record<
  "dependencies" | "devDependencies" | "engines" | "peerDependencies" | "scripts",
  Record<string, string>
>;

test("docs/security.md names the packages that are needed at run time", () => {
  const [, sentence = ""] = /At run time the package needs ([^.]*)\./.exec(textOf("docs/security.md")) ?? [];
  const named = [...sentence.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  expect(named).toEqual([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
});

const sdk = (version: string | undefined): string => version?.replace("^", "") ?? "";

test.each([
  ["README.md", `${engines.node?.replace(">=", "")} or newer`],
  ["README.md", `\`@pulumi/pulumi\` ${sdk(peerDependencies["@pulumi/pulumi"])} or newer`],
  ["README.md", `TypeScript ${/\d+/.exec(devDependencies.typescript ?? "")?.[0]} or JavaScript`],
  [
    "docs/getting-started.md",
    `Node 20 needs \`@pulumi/pulumi\` ${sdk(devDependencies["@pulumi/pulumi"])} or older`,
  ],
  [
    "CONTRIBUTING.md",
    `gitlab-ci-local stays at ${devDependencies["gitlab-ci-local"]?.split(".").slice(0, 2).join(".")}`,
  ],
  ["CONTRIBUTING.md", `TypeScript ${/\d+\.\d+/.exec(devDependencies.typescript ?? "")?.[0]}`],
])("%s says what package.json says: %s", (page, claim) => {
  expect(textOf(page)).toContain(claim);
});

test("docs/gitops.md names the version of Pulumi that the pipelines use", () => {
  const [, image = ""] = /image: (\S+)/.exec(textOf("examples/gitops/.gitlab-ci.yml")) ?? [];
  expect(textOf("docs/gitops.md")).toContain(`\`${image}\``);
});

test("docs/reliability.md counts what there is", () => {
  const page = textOf("docs/reliability.md");
  const [, defects] = /\| (\d+) defects of other providers/.exec(page) ?? [];
  const scars = readdirSync(join(repository, "tests/scars")).flatMap(
    (name) => textOf(`tests/scars/${name}`).match(/"scar \d+/g) ?? [],
  );
  expect(Number(defects)).toBe(new Set(scars).size);
  const [, many, manyOnEngine] =
    /FAULT_SEQUENCES=(\d+) .* ENGINE_FAULT_SEQUENCES=(\d+) /.exec(scripts["test:faults"] ?? "") ?? [];
  expect(page).toContain(`, ${manyOnEngine} in \`npm run test:faults\` alone`);
  const [, few] = /SEQUENCES \?\? (\d+)/.exec(textOf("tests/faults/story.test.ts")) ?? [];
  expect(page).toContain(
    `, ${few} in \`npm test\`, ${many?.replace(/000$/, " 000")} in \`npm run test:faults\``,
  );
});

interface Field {
  readonly "x-novita-change"?: string;
  readonly properties?: Readonly<Record<string, Field>>;
}
const { properties } = JSON.parse(textOf("schema.json")) as {
  readonly properties: Readonly<Record<string, Field>>;
};

test("docs/concepts.md says of every field what a change of it does", () => {
  const row = (kind: string): readonly string[] => {
    const [line = ""] = textOf("docs/concepts.md")
      .split("\n")
      .filter((each) => each.startsWith(`| **${kind}**`));
    const cell = line.split("|").at(-2) ?? "";
    return [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name).filter((name) => name in properties);
  };
  const changing = (...changes: readonly string[]): readonly string[] =>
    Object.entries(properties).flatMap(([name, field]) =>
      changes.includes(field["x-novita-change"] ?? "") ? [name] : [],
    );
  expect([...row("in place")].sort()).toEqual(
    [...changing("edit", "setAutoRenew", "month", "billingMode")].sort(),
  );
  expect([...row("reset")].sort()).toEqual([...changing("upgrade")].sort());
});

test("the options of lifecycle that pages name are those that there are", () => {
  const options = Object.keys(properties.lifecycle?.properties ?? {});
  const named = code.flatMap((each) =>
    [...each.text.matchAll(/\blifecycle(?:\.(?!schema)|: \{ )(\w+)/g)].map(
      ([, name = ""]) => [each, name] as const,
    ),
  );
  const unknown = named.filter(([, name]) => !options.includes(name));
  expect(unknown.map(([each, name]) => placed(each, name))).toEqual([]);
  expect(options.filter((name) => !named.some(([, each]) => each === name))).toEqual([]);
});

/** What a message is put together from, and the tests that have it whole. */
const sources = ["provider", "cli", "sdk/dynamic", "examples/gitops/ci"].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|sh)$/.test(name))
    .map((name) => readFileSync(join(repository, folder, name), "utf8")),
);

/** Messages of Pulumi's own, which no source of ours has. */
const pulumis = [
  ...["error: the stack is currently locked", "error: failed to load checkpoint: EOF", "violates plan: "],
  ...["error: error reading from server: EOF", "error: update canceled", "is not allowed by the plan"],
  ...["pending operations from previous deployment", "could not find latest version for provider novita"],
  "Cannot read properties of undefined (reading 'toJavaScript')",
];

test("docs/troubleshooting.md quotes messages that there are", () => {
  const rows = textOf("docs/troubleshooting.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const quotes = rows.flatMap((row) =>
    [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text),
  );
  const parts = quotes
    .flatMap((quote) => quote.split(/ ?\.\.\.,? ?|, HTTP \d+\)/))
    .filter((part) => part.length > 5);
  const known = (part: string): boolean =>
    pulumis.some((each) => each.includes(part)) ||
    sources.some((text) => text.includes(part.replace(/^\(/, "")));
  expect(parts.filter((part) => !known(part))).toEqual([]);
  expect(rows.length).toBeGreaterThan(30);
});

test("every page of docs/ begins with what its reader gets", () => {
  const written = pages.filter((page) => /^docs\/(?!reference\/)/.test(page));
  // Those of Pulumi's registry have a head in place of a title.
  const begins = written.filter((page) =>
    /^(# .*|---\n[^]*?\n---)\n\n(<!-- .* -->\n\n)?(After this page|Find |With this package)/.test(
      textOf(page),
    ),
  );
  expect(begins).toEqual(written);
});
