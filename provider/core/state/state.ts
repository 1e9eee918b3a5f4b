import type { Instance } from "../../api/entities/instance";
import { harmless } from "../../api/redact";
import { rfc3339 } from "../../api/entities/rfc3339";
import type { Context } from "../model/context";
import { fields, type FieldName } from "../../resources/gpuInstance/generated/fields";
import { type Declared, liveInputs, withDrift } from "../../resources/gpuInstance/fromLive";
import {
  CHOSEN_KEY,
  type Computed,
  computedNames,
  CREDENTIAL_KEY,
  type Endpoint,
  type Inputs,
  OBSERVED_KEY,
  type State,
  TERM_KEY,
} from "../model/declaration";

/** What the service shows of an instance beside the inputs. */
export function computedOf(live: Instance, hourlyPrice: number | undefined): Computed {
  const endpoints = (live.ports ?? []).flatMap(({ port, type, endpoint }): Endpoint[] =>
    endpoint === undefined ? [] : [harmless({ port, type, url: endpoint })],
  );
  return defined<Computed>({
    status: live.status,
    statusMessage: live.statusMessage,
    endpoints,
    sshCommand: live.ssh?.command,
    sshPassword: live.ssh?.password,
    jupyterUrl: harmless(live.jupyter?.url),
    clusterName: harmless(live.clusterName),
    productName: harmless(live.productName),
    hourlyPrice,
    createdAt: rfc3339(live.createdAt),
  });
}

function defined<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** The inputs that a state (or a bag of inputs) holds, with the keys of the faces, and nothing computed. */
export function inputsOf(state: State | Inputs): Inputs {
  const chosen = state[CHOSEN_KEY] ?? [];
  const hidden = [OBSERVED_KEY, CHOSEN_KEY, CREDENTIAL_KEY, TERM_KEY];
  const left = new Set<string>([...computedNames, ...chosen, ...hidden]);
  const given = Object.entries(state).filter(([key, value]) => !left.has(key) && value !== undefined);
  return Object.fromEntries(given) as Inputs;
}

/** The user's own fields of a bag of inputs. */
export function fieldsOf(inputs: Inputs): Pick<Inputs, FieldName> {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => Object.hasOwn(fields, key))) as Pick<
    Inputs,
    FieldName
  >;
}

/** What the service chooses where nothing is declared; other resources may want to know it. */
const leftOpen = ["name", "clusterId"] as const;

/** What {@link stateOf} puts together. */
export interface StateParts {
  readonly inputs: Inputs;
  readonly live: Instance;
  readonly hourlyPrice?: number;
  readonly observed?: State[typeof OBSERVED_KEY];
  /** Fields whose change was accepted and may not be shown yet: they count as declared. */
  readonly pending?: readonly FieldName[];
  /** When the monthly term ended as of the last apply. Default: what the instance shows. */
  readonly termEndsAt?: number;
}

/** The whole state of a live instance: inputs (drifted ones as they really are) and everything computed. */
export function stateOf({ inputs, live, hourlyPrice, observed, pending = [], ...rest }: StateParts): State {
  const declared = fieldsOf(inputs);
  const others = Object.entries(inputs).filter(([key]) => !Object.hasOwn(fields, key) && key !== CHOSEN_KEY);
  const shown = Object.entries(liveInputs(live, declared)).filter(
    ([key]) => !pending.includes(key as FieldName),
  );
  const isOpen = (name: FieldName): boolean => !declared[name] || inputs[CHOSEN_KEY]?.includes(name) === true;
  const chosen = leftOpen.filter((name) => isOpen(name) && live[name] !== undefined);
  const termEndsAt = "termEndsAt" in rest ? rest.termEndsAt : live.endTime;
  return {
    ...Object.fromEntries(others),
    ...withDrift(Object.fromEntries(shown) as Declared, declared, observed),
    ...Object.fromEntries(chosen.map((name) => [name, harmless(live[name])])),
    ...(chosen.length > 0 && { [CHOSEN_KEY]: chosen }),
    ...(declared.imageAuth && live.imageAuthId && { [CREDENTIAL_KEY]: harmless(live.imageAuthId) }),
    ...computedOf(live, hourlyPrice),
    ...(observed && { [OBSERVED_KEY]: observed }),
    ...(termEndsAt !== undefined && { [TERM_KEY]: termEndsAt }),
  } as State;
}

/** The price of an instance as it really is; `fallback` where the service cannot be asked or does not say. */
export async function hourlyPriceOf(
  ctx: Context,
  inputs: Inputs,
  fallback?: number,
): Promise<number | undefined> {
  try {
    return (await ctx.prices.quote(inputs))?.hourlyUsd ?? fallback;
  } catch {
    // A price is worth showing, and never worth failing for.
    return fallback;
  }
}
