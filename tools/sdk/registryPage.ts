import { identity } from "../generate/package/identity";
import { onlyFile } from "./examples";
import type { Programs } from "./generators";

/** Languages by the registry's names, what Markdown calls them, and the generator's. */
const languages = [
  ["typescript", "typescript", "nodejs"],
  ["python", "python", "python"],
  ["go", "go", "go"],
  ["csharp", "csharp", "dotnet"],
  ["java", "java", "java"],
  ["yaml", "yaml", "yaml"],
] as const;

/** The first page of the package in Pulumi's registry, `docs/_index.md`, with an example in every language. */
export function registryPage(programs: Programs): string {
  const choices = languages.map(
    ([name, fence, language]) => `{{% choosable language ${name} %}}

\`\`\`${fence}
${onlyFile(language, programs).trimEnd()}
\`\`\`

{{% /choosable %}}`,
  );
  return `---
title: ${identity.displayName}
meta_desc: GPU instances of Novita AI, and what they need, as code, in every language of Pulumi.
layout: package
---

<!-- Generated from tools/sdk/examples by \`npm run generate:sdk\`; do not edit. -->

With this package you declare GPU instances of Novita AI, and the storage, credentials, networks, templates and images that they
need. \`pulumi preview\` shows the plan and the bill, \`pulumi up\` makes it so, and \`pulumi destroy\` ends the bill.

- One declaration is exactly one billed thing: a create whose outcome is unknown is never repeated, and what a killed run has left
  behind is found by the next one.
- Price and stock are checked in the preview, and \`lifecycle.maxHourlyPrice\` stops a run before it buys.
- Keys, passwords and variables are encrypted in the state, whatever language the program is written in.

## Example

{{< chooser language "${languages.map(([name]) => name).join(",")}" >}}
${choices.join("\n")}
{{< /chooser >}}

[Installation and configuration](./installation-configuration.md) says how to get the package and where the key goes.
Who has a stack of the dynamic package \`pulumi-novita\` [moves it](./how-to/move-to-plugin.md) with one \`pulumi up\`.
`;
}
