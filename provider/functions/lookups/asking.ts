import type { Clock, NovitaClient } from "../../api";
import type { AnswerCache } from "../../pricing";

/** What a function asks with. One serves a whole run: what the service said a moment ago is not asked again. */
export interface Asking {
  readonly client: NovitaClient;
  readonly clock: Clock;
  readonly answers: AnswerCache;
}
