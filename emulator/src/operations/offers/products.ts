import { clustersOf, type BillingMode, type Catalogue, type GpuProduct } from "../../catalogue";
import { numeral } from "../../instances/views";
import type { World } from "../../world";
import type { Operation, Query } from "../operation";
import { fuzzy, numberFrom, oneFrom, textFrom } from "../page";

const BILLING_METHODS: readonly BillingMode[] = ["onDemand", "monthly", "spot"];

/** Free GPUs up to which the stock counts as low, and as normal. */
const LOW_STOCK = 8;
const NORMAL_STOCK = 32;

export const products: Operation = {
  name: "products",
  method: "GET",
  path: "/products",
  run: (world, { query }) => {
    const gpuNum = Math.max(1, numberFrom(query, "gpuNum", 0, 8) ?? 1);
    const fits = productFilter(world.catalogue, query);
    return {
      data: world.catalogue.gpuProducts.filter(fits).map((product) => gpuView(world, product, gpuNum)),
    };
  },
};

export const cpuProducts: Operation = {
  name: "cpuProducts",
  method: "GET",
  path: "/cpu/products",
  run: (world, { query }) => ({
    data: world.catalogue.cpuProducts
      .filter(placeAndName(world.catalogue, query))
      .map(({ id, name, cpuNum, memorySize, rootfsSize, localVolumeSize, price }) => ({
        id,
        name,
        cpuNum,
        memorySize,
        rootfsSize,
        localVolumeSize,
        availableDeploy: stockOf(world, id) > 0,
        price: numeral(world, price),
      })),
  }),
};

function productFilter(catalogue: Catalogue, query: Query): (product: GpuProduct) => boolean {
  const method = oneFrom(query, "billingMethod", BILLING_METHODS) ?? "onDemand";
  const there = placeAndName(catalogue, query);
  const minCpu = numberFrom(query, "minCpuPerGpu", 0) ?? 0;
  const minMemory = numberFrom(query, "minMemoryPerGpu", 0) ?? 0;
  const minRootfs = numberFrom(query, "minRootFSSize", 0) ?? 0;
  return (product) =>
    product.billingMethods.includes(method) &&
    there(product) &&
    product.cpuPerGpu >= minCpu &&
    product.memoryPerGpu >= minMemory &&
    product.maxRootFS >= minRootfs;
}

/** What both kinds of product are looked for by. */
function placeAndName(
  catalogue: Catalogue,
  query: Query,
): (product: { readonly name: string; readonly regions: readonly string[] }) => boolean {
  const [clusterId, name] = [textFrom(query, "clusterId"), textFrom(query, "productName")];
  return (product) =>
    fuzzy(product.name, name) &&
    (clusterId === undefined || clustersOf(catalogue, product).some(({ id }) => id === clusterId));
}

function gpuView(world: World, product: GpuProduct, gpuNum: number): Readonly<Record<string, unknown>> {
  const stock = stockOf(world, product.id);
  return {
    id: product.id,
    name: product.name,
    cpuPerGpu: product.cpuPerGpu,
    memoryPerGpu: product.memoryPerGpu,
    diskPerGpu: product.diskPerGpu,
    availableDeploy: stock >= gpuNum,
    minRootFS: product.minRootFS,
    maxRootFS: product.maxRootFS,
    minLocalStorage: 0,
    maxLocalStorage: 0,
    regions: product.regions,
    price: numeral(world, product.price),
    monthlyPrice: product.monthlyPrice.map(({ price, month }) => ({ price: numeral(world, price), month })),
    billingMethods: product.billingMethods,
    spotPrice: numeral(world, product.spotPrice),
    inventoryState: inventoryState(stock),
    canBuy: stock >= gpuNum,
  };
}

function inventoryState(stock: number): "none" | "low" | "normal" | "high" {
  if (stock <= 0) return "none";
  if (stock <= LOW_STOCK) return "low";
  return stock <= NORMAL_STOCK ? "normal" : "high";
}

function stockOf(world: World, productId: string): number {
  return world.state.stock[productId] ?? 0;
}
