/** A step as `pulumi preview --json` has it; values that a test does not name are those of a plain instance. */
export interface StepParts {
  readonly op: string;
  readonly name?: string;
  readonly type?: string;
  /** Of the old state; null if it has none. */
  readonly id?: string | null;
  /** Inputs in the state; no old state if it is absent. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  /** Of the old state: `retainOnDelete`, `external`, `delete` */
  readonly flags?: readonly string[];
  /** Of the old state. */
  readonly deletedWith?: string;
  /** Declared inputs; no new state if it is absent. */
  readonly after?: Readonly<Record<string, unknown>>;
  readonly differs?: readonly string[];
  readonly replaces?: readonly string[];
  /** Of the old and the new state. */
  readonly trigger?: readonly [before: unknown, after: unknown];
  /** Of the new state: URNs. */
  readonly replaceWith?: readonly string[];
}

/** Checked inputs of a plain instance. */
export const plainInputs = {
  __provider: "stub",
  productId: "4090",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  kind: "gpu",
  billingMode: "onDemand",
} as const;

/** The type of an instance in a program with the dynamic provider. */
export const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/novita:GpuInstance";

/** One step, as JSON. */
export function stepOf(parts: StepParts): object {
  const {
    op,
    name = "trainer",
    type = DYNAMIC_TYPE,
    id = `id-${parts.name ?? "trainer"}`,
    before,
    after,
    differs = [],
    replaces = [],
  } = parts;
  const { outputs = {}, initErrors, flags = [], deletedWith, trigger = [], replaceWith } = parts;
  return {
    op,
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    ...(before && {
      oldState: {
        type,
        id,
        inputs: { ...plainInputs, ...before },
        outputs: { ...plainInputs, ...before, ...outputs },
        ...(initErrors && { initErrors }),
        ...(deletedWith !== undefined && { deletedWith }),
        ...Object.fromEntries(flags.map((flag) => [flag, true])),
        ...(trigger[0] !== undefined && { replacementTrigger: trigger[0] }),
      },
    }),
    ...(after && {
      newState: {
        type,
        inputs: { ...plainInputs, ...after },
        ...(trigger[1] !== undefined && { replacementTrigger: trigger[1] }),
        ...(replaceWith && { replaceWith }),
      },
    }),
    detailedDiff:
      differs.length === 0 ? null : Object.fromEntries(differs.map((key) => [key, { kind: "update" }])),
    ...(replaces.length > 0 && { replaceReasons: replaces }),
  };
}

/** The text of a preview. */
export function previewText(
  steps: readonly StepParts[],
  { diagnostics = [], same = 0 }: { readonly diagnostics?: readonly unknown[]; readonly same?: number } = {},
): string {
  return JSON.stringify({ steps: steps.map(stepOf), diagnostics, changeSummary: { same } });
}
