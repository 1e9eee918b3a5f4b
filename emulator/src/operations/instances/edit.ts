import { ApiError } from "../../errors";
import { change } from "../../instances/change";
import type { Instance, Step } from "../../instances/instance";
import { editsOf, inOrder } from "../../instances/lifecycle";
import { invalid, type Fields } from "../../requests/fields";
import { checkTogether, portsFromList } from "../../requests/ports";
import type { World } from "../../world";
import type { Operation } from "../operation";
import { needStatus, target } from "./target";

/** Ports as a whole, and root disk by an increment; both without a restart. */
export const edit: Operation = {
  name: "edit",
  method: "POST",
  path: "/gpu/instance/edit",
  run: (world, { body }) => {
    const instance = target(world, body);
    const set = { ports: newPorts(world, instance, body), rootfsGb: newRootfs(instance, body) };
    needStatus(world, instance, ["running", "exited"]);
    if (editsOf(instance).length > 0)
      throw new ApiError("OPERATION_LIMIT", "an edit of this instance is still being applied");
    takeEffect(world, instance, set);
  },
};

function newPorts(world: World, instance: Instance, body: Fields): Instance["ports"] {
  const ports = portsFromList(body.objects("ports"));
  const { editOmittedPorts } = world.quirks;
  if (editOmittedPorts === "keep" && !body.has("ports")) return instance.ports;
  if (editOmittedPorts === "keepEmpty" && ports.length === 0) return instance.ports;
  checkTogether(ports, instance.tools);
  return ports;
}

function newRootfs(instance: Instance, body: Fields): number {
  const rootfsGb = instance.rootfsGb + body.integer("expandRootDisk", { min: 0 });
  if (rootfsGb <= instance.maxRootfsGb) return rootfsGb;
  throw invalid(
    "expandRootDisk",
    `root disk would be ${rootfsGb} GB, the product allows ${instance.maxRootfsGb} GB`,
  );
}

function takeEffect(world: World, instance: Instance, set: Partial<Instance>): void {
  const now = world.clock.now();
  const ms = world.quirks.editEffect === "late" ? world.state.settings.bootMs / 4 : 0;
  const step: Step = { atMs: now + ms, what: "edit", set };
  if (ms === 0) change(world, instance, set, now);
  else change(world, instance, { steps: inOrder([...instance.steps, step]) }, now);
}
