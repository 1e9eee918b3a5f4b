"use strict";
/* An instance as a dynamic resource of somebody's own: what it names envs is encrypted by nobody. */
const pulumi = require("@pulumi/pulumi");

const provider = { check: async (_olds, news) => ({ inputs: news }) };
const args = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  imageUrl: "nginx:1.27",
  envs: [{ key: "HF_TOKEN", value: "canary-hf" }],
};
new pulumi.dynamic.Resource(provider, "raw", args, {}, "novita", "GpuInstance");
