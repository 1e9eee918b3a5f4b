import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

type Child = ChildProcessByStdio<null, Readable, Readable>;

function run(...args: readonly string[]): Child {
  const command = ["--import", "tsx", join(__dirname, "cli.ts"), ...args];
  return spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
}

async function all(child: Child): Promise<{ code: unknown; out: string; err: string }> {
  let [out, err] = ["", ""];
  child.stdout.on("data", (part: Buffer) => (out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (err += part.toString()));
  const [code] = (await once(child, "close")) as [unknown];
  return { code, out, err };
}

async function firstLine(child: Child): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("it printed nothing");
}

describe("the command line", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "prints its URL first, serves, and ends well on %s",
    async (signal) => {
      const child = run("--port", "0", "--boot-ms", "0");
      const closed = once(child, "close");
      const url = await firstLine(child);
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const answer = await fetch(`${url}/gpu-instance/openapi/v1/clusters`, {
        headers: { authorization: "Bearer k" },
      });
      expect(answer.status).toBe(200);
      child.kill(signal);
      expect(await closed).toEqual([0, null]);
    },
  );

  it("says on stderr who can use it if it listens on another address than the loopback's", async () => {
    const child = run("--port", "0", "--host", "0.0.0.0", "--hard");
    const said = once(child.stderr, "data") as Promise<[Buffer]>;
    const url = await firstLine(child);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = new URL(url).port;
    expect((await said)[0].toString()).toBe(
      `Listening on 0.0.0.0, port ${port}: whoever reaches it can use it, and its control side without a key.\n`,
    );
    const answer = await fetch(`${url}/gpu-instance/openapi/v1/gpu/instance?instanceId=nope`, {
      headers: { authorization: "Bearer k" },
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { message: "instance not fount" }]);
    child.kill("SIGTERM");
    await once(child, "close");
  });

  it("says what is wrong and exits with 2", async () => {
    expect(await all(run("--port", "x"))).toEqual({
      code: 2,
      out: "",
      err: '--port must be a number of 0 or more; got "x".\nTry --help.\n',
    });
  });

  it("prints its version", async () => {
    expect(await all(run("--version"))).toEqual({ code: 0, out: "0.1.0\n", err: "" });
  });
});
