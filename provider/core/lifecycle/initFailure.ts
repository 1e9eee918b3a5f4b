import type { State } from "../model/declaration";

/**
 * The instance exists, and is not (or not yet) as declared. Pulumi keeps the resource with this id and these
 * properties, fails the deployment with the reasons, and calls update at the next `pulumi up`.
 */
export class InitFailure extends Error {
  override readonly name = "InitFailure";

  constructor(
    readonly id: string,
    /** The whole state, with everything that a later delete needs. */
    readonly properties: State,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join(" "));
  }
}
