const STACK = "pulumi:pulumi:Stack";
/** What stands before the type of a resource of ours: the dynamic class, the plugin. */
const OURS = /^(pulumi-nodejs:dynamic\/novita|novita:index):/;

/**
 * The qualified type in a URN as every face writes it in a declaration: `my:Component$GpuInstance`.
 *
 * @param urn Of a resource of ours, or of its parent: then the types that stand before its own; empty for a stack's.
 */
export function qualifiedTypeOf(urn: string): string {
  const [, , types = ""] = urn.split("::");
  if (types === STACK) return "";
  return types
    .split("$")
    .map((type) => type.replace(OURS, ""))
    .join("$");
}
