import * as pulumi from "@pulumi/pulumi";
import * as novita from "pulumi-novita";

const config = new pulumi.Config();

/** One GPU with SSH and a notebook; each setting can be changed with `pulumi config set`. */
const trainer = new novita.GpuInstance("trainer", {
  productId: config.get("productId") ?? "4090.16c62g.os",
  gpuNum: config.getNumber("gpuNum") ?? 1,
  rootfsSize: config.getNumber("rootfsSize") ?? 60,
  imageUrl: config.get("imageUrl") ?? "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
  ports: config.get("ports") ?? "22/tcp,8888/http",
  envs: [{ key: "NOTEBOOK_TOKEN", value: config.getSecret("notebookToken") ?? "change-me" }],
  lifecycle: { maxHourlyPrice: 2 },
});

export const id = trainer.id;
export const status = trainer.status;
export const endpoints = trainer.endpoints;
export const hourlyPrice = trainer.hourlyPrice;
