import { NovitaError } from "../../api/errors/errors";
import { type CheckFailure, failure } from "../model/failures";
import type { Lifecycle } from "../../resources/gpuInstance/generated/inputs";
import type { Properties } from "../model/declaration";
import { known } from "../model/unknowns";

/** The instance that the inputs ask to take over; none as long as a preview does not know it. */
export function adoptOf({ lifecycle }: Properties): string | undefined {
  return known((lifecycle as Lifecycle | undefined)?.adopt);
}

const WORK_DONE = "Remove lifecycle.adopt first: it has done its work.";

/**
 * A replacement of an adopted instance would delete it and then ask to take it over. Said in check and not in diff,
 * as a refresh calls diff the other way round, and must be able to show what has drifted.
 *
 * @param replaces The inputs that only a replacement can change.
 */
export function adoptionFailures(
  olds: Properties,
  news: Properties,
  replaces: readonly string[],
): CheckFailure[] {
  const adopt = adoptOf(news);
  if (adopt === undefined || adopt !== adoptOf(olds) || replaces.length === 0) return [];
  const why = `still asks to take over GPU instance ${adopt}, which a change of ${replaces.join(", ")} would delete and replace. ${WORK_DONE}`;
  return [failure("lifecycle.adopt", why)];
}

/**
 * The same where only the state tells that a replacement is needed, as for an adopted instance that cannot start: by
 * the time of the second check the replacement is known.
 */
export function selfAdoptionFailures(
  news: Properties,
  planned: { readonly id: string } | undefined,
): CheckFailure[] {
  if (planned === undefined || adoptOf(news) !== planned.id) return [];
  const why = `still asks to take over GPU instance ${planned.id}, which would be deleted and replaced. ${WORK_DONE}`;
  return [failure("lifecycle.adopt", why)];
}

/**
 * Refuses a `lifecycle.adopt` that came to a resource which has its instance already.
 *
 * @throws NovitaError when it names another instance, or this one together with a change that replaces it.
 */
export function refuseLateAdoption(id: string, olds: Properties, news: Properties, replaced: boolean): void {
  const adopt = adoptOf(news);
  if (adopt === undefined || adopt === adoptOf(olds)) return;
  if (adopt !== id) {
    throw new NovitaError(
      `lifecycle.adopt names GPU instance ${adopt}, but this resource manages ${id} already. To take over another instance, declare it as a resource of its own; to give up ${id}, remove the resource first.`,
    );
  }
  if (replaced) {
    throw new NovitaError(
      `GPU instance ${id} would have to be replaced, but lifecycle.adopt asks to take over the very instance that would be deleted. Remove lifecycle.adopt.`,
    );
  }
}
