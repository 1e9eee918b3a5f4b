import {
  type CallOptions,
  type Clock,
  type Instance,
  type NovitaClient,
  NovitaError,
  PrepaidInstanceError,
} from "../../api";
import {
  define,
  listAll,
  type Listing,
  type ListOptions,
  lookUp,
  type Properties,
  type SecretTexts,
  valuesOf,
  viewOf,
} from "../../core";
import { affordable, describeHourly, pricedAs } from "../../pricing";
import type { GpuContext } from "./context";
import { overAlready } from "./expiry";
import { facts, isGap } from "./facts";
import { asRead, liveInputs, outputsOf, remember } from "./fromLive";
import { type FieldName, fields, methods } from "./generated/fields";
import type { Inputs } from "./inputs";
import { inDeclaredOrder } from "./lists";
import { choiceOf, choicesOf, placed, whenInStock } from "./placement";
import { hourlyUsd, isOff, type Known, releaseWarning, restart, restsAt, waitsForRest } from "./power";
import { beforeReplacement, buys, checkChange, checkPurchase } from "./preflight";
import { describe, explain, isBeingMade, isReclaimed, isWhole, phaseOf, warning, whyGone } from "./readiness";
import { replaces, whyNotReset, whyReset } from "./replaces";
import { adviceOn, examples, rules } from "./rules";
import { remarks } from "./remarks";
import { replacesHalted, whyRefused } from "./spot";
import { steps, toCreateRequest, warnOfSteps } from "./steps";

/** A GPU (or CPU) instance, as the generic life cycle needs it. */
export const gpuInstance = define({
  type: "GpuInstance",
  noun: "GPU instance",
  goal: "to run",
  restsAt,
  // GPUs are scarce: two at once are often not available.
  replacedFirst: "delete",
  facts,
  steps,
  methods: { restart: { answers: methods.restart, call: (ctx: GpuContext, id) => restart(ctx, id) } },
  rules,
  examples,
  adviceOn,

  api: {
    create: (ctx: GpuContext, inputs: Inputs, options) =>
      ctx.client.createInstance(toCreateRequest(inputs), options),
    list: ({ client, clock }: GpuContext, options) => listInstances(client, clock, options),
    get: ({ client }: GpuContext, id, options) => client.getInstance(id, options),
    delete: ({ client }: GpuContext, id, options) => client.deleteInstance(id, options),
  },

  phaseOf,
  describe,
  explain,
  warning: (live: Instance, lifecycle: Inputs["lifecycle"], now?: number) =>
    warning(live, lifecycle) ?? (now === undefined ? undefined : releaseWarning(live, now)),
  isBeingMade,
  whyGone,
  isWhole,
  asRead,

  liveInputs,
  optionsOf: (live: Instance) => (phaseOf(live) === "stopped" ? { power: "off" } : undefined),
  outputsChangedBy,
  outputsOf,
  remember,
  inDeclaredOrder,
  isGap,
  quoted: ["hourlyPrice"],
  quote: async ({ prices }: GpuContext, inputs: Inputs, about: Known = {}) => {
    // A price is worth showing, and never worth failing for.
    const quote = await prices.quote(inputs).catch(() => undefined);
    const hourlyPrice = hourlyUsd(quote, inputs, about);
    return hourlyPrice === undefined ? {} : { hourlyPrice };
  },

  choices: (inputs: Inputs) => choicesOf(inputs).map((choice) => choice.inputs),
  placed,

  // `month` above 0 forces monthly billing (API page, create: `billingMode`).
  implied: ({ month, billingMode, kind }) =>
    typeof month === "number" && month > 0 && kind !== "cpu" && billingMode === undefined
      ? { billingMode: "monthly" }
      : {},
  replaces,
  replacesHalted,
  whyRefused,
  remarksOn: (compared) => [
    whyNotReset(compared),
    whyReset(compared),
    ...remarks.map((remark) => remark(compared)),
  ],
  isSettable: (field, live: Instance, inputs: Inputs) =>
    field === "ports" || (field === "rootfsSize" && (inputs.rootfsSize ?? 0) > (live.rootfsSize ?? 0)),
  // To go from on demand to monthly is a purchase.
  countsUnseen: (field: FieldName) => ["replace", "billingMode"].includes(fields[field].change),
  whyNotAdopted: (live: Instance, inputs: Inputs) =>
    phaseOf(live) === "stopped" && isReclaimed(live) && waitsForRest(inputs) && !isOff(inputs)
      ? `its spot capacity was taken back. To run again it would have to move to another machine, and lose what is on its disks. If that is what you want, migrate it in Novita's console first; to take it over as it is, set lifecycle: { power: "off" }.`
      : undefined,
  warnOfSteps,

  buys,
  checkPurchase,
  checkChange,
  beforeCreate: async (ctx: GpuContext, inputs: Inputs) => {
    refuseOver(ctx, inputs);
    await affordable(ctx, choiceOf(inputs).alone);
  },
  obtain: <T>(ctx: GpuContext, inputs: Inputs, create: (choice: Inputs) => Promise<T>) => {
    const label = `GPU instance "${inputs.name}"`;
    // Its end may have come while it was waited for stock.
    const inTime = (choice: Inputs): Promise<T> => {
      refuseOver(ctx, choice);
      return create(choice);
    };
    const refuse = (): void => refuseOver(ctx, inputs);
    return whenInStock(ctx, inputs, { label, refused: `${label} was not created`, refuse }, inTime);
  },
  beforeReplacement,
  priceOf,
  whyNotDeleted,
  secretsIn,
});

