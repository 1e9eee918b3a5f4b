import { stillLines } from "./stillLines";

test("progress is left out but for the last of each resource, and what varies is made the same", () => {
  const lines = [
    "Updating (dev):",
    "",
    "@ updating....",
    " +  pulumi:pulumi:Stack shop-dev creating (0s)",
    " +  novita:GpuInstance trainer creating (0s)",
    "@ updating....",
    " +  \u001b[32mnovita:GpuInstance\u001b[0m trainer created (0.54s)",
    " +  pulumi:pulumi:Stack shop-dev created (12s)",
    "",
    "",
    '  id: "d939926f05444b0f", name: "trainer-1e6bef8853aaac"',
    "    + 2 created",
  ];
  expect(stillLines([{ command: "pulumi up", lines }])).toEqual([
    "\u001b[1m$ pulumi up\u001b[0m",
    "Updating (dev):",
    "",
    " +  \u001b[32mnovita:GpuInstance\u001b[0m trainer created (5s)",
    " +  pulumi:pulumi:Stack shop-dev created (5s)",
    "",
    '  id: "8097f1658f3e6ad1", name: "trainer-1e6bef881b2c3d"',
    "    + 2 created",
    "",
  ]);
});
