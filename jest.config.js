const { ENGINE_FAULT_SEQUENCES, PACKED } = process.env;
/** What `npm run test:faults` plays alone; in process, and over gRPC, `npm test` has the same kills and stories. */
const faultsOnly =
  ENGINE_FAULT_SEQUENCES === undefined ? ["/tests/faults/engine/(kill\\.change|interrupt|stories)\\."] : [];
/** What `npm run check:package` does: it packs and installs what is published. */
const packedOnly = PACKED === undefined ? ["/tests/engine/tarball\\."] : [];

/** One jest for the whole repository. Tests stand beside their source, or under tests/ where they cross rooms. */
module.exports = {
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/", ...faultsOnly, ...packedOnly],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  reporters: ["default", "<rootDir>/tools/summaryReporter.js"],
  testEnvironment: "<rootDir>/tools/ownContexts.js",
  setupFiles: ["<rootDir>/tools/oneSeed.js"],
  // Ends a test that hangs. No test's answer depends on how busy the machine is.
  testTimeout: 300_000,
  testSequencer: "<rootDir>/tools/engineFirst.js",
  // One more than the two cores there are: a story on the engine waits for a part of its time.
  maxWorkers: 3,
};
