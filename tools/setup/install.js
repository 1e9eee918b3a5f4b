"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { SetupError } = require("./setupError");

/** Whether node_modules holds what package-lock.json asks for; npm keeps its own record of what it installed. */
function isInstalled(root) {
  const wanted = readJson(path.join(root, "package-lock.json"));
  const present = readJson(path.join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted.packages)
    .filter(([key]) => key.includes("node_modules/"))
    .every(([key, entry]) => {
      const found = present.packages[key];
      // Packages for other systems are optional, and absent.
      if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer);
      return found.version === entry.version && found.integrity === entry.integrity;
    });
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Installs what package-lock.json asks for. Not with `npm ci`: that refuses as a whole if a registry lacks one
 * of the optional packages for other systems, though none of them would be installed.
 */
async function install(root, world) {
  world.log("Installing the packages of package-lock.json: about a minute the first time...");
  // Under `npm run` this names npm's own script, which Node can start on every system.
  const script = /npm-cli\.[cm]?js$/.test(process.env.npm_execpath ?? "")
    ? process.env.npm_execpath
    : undefined;
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await (script
    ? world.run(process.execPath, [script, ...args], root)
    : world.run("npm", args, root));
  if (code !== 0) throw new SetupError("`npm install` failed; see the errors above.");
}

module.exports = { install, isInstalled };
