import { admitAgain } from "../instances/admit";
import { resolveMounts } from "../instances/place";
import { resetTurn } from "../instances/turns";
import { checkMountPaths } from "../requests/create";
import { MOST_COMMAND_CHARS, MOST_IMAGE_CHARS, readEnvs, readVolumeMounts } from "../requests/parts";
import type { Operation } from "./operation";
import { needStatus, target } from "./target";

/** New image, environment, command and mounts, all of them every time; resets the instance. */
export const upgrade: Operation = {
  name: "upgrade",
  method: "POST",
  path: "/gpu/instance/upgrade",
  run: (world, { body }) => {
    const instance = target(world, body);
    const wanted = readVolumeMounts(body);
    checkMountPaths(wanted);
    body.flag("save", { required: true });
    const changes = {
      imageUrl: body.text("imageUrl", { min: 1, max: MOST_IMAGE_CHARS, required: true }),
      imageAuthId: body.text("imageAuthId"),
      envs: readEnvs(body, true),
      command: body.text("command", { max: MOST_COMMAND_CHARS, required: true }),
      entrypoint: body.text("entrypoint", { max: MOST_COMMAND_CHARS, required: true }),
      mounts: resolveMounts(world.catalogue, wanted, instance.clusterId),
    };
    needStatus(instance, ["running", "exited"]);
    admitAgain(world, instance);
    resetTurn(world, instance, changes);
  },
};
