import * as fc from "fast-check";
import { API_KEY } from "../../engine/scene.testkit";
import { command, drift } from "../arbitraries.testkit";
import { kinds, products, program } from "../kinds.testkit";
import type { Step } from "../story.testkit";
import type { Victim } from "./processes.testkit";

/** A step on the real engine, where the provider's process can also be killed alone. */
export interface EngineStep extends Omit<Step, "kill"> {
  readonly kill?: { readonly atRequest: number; readonly what: Victim };
}

/**
 * Time is real here: nothing hangs, and what lasts is over before the next command looks, twice of it too, as what a killed run
 * leaves is found only if a list shows it.
 */
const ms = fc.integer({ min: 1, max: 500 });
const process = fc.boolean();
/** What the service asks for in place of the client's own pauses. */
const headers = fc.constant({ "retry-after": "0" });

const operation = fc.constantFrom("any", ...kinds.flatMap(({ operations }) => operations));

const effect = fc.oneof(
  fc.record({ kind: fc.constant("status"), status: fc.constantFrom(500, 503), process, headers }),
  // A refusal says that nothing was done; a service that lies about that cannot be dealt with.
  fc.record({
    kind: fc.constant("status"),
    status: fc.constantFrom(401, 429),
    process: fc.constant(false),
    headers,
  }),
  fc.record({ kind: fc.constant("reset"), process }),
  fc.record({ kind: fc.constant("delay"), ms }),
  fc.record({
    kind: fc.constant("body"),
    body: fc.constantFrom("", "{", "<html>bad gateway</html>", '{"id":""}', `{"message":"${API_KEY}"}`),
    process: fc.constant(true),
  }),
);

const born = fc.constantFrom(...kinds).chain(({ operations, births }) =>
  fc.record({
    on: fc.constant(operations[0]),
    do: fc.oneof(
      fc.record({ kind: fc.constant("late"), ms }),
      fc.record({ kind: fc.constant("invisible"), ms }),
      ...births.filter(({ kind }) => kind === "fail").map((each) => fc.constant(each)),
    ),
    times: fc.constant(1),
  }),
);

const counts = { times: fc.integer({ min: 1, max: 2 }), skip: fc.integer({ min: 0, max: 3 }) };

const fault = fc.oneof(
  { weight: 3, arbitrary: fc.record({ on: operation, do: effect, ...counts }) },
  { weight: 2, arbitrary: born },
);

/** Stock that comes and goes, at once or while a command runs. */
const stock = fc.array(
  fc.record({
    atMs: fc.constantFrom(0, 0, 1_000),
    productId: fc.constantFrom(...products),
    stock: fc.constantFrom(0, 1, 100),
  }),
  { minLength: 1, maxLength: 3 },
);

const step: fc.Arbitrary<EngineStep> = fc.record(
  {
    command,
    program,
    faults: fc.array(fault, { maxLength: 2 }),
    drift,
    stock,
    reclaim: fc.constantFrom(0, 1_000),
    kill: fc.record({
      atRequest: fc.integer({ min: 1, max: 8 }),
      what: fc.constantFrom<Victim[]>("cli", "provider", "both"),
    }),
  },
  { requiredKeys: ["command", "program", "faults"] },
);

/** Begins with an `up`, as nothing else has anything to do; one more command; then what is declared in the end. */
export const story = fc
  .record({ first: step, more: fc.array(step, { maxLength: 1 }), last: program })
  .map(({ first, more, last }) => ({ steps: [{ ...first, command: "up" as const }, ...more], last }));
