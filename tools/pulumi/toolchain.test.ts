import { existsSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { temporaryFolder } from "../process/temporaryFolder.testkit";
import { chooseToolchain, ToolchainError, withHost } from "./toolchain";
import {
  allBinaries,
  fakeWorld,
  makeBinaries,
  type Answer,
  type FakeOptions,
  type FakeWorld,
} from "./toolchain/toolchain.testkit";

const onPosix = process.platform === "win32" ? describe.skip : describe;

const refused: Answer = () => ({
  exitCode: 1,
  output: "Downloading pulumi v3.259.0...\npulumi: fetch failed\n",
});
const goodGo: Answer = (args, { cwd }) => {
  if (args[0] === "env") return "go1.26.8\n";
  if (args[0] === "list") {
    makeBinaries(join(cwd, "python", "cmd"), ["pulumi-language-python-exec"]);
    return `${cwd}\n`;
  }
  const folder = args[args.indexOf("-o") + 1] ?? "";
  makeBinaries(folder, ["pulumi", "pulumi-language-nodejs"]);
  return "";
};
const goodNpm: Answer = (_, request) => {
  makeBinaries(join(request.env?.PULUMI_HOME ?? "", "versions", "3.259.0", "bin"), allBinaries);
  request.onLine?.("=== Installing Pulumi v3.259.0 ===");
  return "v3.259.0\n";
};

async function messageOf(world: FakeWorld): Promise<string> {
  const error: unknown = await chooseToolchain(world.context).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ToolchainError);
  const root = dirname(world.context.cacheDir);
  return (error as Error).message.replaceAll(root, "<root>");
}

/** A machine with nothing but what the case names. */
const world = (options: FakeOptions = {}) => fakeWorld(options);
const withPulumi = (folder: string, version: Answer, more: FakeOptions = {}) =>
  fakeWorld({
    ...more,
    env: { PATH: folder, ...more.env },
    programs: { pulumi: version, ...more.programs },
  });

