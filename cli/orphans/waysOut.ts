import { withArticle } from "../../provider/core";

/** The declaration whose instance an orphan is. */
export interface MadeFor {
  /** The state's file, as it was given. */
  readonly state: string;
  readonly project: string;
  readonly stack: string;
  /** The logical name of the resource. */
  readonly resource: string;
  readonly urn: string;
  /** Pulumi's word for what was interrupted, such as `creating`; `null` if nothing was. */
  readonly interrupted: string | null;
  /** The id of what the state holds for the same declaration. */
  readonly holds: string | null;
}

/** The classes whose resources may leave an orphan. */
export type OrphanType =
  "GpuInstance" | "ImagePrewarm" | "Network" | "NetworkStorage" | "RegistryAuth" | "Template";

/** What such a thing is called in sentences. */
export const nounOf: Readonly<Record<OrphanType, string>> = {
  GpuInstance: "instance",
  ImagePrewarm: "prewarm task",
  Network: "VPC network",
  NetworkStorage: "network storage",
  RegistryAuth: "registry credential",
  Template: "template",
};

/** What {@link waysOut} is told of an orphan. */
export interface Orphan {
  readonly type: OrphanType;
  readonly id: string;
  /** A monthly instance cannot be deleted before its term ends. */
  readonly isMonthly: boolean;
  /** Without a tag it has a name that the program fixes, which anybody may have given. */
  readonly isTagged: boolean;
  readonly madeFor: MadeFor | null;
}

/** What can be done about an orphan, in sentences. */
export function waysOut({ type, id, isMonthly, isTagged, madeFor }: Orphan): readonly string[] {
  const adopt = `lifecycle: { adopt: ${JSON.stringify(id)} }`;
  const stays = "It is paid for by the month and cannot be deleted before its term ends.";
  if (madeFor === null) {
    const remove = isMonthly ? stays : "Or delete it in Novita's console.";
    return [
      "It may belong to a stack that was not given: give the exports of all stacks of this account.",
      `Only if it is nobody's: declare ${withArticle(type)} with ${adopt} and run \`pulumi up\`. ${remove}`,
    ];
  }
  const remove = isMonthly ? stays : "Delete it in Novita's console.";
  const { resource, holds } = madeFor;
  return [
    isTagged
      ? "Make sure first that no other backend, organization or team with the same project and stack name has it: only the config novita:owner tells them apart."
      : "Its name is fixed in the program: make sure first that nobody else made it.",
    holds === null
      ? `Take it over: declare ${JSON.stringify(resource)} with ${adopt} and run \`pulumi up\`.`
      : `${JSON.stringify(resource)} has the ${nounOf[type]} ${holds} already. To keep this one too, declare another ${type} with ${adopt} and run \`pulumi up\`.`,
    remove,
  ];
}
