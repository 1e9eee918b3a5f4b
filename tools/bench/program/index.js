"use strict";
// Declares BENCH_COUNT resources: GPU instances, or with BENCH_KIND=noop as many with as many properties that do nothing.
const { GpuInstance } = require("pulumi-novita");
const { Noop } = require("./noop");

const args = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  ports: "80/http",
  envs: [{ key: "LEVEL", value: "info" }],
  lifecycle: { maxHourlyPrice: 1 },
};

const Resource = process.env.BENCH_KIND === "noop" ? Noop : GpuInstance;
for (let index = 1; index <= Number(process.env.BENCH_COUNT); index += 1)
  new Resource(`worker-${index}`, args);