onPosix("the first source that has an engine wins", () => {
  test("path: complete and new enough", async () => {
    const folder = makeBinaries(temporaryFolder(), allBinaries);
    const machine = withPulumi(folder, () => "v3.216.0\n");
    expect(await chooseToolchain(machine.context)).toEqual({
      binDir: folder,
      source: "path",
      version: "3.216.0",
    });
    expect(machine.told).toEqual([`Pulumi 3.216.0 (path: ${folder})`]);
    expect(machine.ran).toEqual(["pulumi version"]);
  });

  test("path: only the pinned version where no other will do", async () => {
    const folder = makeBinaries(temporaryFolder(), allBinaries);
    const pinned = withPulumi(folder, () => "v3.259.0\n", { isPinned: true });
    expect(await chooseToolchain(pinned.context)).toMatchObject({ source: "path", version: "3.259.0" });
    const newer = withPulumi(folder, () => "v3.260.0\n", {
      isPinned: true,
      env: { PULUMI_NOVITA_TOOLCHAIN: "path" },
    });
    expect((await messageOf(newer)).replaceAll(folder, "<bin>")).toBe(
      [
        "No Pulumi engine could be made ready. Tried, in this order:",
        "  - path: <bin>/pulumi is version 3.260.0; 3.259.0 is needed",
        "Install Pulumi 3.259.0 (https://www.pulumi.com/docs/install/) or Go 1.25.11 or newer (https://go.dev/doc/install) so that it is on PATH, and run this again.",
      ].join("\n"),
    );
  });

  test("path: a link on PATH leads to the folder of the real file", async () => {
    const [shown, real] = [temporaryFolder(), makeBinaries(temporaryFolder(), allBinaries)];
    symlinkSync(join(real, "pulumi"), join(shown, "pulumi"));
    const machine = withPulumi(shown, () => "v3.260.1-dev.7\n");
    expect(await chooseToolchain(machine.context)).toEqual({
      binDir: real,
      source: "path",
      version: "3.260.1-dev.7",
    });
  });

  test("path: parts in several places are linked into one folder, again and again", async () => {
    const pulumi = makeBinaries(temporaryFolder(), ["pulumi"]);
    const host = makeBinaries(temporaryFolder(), ["pulumi-language-nodejs"]);
    const machine = withPulumi([pulumi, host].join(delimiter), () => "v3.250.0\n");
    const { linkDir, sdkDir } = machine.context;
    for (let round = 0; round < 2; round += 1) {
      expect(await chooseToolchain(machine.context)).toEqual({
        binDir: linkDir,
        source: "path",
        version: "3.250.0",
      });
      expect(readdirSync(linkDir).map((name) => [name, readlinkSync(join(linkDir, name))])).toEqual([
        ["pulumi", join(pulumi, "pulumi")],
        ["pulumi-language-nodejs", join(host, "pulumi-language-nodejs")],
        ["pulumi-resource-pulumi-nodejs", join(sdkDir, "pulumi-resource-pulumi-nodejs")],
      ]);
    }
  });

  test("cache: what an earlier run has put there; nothing is run", async () => {
    const machine = world();
    const { cachedBin } = machine.context;
    makeBinaries(cachedBin, allBinaries);
    expect(await chooseToolchain(machine.context)).toEqual({
      binDir: cachedBin,
      source: "cache",
      version: "3.259.0",
    });
    expect([machine.told, machine.ran]).toEqual([
      ["Pulumi 3.259.0 (cache: <root>/cache/3.259.0-abc/bin)"],
      [],
    ]);
  });

  test("download: into the cache, where the next run finds it; what an interrupted run left goes", async () => {
    const machine = world({ programs: { npm: goodNpm } });
    makeBinaries(join(machine.context.cacheDir, "staging-old", "bin"), ["pulumi"]);
    const { cachedBin } = machine.context;
    const expected = { binDir: cachedBin, version: "3.259.0" };
    expect(await chooseToolchain(machine.context)).toEqual({ ...expected, source: "download" });
    expect(await chooseToolchain(machine.context)).toEqual({ ...expected, source: "cache" });
    expect(machine.ran).toEqual(["npm exec --yes --package=pulumi@3.259.0 -- pulumi version"]);
    expect(machine.told).toEqual([
      "Downloading Pulumi 3.259.0 with the npm package `pulumi`...",
      "Pulumi 3.259.0 (download: <root>/cache/3.259.0-abc/bin)",
      "Pulumi 3.259.0 (cache: <root>/cache/3.259.0-abc/bin)",
    ]);
    expect(readdirSync(machine.context.cacheDir)).toEqual(["3.259.0-abc"]);
  });

  test("build: shows that it goes on, and adds the launcher of dynamic providers", async () => {
    const machine: FakeWorld = world({
      programs: {
        npm: refused,
        go: (args, request) => {
          if (args[0] === "build") machine.tick();
          return goodGo(args, request);
        },
      },
    });
    const { cachedBin } = machine.context;
    expect(await chooseToolchain(machine.context)).toEqual({
      binDir: cachedBin,
      source: "build",
      version: "3.259.0",
    });
    expect(readdirSync(cachedBin).sort()).toEqual([...allBinaries, "pulumi-language-python-exec"].sort());
    expect(machine.told).toEqual([
      "Downloading Pulumi 3.259.0 with the npm package `pulumi`...",
      "Building Pulumi 3.259.0 from its pinned Go modules: 4 to 7 minutes on 2 cores, only this once.",
      "It is kept in <root>/cache/3.259.0-abc.",
      "  still building Pulumi: 15 s",
      "  still building Pulumi: 30 s",
      "  Pulumi is built: 30 s",
      "Pulumi 3.259.0 (build: <root>/cache/3.259.0-abc/bin)",
    ]);
    const flags = "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0";
    expect(machine.ran.slice(1).map((line) => line.replace(/-o \S+/, "-o <staging>"))).toEqual([
      "go env GOVERSION",
      `go build -trimpath -ldflags ${flags} -o <staging> tool`,
      `go build -trimpath -ldflags ${flags} -o <staging> tool`,
      "go list -m -f {{.Dir}} github.com/pulumi/pulumi/sdk/v3",
    ]);
  });
});

