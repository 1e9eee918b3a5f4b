"use strict";
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { SetupError } = require("./setupError");

const unbuilt = new Set(["node_modules", "dist"]);

/**
 * What is compiled: the tsconfig, what its output depends on, the folder of the output, a file that shows that there is
 * output, the command in it, and the build that it has to wait for.
 */
const builds = [
  {
    name: "the provider",
    project: "tsconfig.build.json",
    sources: ["provider", "sdk/dynamic", "cli", "schema.json", "tsconfig.base.json", "tsconfig.build.json"],
    folder: "dist",
    output: path.join("dist", "sdk", "dynamic", "index.js"),
    command: path.join("dist", "cli", "index.js"),
  },
  {
    name: "the plugin",
    project: "plugin",
    bundle: path.join("provider", "plugin", "main.ts"),
    sources: ["provider", "schema.json", "tsconfig.base.json"],
    folder: path.join("cmd", "pulumi-resource-novita", "plugin.js"),
    output: path.join("cmd", "pulumi-resource-novita", "plugin.js"),
  },
  {
    name: "the emulator",
    project: "emulator",
    sources: ["emulator", "tsconfig.base.json"],
    folder: path.join("emulator", "dist"),
    output: path.join("emulator", "dist", "cli.js"),
    command: path.join("emulator", "dist", "cli.js"),
  },
  {
    name: "the policy pack",
    project: "policy",
    // It is compiled against the provider's declarations, which come out of that one's build.
    after: "the provider",
    sources: ["policy", "provider/facts", "tsconfig.base.json"],
    folder: path.join("policy", "dist"),
    output: path.join("policy", "dist", "index.js"),
  },
];

/** Hash of the names and contents of everything that `build` is made from. */
function hashOf(root, build) {
  const hash = createHash("sha256");
  for (const source of build.sources)
    for (const file of filesIn(path.join(root, source)))
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(fs.readFileSync(file))
        .update("\0");
  return hash.digest("hex");
}

function filesIn(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return /\.(test|testkit)\.ts$/.test(entry) ? [] : [entry];
  const names = fs.readdirSync(entry).filter((name) => !unbuilt.has(name));
  return names.sort().flatMap((name) => filesIn(path.join(entry, name)));
}

function stampOf(root, build) {
  return path.join(root, "node_modules", ".cache", "pulumi-novita", `built-${path.basename(build.project)}`);
}

/** The builds whose sources are not those of the last run, with the hash to remember. */
function staleBuilds(root) {
  return builds
    .map((build) => ({ ...build, hash: hashOf(root, build) }))
    .filter((build) => {
      const stamp = stampOf(root, build);
      const built = fs.existsSync(path.join(root, build.output)) && fs.existsSync(stamp);
      return !built || fs.readFileSync(stamp, "utf8") !== build.hash;
    });
}

/** Compiles one of {@link staleBuilds}. */
async function compile(root, build, world) {
  // What is left of a source that is gone would be packed and shipped; tsc writes also what it finds errors in.
  for (const old of [path.join(root, build.folder), stampOf(root, build)])
    fs.rmSync(old, { recursive: true, force: true });
  const [tool, ...args] = build.bundle
    ? [path.join(__dirname, "bundle.js"), build.bundle, build.output]
    : [path.join(root, "node_modules", "typescript", "bin", "tsc"), "-p", build.project];
  const code = await world.run(process.execPath, [tool, ...args], root);
  if (code !== 0) throw new SetupError(`${build.name} does not compile; see the errors above.`);
  // npm makes the commands of a package executable when it installs it, and links to what is there.
  if (build.command) fs.chmodSync(path.join(root, build.command), 0o755);
  fs.mkdirSync(path.dirname(stampOf(root, build)), { recursive: true });
  fs.writeFileSync(stampOf(root, build), build.hash);
}

module.exports = { compile, staleBuilds };
