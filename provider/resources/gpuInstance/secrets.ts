import { fields } from "./generated/fields";

/** Whether a top-level input is, or holds, a secret. */
export function isSecretField(name: string): boolean {
  return name in fields && fields[name as keyof typeof fields].secret;
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
