import { NovitaError } from "../../api";
import { type CheckFailure, failure, type Properties } from "../declaration";
import { adoptOf, type Definition, shortNoun } from "../model";

/**
 * A replacement of an adopted thing would delete it and then ask to take it over. Said in check and not in diff, as a
 * refresh calls diff the other way round, and must be able to show what has drifted.
 *
 * @param asked `replaces`: the inputs that only a replacement can change.
 * @param replacement If only the state tells that one is needed, as for an adopted thing that cannot start: by the time
 * of the second check it is known.
 */
export function adoptFailures(
  { noun }: Definition,
  asked: { readonly olds: Properties; readonly news: Properties; readonly replaces: readonly string[] },
  replacement: { readonly id: string } | undefined,
): CheckFailure[] {
  const { olds, news, replaces } = asked;
  const adopt = adoptOf(news);
  const isReplaced = adopt === adoptOf(olds) && replaces.length > 0;
  if (adopt === undefined || !(isReplaced || adopt === replacement?.id)) return [];
  const would = isReplaced
    ? `a change of ${replaces.join(", ")} would delete and replace`
    : "would be deleted and replaced";
  const why = `still asks to take over ${noun} ${adopt}, which ${would}. Remove lifecycle.adopt first: it has done its work.`;
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
  { olds, news, isReplaced }: { olds: Properties; news: Properties; isReplaced: boolean },
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
