const { AsyncLocalStorage } = require("node:async_hooks");
const { TestEnvironment } = require("jest-environment-node");

/** The storages in use since the environment of the file that runs was made. */
const used = new Set();

for (const method of ["run", "enterWith"]) {
  const original = AsyncLocalStorage.prototype[method];
  AsyncLocalStorage.prototype[method] = function (...args) {
    used.add(this);
    return original.apply(this, args);
  };
}

/**
 * Ends with a test file every AsyncLocalStorage that it has used, jest's own and Pulumi's. Before Node 24 each of them
 * goes on marking every promise of its process: the hundredth file in a worker would pay for a hundred.
 */
module.exports = class OwnContexts extends TestEnvironment {
  async teardown() {
    await super.teardown();
    for (const storage of used) storage.disable();
    used.clear();
  }
};
