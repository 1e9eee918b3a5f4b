import type { ResourceValidationArgs } from "@pulumi/policy";
import { type InstancePolicy, strayOptions, toPulumi } from "./policy";

const INSTANCE_TYPE = "pulumi-nodejs:dynamic/novita:GpuInstance";

const policy: InstancePolicy<{ readonly most: number }> = {
  name: "few-gpus",
  description: "Instances are small.",
  options: { most: { type: "integer", default: 4, description: "Most GPUs." } },
  violations: ({ name, props }, { most }) =>
    Number(props.gpuNum) > most ? [`${name} has ${String(props.gpuNum)}.`, `More than ${most}.`] : [],
};

/** What is reported of a resource. */
async function reported(type: string, config: object): Promise<string[]> {
  const { validateResource } = toPulumi(policy);
  if (typeof validateResource !== "function") throw new Error("The policy validates nothing.");
  const said: string[] = [];
  const args: Partial<ResourceValidationArgs> = {
    type,
    name: "trainer",
    props: { gpuNum: 8 },
    getConfig: <T>() => config as T,
    opts: {
      additionalSecretOutputs: [],
      protect: false,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
  };
  await validateResource(args as ResourceValidationArgs, (message) => void said.push(String(message)));
  return said;
}

test("Pulumi is told name, description and options, and that a violation stops", () => {
  const { validateResource: _, ...head } = toPulumi(policy);
  expect(head).toEqual({
    name: "few-gpus",
    description: "Instances are small.",
    enforcementLevel: "mandatory",
    configSchema: { properties: { most: { type: "integer", default: 4, description: "Most GPUs." } } },
  });
});

test("each violation is reported by itself", async () => {
  expect(await reported(INSTANCE_TYPE, { most: 4 })).toEqual(["trainer has 8.", "More than 4."]);
  expect(await reported(INSTANCE_TYPE, { most: 8 })).toEqual([]);
});

test("nothing is said of another resource", async () => {
  expect(await reported("aws:ec2/instance:Instance", { most: 4 })).toEqual([]);
});

test("a misspelt option is a violation, because the limit that was meant does not hold", async () => {
  const stray =
    'The policy config sets "moist", which is no option of few-gpus. Its options: most. Correct the file given as --policy-pack-config.';
  expect(await reported(INSTANCE_TYPE, { most: 8, moist: 4 })).toEqual([stray]);
  expect(strayOptions(policy, { most: 8, moist: 4 })).toEqual([stray]);
});
