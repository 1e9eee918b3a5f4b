import { secretsGivenIn } from "../clearText";
import { type Declared, entriesOf, textOf } from "../declared";
import { isImageReference } from "./pinnedImages";
import type { InstancePolicy } from "../policy";
import { soundsSecret } from "../secretNames";

interface Config {
  readonly notSecret: readonly string[];
}

/** Inputs that Pulumi keeps and shows in clear, and Novita too. */
const CLEAR = ["name", "imageUrl", "command", "entrypoint"] as const;

/** Shorter values stand in many texts by chance. */
const SHORTEST_SECRET = 8;

/**
 * Secrets stand in `envs` and `imageAuth`, which the class encrypts in the state, and nowhere else.
 *
 * Pulumi hands a policy all values without their secret marks, so whether a value of `envs` is marked is not to be
 * seen; the class marks each of them. What is seen, and found here:
 *
 * 1. a value in clear in `command`, `entrypoint`, `imageUrl` or `name`, given to something that sounds secret
 *    (`--hf-token hf_...`, `PASSWORD=...`, `https://user:password@...`). Marking the whole `command` with
 *    `pulumi.secret` does not help: Novita shows it, and so does the process list of the container;
 * 2. the value of a variable that sounds secret, or the password of `imageAuth`, repeated in one of those inputs;
 * 3. variables that sound secret in an instance that was declared without the class, whose `envs` nobody marks.
 */
export const noSecretsInClear: InstancePolicy<Config> = {
  name: "no-secrets-in-clear",
  description: "What sounds secret is kept in envs or imageAuth of a GpuInstance, where it is encrypted.",
  options: {
    notSecret: {
      type: "array",
      items: { type: "string", minLength: 1 },
      default: [
        ...["pad-token", "eos-token", "bos-token", "unk-token", "sep-token", "cls-token", "mask-token"],
        ...[
          "stop-token",
          "image-token",
          "public-key",
          "sort-key",
          "primary-key",
          "foreign-key",
          "partition-key",
        ],
      ],
      description:
        "Names that sound secret and are not, for variables and options alike: `pad-token` is also `PAD_TOKEN` and `--padToken`.",
    },
  },
  violations: (instance, { notSecret }) => [
    ...givenInClear(instance, notSecret),
    ...repeatedInClear(instance, notSecret),
    ...unmarked(instance, notSecret),
  ],
};

/** Who sees an input: a mark keeps it out of the state and the previews, and of nothing else. */
function placesOf(field: string, show: Declared["show"]): string {
  const isMarked = show(field, "") !== "";
  return isMarked ? "so at Novita, and in the container" : "so in the state, in every preview and at Novita";
}

function givenInClear({ props, show }: Declared, notSecret: readonly string[]): string[] {
  // The `token:1.0` of a registry is a name and its tag.
  const fields = CLEAR.filter((field) => field !== "imageUrl" || !isImageReference(textOf(props.imageUrl)));
  return fields.flatMap((field) =>
    secretsGivenIn(textOf(props[field]) ?? "", notSecret).map(
      (name) =>
        `${field} carries ${show(field, name)} in clear: it stands ${placesOf(field, show)}. Put the value into envs and let the command read the variable. If it is no secret, add the name to "notSecret" of no-secrets-in-clear.`,
    ),
  );
}

function repeatedInClear({ props, show }: Declared, notSecret: readonly string[]): string[] {
  const secrets = [
    ...secretVariables(props.envs, notSecret).map(({ path, value }) => ({ path: `${path}.value`, value })),
    { path: "imageAuth", value: passwordOf(textOf(props.imageAuth)) },
  ];
  return CLEAR.flatMap((field) =>
    secrets
      .filter(({ value = "" }) => value.length >= SHORTEST_SECRET && textOf(props[field])?.includes(value))
      .map(
        ({ path }) =>
          `${field} repeats the secret of ${path} in clear: it stands ${placesOf(field, show)}. Let the container read it from its environment.`,
      ),
  );
}

function unmarked({ props, secretOutputs, show }: Declared, notSecret: readonly string[]): string[] {
  if (secretOutputs.includes("envs")) return [];
  return secretVariables(props.envs, notSecret).map(
    ({ path, key }) =>
      `${path}.value is the value of ${show(`${path}.key`, key)}, which sounds secret, but the instance was not declared by the class GpuInstance of pulumi-novita, which encrypts it. Declare it by the class.`,
  );
}

/** The variables whose names sound secret. */
function secretVariables(
  envs: unknown,
  notSecret: readonly string[],
): { readonly path: string; readonly key: string; readonly value?: string }[] {
  return entriesOf(envs).flatMap(([at, { key, value }]) => {
    const name = textOf(key);
    if (name === undefined || !soundsSecret(name, notSecret)) return [];
    return [{ path: `envs[${at}]`, key: name, value: textOf(value) }];
  });
}

/** `imageAuth` is `username:password`. */
function passwordOf(imageAuth: string | undefined): string | undefined {
  return imageAuth?.slice(imageAuth.indexOf(":") + 1);
}
