/** Ends a jest run with one plain line that any reader of logs understands: "N passed, N failed". */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests }) {
    // A suite that could not even be loaded has no failed test in it, and is a failure all the same.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : "";
    // jest puts its own summary last, whatever the order of the reporters.
    process.once("exit", () =>
      process.stderr.write(`\n${numPassedTests} passed, ${failed} failed${skipped}\n`),
    );
  }
};
