import { readFileSync } from "node:fs";
import { join } from "node:path";
import { edited } from "./edit";
import { languages, type Language } from "./language";

const names = Object.keys(languages) as readonly Language[];
const programs = names.map((name) => {
  const file = join(__dirname, "../../examples/languages", name, languages[name].program);
  return [name, readFileSync(file, "utf8")] as const;
});

/** The lines that are other than before, without their indentation and without what a value is wrapped in. */
function changed(before: string, after: string): readonly string[] {
  const old = before.split("\n");
  return after
    .split("\n")
    .filter((line, at) => line !== old[at])
    .map((line) => line.replace(/pulumi\.(Int|String)|[\s"'.,_()=:]/g, "").toLowerCase());
}

test.each(programs)("the example in %s is edited as all others are", (_, program) => {
  const text = edited(program, { ports: "80/http", rootfsSize: 100, gpuNum: 2, imageUrl: "nginx:1.27" });
  expect(changed(program, text)).toEqual(["gpunum2", "rootfssize100", "imageurlnginx127", "ports80/http"]);
});

test("a value that the program does not declare is an error", () => {
  expect(() => edited("nothing", { gpuNum: 2 })).toThrow("The example declares no gpuNum.");
});
