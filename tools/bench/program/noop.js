"use strict";
const pulumi = require("@pulumi/pulumi");

/** Does nothing, at once, and hands back as many properties as an instance has. */
const provider = {
  async check(olds, news) {
    return { inputs: { ...news, kind: "gpu", billingMode: "onDemand", autoRenew: false } };
  },
  async diff(id, olds, news) {
    return { changes: news.imageUrl !== olds.imageUrl };
  },
  async create(inputs) {
    const outs = {
      ...inputs,
      name: "worker-1-29030ea079f726",
      clusterId: "us-ca-6",
      clusterName: "US-CA-06 (California)",
      createdAt: "2026-01-01T00:00:00Z",
      endpoints: [
        { port: 80, protocol: "http", address: "https://0a1b2c3d-80.us-ca-6.gpu-instance.novita.ai" },
      ],
      hourlyPrice: 0.35,
      productName: "RTX 4090 24GB",
      sshCommand: "ssh root@proxy.us-ca-6.gpu-instance.novita.ai -p 34567",
      sshPassword: "0a1b2c3d4e5f",
      status: "running",
    };
    return { id: `noop-${Math.random()}`, outs };
  },
  async read(id, props) {
    return { id, props };
  },
  async update(id, olds, news) {
    return { outs: { ...olds, ...news } };
  },
  async delete() {},
};

exports.Noop = class Noop extends pulumi.dynamic.Resource {
  constructor(name, args) {
    const declaration = { organization: "organization", project: "bench", stack: "dev", type: "Noop", name };
    super(
      provider,
      name,
      { ...args, envs: pulumi.secret(args.envs), __declaration: declaration },
      {},
      "bench",
      "Noop",
    );
  }
};
