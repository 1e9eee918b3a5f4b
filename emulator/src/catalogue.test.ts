import { clustersOf, initialStock, packagedCatalogue } from "./catalogue";

const catalogue = packagedCatalogue();
const everything = [...catalogue.gpuProducts, ...catalogue.cpuProducts];
const clusterIds = catalogue.clusters.map(({ id }) => id);

describe("the packaged catalogue", () => {
  it("has no id twice", () => {
    for (const ids of [everything.map(({ id }) => id), clusterIds]) {
      expect(ids).toEqual([...new Set(ids)]);
    }
  });

  it("names only regions and clusters that it has", () => {
    const names = catalogue.clusters.map(({ name }) => name);
    expect(everything.flatMap(({ regions }) => regions).filter((region) => !names.includes(region))).toEqual(
      [],
    );
    const used = [...catalogue.networkStorages, ...catalogue.networks].map(({ clusterId }) => clusterId);
    expect(used.filter((id) => !clusterIds.includes(id))).toEqual([]);
  });

  it("puts storages and networks only if the cluster supports them", () => {
    const supporting = (key: "supportNetworkStorage" | "supportInstanceNetwork") =>
      catalogue.clusters.filter((cluster) => cluster[key]).map(({ id }) => id);
    expect(
      catalogue.networkStorages.filter(
        ({ clusterId }) => !supporting("supportNetworkStorage").includes(clusterId),
      ),
    ).toEqual([]);
    expect(
      catalogue.networks.filter(({ clusterId }) => !supporting("supportInstanceNetwork").includes(clusterId)),
    ).toEqual([]);
  });

  it("prices every billing method that it offers, and no other", () => {
    for (const { billingMethods, price, spotPrice, monthlyPrice } of catalogue.gpuProducts) {
      expect(price).toMatch(/^[1-9]\d*$/);
      expect(spotPrice !== "0").toBe(billingMethods.includes("spot"));
      expect(monthlyPrice.some(({ month }) => month === 1)).toBe(billingMethods.includes("monthly"));
    }
  });

  it("has the ids and prices that clients of the real service have seen", () => {
    const seen = (wanted: string) => {
      const product = catalogue.gpuProducts.find(({ id }) => id === wanted);
      return [wanted, product?.price, product?.spotPrice, product?.maxRootFS];
    };
    expect(
      ["4090.16c62g", "4090.16c96g.v2", "3090.16c92g", "A100-80GB.14c240g", "L40S.22c125g"].map(seen),
    ).toEqual([
      ["4090.16c62g", "35000", "17500", 6144],
      ["4090.16c96g.v2", "35000", "17000", 6144],
      ["3090.16c92g", "21000", "10500", 1024],
      ["A100-80GB.14c240g", "160000", "80000", 2048],
      ["L40S.22c125g", "55000", "27500", 1024],
    ]);
  });

  it("has enough of its first product for twenty instances and more", () => {
    expect(initialStock(catalogue)["4090.16c62g.os"]).toBe(256);
  });
});

describe("clustersOf", () => {
  it("is every cluster for a product with no regions", () => {
    expect(clustersOf(catalogue, { regions: [] }).map(({ id }) => id)).toEqual([
      "us-dallas-nas-2",
      "us-ca-6",
      "as-sgp-2",
      "oc-au-1",
      "us-ca-nas-2",
      "cn-hongkong-1",
      "as-in-1",
    ]);
  });

  it.each([
    ["US-Dallas-NAS-02 (Dallas)", "us-dallas-nas-2"],
    ["CN-HK-01 (Hong Kong)", "cn-hongkong-1"],
  ])("finds %s by its name", (name, id) => {
    expect(clustersOf(catalogue, { regions: [name] }).map((cluster) => cluster.id)).toEqual([id]);
  });
});
