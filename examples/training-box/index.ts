import * as pulumi from "@pulumi/pulumi";
import * as novita from "pulumi-novita";

const config = new pulumi.Config();
const clusterId = config.get("clusterId") ?? "us-ca-6";

/** Stays when the box goes, and is billed until the stack is destroyed. */
const data = new novita.NetworkStorage("data", { clusterId, size: config.getNumber("storageSize") ?? 100 });

/** A new password is a new credential: the box is reset to it, then the old one is deleted. */
const registry = new novita.RegistryAuth("registry", {
  username: config.require("registryUser"),
  password: config.requireSecret("registryPassword"),
});

/** `pulumi config set running false` and `pulumi up` end the bill of the box, and keep the data. */
const box = (config.getBoolean("running") ?? true) ? declareBox() : undefined;

function declareBox(): novita.GpuInstance {
  const { products } = novita.getGpuProductsOutput({
    clusterId,
    minGpuMemory: 24,
    maxHourlyPrice: 2,
    inStock: true,
  });
  const cheapest = products.apply(([first]) => {
    if (first === undefined)
      throw new Error(`No GPU of 24 GB up to $2.00 an hour is in stock in ${clusterId}.`);
    return first.id;
  });
  return new novita.GpuInstance(
    "box",
    {
      productId: config.get("productId") ?? cheapest,
      gpuNum: 1,
      rootfsSize: 60,
      imageUrl: config.require("imageUrl"),
      imageAuthId: registry.id,
      clusterId,
      networkStorages: [{ id: data.id, mountPoint: "/data" }],
      ports: "22/tcp",
      lifecycle: { maxHourlyPrice: 2 },
    },
    // The cheapest product of tomorrow does not replace the box of today.
    { ignoreChanges: ["productId"] },
  );
}

export const storageId = data.id;
export const product = box?.productName;
export const hourlyPrice = box?.hourlyPrice;
export const sshCommand = box?.sshCommand;
