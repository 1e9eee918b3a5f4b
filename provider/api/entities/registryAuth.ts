import { isErrorBody, mustHaveId, present, record, text, UnexpectedShape } from "./fields";

/** A credential of an image registry that is stored at the service. */
export interface RegistryAuth {
  readonly id: string;
  readonly name?: string;
  readonly username?: string;
  /** Absent if the service shows stars in its place. */
  readonly password?: string;
}

/** A masked password says nothing: neither that it is the declared one nor that it is not. */
const MASK = /^[*•●]+$/;

/** `{data}`, without pages. */
export function decodeRegistryAuths(answer: unknown): RegistryAuth[] {
  const fields = record(answer);
  if (isErrorBody(fields)) throw new UnexpectedShape("it says that something went wrong");
  if (!Array.isArray(fields.data)) throw new UnexpectedShape("it has no list of registry credentials");
  return fields.data.map((entry: unknown) => {
    const { id: givenId, name, username, password } = record(entry);
    const id = mustHaveId("the registry credential has no id", givenId);
    const shown = typeof password === "string" && !MASK.test(password) ? password : undefined;
    return present<RegistryAuth>({ id, name: text(name), username: text(username), password: text(shown) });
  });
}
