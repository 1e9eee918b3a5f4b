import type { Declaration } from "../../provider/core";

/** A GpuInstance of a program, as a state names it. */
export interface Declared {
  readonly urn: string;
  readonly declaration: Declaration;
  /** Of `name`, `productId`, `gpuNum` and `size` those that are secret, so that no report shows them; absent if none is. */
  readonly secret?: readonly string[];
  /** What the names of its instances carry. */
  readonly tag: string;
}

/** A GpuInstance that a state holds. */
export interface Held extends Declared {
  /** The instance's id at Novita. */
  readonly id: string;
  /** Its `lifecycle.expires`; absent if it has none, or if that is secret. */
  readonly expires?: string;
  /** When it was created, as RFC 3339, or since when the stack has it: known of one that has an end. */
  readonly createdAt?: string;
  /** The URN of the resource whose deletion counts as its own: Pulumi then forgets it in place of deleting it. */
  readonly deletedWith?: string;
}

/** An operation that had started when Pulumi was interrupted. */
export interface Pending extends Declared {
  /** Pulumi's word: `creating`, `updating`, `deleting`. */
  readonly operation: string;
  /** The name that the program fixes. Absent if it fixes none: then the create draws one. */
  readonly instanceName?: string;
}

/** What `pulumi stack export` says of the GpuInstances of one stack. */
export interface StackState {
  /** Where it was read from: the file as it was given, or "standard input". */
  readonly source: string;
  readonly held: readonly Held[];
  /** Everything that is declared, held or not. */
  readonly declared: readonly Declared[];
  readonly pending: readonly Pending[];
}
