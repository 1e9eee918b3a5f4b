import { testbed, type Testbed } from "../../emulator.testkit";

async function ask(
  bed: Testbed,
  path: string,
  headers: Record<string, string> = { authorization: "Bearer k" },
) {
  const answer = await fetch((await bed.url()) + path, { headers });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

const DETAIL = "/openapi/v1/billing/balance/detail";

describe("the account", () => {
  it("tells its balance in 1/10 000 USD, as text and as a number", async () => {
    const bed = testbed();
    await bed.boot();
    bed.clock.advance(3_600_000);
    // Of the boot, from pulling on; and of an hour, at 0.35 USD.
    expect((await bed.control("GET", "/options")).body).toMatchObject({ balance: 99_999.649942 });
    expect(await ask(bed, DETAIL)).toEqual({
      status: 200,
      body: {
        availableBalance: "999996499",
        cashBalance: "999996499",
        creditLimit: "0",
        pendingCharges: "0",
        outstandingInvoices: "0",
      },
    });
    expect(await ask(bed, "/v3/user")).toEqual({
      status: 200,
      body: { credit_balance: 999_996_499, allow_features: [] },
    });
  });

  it("may owe", async () => {
    const bed = testbed();
    await bed.control("POST", "/options", { balance: -1.5 });
    expect(await ask(bed, DETAIL)).toMatchObject({ body: { availableBalance: "-15000" } });
  });

  it("is nobody else's", async () => {
    const bed = testbed();
    for (const path of [DETAIL, "/v3/user"]) {
      expect(await ask(bed, path, {})).toMatchObject({ status: 401, body: { reason: "UNAUTHORIZED" } });
    }
  });
});