onPosix("PULUMI_NOVITA_TOOLCHAIN", () => {
  test("allows only the sources it names", async () => {
    const machine = withPulumi(makeBinaries(temporaryFolder(), allBinaries), () => "v3.300.0", {
      env: { PULUMI_NOVITA_TOOLCHAIN: "cache, build" },
      programs: { go: goodGo },
    });
    expect((await chooseToolchain(machine.context)).source).toBe("build");
    expect(machine.ran.map((line) => line.split(" ", 2).join(" "))).toEqual([
      "go env",
      "go build",
      "go build",
      "go list",
    ]);
  });

  test("refuses a name that it does not know", async () => {
    expect(await messageOf(world({ env: { PULUMI_NOVITA_TOOLCHAIN: "brew,build" } }))).toBe(
      'PULUMI_NOVITA_TOOLCHAIN names "brew"; it takes path, cache, download, build, with commas between.',
    );
  });
});

onPosix("when there is none, the error lists every attempt", () => {
  const ways =
    "Install Pulumi 3.216.0 or newer (https://www.pulumi.com/docs/install/) or Go 1.25.11 or newer " +
    "(https://go.dev/doc/install) so that it is on PATH, and run this again.";
  const only = (name: string, why: string) =>
    `No Pulumi engine could be made ready. Tried, in this order:\n  - ${name}: ${why}\n${ways}`;

  test("on an empty machine", async () => {
    const machine = world();
    expect(await messageOf(machine)).toBe(
      [
        "No Pulumi engine could be made ready. Tried, in this order:",
        "  - path: `pulumi` is not on PATH",
        "  - cache: there is no <root>/cache/3.259.0-abc/bin yet",
        "  - download: `npm` is not on PATH",
        "  - build: `go` is not on PATH",
        ways,
      ].join("\n"),
    );
    expect(readdirSync(machine.context.cacheDir)).toEqual([]);
  });

  test.each<[string, readonly string[], Answer | undefined, string]>([
    [
      "too old",
      allBinaries,
      () => "v3.215.9\n",
      "<bin>/pulumi is version 3.215.9; 3.216.0 or newer is needed",
    ],
    ["broken", allBinaries, () => ({ exitCode: 2, output: "boom\n" }), "`<bin>/pulumi version` failed: boom"],
    [
      "without a version",
      allBinaries,
      () => "\n",
      "`<bin>/pulumi version` names no version: it printed nothing",
    ],
    ["not to be started", allBinaries, undefined, "<bin>/pulumi cannot be started"],
    [
      "without the language host",
      ["pulumi", "pulumi-resource-pulumi-nodejs"],
      () => "v3.259.0\n",
      "<bin>/pulumi (3.259.0) has no `pulumi-language-nodejs` beside it or on PATH",
    ],
  ])("path: a pulumi that is %s", async (_, names, answer, why) => {
    const folder = makeBinaries(temporaryFolder(), names);
    const machine = fakeWorld({
      env: { PATH: folder, PULUMI_NOVITA_TOOLCHAIN: "path" },
      programs: answer ? { pulumi: answer } : {},
    });
    expect((await messageOf(machine)).replaceAll(folder, "<bin>")).toBe(only("path", why));
  });

  test("cache: an engine that lacks a part", async () => {
    const machine = world({ env: { PULUMI_NOVITA_TOOLCHAIN: "cache" } });
    makeBinaries(machine.context.cachedBin, ["pulumi"]);
    expect(await messageOf(machine)).toBe(
      only(
        "cache",
        "<root>/cache/3.259.0-abc/bin lacks pulumi-language-nodejs, pulumi-resource-pulumi-nodejs",
      ),
    );
  });

  const npmFailures: readonly [string, Answer, string][] = [
    ["the network refuses", refused, "`npm exec pulumi@3.259.0` failed: pulumi: fetch failed"],
    ["nothing was unpacked", () => "v3.259.0", "it brought no pulumi, pulumi-language-nodejs"],
  ];
  test.each(npmFailures)("download: %s", async (_, npm, why) => {
    const machine = world({
      env: { PULUMI_NOVITA_TOOLCHAIN: "download" },
      programs: { npm: (args, request) => (makeBin(request.env?.PULUMI_HOME), npm(args, request)) },
    });
    expect(await messageOf(machine)).toBe(only("download", why));
  });

  test.each<[string, readonly string[], string]>([
    ["silence", [], "no answer within 10 seconds"],
    ["an installer that never ends", ["=== Installing Pulumi v3.259.0 ==="], "not finished within 5 minutes"],
  ])("download: %s is cut off", async (_, lines, why) => {
    const machine: FakeWorld = world({
      env: { PULUMI_NOVITA_TOOLCHAIN: "download" },
      programs: {
        npm: (_args, request) => {
          lines.forEach((line) => request.onLine?.(line));
          machine.passTime();
          return { exitCode: 1, output: request.signal?.aborted ? "killed" : "not killed" };
        },
      },
    });
    expect(await messageOf(machine)).toBe(only("download", why));
  });

  test.each<[string, Answer, string]>([
    ["an old Go", () => "go1.24.9\n", "Go 1.24.9 is too old; 1.25.11 or newer is needed"],
    [
      "a Go that may not fetch a newer one",
      () => ({
        exitCode: 1,
        output: "go: go.mod requires go >= 1.25.11 (running go 1.20; GOTOOLCHAIN=local)\n",
      }),
      "`go env GOVERSION` failed: go: go.mod requires go >= 1.25.11 (running go 1.20; GOTOOLCHAIN=local)",
    ],
    [
      "a build that fails",
      (args) => (args[0] === "env" ? "go1.25.11" : { exitCode: 1, output: "one\ntwo\nthree\nfour\n" }),
      "`go build` of tools/pulumi/engine failed: two\n      three\n      four",
    ],
  ])("build: %s", async (_, go, why) => {
    const machine = world({ env: { PULUMI_NOVITA_TOOLCHAIN: "build" }, programs: { go } });
    expect(await messageOf(machine)).toBe(only("build", why));
    expect(existsSync(machine.context.cachedBin)).toBe(false);
  });
});

