"use strict";
/*
 * Makes one file of a program and all that it needs but Node: `node tools/setup/bundle.js <entry> <output>`. Beside it
 * LICENSES.txt has the licence of every package in it, as most of them demand of whoever passes them on.
 */
const esbuild = require("esbuild");
const fs = require("node:fs");
const path = require("node:path");

const [entry, outfile] = process.argv.slice(2);

/** The folders of the packages that files of a bundle come from. */
function packagesOf(files) {
  const found = files.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(found.filter((folder) => folder !== undefined))].sort();
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const texts = fs.readdirSync(folder).filter((file) => /^(licen[sc]e|notice|copying)/i.test(file));
  const told = texts.sort().map((file) => fs.readFileSync(path.join(folder, file), "utf8").trim());
  return [`${name} ${version}, ${license}`, ...told].join("\n\n");
}

async function main() {
  const { metafile } = await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    logLevel: "warning",
    metafile: true,
  });
  const licences = packagesOf(Object.keys(metafile.inputs)).map(licenceOf);
  const text = licences.join(`\n\n${"-".repeat(80)}\n\n`);
  fs.writeFileSync(path.join(path.dirname(outfile), "LICENSES.txt"), `${text}\n`);
}

main().catch((error) => {
  // What esbuild finds wrong it has said.
  if (!Array.isArray(error.errors)) console.error(error);
  process.exitCode = 1;
});
