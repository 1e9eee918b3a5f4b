import type * as pulumi from "@pulumi/pulumi";
import { qualifiedTypeOf } from "../../provider/core";

const TYPE = "GpuInstance";

/**
 * The type of a GPU instance with those of its parents, as a URN has it: two components may hold instances of one logical
 * name.
 */
export function qualifiedType(parent: pulumi.Resource | undefined): pulumi.Input<string> {
  if (parent === undefined) return TYPE;
  return parent.urn.apply((urn) => [qualifiedTypeOf(urn), TYPE].filter((part) => part !== "").join("$"));
}
