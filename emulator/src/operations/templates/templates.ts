import { ApiError } from "../../errors";
import { born, discard, existing, holdingsOf, keep, listed } from "../../holdings/account";
import type { Template, TemplateOrder } from "../../holdings/holding";
import { seconds } from "../../instances/views";
import { invalid, type Fields } from "../../requests/fields";
import { readTemplate, TEMPLATE_TYPES } from "../../requests/template";
import { drawNumber, type World } from "../../world";
import type { Operation } from "../operation";
import { flagFrom, fuzzy, oneFrom, pageOf, textFrom, totalOf } from "../page";

const ID = { min: 1, max: 255, required: true };

export const templateCreate: Operation = {
  name: "templateCreate",
  method: "POST",
  path: "/template/create",
  births: ["invisible"],
  run: (world, { body, birth }) => {
    const order = readTemplate(body.object("template", { required: true }));
    needFreeName(world, order.name);
    const id = String(100_000 + drawNumber(world, 900_000_000));
    keep(world, { ...born(world, birth), ...order, kind: "template", id, updatedAtMs: world.clock.now() });
    return { templateId: id };
  },
};

export const templateGet: Operation = {
  name: "templateGet",
  method: "GET",
  path: "/template",
  run: (world, { query }) => {
    const templateId = textFrom(query, "templateId");
    if (templateId === undefined) throw invalid("templateId", "value is required");
    return { template: templateView(world, existing(world, "template", templateId)) };
  },
};

/** The account's own, newest first; the vendor's official ones are not emulated. */
export const templateList: Operation = {
  name: "templateList",
  method: "GET",
  path: "/templates",
  run: (world, { query }) => {
    const channel = oneFrom(query, "channel", ["official", "community", "private"]);
    if (channel === undefined) throw invalid("channel", "value is required");
    if (flagFrom(query, "isMyCommunity") === undefined) throw invalid("isMyCommunity", "value is required");
    const [name, type] = [textFrom(query, "name"), oneFrom(query, "type", TEMPLATE_TYPES)];
    const found = listed(world, "template")
      .filter((one) => one.channel === channel && fuzzy(one.name, name) && (type ?? one.type) === one.type)
      .reverse();
    const page = pageOf(world, found, query).map((one) => templateView(world, one));
    return { template: page, total: totalOf(world, found, "number") };
  },
};

/** Takes a template as a whole. */
export const templateUpdate: Operation = {
  name: "templateUpdate",
  method: "POST",
  path: "/template/update",
  run: (world, { body }) => {
    const fields = body.object("template", { required: true });
    const id = fields.text("Id", ID);
    const order = readTemplate(fields);
    const template = existing(world, "template", id);
    if (order.name !== template.name) needFreeName(world, order.name);
    const set = world.quirks.templateOmitted === "keep" ? onlyGiven(order, fields) : order;
    keep(world, { ...template, ...set, updatedAtMs: world.clock.now() });
    return { templateId: id };
  },
};

export const templateDelete: Operation = {
  name: "templateDelete",
  method: "POST",
  path: "/template/delete",
  run: (world, { body }) => {
    const template = existing(world, "template", body.text("templateId", ID));
    discard(world, template);
    return { templateId: template.id };
  },
};

function onlyGiven(order: TemplateOrder, fields: Fields): Partial<TemplateOrder> {
  return Object.fromEntries(Object.entries(order).filter(([name]) => fields.has(name)));
}

function needFreeName(world: World, name: string): void {
  const taken = holdingsOf(world, "template").some((one) => one.name === name);
  if (taken && world.quirks.templateNames === "unique")
    throw new ApiError("CONFLICT", `template name ${name} already exists`);
}

function templateView(world: World, template: Template): object {
  const { name, readme, type, channel, image, imageAuth, startCommand, entrypoint, rootfsSize } = template;
  return {
    Id: template.id,
    user: world.catalogue.account.user,
    uuid: template.id,
    logo: "",
    name,
    readme,
    type,
    channel,
    image,
    imageAuth,
    startCommand,
    entrypoint,
    rootfsSize,
    ports: template.ports,
    volumes: [],
    envs: template.envs,
    tools: [],
    createdAt: seconds(template.createdAtMs),
    updatedAt: seconds(template.updatedAtMs),
    recommendCards: [],
    minCudaVersion: template.minCudaVersion,
    creator: "",
    isUsed: false,
    description: "",
    collectNum: "0",
    isCollected: false,
    complaintNum: "0",
    nickname: "",
  };
}
