import type { Network } from "./holding";

/** Whether instances can join it by now. */
export function isReady({ readyAtMs }: Network, nowMs: number): boolean {
  return readyAtMs !== null && readyAtMs <= nowMs;
}
