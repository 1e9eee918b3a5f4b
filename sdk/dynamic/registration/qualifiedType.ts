import type * as pulumi from "@pulumi/pulumi";
import { qualifiedTypeOf } from "../../../provider/core/declaration";

/** A type with those of its parents, as a URN has it: two components may hold resources of one logical name. */
export function qualifiedType(type: string, parent: pulumi.Resource | undefined): pulumi.Input<string> {
  if (parent === undefined) return type;
  return parent.urn.apply((urn) => [qualifiedTypeOf(urn), type].filter((part) => part !== "").join("$"));
}
