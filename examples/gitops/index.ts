import * as pulumi from "@pulumi/pulumi";
import * as novita from "pulumi-novita";
import { readFleet } from "./fleet";
import { ownToken } from "./ownToken";

const config = new pulumi.Config();
const groups = readFleet(config.getObject("fleet"), pulumi.getStack());
/** Given by ci/power.sh alone: in every other run the instances stay as it has switched them. */
const power = config.get<"on" | "off">("power", { allowedValues: ["on", "off"] });
const notebookToken = config.requireSecret("notebookToken").apply(ownToken);

/** `trainer-1`, `trainer-2`...: a smaller count takes the last ones away and leaves the others alone. */
const instances = groups.flatMap(({ name, count, maxHourlyPrice, ...args }) =>
  Array.from({ length: count }, (_, index) => {
    const logicalName = `${name}-${index + 1}`;
    const instance = new novita.GpuInstance(
      logicalName,
      {
        ...args,
        envs: [{ key: "NOTEBOOK_TOKEN", value: notebookToken }],
        lifecycle: { maxHourlyPrice, power },
      },
      power === undefined ? { ignoreChanges: ["lifecycle.power"] } : {},
    );
    return [logicalName, instance] as const;
  }),
);

export const endpoints = Object.fromEntries(instances.map(([name, { endpoints }]) => [name, endpoints]));
export const hourlyPrice = Object.fromEntries(
  instances.map(([name, { hourlyPrice }]) => [name, hourlyPrice]),
);
