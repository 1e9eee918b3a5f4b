import { FakeClock } from "../../api/fakeClock.testkit";
import { FakeAccount } from "../../resources/gpuInstance/fakeAccount.testkit";
import { Redactor } from "../../api";
import { type GpuContext, gpuContext, type Inputs, type State } from "../../resources/gpuInstance";
import type { Holding, OrphanPolicy } from "../model";

/** A life cycle under test: its context, the account it works on, the clock, and what it said. */
export interface Bed {
  readonly ctx: GpuContext;
  readonly account: FakeAccount;
  readonly clock: FakeClock;
  /** Every line, warnings with `warning: ` before them. */
  readonly lines: string[];
  /** The same account and clock, as a new process sees them. */
  restart(options?: BedOptions): Bed;
}

/** What can be set for a bed. */
export interface BedOptions {
  readonly orphans?: OrphanPolicy;
  readonly owner?: string;
  /** What the states of the project hold. */
  readonly holding?: Holding;
  /** The resource of the stack that has what is taken over by way of another provider. */
  readonly heldApart?: string;
}

/** A bed with an empty account. */
export function bed(options: BedOptions = {}): Bed {
  const clock = new FakeClock();
  return bedOn(clock, new FakeAccount(clock), options);
}

function bedOn(
  clock: FakeClock,
  account: FakeAccount,
  { orphans = "report", owner = "", holding = { stacks: new Map() }, heldApart }: BedOptions,
): Bed {
  const lines: string[] = [];
  const { client } = account;
  const ctx = gpuContext(client, {
    clock,
    random: () => 0.5,
    log: {
      info: (line) => lines.push(line),
      warn: (line) => lines.push(`warning: ${line}`),
      heard: async (line) => lines.push(line) > 0,
    },
    orphans,
    owner,
    states: { holding: async () => holding, heldApart: async () => heldApart },
    redactor: new Redactor(),
  });
  return { ctx, account, clock, lines, restart: (again = {}) => bedOn(clock, account, again) };
}

/** Whose declaration the instances of the tests are. Without an owner its tag is `22375b5a`. */
export const declaration = { project: "shop", stack: "dev", name: "trainer" } as const;

/** Checked inputs as create gets them, with the keys of a face. */
export const inputs = {
  name: "trainer-22375b5aa1b2c3",
  productId: "4090",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "ubuntu:22.04",
  ports: "80/http, 22/tcp",
  envs: [
    { key: "B", value: "canary-b" },
    { key: "A", value: "canary-a" },
  ],
  kind: "gpu",
  billingMode: "onDemand",
  __provider: "stub",
  __declaration: declaration,
} as unknown as Inputs & { readonly name: string };

/** A copy of inputs with other values; `undefined` leaves one out. */
export function inputsWith(
  changes: { readonly [K in keyof Inputs]?: Inputs[K] | undefined },
  base: Inputs = inputs,
): Inputs {
  return without({ ...base, ...changes });
}

/** Inputs as a read gives them back: without the name that create has given. */
export function unnamed({ name: _name, ...declared }: Inputs): Inputs {
  return declared as Inputs;
}

/** A copy of a state with other values; `undefined` leaves one out. */
export function stateWith(
  base: State,
  changes: { readonly [K in keyof State]?: State[K] | undefined },
): State {
  return without({ ...base, ...changes });
}

function without<T extends object>(values: object): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** What a promise is rejected with; an error of the test if it is not. */
export async function thrown(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("it should have failed");
}

/** A key of a state that only a face knows, such as `__provider`. */
export function keyOf(properties: object, key: string): unknown {
  return (properties as Readonly<Record<string, unknown>>)[key];
}
