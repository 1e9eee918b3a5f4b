"use strict";
// Loaded before the provider's process of either face: writes down the most memory that it had, in bytes, when it ends.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

const file = process.env.BENCH_PEAK_FILE;
if (file && /dynamic-provider|plugin\.js$/.test(process.argv[1] ?? "")) {
  // A process that another one started counts that one's memory in `maxRSS`, on Linux.
  const peak = () =>
    process.platform === "linux"
      ? Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024
      : process.resourceUsage().maxRSS * 1024;
  // Pulumi may start several in one command.
  const write = () => {
    const before = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    writeFileSync(file, String(Math.max(before, peak())));
  };
  process.on("exit", write);
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => {
      write();
      process.kill(process.pid, signal);
    });
}
