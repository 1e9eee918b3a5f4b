import { ApiError } from "../../errors";
import { needUsd } from "../../instances/admit";
import { addMonths, termUsd } from "../../instances/billing";
import { change } from "../../instances/change";
import type { Instance } from "../../instances/instance";
import { BEING_CREATED } from "../../instances/lifecycle";
import type { World } from "../../world";
import type { Operation } from "../operation";
import { existing, needStatus, target } from "./target";

/** Adds months to a subscription; one that has run out begins again now. */
export const renew: Operation = {
  name: "renew",
  method: "POST",
  path: "/gpu/instance/renewInstance",
  run: (world, { body }) => {
    const instance = target(world, body);
    const months = body.integer("month", { min: 1, required: true });
    if (instance.endsAtMs === null) throw new ApiError("UNSUPPORTED_BILLING_MODE");
    if (BEING_CREATED.includes(instance.status)) throw new ApiError("CREATING_INSTANCE_NOT_SUPPORT_RENEWAL");
    const fromMs = instance.expired ? world.clock.now() : instance.endsAtMs;
    payMonths(world, instance, months, { endsAtMs: addMonths(fromMs, months), expired: false });
  },
};

/** From pay-as-you-go to a subscription that starts now. */
export const transToMonthly: Operation = {
  name: "transToMonthly",
  method: "POST",
  path: "/gpu/instance/transToMonthlyInstance",
  run: (world, { body }) => {
    const instance = target(world, body);
    const months = body.integer("month", { min: 1, required: true });
    if (instance.billingMode !== "onDemand" || !hasMonthlyPrice(world, instance)) {
      throw new ApiError("UNSUPPORTED_BILLING_MODE");
    }
    needStatus(world, instance, ["running", "exited"]);
    const endsAtMs = addMonths(world.clock.now(), months);
    payMonths(world, instance, months, { billingMode: "monthly", endsAtMs, expired: false });
  },
};

/** For several subscriptions at once: all of them, or none. */
export const setAutoRenew: Operation = {
  name: "setAutoRenew",
  method: "POST",
  path: "/gpu/instance/setAutoRenew",
  run: (world, { body }) => {
    const ids = body.texts("instanceIds", { min: 1, required: true });
    const autoRenew = body.flag("autoRenew", { required: true });
    const autoRenewMonth = body.integer("autoRenewMonth", { min: 1, max: 12, required: true });
    const instances = ids.map((id) => existing(world, id));
    if (instances.some((one) => one.billingMode !== "monthly"))
      throw new ApiError("UNSUPPORTED_BILLING_MODE");
    for (const one of instances) change(world, one, { autoRenew, autoRenewMonth }, world.clock.now());
  },
};

export const setAutoMigrate: Operation = {
  name: "setAutoMigrate",
  method: "POST",
  path: "/gpu/instance/setAutoMigrate",
  run: (world, { body }) => {
    const instance = target(world, body);
    const set = {
      autoMigrateOpen: body.flag("autoMigrateOpen", { required: true }),
      autoMigrateSystemDisk: body.flag("autoMigrateSystemDisk", { required: true }),
    };
    change(world, instance, set, world.clock.now());
  },
};

function payMonths(world: World, instance: Instance, months: number, set: Partial<Instance>): void {
  const priceUsd = termUsd(world.catalogue, instance, months);
  needUsd(world, priceUsd);
  change(world, instance, set, world.clock.now(), priceUsd);
}

function hasMonthlyPrice(world: World, instance: Instance): boolean {
  const product = world.catalogue.gpuProducts.find(({ id }) => id === instance.productId);
  return product?.billingMethods.includes("monthly") ?? false;
}
