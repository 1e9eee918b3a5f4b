"use strict";
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** Outside the checkout: there may be no node_modules yet, and nothing else in it is ours. */
function lockOf(root) {
  const name = createHash("sha256").update(fs.realpathSync(root)).digest("hex").slice(0, 16);
  return path.join(os.tmpdir(), `pulumi-novita-setup-${name}`);
}

/** Runs `task` under a lock that is a folder with its owner's process id; a dead owner's lock is taken over. */
async function underLock(root, task, world) {
  const lock = lockOf(root);
  for (let waited = 0; !takeLock(lock); waited += 1) {
    if (waited === 0) world.log("Another run is setting this checkout up; waiting for it...");
    await world.sleep(200);
  }
  try {
    return await task();
  } finally {
    fs.rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(lock) {
  try {
    fs.mkdirSync(lock);
    fs.writeFileSync(path.join(lock, "pid"), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (isAbandoned(lock)) fs.rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function isAbandoned(lock) {
  try {
    const pid = Number(fs.readFileSync(path.join(lock, "pid"), "utf8"));
    // Between mkdir and the write of the id the file is missing or empty; that is an answer below.
    if (pid > 0) process.kill(pid, 0);
    return pid > 0 ? false : isOld(lock);
  } catch (error) {
    return error.code === "ESRCH" || (error.code === "ENOENT" && isOld(lock));
  }
}

function isOld(lock) {
  const stat = fs.statSync(lock, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > 10_000;
}

module.exports = { lockOf, underLock };
