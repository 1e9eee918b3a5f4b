import type { FieldName } from "../../resources/gpuInstance/generated/fields";
import type { GpuInstanceInputs } from "../../resources/gpuInstance/generated/inputs";

/** Which declaration of which program an instance comes from. Passed by the resource's class, as no face is told. */
export interface Declaration {
  /** Of the backend; `organization` if it knows none. Absent in old states. */
  readonly organization?: string;
  readonly project: string;
  readonly stack: string;
  /** The resource's logical name. */
  readonly name: string;
  /** The paths of the inputs that the program has marked as secret; it says nothing of whose declaration it is. */
  readonly secret?: readonly string[];
}

/** What two declarations of one run are compared by. */
export function keyOf({ project, stack, name }: Declaration): string {
  return JSON.stringify([project, stack, name]);
}

/** Keys that Pulumi and the faces add; never the user's, never sent to the service, no part of any comparison. */
export const DECLARATION_KEY = "__declaration";
/** The baseline: what the service made of a declared value, where it reports another form of it. */
export const OBSERVED_KEY = "__observed";
/** The names of inputs that nobody declared: create has chosen them, or the service. */
export const CHOSEN_KEY = "__chosen";
/** The id under which the service keeps an inline `imageAuth`, as far as it shows one: a reset has to name it. */
export const CREDENTIAL_KEY = "__imageAuthId";
/** When a monthly term ended as of the last apply, in seconds since 1970. */
export const TERM_KEY = "__termEndsAt";

/** What the user declared, checked, and whose declaration it is. */
export type Inputs = GpuInstanceInputs & {
  readonly [DECLARATION_KEY]?: Declaration;
  readonly [CHOSEN_KEY]?: readonly FieldName[];
};

/** A port and where it is reached from outside. */
export interface Endpoint {
  readonly port: number;
  /** `tcp` or `http`. */
  readonly type: string;
  /** `https://…` for http ports, `host:port` for tcp ports. */
  readonly url: string;
}

/** What only the service knows of an instance. What is not known is absent, never an empty string. */
export interface Computed {
  /** The service's word for the instance's state, such as `running` or `exited`. */
  readonly status?: string;
  /** Why the instance fails, in the service's words. */
  readonly statusMessage?: string;
  readonly endpoints?: readonly Endpoint[];
  /** Secret where it is shown: it may carry the password. */
  readonly sshCommand?: string;
  /** Secret. */
  readonly sshPassword?: string;
  readonly jupyterUrl?: string;
  readonly clusterName?: string;
  readonly productName?: string;
  /** USD an hour for the whole instance, as declared. */
  readonly hourlyPrice?: number;
  /** RFC 3339. */
  readonly createdAt?: string;
}

const computedKeys: Readonly<Record<keyof Computed, true>> = {
  status: true,
  statusMessage: true,
  endpoints: true,
  sshCommand: true,
  sshPassword: true,
  jupyterUrl: true,
  clusterName: true,
  productName: true,
  hourlyPrice: true,
  createdAt: true,
};

/** The names of everything that only the service knows. */
export const computedNames = Object.keys(computedKeys) as readonly (keyof Computed)[];

/** Everything the state keeps of an instance. */
export type State = Inputs &
  Computed & {
    readonly [OBSERVED_KEY]?: Partial<Pick<GpuInstanceInputs, FieldName>>;
    readonly [CREDENTIAL_KEY]?: string;
    readonly [TERM_KEY]?: number;
  };

/** A property bag as a face hands it over: anything may stand anywhere. */
export type Properties = Readonly<Record<string, unknown>>;
