import { qualifiedTypeOf } from "./qualifiedType";

test.each([
  ["an instance by the dynamic class", "pulumi-nodejs:dynamic/novita:GpuInstance", "GpuInstance"],
  ["the same by the plugin", "novita:index:GpuInstance", "GpuInstance"],
  ["one in a component", "my:Pair$pulumi-nodejs:dynamic/novita:GpuInstance", "my:Pair$GpuInstance"],
  ["a child of an instance", "novita:index:GpuInstance$novita:index:GpuInstance", "GpuInstance$GpuInstance"],
  ["a component", "my:Pool$my:Pair", "my:Pool$my:Pair"],
  ["a stack", "pulumi:pulumi:Stack", ""],
])("%s", (_what, types, expected) => {
  expect(qualifiedTypeOf(`urn:pulumi:dev::shop::${types}::trainer`)).toBe(expected);
});
