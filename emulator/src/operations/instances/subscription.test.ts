import { errorBody, fixture, testbed, type Testbed } from "../../emulator.testkit";

const DONE = { status: 200, body: {} };
const RENEW = "/gpu/instance/renewInstance";
const TO_MONTHLY = "/gpu/instance/transToMonthlyInstance";
const AUTO_RENEW = "/gpu/instance/setAutoRenew";
const AUTO_MIGRATE = "/gpu/instance/setAutoMigrate";
const DAY_MS = 86_400_000;
const unsupported = { status: 400, body: fixture("errors/unsupportedBillingMode") };

async function ends(bed: Testbed, id: string): Promise<string> {
  const endsAt = (await bed.behind(id)).endsAt as number | null;
  return endsAt === null ? "never" : new Date(endsAt).toISOString().slice(0, 10);
}

const invalid = (message: string) => ({ status: 400, body: errorBody(400, "VALIDATOR_PARAM", message) });

describe("renewInstance", () => {
  it("adds months and charges them, by the listed term if there is one", async () => {
    const bed = testbed();
    const id = await bed.boot({ month: 1 });
    expect(await bed.post(RENEW, { ...fixture("renewInstance.request"), instanceId: id })).toEqual(DONE);
    expect([await ends(bed, id), (await bed.behind(id)).costUsd]).toEqual(["2026-04-01", 680.4]);
    await bed.post(RENEW, { instanceId: id, month: 3 });
    expect([await ends(bed, id), (await bed.behind(id)).costUsd]).toEqual(["2026-07-01", 1323]);
  });

  it("is not for pay-as-you-go, nor while the instance is being created", async () => {
    const bed = testbed();
    expect(await bed.post(RENEW, { instanceId: await bed.boot(), month: 1 })).toEqual(unsupported);
    expect(await bed.post(RENEW, { instanceId: await bed.create({ month: 1 }), month: 1 })).toEqual({
      status: 400,
      body: fixture("errors/creatingInstanceNotSupportRenewal"),
    });
  });

  it("needs a month of 1 or more, and the money", async () => {
    const bed = testbed();
    const instanceId = await bed.boot({ month: 1 });
    expect(await bed.post(RENEW, { instanceId })).toEqual(invalid("invalid month: value is required"));
    expect(await bed.post(RENEW, { instanceId, month: 0 })).toEqual(
      invalid("invalid month: value must be greater than or equal to 1"),
    );
    await bed.control("POST", "/options", { balance: 1 });
    expect(await bed.post(RENEW, { instanceId, month: 1 })).toEqual({
      status: 400,
      body: fixture("errors/balanceNotEnough"),
    });
    expect(await ends(bed, instanceId)).toBe("2026-02-01");
  });
});

describe("transToMonthlyInstance", () => {
  it("makes a pay-as-you-go instance monthly from now on", async () => {
    const bed = testbed();
    const id = await bed.boot();
    expect(await ends(bed, id)).toBe("never");
    expect(
      await bed.post(TO_MONTHLY, { ...fixture("transToMonthlyInstance.request"), instanceId: id }),
    ).toEqual(DONE);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({
      billingMode: "monthly",
      endTime: String(Date.UTC(2026, 1, 1) / 1000 + 1),
    });
    expect(await bed.behind(id)).toMatchObject({ usdPerHour: 0, costUsd: 226.800058, billable: true });
  });

  it.each<[string, Record<string, unknown>]>([
    ["spot", { billingMode: "spot" }],
    ["what is monthly already", { month: 1 }],
    ["a product that has no monthly price", { productId: "h200.24c240g.os" }],
  ])("is not for %s", async (_name, fields) => {
    const bed = testbed();
    expect(await bed.post(TO_MONTHLY, { instanceId: await bed.boot(fields), month: 1 })).toEqual(unsupported);
  });

  it("is not for an instance that is being created", async () => {
    const bed = testbed();
    expect(await bed.post(TO_MONTHLY, { instanceId: await bed.create(), month: 1 })).toEqual({
      status: 400,
      body: errorBody(
        400,
        "DEPENDENT_RESOURCE_STATE",
        "invalid state change: instance status is toCreate, it must be running or exited",
      ),
    });
  });
});

