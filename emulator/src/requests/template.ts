import type { PortGroup, TemplateOrder } from "../holdings/holding";
import type { Fields } from "./fields";
import { MOST_COMMAND_CHARS, MOST_IMAGE_CHARS, readCudaVersion, readEnvs } from "./parts";

const MOST_README_CHARS = 102_400;
const MOST_PORTS_OF_A_TYPE = 10;
const LARGEST_INT32 = 2 ** 31 - 1;

export const TEMPLATE_TYPES = ["instance", "serverless"] as const;
/** The account's own templates are private, or everybody's; the official ones are the vendor's. */
const OWN_CHANNELS = ["private", "community"] as const;

/** Reads `template` of create and update by the page's bounds. */
export function readTemplate(template: Fields): TemplateOrder {
  return {
    name: template.text("name", { min: 1, max: 255, required: true }),
    readme: template.text("readme", { max: MOST_README_CHARS }),
    type: template.oneOf("type", TEMPLATE_TYPES),
    channel: template.oneOf("channel", OWN_CHANNELS),
    image: template.text("image", { min: 1, max: MOST_IMAGE_CHARS, required: true }),
    imageAuth: template.text("imageAuth", { max: 255 }),
    startCommand: template.text("startCommand", { max: MOST_COMMAND_CHARS }),
    entrypoint: template.text("entrypoint", { max: MOST_COMMAND_CHARS }),
    rootfsSize: template.integer("rootfsSize", { min: 1, max: LARGEST_INT32, required: true }),
    ports: template.objects("ports").map(readPortGroup),
    envs: readEnvs(template),
    minCudaVersion: readCudaVersion(template),
  };
}

/** Ports of one type; the vendor's own client knows `udp` too. */
function readPortGroup(group: Fields): PortGroup {
  return {
    type: group.oneOf("type", ["http", "tcp", "udp"]),
    ports: group.integers("ports", { max: MOST_PORTS_OF_A_TYPE }, { min: 1, max: 65_535 }),
  };
}
