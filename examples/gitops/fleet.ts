import { RunError } from "@pulumi/pulumi";
import { z } from "zod";

/** One kind of instance, `count` times. Its fields are those of `novita.GpuInstance`, which checks their bounds. */
const group = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, "must be small letters, digits and dashes, at most 31, a letter first"),
  count: z.int().min(0).max(16),
  productId: z.string(),
  gpuNum: z.int(),
  rootfsSize: z.int(),
  imageUrl: z.string(),
  ports: z.string().optional(),
  billingMode: z.enum(["onDemand", "spot"]).default("onDemand"),
  /** USD for one instance of the group. Required: a fleet without a cap is a bill without one. */
  maxHourlyPrice: z.number().positive(),
});

export type Group = z.infer<typeof group>;

const fleet = z.array(group).superRefine((groups, { addIssue }) => {
  const names = groups.map(({ name }) => name);
  for (const [at, name] of names.entries())
    if (names.indexOf(name) !== at)
      addIssue({ code: "custom", path: [at, "name"], message: `"${name}" is the name of an earlier group` });
});

/**
 * Reads what a stack's file says under `novita-gitops:fleet`.
 *
 * @throws RunError, which Pulumi prints without a stack trace: every mistake with its place, and where to mend it
 */
export function readFleet(value: unknown, stack: string): readonly Group[] {
  const read = fleet.safeParse(value);
  if (read.success) return read.data;
  throw new RunError(
    `Pulumi.${stack}.yaml: the config novita-gitops:fleet is not valid.\n${z.prettifyError(read.error)}\nCorrect the file; Pulumi.prod.yaml shows a whole one.`,
  );
}
