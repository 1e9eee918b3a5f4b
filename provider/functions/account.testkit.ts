import { type InProcessEmulator, inProcessEmulator, manualClock, type ManualClock } from "novita-emulator";
import type { Asking } from "./lookups";
import { createClient } from "../api";
import { AnswerCache } from "../pricing";

/** An account on an emulator, and what functions ask it with. */
export interface TestAccount {
  readonly asking: Asking;
  readonly emulator: InProcessEmulator;
  readonly time: ManualClock;
  /** The calls since the last time that this was asked, without the API's path. */
  calls(): string[];
}

export const BOOT_MS = 20_000;

export function testAccount(hard = false): TestAccount {
  const time = manualClock();
  const emulator = inProcessEmulator({ hard, clock: time, bootMs: BOOT_MS, deleteMs: 1_000 });
  // Deadlines never pass: nobody waits here.
  const clock = { now: () => time.now(), sleep: () => new Promise<void>(() => undefined) };
  const seen: string[] = [];
  const client = createClient({
    clock,
    random: () => 1,
    transport: async ({ method, path, query = {}, body }) => {
      const text = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
      seen.push(
        [path.replace("/gpu-instance/openapi/v1", ""), ...new URLSearchParams(text).toString().split("&")]
          .join(" ")
          .trim(),
      );
      const answer = await emulator.request({
        method,
        path,
        query: text,
        authorization: "Bearer a-key",
        contentType: "application/json",
        body: body === undefined ? "" : JSON.stringify(body),
      });
      if (answer === undefined) throw new Error("the connection was cut");
      return { status: answer.status, body: answer.text };
    },
  });
  return {
    asking: { client, clock, answers: new AnswerCache(clock) },
    emulator,
    time,
    calls: () => seen.splice(0).sort(),
  };
}
