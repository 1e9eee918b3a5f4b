import type { Context } from "./context";
import { fields } from "./generated/fields";

/**
 * Whether a top-level property is, or may hold, a secret. One that is no field may: it may be a misspelt one. A path
 * into a property is none.
 */
export function isSecretField(name: string): boolean {
  if (Object.hasOwn(fields, name)) return fields[name as keyof typeof fields].secret;
  return name !== "lifecycle" && !/[.[]/.test(name);
}

/**
 * The properties of the state that are secret: the inputs that are, what gives access to the instance, and what was
 * observed of the inputs.
 */
export const secretOutputs: readonly string[] = [
  ...Object.keys(fields).filter(isSecretField),
  "sshCommand",
  "sshPassword",
];

type Holder = { readonly [K in "imageAuth" | "envs" | "sshPassword"]?: unknown };

/** Remembers the secrets in inputs or in a state, so that nothing prints them; destroy and refresh see no others. */
export function concealIn(ctx: Pick<Context, "conceal">, { imageAuth, envs, sshPassword }: Holder): void {
  const values = Array.isArray(envs) ? envs.map((each: { value?: unknown } | null) => each?.value) : [];
  // A registry may repeat the password alone.
  const password = typeof imageAuth === "string" ? imageAuth.slice(imageAuth.indexOf(":") + 1) : undefined;
  const texts = [imageAuth, ...values, password, sshPassword];
  ctx.conceal(...texts.filter((value): value is string => typeof value === "string"));
}
