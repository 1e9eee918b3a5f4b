import * as pulumi from "@pulumi/pulumi";
import * as novita from "pulumi-novita";
import { GpuInstance } from "pulumi-novita";

/** A component hands the option `deletedWith` on to its children, which only the engine knows. */
class Pool extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("acme:index:Pool", name, {}, opts);
  }
}
const site = new Pool("site");
const pool = new Pool("pool", { deletedWith: site });

const trainer = new novita.GpuInstance(
  "trainer",
  {
    productId: "4090.16c62g.os",
    gpuNum: 1,
    rootfsSize: 60,
    imageUrl: "nginx:1.27",
    ports: "80/http",
    envs: [{ key: "TOKEN", value: "canary-env" }],
  },
  { parent: pool, customTimeouts: { create: "19m" } },
);

export const id = trainer.id;
export const status = trainer.status;
export const isOne = trainer instanceof GpuInstance;
