import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagedCatalogue } from "../catalogue";
import { QUIRKS, readingsOf, type QuirkName } from "../quirks";
import { helpText } from "./help";
import { readArguments } from "./readArguments";

describe("readArguments", () => {
  it("takes port 8787 if none is named", () => {
    expect(readArguments([])).toEqual({ kind: "start", options: { port: 8787, quirks: {} } });
  });

  it("reads every option", () => {
    const line =
      "--port 0 --host 0.0.0.0 --hard --boot-ms 5 --delete-ms 6 --keep-data-ms 8 --api-key a --api-key b --rate 2.5 --instance-limit 300 --seed 7 --state f.json --quirk numbers=number --page-base 0";
    expect(readArguments(line.split(" "))).toEqual({
      kind: "start",
      options: {
        port: 0,
        host: "0.0.0.0",
        hard: true,
        bootMs: 5,
        deleteMs: 6,
        keepDataMs: 8,
        apiKeys: ["a", "b"],
        rate: 2.5,
        instanceLimit: 300,
        seed: 7,
        state: "f.json",
        quirks: { numbers: "number", pageBase: "0" },
      },
    });
  });

  it("reads a catalogue of one's own", () => {
    const folder = mkdtempSync(join(tmpdir(), "novita-emulator-"));
    const file = join(folder, "mine.json");
    const catalogue = { ...packagedCatalogue(), freeDiskGb: 5 };
    writeFileSync(file, JSON.stringify(catalogue));
    expect(readArguments(["--catalogue", file])).toMatchObject({ options: { catalogue: { freeDiskGb: 5 } } });
    rmSync(folder, { recursive: true });
  });

  it.each([["--help"], ["-h"]])("knows %s", (flag) => {
    expect(readArguments([flag])).toEqual({ kind: "help" });
  });

  it("knows --version", () => {
    expect(readArguments(["--version"])).toEqual({ kind: "version" });
  });

  it.each([
    [["--port", "abc"], ['--port must be a number of 0 or more; got "abc".']],
    [["--port", "70000"], ["--port must be a whole number from 0 to 65535; got 70000."]],
    [["--host", ""], ["--host must not be empty."]],
    [["--boot-ms", "1.5"], ["--boot-ms must be a whole number from 0 to 2147483647; got 1.5."]],
    [["--rate", "0"], ["--rate must be greater than 0; got 0."]],
    [
      ["--instance-limit", "1.5"],
      ["--instance-limit must be a whole number from 0 to 9007199254740991; got 1.5."],
    ],
    [["--quirk", "numbers"], ['--quirk must look like name=value; got "numbers".']],
    [["--page-base", "2"], ['Quirk pageBase is one of 1, 0; got "2".']],
    [
      ["--seed", "x", "--delete-ms", "y"],
      [
        '--delete-ms must be a number of 0 or more; got "y".',
        '--seed must be a number of 0 or more; got "x".',
      ],
    ],
  ])("says what is wrong with %j", (args, problems) => {
    expect(readArguments(args)).toEqual({ kind: "wrong", problems });
  });

  it("says that it does not know an option", () => {
    expect(readArguments(["--prot", "1"])).toMatchObject({
      kind: "wrong",
      problems: [expect.stringContaining("Unknown option '--prot'")],
    });
  });
});

describe("help", () => {
  it("lists every option and every quirk", () => {
    const flags = [...helpText().matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)].map(([, flag]) => flag);
    expect(flags).toEqual([
      "port",
      "host",
      "hard",
      "boot-ms",
      "delete-ms",
      "keep-data-ms",
      "api-key",
      "rate",
      "instance-limit",
      "seed",
      "state",
      "catalogue",
      "quirk",
      "page-base",
      "version",
      "help",
    ]);
    const quirks = [...helpText().matchAll(/^ {2}(\w+)=(\S+)$/gm)].map(([, name, values]) => [name, values]);
    const names = Object.keys(QUIRKS) as QuirkName[];
    expect(quirks).toEqual(names.map((name) => [name, readingsOf(name).join("|")]));
  });
});
