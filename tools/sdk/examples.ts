import type { Programs } from "./generators";

/** Languages in the order of the chooser, and what Markdown calls them. */
const languages = {
  nodejs: "typescript",
  python: "python",
  go: "go",
  dotnet: "csharp",
  java: "java",
  yaml: "yaml",
};

/** The programs of an example as a part of a description, in the form that Pulumi's registry and generators look for. */
export function exampleSection(programs: Programs): string {
  const blocks = Object.entries(languages).map(
    ([language, fence]) => `\`\`\`${fence}\n${onlyFile(language, programs).trimEnd()}\n\`\`\``,
  );
  return `{{% examples %}}
## Example Usage

{{% example %}}

${blocks.join("\n\n")}

{{% /example %}}
{{% /examples %}}
`;
}

/** Pulumi's SDK for Java refuses a list of objects as an output of a stack ("is not a supported argument type"), so it is one of texts. */
function asTexts(java: string): string {
  const urls =
    ".applyValue(all -> all.stream().flatMap(List::stream).map(one -> one.url()).collect(Collectors.toList()))";
  const text = java.replace("trainer.endpoints());", `trainer.endpoints()${urls});`);
  return text === java
    ? java
    : text.replace("import java.util.Map;\n", "import java.util.Map;\nimport java.util.stream.Collectors;\n");
}

/** The program in one language, which is one file. */
export function onlyFile(language: string, programs: Programs): string {
  const [text, ...others] = Object.values(programs[language] ?? {});
  if (text === undefined || others.length > 0)
    throw new Error(
      `an example is to be one file in ${language}, not ${others.length + Number(text !== undefined)}`,
    );
  return language === "java" ? asTexts(text) : text;
}
