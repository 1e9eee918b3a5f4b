import type { MadeFor } from "./report";

/** What {@link waysOut} is told of a leftover. */
export interface Leftover {
  readonly id: string;
  /** A monthly instance cannot be deleted before its term ends. */
  readonly isMonthly: boolean;
  readonly madeFor: MadeFor | null;
}

/** What can be done about a leftover, in sentences. */
export function waysOut({ id, isMonthly, madeFor }: Leftover): readonly string[] {
  const adopt = `lifecycle: { adopt: ${JSON.stringify(id)} }`;
  const remove = isMonthly
    ? "It is paid for by the month and cannot be deleted before its term ends."
    : "Delete it in Novita's console.";
  if (madeFor === null) {
    return [
      "It may belong to a stack that was not given: give the exports of all stacks of this account.",
      `If it is nobody's, take it over: declare a GpuInstance with ${adopt} and run \`pulumi up\`.`,
      remove,
    ];
  }
  const { resource, holds } = madeFor;
  return [
    holds === null
      ? `Take it over: declare ${JSON.stringify(resource)} with ${adopt} and run \`pulumi up\`.`
      : `${JSON.stringify(resource)} has the instance ${holds} already. To keep this one too, declare another GpuInstance with ${adopt} and run \`pulumi up\`.`,
    remove,
  ];
}
