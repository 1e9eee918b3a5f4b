import type { Birth, BirthKind } from "../instances/lifecycle";
import type { Fields } from "../requests/fields";
import type { World } from "../world";

/** The query of a request; of a name given twice the last counts. */
export type Query = Readonly<Record<string, string | undefined>>;

export interface Call {
  /** Empty for GET. */
  readonly body: Fields;
  readonly query: Query;
  /** How what is created is to behave. */
  readonly birth: Birth;
}

/** One operation of the API: what it is called, where it is, and what it does. Throws `ApiError` if the service refuses. */
export interface Operation {
  /** The name that faults use. */
  readonly name: string;
  readonly method: "GET" | "POST";
  /** What the path is below. @default {@link API_ROOT} */
  readonly root?: string;
  readonly path: string;
  /** The ways in which a fault may have what it creates behave. @default none: it creates nothing */
  readonly births?: readonly BirthKind[];
  /** The JSON of the answer; undefined for an answer that the pages do not document. */
  readonly run: (world: World, call: Call) => unknown;
}

/** Most of the API is below this. */
export const API_ROOT = "/gpu-instance/openapi/v1";

/** The whole path of an operation. */
export function pathOf({ root = API_ROOT, path }: Operation): string {
  return root + path;
}
