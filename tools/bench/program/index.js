"use strict";
// Declares BENCH_COUNT resources of BENCH_KIND: GPU instances, or as many with as many properties that do nothing, of a dynamic
// provider or of a plugin.
const pulumi = require("@pulumi/pulumi");
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

const ofPlugin = (type) =>
  class extends pulumi.CustomResource {
    constructor(name, args) {
      super(type, name, { ...args, envs: pulumi.secret(args.envs) });
    }
  };

const kinds = {
  dynamic: GpuInstance,
  dynamicNoop: Noop,
  plugin: ofPlugin("novita:index:GpuInstance"),
  pluginNoop: ofPlugin("noop:index:Noop"),
  pluginNoopReadFirst: ofPlugin("noop:index:ReadFirst"),
};
const Resource = kinds[process.env.BENCH_KIND];
for (let index = 1; index <= Number(process.env.BENCH_COUNT); index += 1)
  new Resource(`worker-${index}`, args);
