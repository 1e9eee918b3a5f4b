import { admitAgain } from "../../instances/admit";
import { notePrivate } from "../../instances/images";
import { resolveMounts } from "../../instances/place";
import { resetTurn } from "../../instances/turns";
import { checkMountPaths } from "../../requests/create";
import { MOST_COMMAND_CHARS, MOST_IMAGE_CHARS, readEnvs, readVolumeMounts } from "../../requests/parts";
import type { Operation } from "../operation";
import { needStatus, target } from "./target";

/** New image, environment, command and mounts, all of them every time: what is left out is empty. Resets the instance. */
export const upgrade: Operation = {
  name: "upgrade",
  method: "POST",
  path: "/gpu/instance/upgrade",
  run: (world, { body }) => {
    const instance = target(world, body);
    const required = world.quirks.upgradeOmitted === "reject";
    const wanted = readVolumeMounts(body, required);
    checkMountPaths("networkVolume.volumeMounts", wanted);
    body.flag("save", { required });
    const imageAuthId = body.text("imageAuthId");
    const changes = {
      imageUrl: body.text("imageUrl", { min: 1, max: MOST_IMAGE_CHARS, required: true }),
      imageAuthId,
      hasCredential: imageAuthId !== "",
      envs: readEnvs(body, required),
      command: body.text("command", { max: MOST_COMMAND_CHARS, required }),
      entrypoint: body.text("entrypoint", { max: MOST_COMMAND_CHARS, required }),
      mounts: resolveMounts(world, wanted, instance.clusterId),
    };
    needStatus(world, instance, ["running", "exited"]);
    admitAgain(world, instance);
    if (changes.hasCredential) notePrivate(world, changes.imageUrl);
    resetTurn(world, instance, changes);
  },
};