function makeBin(home = ""): void {
  makeBinaries(join(home, "versions", "3.259.0", "bin"), []);
}

onPosix("the host of a language", () => {
  const cached = async (names: readonly string[], programs: FakeOptions["programs"] = {}) => {
    const machine = world({ programs });
    const { cachedBin } = machine.context;
    makeBinaries(cachedBin, [...allBinaries, ...names]);
    return { machine, toolchain: await chooseToolchain(machine.context) };
  };

  test("is taken as it is if it is there", async () => {
    const { machine, toolchain } = await cached(["pulumi-language-java"]);
    expect(await withHost(machine.context, toolchain, "java")).toBe(toolchain);
    expect(machine.ran).toEqual([]);
  });

  test("Java's is built beside the engine of the cache, once", async () => {
    const go: Answer = (args) => {
      if (args[0] === "env") return "go1.26.8\n";
      makeBinaries(args[args.indexOf("-o") + 1] ?? "", ["pulumi-language-java"]);
      return "";
    };
    const { machine, toolchain } = await cached([], { go });
    for (let round = 0; round < 2; round += 1) await withHost(machine.context, toolchain, "java");
    expect(readdirSync(toolchain.binDir).sort()).toEqual([...allBinaries, "pulumi-language-java"].sort());
    expect(machine.ran.map((line) => line.split(" ", 2).join(" "))).toEqual(["go env", "go build"]);
    expect(machine.told.slice(1)).toEqual([
      "Building Pulumi's host for Java from its pinned Go module: about a minute on 2 cores, only this once.",
    ]);
  });

  test.each<["java" | "go", string]>([
    ["java", "`go` is not on PATH"],
    ["go", "there is no `pulumi-language-go` in <bin> or on PATH"],
  ])("%s: its absence is told with what to do", async (runtime, why) => {
    const { machine, toolchain } = await cached([]);
    const error: unknown = await withHost(machine.context, toolchain, runtime).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ToolchainError);
    expect((error as Error).message.replaceAll(toolchain.binDir, "<bin>")).toBe(
      `Pulumi 3.259.0 in <bin> runs no program with \`runtime: ${runtime}\`: ${why}. Install the whole of Pulumi ` +
        "(https://www.pulumi.com/docs/install/), or Go 1.25.11 or newer (https://go.dev/doc/install), so that it is on " +
        "PATH, and run this again.",
    );
  });
});
