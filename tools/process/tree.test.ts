import { spawn } from "node:child_process";
import { once } from "node:events";
import { descendants, killTree, listProcesses, parseProcessList, parseProcStat } from "./tree";

test.each([
  [
    "a plain name",
    "42 (node) S 7 42 42 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 11 0 98765 1000 200",
    { pid: 42, parent: 7, started: "98765" },
  ],
  [
    "a name with spaces and parentheses",
    "43 (a b) (c) R 1 43 43 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 11 0 4 1000 200\n",
    { pid: 43, parent: 1, started: "4" },
  ],
  ["something else", "nothing of the kind", undefined],
])("a stat file with %s", (_, text, expected) => {
  expect(parseProcStat(text)).toEqual(expected);
});

test("the list that ps prints, with a line of another form", () => {
  const text = "    1     0 Mon Nov 23 15:46:00 2026\n  812     1 Mon Nov 23 15:47:12 2026\nwarning: x\n";
  expect(parseProcessList(text)).toEqual([
    { pid: 1, parent: 0, started: "Mon Nov 23 15:46:00 2026" },
    { pid: 812, parent: 1, started: "Mon Nov 23 15:47:12 2026" },
  ]);
});

test("descendants are the process itself and all below it, parents first", () => {
  const list = [
    { pid: 5, parent: 3, started: "" },
    { pid: 3, parent: 2, started: "" },
    { pid: 2, parent: 1, started: "" },
    { pid: 9, parent: 1, started: "" },
    { pid: 4, parent: 2, started: "" },
  ];
  expect(descendants(list, 2).map((entry) => entry.pid)).toEqual([2, 3, 4, 5]);
  expect(descendants(list, 77)).toEqual([]);
});

/** Starts a child in another process group, which shares its stdout: that closes when both have ended. */
const nested = `
  const endless = "console.log(process.pid); setInterval(() => {}, 1000)";
  const { spawn } = require("node:child_process");
  spawn(process.execPath, ["-e", endless], { detached: true, stdio: ["ignore", "inherit", "ignore"] });
  setInterval(() => {}, 1000);
`;

async function parentAndChild() {
  const outer = spawn(process.execPath, ["-e", nested], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(outer.stdout, "data")) as [Buffer];
  return { outer, pid: outer.pid ?? -1, inner: Number(line.toString()) };
}

const isListed = (pid: number): boolean => listProcesses().some((entry) => entry.pid === pid);

const onPosix = process.platform === "win32" ? test.skip : test;

onPosix("killTree ends children in other process groups too", async () => {
  const { outer, pid, inner } = await parentAndChild();
  expect([isListed(pid), isListed(inner)]).toEqual([true, true]);
  killTree(pid);
  expect(await once(outer, "close")).toEqual([null, "SIGKILL"]);
});

onPosix("killTree ends remembered orphans, and nothing that took over their id", async () => {
  const { outer, pid, inner } = await parentAndChild();
  const remembered = descendants(listProcesses(), pid);
  expect(remembered.map((entry) => entry.pid)).toEqual([pid, inner]);
  outer.kill("SIGKILL");
  await once(outer, "exit");
  const others = remembered.map((entry) => ({ ...entry, started: "another moment" }));
  killTree(undefined, others);
  expect(isListed(inner)).toBe(true);
  const closed = once(outer.stdout, "close");
  killTree(undefined, remembered);
  await closed;
});
