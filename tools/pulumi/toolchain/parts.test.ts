import { mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { lock } from "proper-lockfile";
import { toolchainContext, userCache } from "./context";
import { underLock } from "./lock";
import { realSystem } from "./system";
import { fakeWorld } from "./toolchain.testkit";
import { isAtLeast } from "./version";

test.each([
  ["3.216.0", "3.216.0", true],
  ["3.216.1-alpha.2", "3.216.0", true],
  ["3.215.99", "3.216.0", false],
  ["4.0.0", "3.216.0", true],
  ["2.999.0", "3.216.0", false],
  ["1.26rc1", "1.25.11", false],
  ["1.26", "1.25.11", true],
])("%s is at least %s: %s", (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});

test.each([
  ["linux", {}, "/home/dev/.cache"],
  ["linux", { XDG_CACHE_HOME: "/xdg" }, "/xdg"],
  ["darwin", {}, "/home/dev/Library/Caches"],
  ["win32", { LOCALAPPDATA: "/local" }, "/local"],
  ["win32", {}, "/home/dev/AppData/Local"],
] as const)("the cache folder on %s with %j", (platform, env, expected) => {
  expect(userCache({ env, platform, home: "/home/dev" })).toBe(expected);
});

test("the pinned versions come from the committed Go modules", () => {
  const context = toolchainContext(realSystem({ XDG_CACHE_HOME: "/cache" }), () => undefined);
  expect([context.version, context.goVersion]).toEqual(["3.259.0", "1.25.11"]);
  expect(basename(dirname(context.cachedBin))).toMatch(/^3\.259\.0-[0-9a-f]{12}$/);
  expect(dirname(dirname(context.cachedBin))).toBe(join("/cache", "pulumi-novita", "toolchain"));
  const hosts = readFileSync(join(context.modules[1] ?? "", "go.mod"), "utf8");
  expect(hosts).toContain("github.com/pulumi/pulumi/sdk/v3 v3.66.0");
});

describe("two runs at once", () => {
  test("the second one says that it waits, now and then how long, and goes on when the first is done", async () => {
    const { context, told } = fakeWorld();
    mkdirSync(context.cacheDir, { recursive: true });
    const release = await lock(context.cacheDir);
    let waits = 0;
    const system = {
      ...context.system,
      sleep: async () => {
        waits += 1;
        if (waits === 16) await release();
      },
    };
    expect(await underLock({ ...context, system }, async () => "done")).toBe("done");
    expect([waits, told]).toEqual([
      16,
      [
        "Another run is making the Pulumi engine ready; waiting for it...",
        "  still waiting for the other run: 15 s",
      ],
    ]);
  });

  test("a failure gives the lock back", async () => {
    const { context, told } = fakeWorld();
    await expect(underLock(context, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await underLock(context, async () => "free")).toBe("free");
    expect(told).toEqual([]);
  });
});
