import { readPorts } from "pulumi-novita/facts";
import { entriesOf, textOf } from "../declared";
import type { InstancePolicy } from "../policy";

interface Config {
  readonly allowed: readonly number[];
}

/**
 * A `tcp` port is open to everybody, as it is: what answers there has to check who asks. SSH does; a database or a
 * notebook often does not. `http` ports go through Novita's proxy with TLS, and are not checked here.
 */
export const publicTcpPorts: InstancePolicy<Config> = {
  name: "public-tcp-ports",
  description: "Only allowed ports are opened to the public as tcp.",
  options: {
    allowed: {
      type: "array",
      items: { type: "integer", minimum: 1, maximum: 65535 },
      default: [22],
      description: "Ports that may be opened as `tcp`, by `ports` or by `tools`.",
    },
  },
  violations: ({ props, show }, { allowed }) => {
    const list = allowed.length === 0 ? "none" : allowed.join(", ");
    const opened = [
      ...readPorts(textOf(props.ports)).map((each) => ({ ...each, where: "ports" })),
      ...entriesOf(props.tools).map(([at, { port, type }]) => ({
        port: Number(textOf(port)),
        type,
        where: `tools[${at}].port`,
      })),
    ];
    return opened
      .filter(({ port, type }) => type === "tcp" && Number.isInteger(port) && !allowed.includes(port))
      .map(({ port, where }) => {
        const shown = show(where, `${port}`);
        return `${where} opens ${shown}/tcp to everybody; the policy config allows as tcp: ${list}. Open it as ${shown}/http, which goes through Novita's proxy, reach it through SSH, or add ${shown} to "allowed" of public-tcp-ports.`;
      });
  },
};