/** No instance is bought that would expire before it runs. */
function refuseOver(ctx: GpuContext, inputs: Inputs): void {
  const over = overAlready(inputs, ctx.clock.now(), viewOf(ctx, inputs));
  if (over !== undefined)
    throw new NovitaError(`GPU instance "${inputs.name}" was not created: lifecycle.expires ${over}`);
}

/** Every instance of an account, or those with `name` in their names. */
export function listInstances(
  client: NovitaClient,
  clock: Clock,
  options?: CallOptions & ListOptions,
): Promise<Listing<Instance>> {
  return listAll((query, options) => client.listInstances(query, options), clock, options);
}

/** A term changes nothing of what runs; another image comes up on the same machine. */
function outputsChangedBy(field: FieldName): readonly string[] {
  const { change } = fields[field];
  if (change === "edit") return ["status", "statusMessage", "endpoints", "sshCommand", "jupyterUrl"];
  if (change !== "upgrade") return [];
  return facts.outputs.filter((name) => !["clusterName", "productName", "createdAt"].includes(name));
}

async function priceOf({ prices }: GpuContext, live: Instance): Promise<string> {
  const priced = pricedAs(live);
  const quote = priced && (await prices.quote(priced).catch(() => undefined));
  return describeHourly(hourlyUsd(quote, priced ?? {}, { live }));
}

/** A prepaid instance is not deleted before its term ends. */
async function whyNotDeleted(ctx: GpuContext, id: string, error: unknown): Promise<string | undefined> {
  if (!(error instanceof PrepaidInstanceError)) return undefined;
  const live = (await lookUp(ctx, id).catch(() => undefined)) as Instance | undefined;
  const end = live?.endTime;
  if (end === undefined) return error.message;
  return `${error.message} Its term ends on ${new Date(end * 1000).toISOString().slice(0, 10)}.`;
}

/** The names of things, which a redactor leaves alone, and what gives access. */
function secretsIn({ imageAuth, sshPassword, envs }: Properties): SecretTexts {
  // A registry may repeat the password alone.
  const password = typeof imageAuth === "string" ? imageAuth.slice(imageAuth.indexOf(":") + 1) : undefined;
  return {
    secrets: [imageAuth, password, sshPassword],
    variables: valuesOf(envs),
    variableFields: ["envs"],
    labels: ["name", "productId", "imageUrl"],
  };
}
