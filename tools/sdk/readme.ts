import { goPackage, identity } from "../generate/package/identity";

/** How each language's client installs the SDK, and what Markdown calls the language. */
const install: Readonly<
  Record<string, { readonly name: string; readonly fence: string; readonly command: string }>
> = {
  nodejs: {
    name: "TypeScript and JavaScript",
    fence: "typescript",
    command: `npm install ${identity.nodejs}`,
  },
  python: { name: "Python", fence: "python", command: `pip install ${identity.python.replace("_", "-")}` },
  go: { name: "Go", fence: "go", command: `go get ${goPackage}` },
  dotnet: { name: ".NET", fence: "csharp", command: `dotnet add package ${identity.dotnet}` },
  java: {
    name: "Java",
    fence: "java",
    command: `mvn dependency:get -DgroupId=${identity.java.group} -DartifactId=${identity.java.artifact} -Dversion=LATEST`,
  },
};

/** The README of the SDK of a language, as its registry shows it. */
export function readme(language: string, program: string): string {
  const entry = install[language];
  if (entry === undefined) throw new Error(`there is no README for ${language}`);
  const { name, fence, command } = entry;
  return `# Novita AI for Pulumi in ${name}

${identity.description} This package is the SDK; the engine
runs the plugin \`pulumi-resource-${identity.name}\`.

\`\`\`sh
${command}
pulumi config set --secret novita:apiKey   # or the environment variable NOVITA_API_KEY
\`\`\`

\`\`\`${fence}
${program.trimEnd()}
\`\`\`

Licensed under Apache-2.0. Documentation: https://github.com/${identity.repository}
`;
}
