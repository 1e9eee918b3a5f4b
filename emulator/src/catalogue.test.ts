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

  it("puts storages and networks only where the cluster supports them", () => {
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

  it("has enough of its first product for twenty instances and more", () => {
    expect(initialStock(catalogue)["4090.16c62g.os"]).toBe(256);
  });
});

describe("clustersOf", () => {
  it("is every cluster for a product with no regions", () => {
    expect(clustersOf(catalogue, { regions: [] }).map(({ id }) => id)).toEqual(["5", "7", "9", "12"]);
  });

  it("finds clusters by their names", () => {
    expect(clustersOf(catalogue, { regions: ["EU-01"] }).map(({ id }) => id)).toEqual(["5"]);
  });
});
