import { createHash } from "node:crypto";
import type { Cluster } from "../catalogue";
import type { Instance, Port } from "./instance";

/** How an instance is reached: the addresses that Get tells. All of them are empty unless it runs. */

type Json = Readonly<Record<string, unknown>>;

const HOST = "gpu-instance.novita.ai";

/** Where an open port is reached from outside. */
export function endpoint(instance: Instance, cluster: Cluster, { port, type }: Port): string {
  if (instance.status !== "running") return "";
  if (type === "http") return httpAddress(instance, cluster, port);
  return `proxy.${cluster.id}.${HOST}:${mappedPort(instance, port)}`;
}

function httpAddress(instance: Instance, cluster: Cluster, port: number): string {
  return `https://${instance.id}-${port}.${cluster.id}.${HOST}`;
}

/** The proxy's port for a tcp port: the same as long as the instance lives. */
function mappedPort(instance: Instance, port: number): number {
  const digest = createHash("sha256").update(`${instance.id}/${port}`).digest();
  return 40_000 + (digest.readUInt32BE() % 20_000);
}

/** The ways in that the service adds by itself. */
export function connectView(instance: Instance, cluster: Cluster): Json {
  const isRunning = instance.status === "running";
  const when = (text: string): string => (isRunning ? text : "");
  const jupyter = instance.tools.find(({ name }) => name === "Jupyter");
  return {
    connectComponentSSH: {
      sshCommand: when(`ssh -p ${instance.ssh.port} root@proxy.${cluster.id}.${HOST}`),
      password: when(instance.ssh.password),
      isRunning,
    },
    connectComponentWebTerminal: {
      address: when(httpAddress(instance, cluster, 2222)),
      username: when("root"),
      password: when(instance.ssh.password),
      isRunning,
    },
    ...(jupyter
      ? {
          connectComponentJupyter: {
            port: String(jupyter.port),
            address: when(httpAddress(instance, cluster, jupyter.port)),
            isRunning,
          },
        }
      : {}),
    connectComponentLog: {
      systemLogAddress: when(`${httpAddress(instance, cluster, 2223)}/logs/system`),
      instanceLogAddress: when(`${httpAddress(instance, cluster, 2223)}/logs/instance`),
      isRunning,
    },
  };
}
