import { harmless, type Instance, rfc3339 } from "../../api";
import type { Asking } from "./asking";
import type { Functions } from "../generated/types";
import { hourlyUsdOf, instancesOf } from "./instances";
import { containing } from "./offers";

type GetInstances = Functions["getInstances"];
type Found = GetInstances["result"]["instances"][number];

/** See functions.schema.yaml. */
export async function getInstances(
  asking: Asking,
  { name, ...wanted }: GetInstances["args"],
): Promise<GetInstances["result"]> {
  const isNamed = containing(name);
  const found = (await instancesOf(asking))
    .filter((live) => isNamed(live.name))
    .map((live) => ({ live, shown: shownOf(live) }))
    .filter(({ shown }) =>
      Object.entries(wanted).every(([field, value]) => shown[field as keyof Found] === value),
    );
  const priced = found.map(async ({ live, shown }) => ({
    ...shown,
    hourlyPrice: await hourlyUsdOf(asking, live),
  }));
  const order = ({ name = "", id }: Found): string => `${name} ${id}`;
  return { instances: (await Promise.all(priced)).sort((a, b) => (order(a) < order(b) ? -1 : 1)) };
}

function shownOf({ kind = "gpu", billingMode = "onDemand", createdAt, ...live }: Instance): Found {
  return harmless({
    id: live.id,
    name: live.name,
    status: live.status,
    statusMessage: live.statusMessage,
    productId: live.productId,
    productName: live.productName,
    gpuNum: live.gpuNum,
    rootfsSize: live.rootfsSize,
    imageUrl: live.imageUrl,
    clusterId: live.clusterId,
    clusterName: live.clusterName,
    kind,
    billingMode,
    createdAt: rfc3339(createdAt),
  });
}
