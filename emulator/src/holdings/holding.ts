import type { Env, Meter } from "../instances/instance";

/** What the account has beside instances, as the service knows it. Clients see it through the operations of its kind. */

interface Common {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly removedAtMs: number | null;
  /** Lists do not show it before. */
  readonly listedAtMs: number;
  /** Whether the catalogue brought it: nobody created it, and it costs nothing. */
  readonly given: boolean;
}

export interface NetworkStorage extends Common {
  readonly kind: "networkStorage";
  readonly clusterId: string;
  readonly sizeGb: number;
  readonly meter: Meter;
}

/** A registry credential that is stored at the service. */
export interface RegistryAuth extends Common {
  readonly kind: "registryAuth";
  readonly username: string;
  readonly password: string;
}

export interface Network extends Common {
  readonly kind: "network";
  readonly clusterId: string;
  readonly segment: string;
  /** Null if it never will be. */
  readonly readyAtMs: number | null;
  /** What its state says is wrong from a moment on. */
  readonly failure: { readonly atMs: number; readonly message: string } | null;
}

/** Ports of one type, as templates group them. */
export interface PortGroup {
  readonly type: string;
  readonly ports: readonly number[];
}

/** What a create or an update says of a template. */
export interface TemplateOrder {
  readonly name: string;
  readonly readme: string;
  readonly type: string;
  readonly channel: string;
  readonly image: string;
  /** Id of a registry credential; empty if none. */
  readonly imageAuth: string;
  readonly startCommand: string;
  readonly entrypoint: string;
  readonly rootfsSize: number;
  readonly ports: readonly PortGroup[];
  readonly envs: readonly Env[];
  readonly minCudaVersion: string;
}

export interface Template extends Common, TemplateOrder {
  readonly kind: "template";
  readonly updatedAtMs: number;
}

/** A task that brings an image to a cluster before an instance needs it. */
export interface ImagePrewarm extends Common {
  readonly kind: "imagePrewarm";
  readonly imageUrl: string;
  readonly clusterId: string;
  /** Id of a registry credential; empty if none. */
  readonly repositoryAuth: string;
  readonly products: readonly { readonly productId: string; readonly productName: string }[];
  readonly note: string;
  /** Null if it stays pending. */
  readonly startsAtMs: number | null;
  /** Null if it goes on for ever. */
  readonly endsAtMs: number | null;
  /** Why it fails; none if it does not. */
  readonly reasons: readonly string[];
}

export type Holding = NetworkStorage | RegistryAuth | Network | Template | ImagePrewarm;
export type Kind = Holding["kind"];
export type HoldingOf<One extends Kind> = Extract<Holding, { readonly kind: One }>;
