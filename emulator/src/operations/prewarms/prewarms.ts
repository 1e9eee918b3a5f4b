import { ApiError } from "../../errors";
import { born, discard, existing, holdingsOf, keep, listed } from "../../holdings/account";
import type { ImagePrewarm } from "../../holdings/holding";
import { PREWARM_STATES, prewarmState } from "../../holdings/prewarm";
import type { Birth } from "../../instances/lifecycle";
import { pullFailure } from "../../instances/images";
import { seconds } from "../../instances/views";
import { draw, type World } from "../../world";
import { clusterName, findCluster } from "../offers/clusters";
import type { Operation } from "../operation";
import { fuzzy, oneFrom, pageOf, textFrom, totalOf } from "../page";

const ID = { min: 1, max: 255, required: true };
/** As the newer API has it; the pages of this one give none. */
const MOST_IMAGE_CHARS = 4095;
const BYTES_PER_GB = 1_000_000_000;

/** Starts a task: `Pending`, `Running` after a tenth of the boot time, and over after all of it. */
export const prewarmCreate: Operation = {
  name: "prewarmCreate",
  method: "POST",
  path: "/image/prewarm",
  births: ["invisible", "stuck", "fail"],
  run: (world, { body, birth }) => {
    const imageUrl = body.text("imageUrl", { min: 1, max: MOST_IMAGE_CHARS, required: true });
    const clusterId = body.text("clusterId", ID);
    const repositoryAuth = body.text("repositoryAuth", { max: 255 });
    const note = body.text("note");
    const products = body.texts("productIds").map((id) => productOf(world, id));
    findCluster(world.catalogue, clusterId);
    if (activeTasks(world) >= world.catalogue.account.prewarmLimit) throw new ApiError("OPERATION_LIMIT");
    if (world.quirks.prewarmCreated === "refused") throw new ApiError("UNKNOWN");
    const id = draw(world).slice(0, 16);
    const course = courseOf(world, { imageUrl, repositoryAuth }, birth);
    const common = born(world, birth);
    keep(world, {
      ...common,
      kind: "imagePrewarm",
      id,
      name: imageName(imageUrl),
      imageUrl,
      clusterId,
      repositoryAuth,
      products,
      note,
      ...course,
    });
    if (world.quirks.prewarmCreated === "unanswered") throw new ApiError("UNKNOWN");
    return { id };
  },
};

/** Newest first. */
export const prewarmList: Operation = {
  name: "prewarmList",
  method: "GET",
  path: "/image/prewarm",
  run: (world, { query }) => {
    const state = oneFrom(query, "state", PREWARM_STATES);
    const [clusterId, name] = [textFrom(query, "clusterId"), textFrom(query, "name")];
    const now = world.clock.now();
    const found = listed(world, "imagePrewarm")
      .filter((task) => (state ?? prewarmState(task, now)) === prewarmState(task, now))
      .filter((task) => (clusterId ?? task.clusterId) === task.clusterId && fuzzy(task.name, name))
      .reverse();
    const page = pageOf(world, found, query, { number: "page" }).map((task) => prewarmView(world, task));
    return { data: page, total: totalOf(world, found, "number") };
  },
};

export const prewarmEdit: Operation = {
  name: "prewarmEdit",
  method: "POST",
  path: "/image/prewarm/edit",
  run: (world, { body }) => {
    const id = body.text("id", ID);
    const note = body.text("note");
    keep(world, { ...existing(world, "imagePrewarm", id), note });
  },
};

/** All of them or, if one does not exist, none. */
export const prewarmDelete: Operation = {
  name: "prewarmDelete",
  method: "POST",
  path: "/image/prewarm/delete",
  run: (world, { body }) => {
    const tasks = body
      .texts("ids", { min: 1, required: true })
      .map((id) => existing(world, "imagePrewarm", id));
    for (const task of tasks) discard(world, task);
  },
};

export const prewarmQuota: Operation = {
  name: "prewarmQuota",
  method: "GET",
  path: "/image/prewarm/quota",
  run: (world) => ({
    total: activeTasks(world),
    limit: world.catalogue.account.prewarmLimit,
    perImageSize: world.catalogue.account.prewarmImageLimitGb,
  }),
};

/** Tasks that are not over. */
function activeTasks(world: World): number {
  const active: readonly string[] = ["Pending", "Running"];
  return holdingsOf(world, "imagePrewarm").filter((task) =>
    active.includes(prewarmState(task, world.clock.now())),
  ).length;
}

function courseOf(
  world: World,
  { imageUrl, repositoryAuth }: Pick<ImagePrewarm, "imageUrl" | "repositoryAuth">,
  { stuckAt, failure }: Birth,
): Pick<ImagePrewarm, "startsAtMs" | "endsAtMs" | "reasons"> {
  const now = world.clock.now();
  const { bootMs } = world.state.settings;
  const always = world.quirks.prewarmEnd === "failed" ? "the image could not be prewarmed" : undefined;
  const why = failure ?? always ?? pullFailure(world, { imageUrl, hasCredential: repositoryAuth !== "" });
  return {
    startsAtMs: stuckAt === "Pending" ? null : now + bootMs / 10,
    endsAtMs: stuckAt === undefined ? now + bootMs : null,
    reasons: why === undefined ? [] : [why],
  };
}

function productOf(world: World, productId: string): ImagePrewarm["products"][number] {
  const product = world.catalogue.gpuProducts.find(({ id }) => id === productId);
  if (!product) throw new ApiError("RESOURCE_NOT_FOUND", `product ${productId} not found`);
  return { productId, productName: product.name };
}

/** What comes after the registry and the account: `ubuntu:22.04`. */
function imageName(imageUrl: string): string {
  return imageUrl.slice(imageUrl.lastIndexOf("/") + 1);
}

function prewarmView(world: World, task: ImagePrewarm): object {
  const { id, name, imageUrl, repositoryAuth, clusterId, products, note, createdAtMs, endsAtMs } = task;
  const state = prewarmState(task, world.clock.now());
  const isOver = state === "Succeeded" || state === "Failed";
  return {
    id,
    imageName: name,
    imageUrl,
    repositoryAuth,
    clusterId,
    clusterName: clusterName(world.catalogue, clusterId),
    products,
    imageSize: state === "Succeeded" ? String(imageUrl.length * (BYTES_PER_GB / 10)) : "0",
    createTime: seconds(createdAtMs),
    state,
    completeTime: isOver && endsAtMs !== null ? seconds(endsAtMs) : "0",
    note,
    reason: state === "Failed" ? task.reasons : [],
  };
}
