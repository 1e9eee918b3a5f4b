"use strict";
/* Makes one file of a program and all that it needs but Node: `node tools/setup/bundle.js <entry> <output>`. */
const esbuild = require("esbuild");

const [entry, outfile] = process.argv.slice(2);

esbuild
  .build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    logLevel: "warning",
  })
  .catch(() => (process.exitCode = 1));
