import type { Birth, BirthKind } from "../instances/lifecycle";

/** What a fault does to a request. `process` says whether the operation is carried out all the same. */
export type Effect =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers: Readonly<Record<string, string>>;
      readonly process: boolean;
    }
  | { readonly kind: "reset"; readonly process: boolean }
  | { readonly kind: "hang"; readonly process: boolean; readonly ms?: number }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "body"; readonly body: string; readonly process: boolean }
  | { readonly kind: "late"; readonly ms: number }
  | { readonly kind: "stuck"; readonly status: string }
  | { readonly kind: "fail"; readonly message: string }
  | { readonly kind: "invisible"; readonly ms: number };

export type EffectKind = Effect["kind"];

/** What a fault is on: an operation, by its name and by what may be done to what it creates. */
export interface Target {
  readonly name: string;
  readonly births?: readonly BirthKind[];
}

/** Whether an effect is on the exchange, so that any operation can have it, or on what is created: then the kind of it. */
export function birthKindOf({ kind }: Effect): BirthKind | undefined {
  return kind === "stuck" || kind === "fail" || kind === "invisible" ? kind : undefined;
}

/** What an effect means for what the request creates. */
export function birthOf(effect: Effect | undefined): Birth {
  switch (effect?.kind) {
    case "stuck":
      return { stuckAt: effect.status };
    case "fail":
      return { failure: effect.message };
    case "invisible":
      return { invisibleMs: effect.ms };
    default:
      return {};
  }
}
