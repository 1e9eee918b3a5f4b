import { AuthenticationError, type Cluster, NovitaError } from "../api";
import type { CheckFailure, Context } from "../core";

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

const MOST_NAMED = 12;

/** The ids of clusters to choose from, as a sentence writes them. */
export function clusterIds(clusters: readonly Cluster[]): string {
  const ids = clusters.slice(0, MOST_NAMED).map(({ id }) => JSON.stringify(id));
  return ids.join(", ") + (clusters.length > MOST_NAMED ? ", ..." : "");
}
