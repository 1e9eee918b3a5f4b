import { createPriceList, quote } from "../../pricing";
import type { Asking } from "./asking";
import type { Functions } from "../generated/types";
import { findOffers } from "./offers";

type GetCpuProducts = Functions["getCpuProducts"];

/** See functions.schema.yaml. */
export async function getCpuProducts(
  asking: Asking,
  { minCpus = 0, minMemory = 0, ...wanted }: GetCpuProducts["args"],
): Promise<GetCpuProducts["result"]> {
  const { products } = createPriceList(asking.client, asking.answers);
  const offers = await findOffers(asking, wanted, {
    list: (clusterId) => products("cpu", "onDemand", clusterId),
    quote: (product) => quote(product, { productId: product.id, kind: "cpu" }),
    fits: ({ cpus = 0, memoryGb = 0 }) => cpus >= minCpus && memoryGb >= minMemory,
  });
  return {
    products: offers.map(({ product, ...offer }) => ({
      id: product.id,
      name: product.name,
      cpus: product.cpus,
      memory: product.memoryGb,
      ...offer,
    })),
  };
}
