import { AuthenticationError, NovitaError, type Product } from "../../../api";
import { type CheckFailure, failure, hasUnknown, known, UNKNOWN, viewOf } from "../../../core";
import { clusterIds, credentialFailures } from "../../asking";
import type { Placed } from "../catalogue";
import type { GpuContext } from "../context";
import { isGap } from "../facts";
import type { Inputs } from "../inputs";

type Asking = Pick<GpuContext, "catalogue" | "prices" | "redactor">;
type Named = Partial<Pick<Inputs, "clusterId" | "networkStorages" | "networkId" | "imageAuthId">>;

/** What ties an instance to a cluster, in words: `clusterId is "7"`. */
interface Tie {
  readonly clusterId: string;
  readonly words: string;
}

/** How sentences write a value that stands at a place. */
function writer(ctx: Pick<Asking, "redactor">, inputs: object): (path: string, value: string) => string {
  const { show } = viewOf(ctx, inputs);
  return (path, value) => show(path, JSON.stringify(value));
}

/**
 * Why an instance could not be created although its product is listed: what it names does not exist, or not in one place.
 * What a preview does not know is skipped.
 *
 * @throws NovitaError when the service cannot be asked.
 */
export async function obstacles(ctx: Asking, inputs: Inputs): Promise<CheckFailure[]> {
  const write = writer(ctx, inputs);
  const id = known(inputs.clusterId) || undefined;
  const clusters = id ? await ctx.catalogue.clusters() : [];
  if (id && !clusters.some((each) => each.id === id)) {
    const rest = `is ${write("clusterId", id)}, which is no cluster of Novita's. Write one of ${clusterIds(clusters)}, or leave it out for any.`;
    return [failure("clusterId", rest), ...(await credentialObstacles(ctx, inputs))];
  }
  const start = id && { clusterId: id, words: `clusterId is ${write("clusterId", id)}` };
  const { ties, failures } = await tiesOf(ctx, inputs, start);
  const place = ties[0]?.clusterId;
  return [
    ...failures,
    ...(place === undefined ? [] : await placeObstacles(ctx, inputs, place)),
    ...(await credentialObstacles(ctx, inputs)),
  ];
}

/**
 * An instance with the cluster in which it has to be, as what it names is there: its stock counts, and no other's.
 *
 * @throws NovitaError when the service cannot be asked.
 */
export async function inItsPlace(ctx: Asking, inputs: Inputs): Promise<Inputs> {
  if (inputs.clusterId) return inputs;
  const [tie] = (await tiesOf(ctx, inputs, undefined)).ties;
  const isOpen = hasUnknown([inputs.networkId, inputs.networkStorages]);
  const clusterId = tie?.clusterId ?? (isOpen ? UNKNOWN : undefined);
  return clusterId === undefined ? inputs : { ...inputs, clusterId };
}

/** The same, as far as it can be told: what is not known yet most likely comes to where the rest is. */
export async function inItsLikelyPlace(ctx: Asking, inputs: Inputs): Promise<Inputs> {
  try {
    const placed = await inItsPlace(ctx, inputs);
    return known(placed.clusterId) === undefined ? inputs : placed;
  } catch (error) {
    // What is said of what it names says so, too.
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    return inputs;
  }
}

/**
 * Why what it names cannot be mounted by an instance that exists.
 *
 * @param clusterId Where it is, as far as that is known.
 */
export async function mountObstacles(
  ctx: Asking,
  { networkId: _joined, ...inputs }: Named,
  clusterId?: string,
): Promise<readonly CheckFailure[]> {
  const words = `the instance is in cluster ${writer(ctx, inputs)("clusterId", clusterId ?? "")}`;
  return (await tiesOf(ctx, inputs, clusterId && { clusterId, words })).failures;
}

/** The same for the stored credential of an image. */
export const credentialObstacles = (ctx: Asking, inputs: Named): Promise<CheckFailure[]> =>
  credentialFailures(ctx, inputs, "imageAuthId", ctx.catalogue.hasCredential);

