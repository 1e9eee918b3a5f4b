import type { World } from "../world";
import type { OrphanType } from "../orphans/waysOut";
import { type Charge, chargeOf, pricedFor } from "./charge";
import { readConnection } from "./settings";
import { type Balance, type Instance, type NovitaClient, NovitaError } from "../../provider/api";
import { listAll, whole } from "../../provider/core";
import { AnswerCache, createPriceList, roundUsd } from "../../provider/pricing";
import { listInstances, phaseOf } from "../../provider/resources/gpuInstance";
import { unmarked } from "../../provider/resources/imagePrewarm";
import { hourlyUsdOf } from "../../provider/resources/networkStorage";
import { listTemplates } from "../../provider/resources/template";

/** An instance of the account, and what it costs. */
export interface Charged {
  readonly live: Instance;
  readonly charge: Charge;
}

/** All of an account. */
export interface Account {
  readonly instances: readonly Instance[];
  /** Adds to instances what they cost. What keeps a price from being known is told to `warn`, once. */
  readonly charge: (
    instances: readonly Instance[],
    warn: (why: string) => void,
  ) => Promise<readonly Charged[]>;
  /** Everything that instances use and that a stack can have made, and what it costs. */
  readonly companions: () => Promise<readonly Companion[]>;
  readonly storages: () => Promise<readonly Companion[]>;
  /** What can be spent; `undefined` if the service does not say, which is told to `warn`. */
  readonly balance: (warn: (why: string) => void) => Promise<Balance | undefined>;
}

/** Something of the account that instances use, and what it costs. */
export interface Companion {
  readonly type: Exclude<OrphanType, "GpuInstance">;
  readonly live: Pick<Instance, "id" | "name" | "status" | "createdAt">;
  /** Of a storage, in GB. */
  readonly sizeGb?: number;
  /** USD an hour. Absent if the service does not say how large it is. */
  readonly hourlyUsd?: number;
}

/**
 * All instances of the account whose key is in the environment, but those that are gone.
 *
 * @throws NovitaError if the key is missing or not accepted, the service cannot be asked, or it does not show all:
 * a part of the list would look like a smaller bill.
 */
export async function readAccount(world: World): Promise<Account> {
  const client = world.connect(readConnection(world.env));
  const instances = whole(await listInstances(client, world.clock));
  return {
    instances: instances.filter((each) => phaseOf(each) !== "gone"),
    charge: (chosen, warn) => chargeAll(world, client, chosen, warn),
    companions: async () => [
      ...(await readStorages(world, client)),
      ...(await readCredentials(client)),
      ...(await readPrewarms(world, client)),
      ...(await readTemplates(world, client)),
      ...(await readNetworks(world, client)),
    ],
    storages: () => readStorages(world, client),
    balance: async (warn) => {
      try {
        return await client.getBalance();
      } catch (error) {
        if (!(error instanceof NovitaError)) throw error;
        warn(error.message);
        return undefined;
      }
    },
  };
}

async function readStorages({ clock }: World, client: NovitaClient): Promise<readonly Companion[]> {
  const all = whole(await listAll((query, options) => client.listNetworkStorages(query, options), clock));
  return all.map(({ id, name, createdAt, sizeGb, usdPerGbDay }) => ({
    type: "NetworkStorage",
    live: { id, name, status: "ready", createdAt },
    sizeGb,
    ...(sizeGb !== undefined && { hourlyUsd: roundUsd(hourlyUsdOf(sizeGb, usdPerGbDay)) }),
  }));
}

async function readCredentials(client: NovitaClient): Promise<readonly Companion[]> {
  const all = await client.listRegistryAuths();
  return all.map(({ id, name }) => costless("RegistryAuth", { id, name, status: "ready" }));
}

async function readPrewarms({ clock }: World, client: NovitaClient): Promise<readonly Companion[]> {
  const all = whole(await listAll((query, options) => client.listImagePrewarms(query, options), clock));
  return all.map(({ id, note = "", state = "unknown", createdAt }) =>
    costless("ImagePrewarm", { id, name: unmarked(note).name, status: state, createdAt }),
  );
}

async function readTemplates({ clock }: World, client: NovitaClient): Promise<readonly Companion[]> {
  const all = whole(await listTemplates(client, clock));
  return all.map(({ id, name, createdAt }) => costless("Template", { id, name, status: "ready", createdAt }));
}

async function readNetworks({ clock }: World, client: NovitaClient): Promise<readonly Companion[]> {
  const all = whole(await listAll((query, options) => client.listNetworks(query, options), clock));
  return all.map(({ id, name, createdAt, state = "unknown" }) =>
    costless("Network", { id, name, status: state, createdAt }),
  );
}

/** Something that Novita names no price of. */
function costless(type: Companion["type"], live: Companion["live"]): Companion {
  return { type, live, hourlyUsd: 0 };
}

async function chargeAll(
  { clock }: World,
  client: NovitaClient,
  instances: readonly Instance[],
  warn: (why: string) => void,
): Promise<readonly Charged[]> {
  const prices = createPriceList(client, new AnswerCache(clock));
  const problems = new Set<string>();
  const charged = await Promise.all(
    instances.map(async (live): Promise<Charged> => {
      const priced = pricedFor(live);
      const quote =
        priced &&
        (await prices.quote(priced).catch((error: unknown) => {
          if (!(error instanceof NovitaError)) throw error;
          problems.add(error.message);
          return undefined;
        }));
      return { live, charge: chargeOf(live, quote, clock.now()) };
    }),
  );
  problems.forEach(warn);
  return charged;
}
