import { ApiError } from "../../errors";
import { admitAgain } from "../../instances/admit";
import { isLeaving, isPrepaid } from "../../instances/instance";
import { migrateTurn, removeTurn, restartTurn, startTurn, stopTurn } from "../../instances/turns";
import type { Operation } from "../operation";
import { needStatus, target } from "./target";

export const start: Operation = {
  name: "start",
  method: "POST",
  path: "/gpu/instance/start",
  run: (world, { body }) => {
    const instance = target(world, body);
    needStatus(world, instance, ["exited"]);
    if (instance.spotReclaimAtMs !== null && world.quirks.reclaimedStart === "refused")
      throw new ApiError("INSUFFICIENT_RESOURCE");
    admitAgain(world, instance);
    return { instanceId: instance.id, state: startTurn(world, instance).status };
  },
};

export const stop: Operation = {
  name: "stop",
  method: "POST",
  path: "/gpu/instance/stop",
  run: (world, { body }) => {
    const instance = target(world, body);
    needStatus(world, instance, ["running"]);
    return { instanceId: instance.id, state: stopTurn(world, instance).status };
  },
};

export const restart: Operation = {
  name: "restart",
  method: "POST",
  path: "/gpu/instance/restart",
  run: (world, { body }) => {
    const instance = target(world, body);
    needStatus(world, instance, ["running"]);
    restartTurn(world, instance);
  },
};

/** In any state for pay-as-you-go; never for a monthly instance whose time is not over. */
export const remove: Operation = {
  name: "delete",
  method: "POST",
  path: "/gpu/instance/delete",
  run: (world, { body }) => {
    const instance = target(world, body);
    if (isPrepaid(instance)) throw new ApiError("PREPAID_INSTANCE_NOT_SUPPORT_RELEASE");
    if (!isLeaving(instance)) removeTurn(world, instance);
  },
};

export const migrate: Operation = {
  name: "migrate",
  method: "POST",
  path: "/gpu/instance/migrate",
  run: (world, { body }) => {
    const instance = target(world, body);
    needStatus(world, instance, ["running", "exited"]);
    admitAgain(world, instance, "MIGRATE_INSUFFICIENT_RESOURCE");
    migrateTurn(world, instance);
  },
};
