/** A resource as the state file holds it. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Why the resource exists but is not ready; the next `up` calls update for it. */
  readonly initErrors?: readonly string[];
  readonly [key: string]: unknown;
}

/** An operation that had started when the engine was killed. */
export interface PendingOperation {
  readonly type: string;
  readonly resource: ResourceState;
}

/** What `pulumi stack export` prints and `pulumi stack import` reads. */
export interface StateFile {
  readonly version: number;
  readonly deployment: {
    readonly resources?: readonly ResourceState[];
    readonly pending_operations?: readonly PendingOperation[];
    readonly [key: string]: unknown;
  };
}

/** One step of {@link PreviewJson}. */
export interface PreviewStep {
  /** `create`, `update`, `replace`, `delete`, `same`... */
  readonly op: string;
  readonly urn: string;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
  readonly detailedDiff?: Readonly<
    Record<string, { readonly kind: string; readonly inputDiff: boolean }>
  > | null;
  readonly oldState?: ResourceState;
  readonly newState?: ResourceState;
}

/** What `pulumi preview --json` prints, as far as it is used here. */
export interface PreviewJson {
  readonly steps: readonly PreviewStep[];
  /** Number of steps by operation. */
  readonly changeSummary: Readonly<Record<string, number>>;
  readonly diagnostics?: readonly {
    readonly message?: string;
    readonly severity?: string;
    readonly urn?: string;
  }[];
}
