import { version } from "../../provider/version";
import { goModulePath, identity } from "../generate/package/identity";
import { onlyFile } from "./examples";
import type { Programs } from "./generators";

/** The example that is a project of its own in each language. */
export const projectExample = "Quickstart";

/** Where the projects are, relative to the project's root: a folder for each language. */
export const projectsPath = "examples/languages";

const about = "description: A GPU from one declaration.\n";
const project = (language: string, runtime: string): string =>
  `name: novita-${language}\n${about}runtime:\n  name: ${runtime}\n`;

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The files of a small project in each language, by their paths below {@link projectsPath}. */
export function exampleProjects(programs: Programs): Readonly<Record<string, string>> {
  const java = onlyFile("java", programs).replace("package generated_program;", "package quickstart;");
  return {
    "typescript/Pulumi.yaml": project("typescript", "nodejs"),
    "typescript/index.ts": onlyFile("nodejs", programs),
    "typescript/package.json": json({
      ...{ name: "novita-typescript", private: true, version: "0.0.0", main: "index.ts" },
      dependencies: { "@pulumi/pulumi": "^3.216.0", [identity.nodejs]: `^${version}` },
      devDependencies: { "@types/node": "^20", typescript: "^5.9.3" },
    }),
    "typescript/tsconfig.json": json({
      compilerOptions: { target: "ES2022", module: "Node16", strict: true, skipLibCheck: true },
    }),
    "python/Pulumi.yaml": `${project("python", "python")}  options:\n    virtualenv: venv\n`,
    "python/__main__.py": onlyFile("python", programs),
    "python/requirements.txt": `${identity.python.replace("_", "-")}>=${version}\n`,
    "go/Pulumi.yaml": project("go", "go"),
    "go/main.go": onlyFile("go", programs),
    "go/go.mod": `module novita-go\n\ngo 1.25\n\nrequire ${goModulePath} v${version}\n`,
    "java/Pulumi.yaml": project("java", "java"),
    "java/src/main/java/quickstart/App.java": java,
    "java/pom.xml": javaProject,
    "README.md": howToRun,
    "yaml/Pulumi.yaml": `name: novita-yaml\n${about}runtime: yaml\n${onlyFile("yaml", programs)}`,
  };
}

const getPlugin = `pulumi plugin install resource ${identity.name} v${version} --server github://api.github.com/${identity.repository}`;

const howToRun = `# The same small project in every language

One GPU instance, with a cap on its price, over the plugin. Copy the folder of your language, and run there:

| language | first |
| --- | --- |
| TypeScript | \`npm install\` |
| Python | \`python3 -m venv venv && venv/bin/pip install -r requirements.txt\` |
| Go | \`go mod tidy\` |
| Java | nothing; it needs a JDK, 11 or newer, and Maven |
| YAML | \`${getPlugin}\` |

\`\`\`sh
pulumi stack init dev
pulumi config set --secret novita:apiKey
pulumi up
\`\`\`

No release to download from? [Install from a clone](../../docs/installation-configuration.md#from-a-clone). With the Pulumi CLI of a
clone (\`npm run --silent pulumi:path\`), Python does not use \`virtualenv: venv\`: put \`venv/bin\` first on PATH.

\`pulumi destroy\` ends the bill. In a clone of the repository \`npm start -- --language python\` plays the whole life of such a project
against an emulator.
`;

const javaProject = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>quickstart</groupId>
  <artifactId>novita-java</artifactId>
  <version>0.0.0</version>
  <properties>
    <maven.compiler.source>11</maven.compiler.source>
    <maven.compiler.target>11</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <mainClass>quickstart.App</mainClass>
  </properties>
  <dependencies>
    <dependency>
      <groupId>${identity.java.group}</groupId>
      <artifactId>${identity.java.artifact}</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.codehaus.mojo</groupId>
        <artifactId>exec-maven-plugin</artifactId>
        <version>3.6.4</version>
        <configuration>
          <mainClass>\${mainClass}</mainClass>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
`;
