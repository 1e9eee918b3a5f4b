import {
  atAnEnd,
  type Found,
  inBetween,
  inQuotes,
  placeholder,
  type Problem,
  problemOf,
} from "./textProblems";

/*
 * What can be told of an image reference without asking a registry: the grammar of github.com/distribution/reference,
 * and the forms in which other things are taken for one.
 */

const EXAMPLE = 'Write registry/repository:tag, such as "nginx:1.27" or "ghcr.io/acme/trainer:1.4".';

const command: Problem = (text) =>
  /^\s*(sudo\s+)?(docker|podman|nerdctl)\s|^\s*FROM\s/i.test(text)
    ? { what: "is a command, and not an image", advice: `Leave the image alone. ${EXAMPLE}`, quiet: true }
    : undefined;

const scheme: Problem = (text) =>
  /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? {
        what: "begins with a scheme, as https:// is one, and an image has none",
        advice: EXAMPLE,
        quiet: true,
      }
    : undefined;

const webPage: Problem = (text) =>
  /^(www\.|hub\.docker\.com\/)/i.test(text)
    ? { what: "is the address of a web page, and not an image", advice: EXAMPLE }
    : undefined;

const missing: Problem = (text) => {
  const part = text.split(/[/:@]/).find((each) => /^(undefined|null|NaN)$/.test(each));
  if (part === undefined) return undefined;
  const advice = "Look at the variable or config that it comes from.";
  return { what: `has "${part}" in it, where a value is missing`, advice };
};

const bareId: Problem = (text) =>
  /^([a-z0-9]+:)?[0-9a-f]{64}$/.test(text)
    ? {
        what: "is the id of an image, which no registry finds it by",
        advice: "Write registry/repository@sha256:… instead.",
      }
    : undefined;

/** A reference in its parts, whether or not they are right. */
interface Parts {
  readonly host?: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

function partsOf(text: string): Parts {
  const at = text.indexOf("@");
  const [name, digest] = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  const [full, tag] = colon < 0 ? [name] : [name.slice(0, colon), name.slice(colon + 1)];
  const slash = full.indexOf("/");
  const isHost = slash >= 0 && /[.:]|^localhost$/.test(full.slice(0, slash));
  return {
    ...(isHost && { host: full.slice(0, slash) }),
    path: isHost ? full.slice(slash + 1) : full,
    tag,
    digest,
  };
}

const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(:\d{1,5})?$/i;
const COMPONENT = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

const grammar: Problem = (text) => {
  const { host, path, tag, digest } = partsOf(text);
  const components = path.split("/");
  if (digest !== undefined && !DIGEST.test(digest)) return wrongDigest(digest);
  if (tag === "") return { what: "has nothing behind its last colon", advice: "Write a tag there." };
  if (/[A-Z]/.test(path) && components.every((each) => COMPONENT.test(each.toLowerCase())))
    return {
      what: "has upper case in its path, but a registry takes lower case only",
      advice: "Write it in lower case.",
    };
  const named = components.every((each) => COMPONENT.test(each)) && (host === undefined || HOST.test(host));
  if (!named) return { what: "is not the name of an image", advice: EXAMPLE, quiet: true };
  if (tag !== undefined && !TAG.test(tag))
    return {
      what: "has a tag that no image has",
      advice: "A tag is at most 128 letters, digits, _, . and -, and begins with none of the last two.",
    };
  return undefined;
};

function wrongDigest(digest: string): Found {
  const what = digest === "" ? "has nothing behind its @" : "has no digest behind its @";
  // What stands before an @ may be a password.
  return {
    what,
    advice: "Write sha256: and its 64 digits from 0 to f there, or leave the @ out.",
    quiet: true,
  };
}

/** Why a text can be no image. */
export const imageProblem: Problem = (text) =>
  problemOf(text, [
    placeholder,
    command,
    scheme,
    atAnEnd,
    quietly(inBetween("word")),
    inQuotes,
    missing,
    bareId,
    webPage,
    grammar,
  ]);

/** More than one word may be anything, a command with a secret say. */
function quietly(problem: Problem): Problem {
  return (text) => {
    const found = problem(text);
    return found && { ...found, quiet: true };
  };
}
