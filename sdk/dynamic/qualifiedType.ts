import type * as pulumi from "@pulumi/pulumi";

const TYPE = "GpuInstance";
const STACK = "pulumi:pulumi:Stack";
/** What stands before the type of a resource of ours: the dynamic class, the plugin. */
const OURS = /^(pulumi-nodejs:dynamic\/novita|novita:index):/;

/**
 * The type of a GPU instance with those of its parents, as a URN has it: two components may hold instances of one logical
 * name. The last part is the same for every face, however Pulumi calls the type there.
 */
export function qualifiedType(parent: pulumi.Resource | undefined): pulumi.Input<string> {
  if (parent === undefined) return TYPE;
  return parent.urn.apply((urn) => {
    const [, , types = ""] = urn.split("::");
    if (types === "" || types === STACK) return TYPE;
    return [...types.split("$").map((type) => type.replace(OURS, "")), TYPE].join("$");
  });
}
