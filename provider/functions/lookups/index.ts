/** The functions themselves, by their names: what each is asked and answers is in functions.schema.yaml. */
import type { Functions } from "../generated/types";
import type { Asking } from "./asking";
import { getBalance } from "./getBalance";
import { getClusters } from "./getClusters";
import { getCpuProducts } from "./getCpuProducts";
import { getGpuProducts } from "./getGpuProducts";
import { getInstance } from "./getInstance";
import { getInstances } from "./getInstances";
import { getMetrics } from "./getMetrics";

export type { Asking } from "./asking";
export { Refusal } from "./refusal";

type Lookup<Name extends keyof Functions> = (
  asking: Asking,
  args: Functions[Name]["args"],
) => Promise<Functions[Name]["result"]>;

export const lookups: { readonly [Name in keyof Functions]: Lookup<Name> } = {
  getGpuProducts,
  getCpuProducts,
  getClusters,
  getInstance,
  getInstances,
  getMetrics,
  getBalance,
};