describe("setAutoRenew", () => {
  const request = fixture("setAutoRenew.request");

  it("is for all of the instances, or for none", async () => {
    const bed = testbed();
    const [one, two, payg] = [
      await bed.create({ month: 1 }),
      await bed.create({ month: 1 }),
      await bed.create(),
    ];
    expect(await bed.post(AUTO_RENEW, { ...request, instanceIds: [one, payg] })).toEqual(unsupported);
    expect(await bed.behind(one)).toMatchObject({ autoRenew: false });
    expect(await bed.post(AUTO_RENEW, { ...request, instanceIds: [one, two] })).toEqual(DONE);
    for (const id of [one, two])
      expect(await bed.behind(id)).toMatchObject({ autoRenew: true, autoRenewMonth: 3 });
  });

  it.each<[string, Record<string, unknown>]>([
    ["invalid instanceIds: value is required", { instanceIds: undefined }],
    ["invalid instanceIds: number of items must be greater than or equal to 1", { instanceIds: [] }],
    ["invalid instanceIds: value must be a list", { instanceIds: "8097f1658f3e6ad1" }],
    ["invalid autoRenew: value is required", { autoRenew: undefined }],
    ["invalid autoRenewMonth: value is required", { autoRenewMonth: undefined }],
    ["invalid autoRenewMonth: value must be inside range [1, 12]", { autoRenewMonth: 0 }],
    ["invalid autoRenewMonth: value must be inside range [1, 12]", { autoRenewMonth: 13 }],
  ])("refuses: %s", async (message, fields) => {
    expect(await testbed().post(AUTO_RENEW, { ...request, ...fields })).toEqual(invalid(message));
  });
});

describe("setAutoMigrate", () => {
  it("is kept, and needs both of its switches", async () => {
    const bed = testbed();
    const instanceId = await bed.create();
    const request = fixture("setAutoMigrate.request");
    expect(await bed.post(AUTO_MIGRATE, { ...request, instanceId })).toEqual(DONE);
    expect(await bed.behind(instanceId)).toMatchObject({
      autoMigrateOpen: true,
      autoMigrateSystemDisk: false,
    });
    expect(
      await bed.post(AUTO_MIGRATE, { ...request, instanceId, autoMigrateSystemDisk: undefined }),
    ).toEqual(invalid("invalid autoMigrateSystemDisk: value is required"));
  });
});

describe("the end of a term", () => {
  it("renews by itself as often as it has to", async () => {
    const bed = testbed();
    const id = await bed.boot({ month: 1, autoRenew: true, autoRenewMonth: 3 });
    bed.clock.advance(130 * DAY_MS);
    expect([await bed.status(id), await ends(bed, id)]).toEqual(["running", "2026-08-01"]);
    expect((await bed.behind(id)).costUsd).toBe(226.8 + 2 * 642.6);
  });

  it.each<[string, Record<string, unknown>, number]>([
    ["without automatic renewal", {}, 100_000],
    ["without the money for it", { autoRenew: true }, 1],
  ])(
    "%s stops the instance, which may then be deleted, or renewed and started",
    async (_name, fields, balance) => {
      const bed = testbed();
      const id = await bed.boot({ month: 1, ...fields });
      await bed.control("POST", "/options", { balance });
      bed.clock.advance(31 * DAY_MS);
      expect(await bed.status(id)).toBe("exited");
      expect(await bed.post("/gpu/instance/start", { instanceId: id })).toMatchObject({
        body: { reason: "EXPIRED_OR_BALANCE_NOT_ENOUGH" },
      });
      await bed.control("POST", "/options", { balance: 250 });
      expect(await bed.post(RENEW, { instanceId: id, month: 1 })).toEqual(DONE);
      expect(await bed.post("/gpu/instance/start", { instanceId: id })).toMatchObject({ status: 200 });
      bed.clock.advance(33 * DAY_MS);
      expect(await bed.post("/gpu/instance/delete", { instanceId: id })).toEqual(DONE);
      bed.clock.advance(400);
      expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
    },
  );
});
