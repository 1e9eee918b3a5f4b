/** What `npm run test:faults` plays alone; in process, and over gRPC, `npm test` has the same kills and stories. */
const faultsOnly =
  process.env.ENGINE_FAULT_SEQUENCES === undefined ? ["/tests/faults/engine/(kill\\.change|stories)\\."] : [];

/** One jest for the whole repository. Tests stand beside their source, or under tests/ where they cross rooms. */
module.exports = {
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/", ...faultsOnly],
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
  // Twice the two cores there are: stories on the engine and of real processes wait for a part of their time.
  maxWorkers: 4,
};
