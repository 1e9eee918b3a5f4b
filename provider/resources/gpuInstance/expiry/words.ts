import { rfc3339 } from "../../../api";
import {
  type Compared,
  formatDuration,
  known,
  type Properties,
  quoted,
  type Rule,
  textOf,
  type View,
} from "../../../core";
import type { Lifecycle } from "../generated/inputs";
import type { Inputs } from "../inputs";
import { expiryOf, readExpires } from "./expires";

const PATH = "lifecycle.expires";

/** What `lifecycle.expires` can be. */
export const expires: Rule = ({ lifecycle }, show, fail) => {
  const text = textOf((lifecycle as Lifecycle | undefined)?.expires);
  if (text === undefined || readExpires(text)) return;
  const must = `must be a time with its zone, such as "2026-12-31T18:00:00Z", or a duration such as "8h" or "7d"`;
  fail(PATH, `${must}, but is ${show(PATH, quoted(text))}.`);
};

function declaredIn({ lifecycle }: Properties | Inputs): string | undefined {
  return known((known(lifecycle) as Lifecycle | undefined)?.expires);
}

/** Why an instance that is to be created would expire before it runs, as the rest of a sentence about `lifecycle.expires`. */
export function overAlready(inputs: Inputs, now: number, { show }: View): string | undefined {
  if (inputs.lifecycle?.adopt !== undefined) return undefined;
  const declared = declaredIn(inputs);
  const at = expiryOf(declared, undefined);
  if (at === undefined || at > now) return undefined;
  return `is ${show(PATH, JSON.stringify(declared))}, which is over: a new instance would expire before it runs. Give a later time, or a duration such as "8h".`;
}

/** That an instance has expired, or that nobody can tell, in sentences; `undefined` if it has not, or is about to be replaced. */
export function whyExpired({ label, olds, news, replaces, view, now }: Compared): string | undefined {
  const declared = declaredIn(news);
  if (declared === undefined || replaces.length > 0) return undefined;
  const shown = view.show(PATH, JSON.stringify(declared));
  const at = expiryOf(declared, olds.createdAt);
  const isSeen = olds.status !== undefined && olds.createdAt === undefined;
  if (at === undefined && isSeen && readExpires(declared))
    return `${label} has an end that cannot be told: lifecycle.expires is ${shown} after its creation, and Novita does not show when that was. Give a time with its zone instead, such as "2026-12-31T18:00:00Z".`;
  if (at === undefined || at > now) return undefined;
  const overdue = view.show(PATH, `${formatDuration(now - at)} ago (${rfc3339(at / 1000)})`);
  return `${label} expired ${overdue}, and is still billed: lifecycle.expires is ${shown}. Remove it from the program to delete it, or give it a later lifecycle.expires.`;
}
