import { create } from "../../resources/gpuInstance/bound.testkit";
import { bed, type Bed, inputs } from "./context.testkit";
import type { Call } from "../../resources/gpuInstance/fakeAccount.testkit";
import { type Operation, operations } from "../../api";
import type { Inputs, State } from "../../resources/gpuInstance";

/** A bed with one instance that runs as declared, and a process that knows nothing yet. */
export async function running(
  declared: Inputs = inputs,
  prepare: (it: Bed) => void = () => undefined,
): Promise<Bed & { readonly id: string; readonly state: State }> {
  const first = bed();
  prepare(first);
  const { id, state } = await create(first.ctx, declared);
  first.account.clear();
  return { ...first.restart(), id, state };
}

const reading = Object.entries<Operation>(operations).flatMap(([name, { repeatable }]) =>
  repeatable === "read" ? [name] : [],
);

/** The calls that change something, with what was sent. */
export function changes({ account }: Pick<Bed, "account">): unknown[] {
  return account.calls
    .filter(({ name }) => !reading.includes(name))
    .map(({ name, args }: Call) => [name, ...args]);
}
