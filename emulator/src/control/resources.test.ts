import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { START_MS, testbed, type Testbed } from "../emulator.testkit";

type Resource = Readonly<Record<string, unknown>> & { readonly id: string };

async function resources(bed: Testbed): Promise<readonly Resource[]> {
  return (await bed.control("GET", "/resources")).body as Resource[];
}

/** The create of one of every kind. */
const CREATES: readonly (readonly [operation: string, path: string, body: object])[] = [
  [
    "storageCreate",
    "/networkstorage/create",
    { clusterId: "us-ca-6", storageName: "s-120", storageSize: 120 },
  ],
  ["authSave", "/repository/auth/save", { name: "a", username: "u", password: "canary-password" }],
  ["networkCreate", "/network/create", { clusterId: "us-ca-6", name: "n" }],
  [
    "templateCreate",
    "/template/create",
    { template: { name: "t", type: "instance", channel: "private", image: "ubuntu:22.04", rootfsSize: 60 } },
  ],
  ["prewarmCreate", "/image/prewarm", { clusterId: "us-ca-6", imageUrl: "team/ubuntu:22.04" }],
];

async function makeAll(bed: Testbed): Promise<void> {
  for (const [, path, body] of CREATES) expect(await bed.post(path, body)).toMatchObject({ status: 200 });
}

const LISTS: readonly (readonly [path: string, list: string])[] = [
  ["/networkstorages/list?storageName=s-120", "data"],
  ["/repository/auths", "data"],
  ["/networks?name=n", "networks"],
  ["/templates?channel=private&isMyCommunity=true", "template"],
  ["/image/prewarm", "data"],
];

/** How many of each kind their lists show; two credentials are the catalogue's. */
async function counts(bed: Testbed): Promise<readonly (number | undefined)[]> {
  const lists = await Promise.all(LISTS.map(async ([path, list]) => [(await bed.get(path)).body, list]));
  return lists.map(([body, list]) => (body as Record<string, unknown[]>)[String(list)]?.length);
}

describe("GET /_emulator/resources", () => {
  it("shows everything ever created that is no instance, and nothing that the catalogue brought", async () => {
    const bed = testbed();
    expect(await resources(bed)).toEqual([]);
    await bed.create();
    await makeAll(bed);
    const free = {
      createdAt: START_MS,
      removedAt: null,
      billable: false,
      costUsd: 0,
      live: true,
      usdPerHour: 0,
    };
    const id = expect.any(String) as unknown;
    expect(await resources(bed)).toEqual([
      { ...free, kind: "networkStorage", id, name: "s-120", billable: true, usdPerHour: 0.01 },
      { ...free, kind: "registryAuth", id, name: "a" },
      { ...free, kind: "network", id, name: "n" },
      { ...free, kind: "template", id, name: "t" },
      { ...free, kind: "imagePrewarm", id, name: "ubuntu:22.04", note: "" },
    ]);
    expect(JSON.stringify(await resources(bed))).not.toContain("canary-password");
  });

  it("forgets them with a reset", async () => {
    const bed = testbed();
    await makeAll(bed);
    await bed.control("POST", "/reset", {});
    expect(await resources(bed)).toEqual([]);
    expect((await bed.get("/repository/auths")).body).toMatchObject({
      data: [{ id: "auth-1" }, { id: "auth-2" }],
    });
  });

  it("shows them after a restart too, also what was made and answered with an error", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-resources-"));
    try {
      const state = join(folder, "state.json");
      const first = testbed({ state, quirks: { prewarmCreated: "unanswered" } });
      for (const [, path, body] of CREATES) await first.post(path, body);
      const before = await resources(first);
      const second = testbed({ state });
      expect(await resources(second)).toEqual(before);
      expect(before).toHaveLength(5);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("POST /_emulator/resources/:id", () => {
  it("takes one away behind everybody's back, even if it is in use", async () => {
    const bed = testbed();
    await makeAll(bed);
    const [storage] = await resources(bed);
    const mounted = await bed.boot({ networkStorages: [{ Id: storage?.id }] });
    for (const { id } of await resources(bed)) {
      const { status, body } = await bed.control("POST", `/resources/${id}`, { remove: true });
      expect([status, body]).toMatchObject([200, { id, live: false, billable: false }]);
    }
    expect(await counts(bed)).toEqual([0, 2, 0, 0, 0]);
    expect(await bed.status(mounted)).toBe("running");
  });

  it.each([
    ["none", { remove: true }, "There is no resource none."],
    ["auth-1", { status: "gone" }, 'The body has no field "status"; the fields are remove.'],
    ["auth-1", { remove: "yes" }, '"remove" must be true or false; got "yes".'],
    ["auth-1", [], "The body must be a JSON object."],
  ])("refuses for %s: %j", async (id, body, error) => {
    expect(await testbed().control("POST", `/resources/${id}`, body)).toEqual({
      status: 400,
      body: { error },
    });
  });

  it("refuses to remove one twice, and does nothing if nothing is asked", async () => {
    const bed = testbed();
    expect(await bed.control("POST", "/resources/auth-1", { remove: false })).toMatchObject({
      body: { live: true },
    });
    await bed.control("POST", "/resources/auth-1", { remove: true });
    expect(await bed.control("POST", "/resources/auth-1", { remove: true })).toEqual({
      status: 400,
      body: { error: "Resource auth-1 is removed." },
    });
  });
});

describe("a fault on a create of something else than an instance", () => {
  it("keeps it out of the list for a while", async () => {
    const bed = testbed();
    await bed.control("POST", "/faults", { on: "any", times: 5, do: { kind: "invisible", ms: 500 } });
    await makeAll(bed);
    bed.clock.advance(499);
    expect(await counts(bed)).toEqual([0, 2, 0, 0, 0]);
    bed.clock.advance(1);
    expect(await counts(bed)).toEqual([1, 3, 1, 1, 1]);
  });

  it.each(CREATES)(
    "cuts the connection of %s instead of carrying it out, or afterwards",
    async (on, path, body) => {
      const bed = testbed();
      for (const process of [false, true]) {
        await bed.control("POST", "/faults", { on, do: { kind: "reset", process } });
        await expect(bed.post(path, body)).rejects.toThrow("fetch failed");
        expect(await resources(bed)).toHaveLength(process ? 1 : 0);
      }
    },
  );
});
