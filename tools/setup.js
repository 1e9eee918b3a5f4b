"use strict";
/*
 * Makes a checkout ready: installs the packages when they are missing or not what package-lock.json says, then
 * compiles the provider, the emulator and the policy pack when their sources have changed. `node tools/setup.js build`
 * installs only if there is nothing to compile with; `node tools/setup.js install` does not compile. Plain
 * JavaScript without packages, because it runs before any are installed. Prints to stderr only: the first line on
 * stdout belongs to the program that starts after it.
 */
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { compile, staleBuilds } = require("./setup/build");
const { install, isInstalled } = require("./setup/install");
const { underLock } = require("./setup/lock");
const { SetupError } = require("./setup/setupError");

const oldestNode = 20;

/** Does what is to be done, while no other run does. */
async function work(root, mode, world) {
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  if (mode === "build" ? !fs.existsSync(compiler) : !isInstalled(root)) await install(root, world);
  const stale = mode === "install" ? [] : staleBuilds(root);
  if (stale.length === 0) return;
  world.log(`Compiling ${inWords(stale.map((build) => build.name))}...`);
  const running = new Map();
  for (const build of stale) {
    const before = running.get(build.after) ?? Promise.resolve();
    running.set(
      build.name,
      before.then(() => compile(root, build, world)),
    );
  }
  const results = await Promise.allSettled(running.values());
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

/** "a", "a and b", "a, b and c". */
function inWords(names) {
  return [...names.slice(0, -2), names.slice(-2).join(" and ")].join(", ");
}

/** The real outside world: programs print to stderr. */
const realWorld = {
  log: (line) => process.stderr.write(`${line}\n`),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  run: (command, args, cwd) =>
    new Promise((resolve, reject) => {
      const shell = process.platform === "win32" && command === "npm";
      const child = spawn(command, args, { cwd, shell, stdio: ["ignore", process.stderr, process.stderr] });
      child.on("error", (error) =>
        reject(error.code === "ENOENT" ? new SetupError(`\`${command}\` is not on PATH.`) : error),
      );
      child.on("close", resolve);
    }),
};

/** @returns the exit code */
async function main(
  args,
  { root = path.dirname(__dirname), node = process.versions.node, world = realWorld } = {},
) {
  try {
    if (Number(node.split(".")[0]) < oldestNode)
      throw new SetupError(`Node ${oldestNode} or newer is needed; this is Node ${node}.`);
    const [mode = "all", ...rest] = args;
    if (rest.length > 0 || !["all", "build", "install"].includes(mode))
      throw new SetupError("Usage: node tools/setup.js [build | install]");
    const ready =
      (mode === "build" || isInstalled(root)) && (mode === "install" || staleBuilds(root).length === 0);
    if (!ready) await underLock(root, () => work(root, mode, world), world);
    return 0;
  } catch (error) {
    world.log(error instanceof SetupError ? error.message : String(error.stack));
    return 1;
  }
}

module.exports = { main };

if (require.main === module) void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
