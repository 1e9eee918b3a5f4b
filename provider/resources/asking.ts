import { AuthenticationError, type Cluster, NovitaError } from "../api";
import {
  bagOf,
  type CheckFailure,
  type Context,
  DECLARATION_KEY,
  failure,
  type Inputs,
  known,
  viewOf,
} from "../core";
import { BRIEFLY } from "../pricing";
import type { ClientContext } from "./clientContext";

/**
 * What a check found, or a warning if the service cannot be asked.
 *
 * @param words What the warning says first.
 * @throws AuthenticationError when the key is refused: no run could succeed with it.
 */
export async function orWarn(
  { log }: Pick<Context, "log">,
  words: string,
  ask: () => Promise<CheckFailure[]>,
): Promise<CheckFailure[]> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    log.warn(`${words} ${error.message}`);
    return [];
  }
}

/** What is about to be bought, by its logical name: a preview and the run after it draw different physical ones. */
export function declaredName({
  [DECLARATION_KEY]: declaration,
  name,
  lifecycle,
}: Inputs): string | undefined {
  return declaration?.name ?? name ?? lifecycle?.adopt;
}

/** Novita's clusters, as they were told to whichever resource a moment ago. */
export function clustersOf({
  client,
  answers,
}: Pick<ClientContext, "client" | "answers">): Promise<readonly Cluster[]> {
  return answers.recall("clusters", () => client.listClusters(BRIEFLY));
}

/**
 * Why nothing of a sort can be made in the declared cluster. One that a preview does not know is skipped.
 *
 * @param what The sort, in words: "network storage".
 * @param lacks Whether a cluster says that it has none.
 * @throws NovitaError when the service cannot be asked.
 */
export async function clusterFailures(
  ctx: ClientContext,
  inputs: Inputs & { readonly clusterId: string },
  what: string,
  lacks: (cluster: Cluster) => boolean,
): Promise<CheckFailure[]> {
  const clusterId = known(inputs.clusterId);
  if (clusterId === undefined) return [];
  const clusters = await clustersOf(ctx);
  const cluster = clusters.find(({ id }) => id === clusterId);
  if (cluster && !lacks(cluster)) return [];
  const shown = viewOf(ctx, inputs).show("clusterId", JSON.stringify(clusterId));
  const why = cluster ? `a cluster without ${what}` : "which is no cluster of Novita's";
  const able = clusterIds(clusters.filter((each) => !lacks(each)));
  return [failure("clusterId", `is ${shown}, ${why}. Write one of ${able}.`)];
}

/** Whether a registry credential is stored. Asked for each id: this run may have stored it a moment ago. */
export async function hasCredential(
  { client, answers }: Pick<ClientContext, "client" | "answers">,
  id: string,
): Promise<boolean> {
  const auths = await answers.recall(`credential/${id}`, () => client.listRegistryAuths(BRIEFLY));
  return auths.some((each) => each.id === id);
}

/**
 * Why a registry credential cannot be named. One that a preview does not know is skipped.
 *
 * @param field The input that names it.
 * @throws NovitaError when the service cannot be asked.
 */
export async function credentialFailures(
  ctx: Pick<Context, "redactor">,
  inputs: object,
  field: string,
  isStored: (id: string) => Promise<boolean>,
): Promise<CheckFailure[]> {
  const id = known(bagOf(inputs)[field]);
  if (typeof id !== "string" || id === "" || (await isStored(id))) return [];
  const shown = viewOf(ctx, inputs).show(field, JSON.stringify(id));
  const why = "which is no registry credential of this account";
  return [failure(field, `is ${shown}, ${why}. Correct the id, or declare a RegistryAuth and give its id.`)];
}

const MOST_NAMED = 12;

/** The ids of clusters to choose from, as a sentence writes them. */
export function clusterIds(clusters: readonly Cluster[]): string {
  const ids = clusters.slice(0, MOST_NAMED).map(({ id }) => JSON.stringify(id));
  return ids.join(", ") + (clusters.length > MOST_NAMED ? ", ..." : "");
}
