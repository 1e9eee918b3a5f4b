/* eslint-disable @typescript-eslint/no-require-imports -- plain Node, without a compiler */
// Prints the text that Pulumi writes into a state for a GpuInstance, and what the class has loaded of what only the
// provider needs, as JSON. In a process of its own: the serializer looks modules up in Node's own registry, which a
// test runner replaces.
const { runtime } = require("@pulumi/pulumi");
const { GpuInstance } = require("../../dist/sdk/dynamic");
const loaded = ["axios", "ajv"].filter((name) => require.cache[require.resolve(name)] !== undefined);

runtime.setMocks({
  call: () => ({}),
  newResource: ({ name, inputs }) => {
    process.stdout.write(JSON.stringify({ text: inputs.__provider, loaded }));
    return { id: name, state: inputs };
  },
});
new GpuInstance("trainer", { productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx" });
