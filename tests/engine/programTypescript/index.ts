import * as novita from "pulumi-novita";
import type { Endpoint, GpuInstanceArgs } from "pulumi-novita";

const args: GpuInstanceArgs = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
  ports: "22/tcp,8888/http",
  envs: [{ key: "NOTEBOOK_TOKEN", value: "canary-env" }],
  lifecycle: { maxHourlyPrice: 2 },
};
const trainer = new novita.GpuInstance("trainer", args);

export const notebook = trainer.endpoints.apply(
  (endpoints: Endpoint[] | undefined) => endpoints?.find(({ port }) => port === 8888)?.url,
);
export const id = trainer.id;
