"use strict";
// Loaded before the provider's process of either face: writes down the most memory that it had, in bytes, when it ends.
const { writeFileSync } = require("node:fs");

const file = process.env.BENCH_PEAK_FILE;
if (file && /dynamic-provider|plugin\.js$/.test(process.argv[1] ?? "")) {
  const write = () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024));
  process.on("exit", write);
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => {
      write();
      process.kill(process.pid, signal);
    });
}