/** All that speaks against an instance beside its price and its stock: its disk, and what it names. */
export async function misfits(ctx: Asking, inputs: Inputs): Promise<CheckFailure[]> {
  const disk = diskFailure(ctx, await ctx.prices.product(inputs), inputs);
  return [...(disk ? [disk] : []), ...(await obstacles(ctx, inputs))];
}

/** What is said when the service cannot be asked for them. */
export const NOT_KNOWN = "whether all that it names exists is not known.";

/** Why a product does not take the root disk that is asked for. */
export function diskFailure(
  ctx: Pick<GpuContext, "redactor">,
  product: Product | undefined,
  inputs: Inputs,
): CheckFailure | undefined {
  const { rootfsSize } = inputs;
  const { minRootfsGb: least = 0, maxRootfsGb: most = Infinity } = product ?? {};
  if (!product || rootfsSize === undefined || (rootfsSize >= least && rootfsSize <= most)) return undefined;
  const bounds = most === Infinity ? `at least ${least} GB` : `from ${least} to ${most} GB`;
  const size = viewOf(ctx, inputs).show("rootfsSize", `${rootfsSize}`);
  const id = writer(ctx, inputs)("productId", product.id);
  return failure("rootfsSize", `is ${size}, but product ${id} takes ${bounds}.`);
}

/** What an instance names and the account has, and what is wrong with the rest. */
async function tiesOf(
  ctx: Asking,
  inputs: Named,
  start: Tie | "" | undefined,
): Promise<{ readonly ties: readonly Tie[]; readonly failures: readonly CheckFailure[] }> {
  const { catalogue } = ctx;
  const write = writer(ctx, inputs);
  const { networkStorages = [], networkId } = inputs;
  const storages = Array.isArray(networkStorages) ? networkStorages : [];
  const named: [string, string, string | undefined, (id: string) => Promise<Placed | undefined>][] = [
    ...storages.map((each, at): (typeof named)[number] => {
      const id = isGap("networkStorages", each) ? undefined : known(each.id);
      return [`networkStorages[${at}].id`, "network storage", id, catalogue.storage];
    }),
    ["networkId", "VPC network", known(networkId), catalogue.network],
  ];
  const ties = start ? [start] : [];
  const failures: CheckFailure[] = [];
  for (const [path, what, id, find] of named) {
    if (!id) continue;
    const found = await find(id);
    const at = found?.clusterId;
    const place = `is in cluster ${write("clusterId", at ?? "")}`;
    const other = ties.find(({ clusterId }) => clusterId !== at);
    if (!found) {
      const rest = `is ${write(path, id)}, which is no ${what} of this account. Correct the id.`;
      failures.push(failure(path, rest));
    } else if (at !== undefined && other)
      failures.push(failure(path, `${place}, but ${other.words}: a ${what} serves its own cluster only.`));
    else if (at !== undefined) ties.push({ clusterId: at, words: `${path} ${place}` });
  }
  return { ties, failures };
}

/** What a cluster does not have. */
async function placeObstacles(ctx: Asking, inputs: Inputs, clusterId: string): Promise<CheckFailure[]> {
  const write = writer(ctx, inputs);
  const { productId, billingMode = "", kind = "", networkStorages, networkId } = inputs;
  const there = `cluster ${write("clusterId", clusterId)}`;
  const cluster = (await ctx.catalogue.clusters()).find((each) => each.id === clusterId);
  const failures: CheckFailure[] = [];
  const lacks = (path: string, what: string): unknown =>
    failures.push(failure(path, `needs ${what}, which ${there} does not have. Choose another cluster.`));
  if (networkStorages?.length && cluster?.hasNetworkStorage === false)
    lacks("networkStorages", "network storage");
  if (known(networkId) && cluster?.hasNetworks === false) lacks("networkId", "VPC networks");
  const isKnown = [productId, billingMode, kind].every((value) => known(value) !== undefined);
  if (isKnown && !(await ctx.prices.product(inputs, clusterId))) {
    const rest = `is ${write("productId", productId)}, which ${there} does not offer now. Choose another productId or cluster.`;
    failures.push(failure("productId", rest));
  }
  return failures;
}
