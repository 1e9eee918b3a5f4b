import * as fc from "fast-check";
import type { Program } from "./miniEngine.testkit";
import { canaries, type Step } from "./story.testkit";

const operation = fc.constantFrom(
  "create",
  "get",
  "list",
  "edit",
  "upgrade",
  "start",
  "delete",
  "products",
  "any",
);

/** Shorter than the window in which a doubtful create is looked for: longer ones are not promised. */
const lag = fc.integer({ min: 1, max: 45_000 });

const process = fc.boolean();

const effect = fc.oneof(
  fc.record({ kind: fc.constant("status"), status: fc.constantFrom(500, 502, 503, 504), process }),
  // A refusal says that nothing was done; a service that lies about that cannot be dealt with.
  fc.record({ kind: fc.constant("status"), status: fc.constantFrom(401, 429), process: fc.constant(false) }),
  fc.record({ kind: fc.constant("reset"), process }),
  fc.record({ kind: fc.constant("hang"), process }),
  fc.record({ kind: fc.constant("delay"), ms: fc.integer({ min: 1, max: 50_000 }) }),
  fc.record({
    kind: fc.constant("body"),
    body: fc.constantFrom(
      "",
      "{",
      "<html>bad gateway</html>",
      "[]",
      '{"id":""}',
      "null",
      `{"message":"${canaries.key}"}`,
    ),
    process: fc.constant(true),
  }),
);

const createEffect = fc.oneof(
  fc.record({ kind: fc.constant("late"), ms: lag }),
  fc.record({ kind: fc.constant("invisible"), ms: lag }),
  fc.record({ kind: fc.constant("fail"), message: fc.constant(`pull failed for ${canaries.auth}`) }),
  fc.record({ kind: fc.constant("stuck"), status: fc.constantFrom("toCreate", "pulling") }),
);

/** The client itself tries up to seven times: what lasts longer reaches the life cycle. */
const times = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 8, max: 20 }));

const counts = { times, skip: fc.integer({ min: 0, max: 4 }) };

const fault = fc.oneof(
  { weight: 3, arbitrary: fc.record({ on: operation, do: effect, ...counts }) },
  { weight: 2, arbitrary: fc.record({ on: fc.constant("create"), do: createEffect, times: fc.constant(1) }) },
);

const declared = fc.record(
  {
    productId: fc.constant("4090.16c62g.os"),
    gpuNum: fc.integer({ min: 1, max: 2 }),
    rootfsSize: fc.constantFrom(60, 80),
    imageUrl: fc.constantFrom("nginx:1.27", "nginx:1.28"),
    ports: fc.constantFrom("80/http", "80/http,443/http"),
    imageAuth: fc.constant(canaries.auth),
    envs: fc.constant([{ key: "TOKEN", value: canaries.env }]),
  },
  // A secret that was never declared could not be known: each is declared always.
  { requiredKeys: ["productId", "gpuNum", "rootfsSize", "imageUrl", "imageAuth", "envs"] },
);

/** One or two declarations. */
export const program: fc.Arbitrary<Program> = fc
  .tuple(declared, fc.option(declared, { nil: undefined }))
  .map(([a, b]): Program => (b === undefined ? { a } : { a, b }));

const kill = fc.record({
  atRequest: fc.integer({ min: 1, max: 15 }),
  what: fc.constantFrom("cli" as const, "both" as const),
});

const step: fc.Arbitrary<Step> = fc.record(
  {
    command: fc.constantFrom(
      "up" as const,
      "up" as const,
      "up" as const,
      "refresh" as const,
      "destroy" as const,
    ),
    program,
    faults: fc.array(fault, { maxLength: 3 }),
    rate: fc.constantFrom(0.5, 1, 2, 5),
    drift: fc.constantFrom("exited" as const, "removed" as const, "reclaimed" as const),
    kill,
  },
  { requiredKeys: ["command", "program", "faults"] },
);

/** What happens, and what is declared in the end. */
export const story = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 6 }), last: program });
