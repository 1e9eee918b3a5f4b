import type { Found, Properties } from "../core";

/*
 * Pulumi has no drift but that of inputs, so a thing that is not ready and should be shows as an input `status` that no
 * program declares. That makes it show in a refresh and has the next `pulumi up` repair it; it also brings back what a
 * refresh forgets, that a thing was not ready yet.
 */

/** The inputs of a read, with the mark if the thing is not ready and should be. */
export function withHalt({ state, inputs, isHalted }: Found): object {
  return isHalted ? { ...inputs, status: state.status } : inputs;
}

/** The program's inputs without a mark that `ignoreChanges` has carried into them. */
export function withoutHalt(olds: Properties, news: Properties): Properties {
  const { status, ...others } = news;
  return status !== undefined && status === olds.status ? others : news;
}
