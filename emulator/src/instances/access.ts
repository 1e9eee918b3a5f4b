import { createHash } from "node:crypto";
import type { Cluster } from "../catalogue";
import type { Instance, Port } from "./instance";

/** How an instance is reached: the addresses that Get tells. All of them are empty unless it runs. */

type Json = Readonly<Record<string, unknown>>;

const HOST = "gpu-instance.novita.ai";

/** Where an open port is reached from outside. */
export function endpoint(instance: Instance, cluster: Cluster, { port, type }: Port): string {
  if (!isRunning(instance)) return "";
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

export function ssh(instance: Instance, cluster: Cluster): Json {
  return {
    sshCommand: whileRunning(instance, `ssh -p ${instance.ssh.port} root@proxy.${cluster.id}.${HOST}`),
    password: whileRunning(instance, instance.ssh.password),
    isRunning: isRunning(instance),
  };
}

export function webTerminal(instance: Instance, cluster: Cluster): Json {
  return {
    address: whileRunning(instance, httpAddress(instance, cluster, 2222)),
    username: whileRunning(instance, "root"),
    password: whileRunning(instance, instance.ssh.password),
    isRunning: isRunning(instance),
  };
}

/** Null unless it was ordered as a tool. */
export function jupyter(instance: Instance, cluster: Cluster): Json | null {
  const tool = instance.tools.find(({ name }) => name === "Jupyter");
  if (!tool) return null;
  return {
    port: String(tool.port),
    address: whileRunning(instance, httpAddress(instance, cluster, tool.port)),
    isRunning: isRunning(instance),
  };
}

export function logs(instance: Instance, cluster: Cluster): Json {
  const address = httpAddress(instance, cluster, 2223);
  return {
    systemLogAddress: whileRunning(instance, `${address}/logs/system`),
    instanceLogAddress: whileRunning(instance, `${address}/logs/instance`),
    isRunning: isRunning(instance),
  };
}

function isRunning({ status }: Instance): boolean {
  return status === "running";
}

function whileRunning(instance: Instance, text: string): string {
  return isRunning(instance) ? text : "";
}
