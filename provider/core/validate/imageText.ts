import { partsOf } from "../forms";
import {
  atAnEnd,
  firstOf,
  type Found,
  having,
  inBetween,
  inQuotes,
  missingPart,
  placeholder,
  type Problem,
  quietly,
} from "./textProblems";

/*
 * What can be told of an image reference without asking a registry: the grammar of github.com/distribution/reference,
 * and the forms in which other things are taken for one.
 */

const EXAMPLE = 'Write registry/repository:tag, such as "nginx:1.27" or "ghcr.io/acme/trainer:1.4".';

const command = having(
  /^\s*(sudo\s+)?(docker|podman|nerdctl)\s|^\s*FROM\s/i,
  "is a command, and not an image",
  `Leave the image alone. ${EXAMPLE}`,
);
const scheme = having(
  /^\s*[a-z][a-z0-9+.-]*:\/\//i,
  "begins with a scheme, as https:// is one, and an image has none",
  EXAMPLE,
);
const webPage = having(
  /^(www\.|hub\.docker\.com\/)/i,
  "is the address of a web page, and not an image",
  EXAMPLE,
);
const bareId = having(
  /^([a-z0-9]+:)?[0-9a-f]{64}$/,
  "is the id of an image, which no registry finds it by",
  "Write registry/repository@sha256:… instead.",
);

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
  const advice = "Write sha256: and its 64 digits from 0 to f there, or leave the @ out.";
  // What stands before an @ may be a password.
  return { what, advice, quiet: true };
}

/** Why a text can be no image. More than one word may be anything, a command with a secret say. */
export const imageProblem = firstOf(
  placeholder,
  quietly(command),
  quietly(scheme),
  atAnEnd,
  quietly(inBetween("word")),
  inQuotes,
  missingPart(/[/:@]/, /^(undefined|null|NaN)$/),
  bareId,
  webPage,
  grammar,
);
