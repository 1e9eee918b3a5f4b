import type { FaultBoard } from "../faults/board";
import type { World } from "../world";
import type { RateLimit } from "./gate";
import type { RequestLog } from "./requestLog";
import type { Waiting } from "./waiting";

/** Everything that handling a request needs: the world, and what stands between it and the client. */
export interface Desk {
  readonly world: World;
  readonly faults: FaultBoard;
  readonly log: RequestLog;
  readonly rate: RateLimit;
  readonly waiting: Waiting;
  /** Keys that are accepted; none means any. */
  readonly apiKeys: readonly string[];
  /** Writes the state file, if there is one. */
  save(): void;
  /** Makes everything as it was after the start. */
  reset(): void;
}
