import * as novita from "pulumi-novita";
import { GpuInstance } from "pulumi-novita";

const trainer = new novita.GpuInstance("trainer", {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  ports: "80/http",
});

export const id = trainer.id;
export const status = trainer.status;
export const isOne = trainer instanceof GpuInstance;
