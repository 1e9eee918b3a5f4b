"use strict";
const pulumi = require("@pulumi/pulumi");
const { chosen, made } = require("../noop/instance");

/** Does nothing, at once, and hands back as many properties as an instance has. */
const provider = {
  async check(olds, news) {
    return { inputs: { ...news, ...chosen } };
  },
  async diff(id, olds, news) {
    return { changes: news.imageUrl !== olds.imageUrl };
  },
  async create(inputs) {
    return { id: `noop-${Math.random()}`, outs: { ...inputs, ...made } };
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
