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
