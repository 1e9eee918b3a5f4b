import { errorBody, fixtureAs, PRODUCT, testbed } from "../../emulator.testkit";

type Item = Record<string, unknown> & { readonly id: string };

async function data(path: string, bed = testbed()): Promise<Item[]> {
  const { status, body } = await bed.get(path);
  expect(status).toBe(200);
  return (body as { data: Item[] }).data;
}

const ids = async (path: string): Promise<string[]> => (await data(path)).map(({ id }) => id);
const typesOf = (item: object | undefined): unknown =>
  Object.fromEntries(
    Object.entries(item ?? {}).map(([key, value]) => [key, Array.isArray(value) ? "list" : typeof value]),
  );

describe("products", () => {
  it("have the documented shape", async () => {
    const [documented] = fixtureAs<{ data: object[] }>("products.response").data;
    const seen = { ...documented, canBuy: true };
    for (const item of await data("/products")) expect(typesOf(item)).toEqual(typesOf(seen));
  });

  it("show prices as numeric strings", async () => {
    const found = (await data("/products")).find(({ id }) => id === PRODUCT);
    expect(found).toEqual({
      id: PRODUCT,
      name: "RTX 4090 24GB",
      cpuPerGpu: 16,
      memoryPerGpu: 62,
      diskPerGpu: 60,
      availableDeploy: true,
      minRootFS: 10,
      maxRootFS: 6144,
      minLocalStorage: 0,
      maxLocalStorage: 0,
      regions: ["US-Dallas-NAS-02 (Dallas)", "US-CA-06 (California)"],
      price: "35000",
      monthlyPrice: [
        { price: "22680000", month: 1 },
        { price: "21420000", month: 3 },
        { price: "20160000", month: 12 },
      ],
      billingMethods: ["onDemand", "monthly", "spot"],
      spotPrice: "18000",
      inventoryState: "high",
      canBuy: true,
    });
  });

  it.each([
    ["?productName=h100", ["h100.24c128g.os"]],
    ["?clusterId=oc-au-1", ["a100.16c120g.os", "l40s.16c62g.os", "3090.12c46g.os"]],
    ["?billingMethod=spot&productName=h", ["h100.24c128g.os"]],
    ["?minCpuPerGpu=24&minMemoryPerGpu=200", ["h200.24c240g.os"]],
    ["?minRootFSSize=5000", [PRODUCT, "4090.16c62g", "4090.16c96g.v2"]],
  ])("are filtered by %s", async (query, expected) => {
    expect(await ids(`/products${query}`)).toEqual(expected);
  });

  it.each([
    ["?billingMethod=hourly", "invalid billingMethod: value must be in list [onDemand, monthly, spot]"],
    ["?gpuNum=9", "invalid gpuNum: value must be inside range [0, 8]"],
    ["?minRootFSSize=-1", "invalid minRootFSSize: value must be inside range [0, 2147483647]"],
    [`?clusterId=${"x".repeat(256)}`, "invalid clusterId: number of characters must be at most 255"],
  ])("refuse %s", async (query, message) => {
    expect(await testbed().get(`/products${query}`)).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", message),
    });
  });

  it.each([
    [0, "none", false],
    [1, "low", true],
    [8, "low", true],
    [9, "normal", true],
    [33, "high", true],
  ])("with %d free GPUs are %s", async (free, inventoryState, availableDeploy) => {
    const bed = testbed();
    await bed.control("POST", "/options", { stock: { [PRODUCT]: free } });
    const [found] = await data("/products?productName=4090", bed);
    expect(found).toMatchObject({ id: PRODUCT, inventoryState, availableDeploy, canBuy: availableDeploy });
  });

  it("is out of stock for more GPUs than are free", async () => {
    const bed = testbed();
    await bed.control("POST", "/options", { stock: { [PRODUCT]: 3 } });
    expect((await data("/products?gpuNum=3", bed))[0]).toMatchObject({ availableDeploy: true });
    expect((await data("/products?gpuNum=4", bed))[0]).toMatchObject({ availableDeploy: false });
  });
});

describe("CPU products", () => {
  it("have the documented shape, inside data", async () => {
    const [documented] = fixtureAs<{ data: object[] }>("cpuProducts.response").data;
    for (const item of await data("/cpu/products")) expect(typesOf(item)).toEqual(typesOf(documented));
    expect(await ids("/cpu/products?clusterId=us-ca-6&productName=16gb")).toEqual(["cpu.8c16g"]);
  });
});

describe("clusters", () => {
  it("have the documented shape", async () => {
    const [documented] = fixtureAs<{ data: object[] }>("clusters.response").data;
    for (const item of await data("/clusters")) expect(typesOf(item)).toEqual(typesOf(documented));
  });

  it("name the GPUs that they have", async () => {
    expect((await data("/clusters")).find(({ id }) => id === "oc-au-1")).toEqual({
      id: "oc-au-1",
      name: "OC-AU-01 (Sydney)",
      availableGpuType: ["A100 SXM 80GB", "L40S 48GB", "RTX 3090 24GB"],
      supportNetworkStorage: false,
      supportInstanceNetwork: false,
    });
  });
});
