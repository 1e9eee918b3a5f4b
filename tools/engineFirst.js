const { default: TestSequencer } = require("@jest/test-sequencer");

const slowest = [/\/tests\/gitops\//, /\/tests\/faults\/engine\//, /\/tests\/(engine|policy)\//];

const rank = ({ path }) => {
  const found = slowest.findIndex((folder) => folder.test(path));
  return found === -1 ? slowest.length : found;
};

/**
 * Begins with the stories on the real engine. jest orders by what an earlier run took; a fresh clone has none, and would
 * come to minutes of one story when everything else is done.
 */
module.exports = class EngineFirst extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
