import { NovitaError } from "../../api";
import { type CheckFailure, failure, type Properties } from "../declaration";
import { adoptOf, type Definition, shortNoun } from "../model";

const DONE = "Remove lifecycle.adopt first: it has done its work.";

/**
 * A replacement of an adopted thing would delete it and then ask to take it over. Said in check and not in diff, as a
 * refresh calls diff the other way round, and must be able to show what has drifted.
 *
 * @param replaces The inputs that only a replacement can change.
 */
export function adoptFailures(
  { noun }: Definition,
  olds: Properties,
  news: Properties,
  replaces: readonly string[],
): CheckFailure[] {
  const adopt = adoptOf(news);
  if (adopt === undefined || adopt !== adoptOf(olds) || replaces.length === 0) return [];
  const why = `still asks to take over ${noun} ${adopt}, which a change of ${replaces.join(", ")} would delete and replace. ${DONE}`;
  return [failure("lifecycle.adopt", why)];
}

/**
 * The same if only the state tells that a replacement is needed, as for an adopted thing that cannot start: by the time
 * of the second check the replacement is known.
 */
export function selfAdoptFailures(
  { noun }: Definition,
  news: Properties,
  replacement: { readonly id: string } | undefined,
): CheckFailure[] {
  if (replacement === undefined || adoptOf(news) !== replacement.id) return [];
  const why = `still asks to take over ${noun} ${replacement.id}, which would be deleted and replaced. ${DONE}`;
  return [failure("lifecycle.adopt", why)];
}

/**
 * Refuses a `lifecycle.adopt` that came to a resource which has its thing already.
 *
 * @throws NovitaError when it names another thing, or this one together with a change that replaces it.
 */
export function refuseLateAdopt(
  resource: Definition,
  id: string,
  {
    olds,
    news,
    isReplaced,
  }: { readonly olds: Properties; readonly news: Properties; readonly isReplaced: boolean },
): void {
  const { noun } = resource;
  const adopt = adoptOf(news);
  if (adopt === undefined || adopt === adoptOf(olds)) return;
  if (adopt !== id) {
    throw new NovitaError(
      `lifecycle.adopt names ${noun} ${adopt}, but this resource manages ${id} already. To take over another ${shortNoun(resource)}, declare it as a resource of its own; to give up ${id}, remove the resource first.`,
    );
  }
  if (isReplaced) {
    throw new NovitaError(
      `${noun} ${id} would have to be replaced, but lifecycle.adopt asks to take over the very ${shortNoun(resource)} that would be deleted. Remove lifecycle.adopt.`,
    );
  }
}
