import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock } from "./clock";
import type { EmulatorOptions } from "./options";
import { startEmulator, type Emulator } from "./startEmulator";

const folder = mkdtempSync(join(tmpdir(), "novita-emulator-"));
const running: Emulator[] = [];

afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

async function ask(emulator: Emulator, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(emulator.url + path, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json();
}

const API = "/gpu-instance/openapi/v1";
const MINIMAL = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "ubuntu:22.04",
  kind: "gpu",
};

describe("startEmulator", () => {
  it("listens on the loopback interface, on a port that it tells", async () => {
    const { url, port } = await start();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(await ask({ url } as Emulator, "/_emulator/instances")).toEqual([]);
  });

  it.each([undefined, "127.0.0.1", "localhost"])(
    "says nothing of others if it listens on %s",
    async (host) => {
      expect((await start({ host })).warning).toBeUndefined();
    },
  );

  it("says who can use it if it listens for others", async () => {
    const { url, port, warning } = await start({ host: "0.0.0.0" });
    expect([url, warning]).toEqual([
      `http://127.0.0.1:${port}`,
      `Listening on 0.0.0.0, port ${port}: whoever reaches it can use it, and its control side without a key.`,
    ]);
    expect(await ask({ url } as Emulator, "/_emulator/instances")).toEqual([]);
  });

  it("says that an address is none of this machine's", async () => {
    await expect(startEmulator({ host: "192.0.2.1" })).rejects.toThrow(
      "This machine has no address 192.0.2.1 to listen on. Choose one of its own, or 0.0.0.0 for all.",
    );
  });

  it("works on the machine's clock", async () => {
    const emulator = await start({ bootMs: 0 });
    const { id } = (await ask(emulator, `${API}/gpu/instance/create`, MINIMAL)) as { id: string };
    expect(await ask(emulator, `${API}/gpu/instance?instanceId=${id}`)).toMatchObject({
      id,
      status: "running",
    });
  });

  it("says that a port is taken", async () => {
    const { port } = await start();
    await expect(startEmulator({ port })).rejects.toThrow(
      `Port ${port} is in use. Choose another, or 0 for a free one.`,
    );
  });

  it("says everything that is wrong with its options", async () => {
    const options = { port: 70_000, bootMs: -1, rate: 0, apiKeys: [""], quirks: { pageBase: "3" } };
    await expect(startEmulator(options as unknown as EmulatorOptions)).rejects.toThrow(
      [
        "port must be a whole number from 0 to 65535; got 70000.",
        "bootMs must be a whole number from 0 to 2147483647; got -1.",
        "rate must be greater than 0; got 0.",
        "An API key must not be empty and must hold no spaces.",
        'Quirk pageBase is one of 1, 0; got "3".',
      ].join("\n"),
    );
  });

  it("closes though a request hangs", async () => {
    const emulator = await startEmulator();
    await ask(emulator, "/_emulator/faults", { on: "products", do: { kind: "hang" } });
    const cut = new Promise((resolve) => {
      const headers = { authorization: "Bearer k" };
      http.get(`${emulator.url}${API}/products`, { headers, agent: false }).on("error", resolve);
    });
    for (let entries: unknown[] = []; entries.length === 0;) {
      entries = (await ask(emulator, "/_emulator/requests")) as unknown[];
    }
    await emulator.close();
    expect(await cut).toMatchObject({ code: "ECONNRESET" });
  });
});

describe("the state file", () => {
  it("keeps everything over a restart, while time goes on", async () => {
    const clock = manualClock();
    const state = join(folder, "kept.json");
    const options = { clock, state, bootMs: 1000 };
    const first = await start(options);
    const { id } = (await ask(first, `${API}/gpu/instance/create`, { ...MINIMAL, name: "kept" })) as {
      id: string;
    };
    await ask(first, "/_emulator/options", { balance: 42, deleteMs: 77, stock: { "l40s.16c62g.os": 3 } });
    await ask(first, "/_emulator/faults", { on: "list", do: { kind: "reset" } });
    await first.close();

    clock.advance(3_600_400);
    const second = await start({ clock, state });
    expect(await ask(second, `${API}/gpu/instance?instanceId=${id}`)).toMatchObject({
      name: "kept",
      status: "running",
    });
    expect(await ask(second, "/_emulator/instances")).toMatchObject([{ id, costUsd: 0.35, billable: true }]);
    expect(await ask(second, "/_emulator/options")).toMatchObject({
      bootMs: 1000,
      deleteMs: 77,
      balance: 41.65,
      stock: { "l40s.16c62g.os": 3, "4090.16c62g.os": 255 },
    });
    expect(await ask(second, "/_emulator/faults")).toMatchObject([{ id: "fault-1", on: "list", fired: 0 }]);
    expect(await ask(second, "/_emulator/requests")).toMatchObject([{ n: 1, status: 200 }, { n: 2 }]);
    const { id: next } = (await ask(second, `${API}/gpu/instance/create`, MINIMAL)) as { id: string };
    expect(next).not.toBe(id);
  });

  it("is written with every change, and whole", async () => {
    const state = join(folder, "killed.json");
    const first = await start({ state });
    const { id } = (await ask(first, `${API}/gpu/instance/create`, MINIMAL)) as { id: string };
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ version: 3, instances: [{ id }] });
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("gives way to options that are given", async () => {
    const state = join(folder, "options.json");
    await (await startEmulator({ state, bootMs: 10, deleteMs: 20, keepDataMs: 40, rate: 30 })).close();
    expect(await ask(await start({ state, bootMs: 11 }), "/_emulator/options")).toMatchObject({
      bootMs: 11,
      deleteMs: 20,
      keepDataMs: 40,
      rate: 30,
    });
  });

  it.each([
    ["{", /cannot be read as a state file \(.*\)\. Delete it, or name another with --state\.$/],
    ['{"version": 99}', /is not a state file of this emulator\. Delete it, or name another with --state\.$/],
  ])("that is not one is refused: %s", async (text, message) => {
    const state = join(folder, "broken.json");
    writeFileSync(state, text);
    await expect(startEmulator({ state })).rejects.toThrow(message);
  });
});
