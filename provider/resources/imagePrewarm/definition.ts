import { type ImagePrewarm, printable, rfc3339 } from "../../api";
import { createSchema, define, listAll, type Live as AnyLive, type Phase, type Step } from "../../core";
import schema from "../../../schema.json";
import type { ClientContext } from "../clientContext";
import { adviser, credentialIdNames, credentialNames, settingSynonyms } from "../synonyms";
import { fields, outputs, secretOutputs, secretPaths, xKeywords } from "./generated/fields";
import type { Computed, ImagePrewarmInputs } from "./generated/inputs";
import type { Inputs } from "./inputs";
import { marked, unmarked } from "./note";
import { checkPurchase } from "./preflight";
import { inQueue } from "./queue";

/** A task as the service shows it, under the names that the user knows. */
type Live = AnyLive & Partial<ImagePrewarmInputs> & Computed;

/** The one call that changes a task. */
const change: Step<ClientContext, Live, Inputs, Inputs> = {
  doing: "setting its note",
  achieves: ["note"],
  send: ({ client }, { id, live, olds, news }, options) =>
    client.updateImagePrewarm(id, marked(news.note, live.name ?? olds.name), options),
};

/** A task that brings an image to a cluster, so that instances there start fast. */
export const imagePrewarm = define({
  type: "ImagePrewarm",
  noun: "Prewarm task",
  isFree: true,
  goal: "to be complete",
  facts: {
    fields,
    outputs,
    secretPaths,
    secretOutputs,
    schema: createSchema(schema.$defs.ImagePrewarm, xKeywords),
  },

  api: {
    create: (ctx: ClientContext, { name, note, registryAuthId, ...inputs }: Inputs, options) => {
      const { imageUrl, clusterId, productIds } = inputs;
      const repositoryAuth = registryAuthId || undefined;
      const order = { imageUrl, clusterId, repositoryAuth, productIds, note: marked(note, name) };
      return inQueue(ctx, String(name), options, (rest) => ctx.client.createImagePrewarm(order, rest));
    },
    // The list filters by the image's name, and not by the note.
    list: ({ client, clock }: ClientContext, { name: _name, ...options }) =>
      listAll(
        async (query, options) => {
          const { items, total } = await client.listImagePrewarms(query, options);
          return { items: items.map(toLive), total };
        },
        clock,
        options,
      ),
    delete: ({ client }: ClientContext, id, options) => client.deleteImagePrewarms([id], options),
  },
  phaseOf: ({ status }) => phaseOf(status),
  // Novita does not try again.
  replacesHalted: ({ status }) => typeof status === "string" && phaseOf(status) === "failed",
  explain: ({ statusMessage }) => {
    const why = statusMessage === undefined ? "the service does not say why" : printable(statusMessage);
    return `has failed: ${why}. Novita does not try it again. Correct the image, its registry credential or the cluster, then run \`pulumi up\` again: a new task replaces this one.`;
  },

  adviceOn: adviser(
    {
      "": {
        imageUrl: settingSynonyms.imageUrl ?? "",
        registryAuthId: `imageauth imageauthid ${credentialNames} ${credentialIdNames}`,
      },
    },
    { name: "Novita names no prewarm tasks: write what people should read into note." },
  ),

  steps: [change],
  remarksOn: ({ label, replaces }) => [
    replaces.includes("status")
      ? `${label} has failed, and Novita does not try it again: a new task replaces it.`
      : undefined,
  ],
  isSettable: (field) => field === "note",

  checkPurchase,
});

/** A client of the service's compares with `success`, its page has `Succeeded`. */
function phaseOf(status: string): Phase {
  if (/^succe/i.test(status)) return "ready";
  return /^fail/i.test(status) ? "failed" : "pending";
}

function toLive(task: ImagePrewarm): Live {
  const { id, imageUrl, clusterId, clusterName, repositoryAuth, productIds, reasons } = task;
  return {
    ...{ id, imageUrl, clusterId, clusterName, registryAuthId: repositoryAuth, imageSize: task.imageBytes },
    ...{ productIds: productIds && [...productIds], ...unmarked(task.note ?? "") },
    status: task.state ?? "unknown",
    ...(reasons.length > 0 && { statusMessage: reasons.join("; ") }),
    ...{ createdAt: rfc3339(task.createdAt), completedAt: rfc3339(task.completedAt) },
  };
}
