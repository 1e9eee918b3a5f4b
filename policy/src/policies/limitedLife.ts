import { type Expires, readExpires } from "pulumi-novita/facts";
import { type Declared, textOf, UNKNOWN } from "../declared";
import type { InstancePolicy } from "../policy";

interface Config {
  readonly required: boolean;
  readonly longestLife: string;
}

const PATH = "lifecycle.expires";
const ADVICE = `Set ${PATH} to a time, or to a duration since the creation such as "8h".`;

/**
 * An instance that nobody has said the end of runs until somebody looks at the bill. Nothing deletes it at its
 * `lifecycle.expires`; but previews, updates and the commands `cost` and `orphans` say so from then on.
 *
 * @param now Milliseconds since 1970: a time is judged by how far off it is, so that one that is moved on and on is seen each
 * time in a pull request.
 */
export const limitedLifeAt = (now: () => number): InstancePolicy<Config> => ({
  name: "limited-life",
  description: "Instances say when they are meant to end, and that is soon enough.",
  options: {
    required: {
      type: "boolean",
      default: false,
      description: "Whether every instance has to set `lifecycle.expires`; a `longestLife` demands it too.",
    },
    longestLife: {
      type: "string",
      pattern: "^(([0-9]+(\\.[0-9]+)?(s|m|h|d))+)?$",
      default: "",
      description:
        "How far off `lifecycle.expires` may be: a duration such as `12h` or `14d`, from the creation of an instance on, and from now on for a time; empty for any.",
    },
  },
  violations: ({ props, show }, { required, longestLife }) => {
    const expires = expiresIn(props);
    if (expires === UNKNOWN) return [];
    const longest = longestLife === "" ? undefined : lifeOf(readExpires(longestLife), 0);
    if (expires === undefined)
      return required || longest !== undefined
        ? [`${PATH} is missing, but the policy config wants every instance to have an end. ${ADVICE}`]
        : [];
    const life = lifeOf(readExpires(expires), now());
    if (life === undefined || longest === undefined || life <= longest) return [];
    return [
      `${PATH} is ${show(PATH, JSON.stringify(expires))}, but the policy config allows ${longestLife} at most. Choose an earlier end, or raise "longestLife" of limited-life in the policy config.`,
    ];
  },
});

/** By the clock of the machine. */
export const limitedLife = limitedLifeAt(Date.now);

function expiresIn({ lifecycle }: Declared["props"]): string | undefined | typeof UNKNOWN {
  if (lifecycle === UNKNOWN) return UNKNOWN;
  const { expires } = (lifecycle ?? {}) as { readonly expires?: unknown };
  return expires === UNKNOWN ? UNKNOWN : textOf(expires);
}

/** How long something lives that ends so, in milliseconds. */
function lifeOf(expires: Expires | undefined, now: number): number | undefined {
  if (!expires) return undefined;
  return "lifeMs" in expires ? expires.lifeMs : expires.atMs - now;
}
