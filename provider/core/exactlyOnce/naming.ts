import { createHash } from "node:crypto";
import type { Declaration } from "../declaration";

const TAG_LENGTH = 8;
const NONCE_LENGTH = 6;

/**
 * The mark that every thing of one declaration carries in its name: a short hash of owner, organization, project, stack,
 * qualified type and logical name. It is the same in every run, so that a thing is recognised when no state helps. 32
 * bits: two of a thousand declarations in one account collide about once in nine thousand accounts.
 *
 * @param owner The config `novita:owner`: keeps apart what would be named alike in two backends or teams.
 */
export function tagOf({ organization, project, stack, type, name }: Declaration, owner: string): string {
  const whose = JSON.stringify([owner, organization, project, stack, type, name]);
  return createHash("sha256").update(whose).digest("hex").slice(0, TAG_LENGTH);
}

/**
 * What the names of everything of one declaration begin with: `<logical name>-<tag>`.
 *
 * @param longest How many characters a name may have: only the logical name is cut for it.
 */
export function namePrefix(declaration: Declaration, owner: string, longest: number): string {
  const room = longest - 1 - TAG_LENGTH - NONCE_LENGTH;
  // Novita's own client tells users: letters, digits and hyphens only.
  const base = declaration.name
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, room)
    .replace(/-$/, "");
  return `${base || "gpu"}-${tagOf(declaration, owner)}`;
}

/** A new physical name, {@link namePrefix} and a nonce; `random` gives numbers from 0 up to 1. */
export function autoName(
  declaration: Declaration,
  owner: string,
  longest: number,
  random: () => number,
): string {
  const digits = Array.from({ length: NONCE_LENGTH }, () => Math.floor(random() * 16).toString(16));
  return namePrefix(declaration, owner, longest) + digits.join("");
}

/** Whether a name is one that {@link autoName} gave to this declaration, whatever its logical name was cut to. */
export function isAutoName(name: string, declaration: Declaration, owner: string): boolean {
  return tagIn(name) === tagOf(declaration, owner);
}

const AUTO_NAME = new RegExp(`-([0-9a-f]{${TAG_LENGTH}})[0-9a-f]{${NONCE_LENGTH}}$`);

/** The tag in a name that {@link autoName} may have given; it tells only of a declaration at hand whether the name is its own. */
export function tagIn(name: string): string | undefined {
  return AUTO_NAME.exec(name)?.[1];
}
