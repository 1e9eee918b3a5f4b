import { type Network, NotFoundError, printable, rfc3339 } from "../../api";
import {
  createSchema,
  define,
  type Inputs as AnyInputs,
  listAll,
  type Live as AnyLive,
  type Phase,
  type Properties,
  type Step,
} from "../../core";
import schema from "../../../schema.json";
import { clusterFailures, declaredName, orWarn } from "../asking";
import type { ClientContext } from "../clientContext";
import { fields, outputs, secretOutputs, secretPaths, xKeywords } from "./generated/fields";
import type { Computed, NetworkInputs } from "./generated/inputs";

type Inputs = NetworkInputs & Omit<AnyInputs, "lifecycle">;
/** A network as the service shows it, under the names that the user knows. */
type Live = AnyLive & Partial<NetworkInputs> & Computed;

const rename: Step<ClientContext, Live, Inputs, Inputs> = {
  doing: "renaming it",
  achieves: ["name"],
  send: ({ client }, { id, news }, options) => client.updateNetwork(id, String(news.name), options),
};

/** A private network that the instances of one cluster can join. */
export const network = define({
  type: "Network",
  noun: "VPC network",
  isFree: true,
  facts: {
    fields,
    outputs,
    secretPaths,
    secretOutputs,
    schema: createSchema(schema.$defs.Network, xKeywords),
  },

  api: {
    create: ({ client }: ClientContext, { clusterId, name }: Inputs, options) =>
      client.createNetwork({ clusterId, name }, options),
    list: ({ client, clock }: ClientContext, options) =>
      listAll(
        async (query, options) => {
          const { items, total } = await client.listNetworks(query, options);
          return { items: items.map(toLive), total };
        },
        clock,
        options,
      ),
    get: async ({ client }: ClientContext, id, options) => {
      const found = await client.getNetwork(id, options);
      if (found) return toLive(found);
      const why = `Reading VPC network ${printable(id)} failed: the answer shows none.`;
      throw new NotFoundError(why, 200, undefined, "");
    },
    delete: ({ client }: ClientContext, id, options) => client.deleteNetwork(id, options),
  },
  // A list shows all that a read does.
  asRead: (listed) => listed,

  phaseOf,
  describe: ({ status, statusMessage }) => {
    if (status !== "creating") return printable(status);
    const why = statusMessage === undefined ? "" : `: ${printable(statusMessage)}`;
    return `being created (creating${why})`;
  },
  explain: ({ status, statusMessage = "" }) =>
    `could not be created: ${printable(statusMessage)} (status ${printable(status)}). It still exists, and no instance can join it. Run \`pulumi up\` again to look once more, \`pulumi up --replace <its URN>\` to have a new one, or \`pulumi destroy\`.`,

  steps: [rename],
  isSettable: (field) => field === "name",

  checkPurchase: (ctx: ClientContext, _olds: Properties, inputs: Inputs) => {
    const words = `${declaredName(inputs) ?? ""}: whether its cluster can have a network is not known.`;
    return orWarn(ctx, words, () =>
      clusterFailures(ctx, inputs, "VPC networks", ({ hasNetworks }) => hasNetworks === false),
    );
  },
});

/** One that is being created may show an error that passes, as clients of the service saw; in any other state it is final. */
function phaseOf({ status, statusMessage }: Pick<AnyLive, "status" | "statusMessage">): Phase {
  if (status === "ready") return "ready";
  const isOnItsWay = status === "creating" || status === UNKNOWN_STATUS;
  return statusMessage === undefined || isOnItsWay ? "pending" : "failed";
}

const UNKNOWN_STATUS = "unknown";

function toLive({ id, name, state, error, segment, clusterId, addresses, createdAt }: Network): Live {
  return {
    ...{ id, name, status: state ?? UNKNOWN_STATUS, statusMessage: error },
    ...{ clusterId, segment, addresses: [...addresses], createdAt: rfc3339(createdAt) },
  };
}
