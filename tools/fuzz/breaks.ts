import type { Run } from "./run";

/** Something that goes wrong on purpose, and what schemathesis is to say of it. */
export interface Break extends Run {
  readonly what: string;
  readonly says: string;
}

const answer = (on: string, status: number, more: object = {}): object => ({
  on,
  times: 0,
  do: { kind: "status", status, ...more },
});
const refusal = (reason: string, message: string): object => ({
  body: { code: 400, reason, message, metadata: {} },
});

/** What the fuzzer is there to find. A run that misses one of these finds nothing at all. */
export const breaks: readonly Break[] = (
  [
    ["a server error", "stopInstance", answer("stop", 500), "Server error"],
    ["a status that is not documented", "startInstance", answer("start", 418), "Undocumented status code"],
    [
      "another type of content",
      "listJobs",
      answer("jobs", 400, { body: "<html></html>", headers: { "content-type": "text/html" } }),
      "Undocumented Content-Type",
    ],
    [
      "an answer of another shape",
      "listClusters",
      answer("clusters", 200, { body: { data: [{ id: 5 }] } }),
      "Response violates schema",
    ],
    [
      "a request that must not be accepted",
      "renewInstance",
      answer("renew", 200, { body: {} }),
      "Schema-violating request accepted",
    ],
    [
      "a reason that the operation does not have",
      "restartInstance",
      answer("restart", 400, refusal("NETWORK_IN_USE", "network in use")),
      "Custom check failed: `documented_refusal`",
    ],
    [
      "a valid request that is called invalid",
      "setAutoMigrate",
      answer("setAutoMigrate", 400, refusal("VALIDATOR_PARAM", "invalid instanceId: value is too long")),
      "Custom check failed: `documented_refusal`",
    ],
  ] as const
).map(([what, operation, fault, says]) => ({ what, operation, fault, says, emulator: {}, examples: 3 }));
