import type { Product } from "../../api";
import { createPriceList, quote } from "../../pricing";
import type { Asking } from "./asking";
import type { Functions } from "../generated/types";
import { findOffers } from "./offers";

type GetGpuProducts = Functions["getGpuProducts"];

/** See functions.schema.yaml. */
export async function getGpuProducts(
  asking: Asking,
  { gpuNum = 1, billingMode = "onDemand", minGpuMemory = 0, ...wanted }: GetGpuProducts["args"],
): Promise<GetGpuProducts["result"]> {
  const { products } = createPriceList(asking.client, asking.answers);
  const offers = await findOffers(asking, wanted, {
    // A list for several GPUs may leave out what has too few, and its price with it.
    list: (clusterId) => products("gpu", billingMode, clusterId, clusterId === undefined ? 1 : gpuNum),
    quote: (product) => quote(product, { productId: product.id, gpuNum, billingMode }),
    fits: (product) => minGpuMemory === 0 || (gpuMemoryOf(product) ?? 0) >= minGpuMemory,
    hidesSoldOut: gpuNum > 1,
  });
  return {
    products: offers.map(({ product, ...offer }) => ({
      id: product.id,
      name: product.name,
      gpuMemory: gpuMemoryOf(product),
      cpus: product.cpus,
      memory: product.memoryGb,
      minRootfsSize: product.minRootfsGb,
      maxRootfsSize: product.maxRootfsGb,
      ...offer,
    })),
  };
}

/** No field has it: products are called "RTX 4090 24GB", or have ids such as `A100-80GB.14c240g`. */
function gpuMemoryOf({ id, name = "" }: Product): number | undefined {
  const [, text] = /(\d+)\s?GB\b/i.exec(`${name} ${id}`) ?? [];
  return text === undefined ? undefined : Number(text);
}
