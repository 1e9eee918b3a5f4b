// Prints the text that Pulumi writes into a state for the stub. In a process of its own: the serializer looks modules
// up in Node's own registry, which a test runner replaces.
const { serializeFunction } = require("@pulumi/pulumi/runtime/closure/serializeClosure");
const { stub } = require("../../dist/sdk/dynamic/stub");

serializeFunction(() => stub).then(({ text }) => process.stdout.write(text));
