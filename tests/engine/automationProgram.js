"use strict";
/*
 * A program of the Automation API, as a user writes it: an inline program, brought through preview, up, refresh and
 * destroy. In a process of its own, since Pulumi's serializer needs Node's own module registry. Prints what came of it
 * as one line of JSON. The argument is the work folder.
 */
const { LocalWorkspace, PulumiCommand } = require("@pulumi/pulumi/automation");
const { GpuInstance } = require("pulumi-novita");

async function program() {
  const trainer = new GpuInstance("trainer", {
    productId: "4090.16c62g.os",
    gpuNum: 1,
    rootfsSize: 60,
    imageUrl: "nginx:1.27",
    ports: "80/http",
  });
  return { id: trainer.id, status: trainer.status };
}

async function main(workDir) {
  const stack = await LocalWorkspace.createStack(
    { projectName: "automation", stackName: "dev", program },
    { workDir, pulumiCommand: await PulumiCommand.get({ skipVersionCheck: true }) },
  );
  const preview = await stack.preview();
  const up = await stack.up();
  const refresh = await stack.refresh({ expectNoChanges: true });
  const destroy = await stack.destroy();
  return {
    preview: preview.changeSummary,
    up: up.summary.resourceChanges,
    outputs: Object.fromEntries(Object.entries(up.outputs).map(([name, { value }]) => [name, value])),
    refresh: refresh.summary.resourceChanges,
    destroy: destroy.summary.resourceChanges,
  };
}

main(process.argv[2]).then(
  (report) => process.stdout.write(`${JSON.stringify(report)}\n`),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);
