import type { Cluster, Placed, Product } from "../../../api";
import { type CheckFailure, failure, formatPath, known, type Path, viewOf } from "../../../core";
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

/**
 * Why an instance could not be created although its product is listed: what it names does not exist, or not in one place.
 * What a preview does not know is skipped.
 *
 * @throws NovitaError when the service cannot be asked.
 */
export async function obstacles(ctx: Asking, inputs: Inputs): Promise<CheckFailure[]> {
  const { show } = viewOf(ctx, inputs);
  const clusters = await namedCluster(ctx, inputs);
  if ("failure" in clusters) return [clusters.failure, ...(await credentialObstacles(ctx, inputs))];
  const { found } = clusters;
  const start = found && tie(found.id, `clusterId is ${show("clusterId", quoted(found.id))}`);
  const { ties, failures } = await tiesOf(ctx, inputs, start ? [start] : []);
  const place = ties[0]?.clusterId;
  return [
    ...failures,
    ...(place === undefined ? [] : await placeObstacles(ctx, inputs, place)),
    ...(await credentialObstacles(ctx, inputs)),
  ];
}

/**
 * The same for what an instance that exists is to mount.
 *
 * @param clusterId Where it is, as far as that is known.
 */
export async function mountObstacles(
  ctx: Asking,
  { networkId: _joined, ...inputs }: Named,
  clusterId?: string,
): Promise<readonly CheckFailure[]> {
  const { show } = viewOf(ctx, inputs);
  const start =
    clusterId && tie(clusterId, `the instance is in cluster ${show("clusterId", quoted(clusterId))}`);
  return (await tiesOf(ctx, inputs, start ? [start] : [])).failures;
}

/** The same for the stored credential of an image. */
export async function credentialObstacles(ctx: Asking, inputs: Named): Promise<CheckFailure[]> {
  const id = known(inputs.imageAuthId);
  if (!id || (await ctx.catalogue.credentials()).includes(id)) return [];
  const shown = viewOf(ctx, inputs).show("imageAuthId", quoted(id));
  const rest = `is ${shown}, which is no registry credential of this account. Correct the id, or store the credential in Novita's console first.`;
  return [failure("imageAuthId", rest)];
}

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
  const { show } = viewOf(ctx, inputs);
  const [size, id] = [show("rootfsSize", `${rootfsSize}`), show("productId", quoted(product.id))];
  return failure("rootfsSize", `is ${size}, but product ${id} takes ${bounds}.`);
}

const tie = (clusterId: string, words: string): Tie => ({ clusterId, words });

const MOST_NAMED = 12;
const quoted = (id: string): string => JSON.stringify(id);

async function namedCluster(
  ctx: Asking,
  inputs: Named,
): Promise<{ readonly found?: Cluster } | { readonly failure: CheckFailure }> {
  const id = known(inputs.clusterId);
  if (!id) return {};
  const clusters = await ctx.catalogue.clusters();
  const found = clusters.find((each) => each.id === id);
  if (found) return { found };
  const ids = clusters.slice(0, MOST_NAMED).map((each) => quoted(each.id));
  const more = clusters.length > MOST_NAMED ? ", ..." : "";
  const shown = viewOf(ctx, inputs).show("clusterId", quoted(id));
  const rest = `is ${shown}, which is no cluster of Novita's. Write one of ${ids.join(", ")}${more}, or leave it out for any.`;
  return { failure: failure("clusterId", rest) };
}

/** What an instance names and the account has, and what is wrong with the rest. */
async function tiesOf(
  ctx: Asking,
  inputs: Named,
  start: readonly Tie[],
): Promise<{ readonly ties: readonly Tie[]; readonly failures: readonly CheckFailure[] }> {
  const { catalogue } = ctx;
  const { show } = viewOf(ctx, inputs);
  const { networkStorages = [], networkId } = inputs;
  const storages = Array.isArray(networkStorages) ? networkStorages : [];
  const named: [Path, string, string | undefined, (id: string) => Promise<Placed | undefined>][] = [
    ...storages.map((each, at): (typeof named)[number] => [
      ["networkStorages", at, "id"],
      "network storage",
      isGap("networkStorages", each) ? undefined : known(each.id),
      catalogue.storage,
    ]),
    [["networkId"], "VPC network", known(networkId), catalogue.network],
  ];
  const ties = [...start];
  const failures: CheckFailure[] = [];
  for (const [path, what, id, find] of named) {
    const found = id ? await find(id) : undefined;
    const at = found?.clusterId;
    const other = ties.find(({ clusterId }) => clusterId !== at);
    if (id && !found) {
      const shown = show(formatPath(path), quoted(id));
      failures.push(failure(path, `is ${shown}, which is no ${what} of this account. Correct the id.`));
    } else if (at !== undefined && other) {
      const rest = `is in cluster ${show("clusterId", quoted(at))}, but ${other.words}: a ${what} serves its own cluster only.`;
      failures.push(failure(path, rest));
    } else if (at !== undefined)
      ties.push(tie(at, `${formatPath(path)} is in cluster ${show("clusterId", quoted(at))}`));
  }
  return { ties, failures };
}

/** What a cluster does not have. */
async function placeObstacles(ctx: Asking, inputs: Inputs, clusterId: string): Promise<CheckFailure[]> {
  const { catalogue, prices } = ctx;
  const { show } = viewOf(ctx, inputs);
  const there = `cluster ${show("clusterId", quoted(clusterId))}`;
  const cluster = (await catalogue.clusters()).find((each) => each.id === clusterId);
  const lacks = (path: string, what: string): CheckFailure =>
    failure(path, `needs ${what}, which ${there} does not have. Choose another cluster.`);
  const isOffered = hasUnknownProduct(inputs) || (await prices.product(inputs, clusterId)) !== undefined;
  return [
    ...(inputs.networkStorages?.length && cluster?.hasNetworkStorage === false
      ? [lacks("networkStorages", "network storage")]
      : []),
    ...(known(inputs.networkId) && cluster?.hasNetworks === false
      ? [lacks("networkId", "VPC networks")]
      : []),
    ...(isOffered
      ? []
      : [
          failure(
            "productId",
            `is ${show("productId", quoted(inputs.productId))}, which ${there} does not offer now. Choose another productId or cluster.`,
          ),
        ]),
  ];
}

function hasUnknownProduct({ productId, billingMode, kind }: Inputs): boolean {
  return [productId, billingMode ?? "", kind ?? ""].some((value) => known(value) === undefined);
}
