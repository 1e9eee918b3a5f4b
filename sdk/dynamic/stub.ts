import type * as pulumi from "@pulumi/pulumi";

/**
 * What Pulumi writes into every state file, as text, and runs from there: also years later, for refresh and destroy.
 * So it carries no logic and captures nothing: each method asks the installed package for what to do. Its text is the
 * same in every release, and the required path stays for ever; a test pins both.
 */
export const stub: pulumi.dynamic.ResourceProvider = {
  async configure(request) {
    return require("pulumi-novita/dynamic-provider").configure(request);
  },
  async check(olds, news) {
    return require("pulumi-novita/dynamic-provider").check(olds, news);
  },
  async diff(id, olds, news) {
    return require("pulumi-novita/dynamic-provider").diff(id, olds, news);
  },
  async create(inputs) {
    return require("pulumi-novita/dynamic-provider").create(inputs);
  },
  async read(id, props) {
    return require("pulumi-novita/dynamic-provider").read(id, props);
  },
  async update(id, olds, news) {
    return require("pulumi-novita/dynamic-provider").update(id, olds, news);
  },
  async delete(id, props) {
    return require("pulumi-novita/dynamic-provider").delete(id, props);
  },
};
Object.freeze(stub);
