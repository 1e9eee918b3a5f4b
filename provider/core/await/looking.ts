import type { Api, Context } from "../model";
import { type Looking, SharedLists } from "./lists";
import { ListPoller } from "./poller";
import { SharedProgress } from "./progress";

/** What the operations of one process share to look at things of one kind. */
export function looking(
  api: Pick<Api, "list" | "get">,
  ctx: Looking & Pick<Context, "log">,
): Pick<Context, "lists" | "poller" | "progress"> {
  const lists = new SharedLists(api, ctx);
  return { lists, poller: new ListPoller(api, ctx, lists), progress: new SharedProgress(ctx) };
}
