import { type Project, readProject } from "./project";
import { readConnection } from "../account/settings";
import type { World } from "../world";
import {
  AuthenticationError,
  type CallOptions,
  defaultRetryLimits,
  InvalidRequestError,
  type NovitaClient,
  NovitaError,
} from "../../provider/api";

/** What the service said to one cheap call. */
export type Answered =
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string };

/** What the checks look at. */
export interface Site {
  readonly world: World;
  /** The folder of the Pulumi program, absolute. */
  readonly folder: string;
  readonly project: Project;
  /** Asks the service, once however often it is called. */
  readonly ask: () => Promise<Answered>;
  /** What the account can spend, in USD. @throws NovitaError if the service does not say. */
  readonly balance: () => Promise<number>;
}

/** Somebody waits for it. */
const BUDGET_MS = 20_000;
const ATTEMPTS = 2;

/** A site whose service has not been asked yet. */
export function createSite(world: World, folder: string): Site {
  let answer: Promise<Answered> | undefined;
  const balance = async (): Promise<number> => {
    const { client, options } = line(world);
    return (await client.getBalance(options)).availableUsd;
  };
  const project = readProject(folder);
  return { world, folder, project, ask: () => (answer ??= askService(world)), balance };
}

function line({ connect, env }: World): { readonly client: NovitaClient; readonly options: CallOptions } {
  const client = connect(readConnection(env));
  return { client, options: { withinMs: BUDGET_MS, limits: { ...defaultRetryLimits, attempts: ATTEMPTS } } };
}

/** Lists one instance: what a run does first, and what changes nothing. */
async function askService(world: World): Promise<Answered> {
  const { client, options } = line(world);
  const page = (pageNum: number): Promise<unknown> => client.listInstances({ pageSize: 1, pageNum }, options);
  try {
    // No page says whether the first page is 0 or 1.
    await page(0).catch((error: unknown) => {
      if (!(error instanceof InvalidRequestError)) throw error;
      return page(1);
    });
    return { kind: "accepted" };
  } catch (error) {
    if (error instanceof AuthenticationError) return { kind: "refused", why: error.message };
    if (error instanceof NovitaError) return { kind: "failed", why: error.message };
    throw error;
  }
}
