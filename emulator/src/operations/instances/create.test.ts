import {
  errorBody,
  fixture,
  MINIMAL,
  PRODUCT,
  printedOrder,
  STOCK,
  testbed,
  type Testbed,
} from "../../emulator.testkit";

const CREATE = "/gpu/instance/create";

async function refused(bed: Testbed, fields: Record<string, unknown>): Promise<unknown> {
  const before = bed.desk.world.state.instances.size;
  const { status, body } = await bed.post(CREATE, { ...MINIMAL, ...fields });
  expect(status).toBe(400);
  expect(bed.desk.world.state.instances.size).toBe(before);
  return body;
}

describe("create", () => {
  it("answers nothing but an id of 16 hex digits, the same for the same seed", async () => {
    const [one, two, other] = [testbed(), testbed(), testbed({ seed: 2 })];
    const id = await one.create();
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(await two.create()).toBe(id);
    expect(await other.create()).not.toBe(id);
    expect(await one.post(CREATE, MINIMAL)).toEqual({
      status: 200,
      body: { id: expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
  });

  it.each(["minimal", "full", "spot", "cpu"])("accepts the %s request of the pages", async (name) => {
    const { status, body } = await testbed().post(CREATE, printedOrder(name));
    expect([status, Object.keys(body as object)]).toEqual([200, Object.keys(fixture("create.response"))]);
  });

  it("takes GPUs out of the stock until there are too few", async () => {
    const bed = testbed();
    await bed.create({ gpuNum: 8 });
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK - 8);
    await bed.control("POST", "/options", { stock: { [PRODUCT]: 1 } });
    expect(await refused(bed, { gpuNum: 2 })).toEqual(
      errorBody(400, "INSUFFICIENT_RESOURCE", "insufficient resource"),
    );
    await bed.create({ gpuNum: 1 });
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(0);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      "an unknown product",
      { productId: "no-such" },
      errorBody(400, "RESOURCE_NOT_FOUND", "product no-such not found"),
    ],
    ["an unknown cluster", { clusterId: "77" }, errorBody(400, "RESOURCE_NOT_FOUND", "cluster 77 not found")],
    [
      "a cluster that does not have the product",
      { clusterId: "oc-au-1" },
      errorBody(400, "INSUFFICIENT_RESOURCE", "insufficient resource"),
    ],
    [
      "a root disk above the product's",
      { productId: "3090.12c46g.os", rootfsSize: 501 },
      errorBody(
        400,
        "VALIDATOR_PARAM",
        "invalid rootfsSize: value must be inside range [10, 500] for this product",
      ),
    ],
    [
      "a billing mode that the product does not have",
      { productId: "h200.24c240g.os", billingMode: "spot" },
      errorBody(400, "UNSUPPORTED_BILLING_MODE", "unsupported billing mode"),
    ],
    [
      "a CUDA version that no host has",
      { minCudaVersion: "13.0" },
      errorBody(400, "INSUFFICIENT_RESOURCE", "insufficient resource"),
    ],
    [
      "an unknown storage",
      { networkStorages: [{ Id: "s-1" }] },
      errorBody(400, "NETWORK_STORAGE_NOT_FOUND", "network storage s-1 not found"),
    ],
    [
      "a storage of another cluster",
      { clusterId: "us-ca-6", networkStorages: [{ Id: "d4e82677-3f80-4020-a731-d15b1c589aa8" }] },
      errorBody(
        400,
        "CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT",
        "network storage d4e82677-3f80-4020-a731-d15b1c589aa8 is not in cluster us-ca-6",
      ),
    ],
    ["an unknown VPC", { networkId: "n-1" }, errorBody(400, "NETWORK_NOT_FOUND", "network n-1 not found")],
    [
      "a VPC of another cluster",
      { clusterId: "us-ca-6", networkId: "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913" },
      errorBody(
        400,
        "NETWORK_NOT_FOUND",
        "network 3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913 not found in cluster US-CA-06 (California)",
      ),
    ],
    [
      "a product that is sold out",
      { productId: "5090.16c92g.os" },
      errorBody(400, "INSUFFICIENT_RESOURCE", "insufficient resource"),
    ],
    [
      "a CPU product asked for as a GPU",
      { productId: "cpu.4c8g" },
      errorBody(400, "RESOURCE_NOT_FOUND", "product cpu.4c8g not found"),
    ],
  ])("refuses %s", async (_name, fields, body) => {
    expect(await refused(testbed(), fields)).toEqual(body);
  });

  it("goes where the storage is when no cluster is asked for", async () => {
    const bed = testbed();
    const id = await bed.create({ networkStorages: [{ Id: "a7310c44-58e2-4b9f-91c6-e40d2b6f8873" }] });
    expect(await bed.behind(id)).toMatchObject({ clusterId: "us-ca-6" });
  });

  it("needs an hour's price in the account, or the whole term", async () => {
    const bed = testbed();
    await bed.control("POST", "/options", { balance: 0.34 });
    expect(await refused(bed, {})).toEqual(fixture("errors/balanceNotEnough"));
    await bed.control("POST", "/options", { balance: 0.35 });
    await bed.create();
    await bed.control("POST", "/options", { balance: 226.79 });
    expect(await refused(bed, { month: 1 })).toEqual(fixture("errors/balanceNotEnough"));
    await bed.control("POST", "/options", { balance: 226.8 });
    await bed.create({ month: 1 });
  });

  it("lets an account have so many instances and no more", async () => {
    const bed = testbed();
    const account = { ...bed.desk.world.catalogue.account, instanceLimit: 1 };
    const catalogue = { ...bed.desk.world.catalogue, account };
    for (const options of [{ catalogue }, { instanceLimit: 1 }]) {
      const small = testbed(options);
      await small.create();
      expect(await refused(small, {})).toEqual(fixture("errors/createInstanceLimit"));
    }
  });

  it.each<[string, unknown, string]>([
    ["broken JSON", '{"name": ', "the request body is not JSON"],
    ["a list", [], "the request body is not a JSON object"],
    ["no body", undefined, "the request body is not JSON"],
  ])("refuses %s", async (_name, body, message) => {
    expect(await testbed().post(CREATE, body)).toEqual({
      status: 400,
      body: errorBody(400, "REQUEST", message),
    });
  });

  it("refuses a body that does not say it is JSON", async () => {
    const answer = await fetch(`${await testbed().url()}/gpu-instance/openapi/v1${CREATE}`, {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "text/plain" },
      body: JSON.stringify(MINIMAL),
    });
    expect(await answer.json()).toEqual(
      errorBody(400, "REQUEST", "the Content-Type must be application/json"),
    );
  });
});
