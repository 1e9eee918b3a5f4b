import type { World } from "../world";
import { newSsh, send, type Way } from "./lifecycle";
import { pullFailure } from "./images";
import type { Instance } from "./instance";

/** The turns that an instance's life can take once it exists. Each starts now and says what the instance is from then on. */

export function startTurn(world: World, instance: Instance): Instance {
  const ms = world.state.settings.bootMs / 2;
  return send(world, instance, {
    through: ["toStart", "starting"],
    ...bootEnd(world, instance, ms),
    ms,
    now: { holdsMachine: true, ...recovered(instance) },
  });
}

export function stopTurn(world: World, instance: Instance): Instance {
  const ms = world.state.settings.bootMs / 2;
  return send(world, instance, {
    through: ["toStop", "stopping"],
    to: "exited",
    ms,
    then: { holdsMachine: false, stoppedAtMs: world.clock.now() + ms },
  });
}

export function restartTurn(world: World, instance: Instance): Instance {
  return send(world, instance, {
    through: ["toRestart", "restarting"],
    to: "running",
    ms: world.state.settings.bootMs / 2,
    then: { ssh: newSsh(world) },
  });
}

/** The reset that an upgrade brings. `changes` are true at once: the service keeps its new orders, not the old container. */
export function resetTurn(world: World, instance: Instance, changes: Partial<Instance>): Instance {
  const ms = world.state.settings.bootMs;
  return send(world, instance, {
    through: ["toReset", "resetting"],
    ...bootEnd(world, { ...instance, ...changes }, ms),
    ms,
    now: { ...changes, holdsMachine: true, ...recovered(instance) },
  });
}

export function migrateTurn(world: World, instance: Instance): Instance {
  const ms = world.state.settings.bootMs;
  return send(world, instance, {
    through: ["migrating"],
    ...bootEnd(world, instance, ms),
    ms,
    now: { holdsMachine: true, ...recovered(instance), ...onNewMachine(instance) },
    job: "instanceMigrate",
  });
}

export function removeTurn(world: World, instance: Instance): Instance {
  const ms = world.state.settings.deleteMs;
  return send(
    world,
    { ...instance, steps: [] },
    {
      through: ["toRemove", "removing"],
      to: "removed",
      ms,
      then: { removedAtMs: world.clock.now() + ms, holdsMachine: false },
    },
  );
}

/** How a boot of `ms` ends: running, or stopped and with the reason if the image cannot be pulled. */
function bootEnd(world: World, instance: Instance, ms: number): Pick<Way, "to" | "then"> {
  const atMs = world.clock.now() + ms;
  const message = pullFailure(world, instance);
  if (message === undefined) return { to: "running", then: { ssh: newSsh(world), startedAtMs: atMs } };
  const statusError = { state: "failed", message };
  return { to: "exited", then: { statusError, holdsMachine: false, stoppedAtMs: atMs } };
}

/** A new boot wipes an old failure. */
function recovered(instance: Instance): Partial<Instance> {
  return { statusError: null, ...(instance.holdsMachine ? {} : onNewMachine(instance)) };
}

/** Of another machine nobody has announced that it is taken back. */
function onNewMachine({ billingMode }: Instance): Partial<Instance> {
  return billingMode === "spot" ? { spotStatus: "running", spotReclaimAtMs: null, reclaimDueMs: null } : {};
}
