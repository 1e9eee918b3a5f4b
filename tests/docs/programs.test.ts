import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { code, codeOf, placed, repository } from "./pages.testkit";

const options: ts.CompilerOptions = {
  ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  ...{ moduleResolution: ts.ModuleResolutionKind.Bundler, types: ["node"] },
  ...{ strict: true, skipLibCheck: true, noEmit: true, esModuleInterop: true },
  paths: { "pulumi-novita-sdk": [join(repository, "sdk/nodejs/index.ts")] },
};

/** What the compiler says of programs, each in a folder of its own, beside the program of README.md. */
function complaintsAbout(programs: readonly (readonly [place: string, text: string])[]): readonly string[] {
  const folder = temporaryFolder();
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  const index = codeOf("README.md").find(({ language }) => language === "ts")?.text ?? "";
  const files = programs.map(([, text], at) => {
    mkdirSync(join(folder, `${at}`));
    writeFileSync(join(folder, `${at}/index.ts`), index);
    writeFileSync(join(folder, `${at}/program.ts`), `${text}\nexport {};\n`);
    return join(folder, `${at}/program.ts`);
  });
  const program = ts.createProgram(files, options);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const at = file === undefined ? "" : relative(folder, file.fileName).split("/")[0];
    return `${programs[Number(at)]?.[0]}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

const programs = code
  .filter(({ language }) => language === "ts")
  .map((block) => [placed(block, block.text.slice(0, 60)), block.text] as const);

const declared = (fields: string): string =>
  `import * as novita from "pulumi-novita";\nnew novita.GpuInstance("a", { productId: "p", imageUrl: "nginx", ${fields} });`;
/** A field that there is not, and one of another type. */
const wrong = [
  ["misspelt", declared("gpuCount: 1")],
  ["text", declared('gpuNum: "1"')],
] as const;

test("every program that a page shows type-checks, and wrong ones beside them do not", () => {
  // One compilation for all: it costs the same as for one.
  const complaints = complaintsAbout([...programs, ...wrong]);
  expect(complaints.map((each) => (/^(misspelt|text): /.test(each) ? each.split(":")[0] : each))).toEqual([
    "misspelt",
    "text",
  ]);
  expect(programs.length).toBeGreaterThan(10);
});
