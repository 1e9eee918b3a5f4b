"use strict";
/*
 * Loaded by every node that a hermetic run of Pulumi starts: keeps what V8 has made of the files in node_modules, since
 * Pulumi's SDK has 760 of them, and each command loads them twice. Node 22 does so by itself: this can go with Node 20.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } = require("node:fs");
const { Module, enableCompileCache } = require("node:module");
const { dirname, join, sep } = require("node:path");
const { Script } = require("node:vm");

const repository = join(__dirname, "..", "..");
const installed = join(repository, "node_modules");
const compiler = join("typescript", "lib", "typescript.js");
const folder = join(installed, ".cache", "compiled");

if (enableCompileCache) enableCompileCache(folder);
else if (process.argv[1] !== undefined) keepCompiled(realpathSync(process.argv[1]));

/** One file for each program of the repository: all that it loads is read at once. */
function keepCompiled(main) {
  if (!main.startsWith(repository + sep)) return;
  const file = join(folder, createHash("sha256").update(main).digest("hex"));
  // npm writes this file anew with each installation.
  const { mtimeMs } = statSync(join(installed, ".package-lock.json"));
  const made = `${process.version} ${process.arch} ${mtimeMs}`;
  const kept = read(file, made);
  const fresh = new Map();
  const compileAsNode = Module.prototype._compile;
  Module.prototype._compile = function (content, filename, ...rest) {
    const script = compile(content, filename, kept.get(filename));
    if (script === undefined) return compileAsNode.call(this, content, filename, ...rest);
    if (script.cachedDataRejected !== false) fresh.set(filename, script);
    const run = script.runInThisContext();
    return run.call(this.exports, this.exports, requireOf(this), this, filename, dirname(filename));
  };
  const write = () => {
    if (fresh.size === 0) return;
    for (const [name, script] of fresh) kept.set(name, script.createCachedData());
    fresh.clear();
    save(file, made, kept);
  };
  // A provider is killed when its run is over, and never comes to its exit.
  setTimeout(write, 500).unref();
  process.once("exit", write);
}

/** Nothing, if it is not installed, or if node alone can do it: what is no CommonJS, and what imports while it runs. */
function compile(content, filename, cachedData) {
  if (!filename.startsWith(installed + sep)) return undefined;
  // The compiler only writes of imports.
  if (content.includes("import(") && !filename.endsWith(compiler)) return undefined;
  try {
    const [before] = Module.wrapper;
    return new Script(Module.wrap(content), { filename, columnOffset: -before.length, cachedData });
  } catch {
    return undefined;
  }
}

function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (id, options) => Module._resolveFilename(id, module, false, options);
  require.resolve.paths = (id) => Module._resolveLookupPaths(id, module);
  const { mainModule: main } = process;
  return Object.assign(require, { main, extensions: Module._extensions, cache: Module._cache });
}

/** A line of JSON, what it was made with and `[name, bytes][]`, and then the bytes. */
function read(file, made) {
  let all;
  try {
    all = readFileSync(file);
  } catch {
    return new Map();
  }
  let at = all.indexOf("\n") + 1;
  const { made: madeThen, entries } = JSON.parse(all.toString("utf8", 0, at));
  if (madeThen !== made) return new Map();
  return new Map(entries.map(([name, bytes]) => [name, all.subarray(at, (at += bytes))]));
}

function save(file, made, all) {
  const entries = [...all].map(([name, data]) => [name, data.length]);
  const own = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      own,
      Buffer.concat([Buffer.from(`${JSON.stringify({ made, entries })}\n`), ...all.values()]),
    );
    renameSync(own, file);
  } catch {
    // Somebody may have no right to write here: the next run compiles again.
  }
}
