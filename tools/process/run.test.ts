import { startProcess } from "./run";

const node = (script: string, more: Partial<Parameters<typeof startProcess>[2]> = {}) =>
  startProcess(process.execPath, ["-e", script], { cwd: __dirname, env: {}, ...more });

test("collects both streams, calls back line by line, and keeps a last line without an end", async () => {
  const seen: string[] = [];
  const { done } = node(
    `process.stdout.write("one\\ntwo"); process.stderr.write("three\\n"); process.exitCode = 3`,
    {
      onLine: ({ stream, text }) => seen.push(`${stream} ${text}`),
    },
  );
  const result = await done;
  expect({ ...result, output: result.output.split("\n").sort(), seconds: 0 }).toEqual({
    exitCode: 3,
    signal: null,
    stdout: "one\ntwo\n",
    stderr: "three\n",
    output: ["", "one", "three", "two"],
    seconds: 0,
  });
  expect(seen.sort()).toEqual(["stderr three", "stdout one", "stdout two"]);
});

test("gives the program its input and exactly the environment it is told", async () => {
  const { done } = node(`process.stdin.pipe(process.stdout); console.log(Object.keys(process.env).join())`, {
    input: "typed\n",
    env: { ONLY: "this" },
  });
  expect((await done).stdout).toBe("ONLY\ntyped\n");
});

test("every line passes the filter", async () => {
  expect((await node(`console.log("a")`, { filter: (text) => `<${text}>` }).done).output).toBe("<a>\n");
});

test("a signal that ended the program is named", async () => {
  const { done } = node(`process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)`);
  expect(await done).toMatchObject({ exitCode: null, signal: "SIGTERM" });
});

test("a program that does not exist rejects", async () => {
  const { pid, done } = startProcess("/no/such/program", [], { cwd: __dirname, env: {} });
  await expect(done).rejects.toMatchObject({ code: "ENOENT" });
  expect(pid).toBeUndefined();
});
