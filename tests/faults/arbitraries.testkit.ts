import * as fc from "fast-check";
import { canaries, kinds, products, program } from "./kinds.testkit";
import type { OrphanPolicy } from "../../provider/core";
import type { FaceName } from "./providerProcess.testkit";
import type { Step } from "./story.testkit";

/** Shorter than the window in which a doubtful create is looked for: longer ones are not promised. */
const lag = fc.integer({ min: 1, max: 45_000 });

const process = fc.boolean();

/** What may go wrong with any call. @param secret What the service repeats in its answer. */
const effect = (secret: string): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ kind: fc.constant("status"), status: fc.constantFrom(500, 502, 503, 504), process }),
    // A refusal says that nothing was done; a service that lies about that cannot be dealt with.
    fc.record({
      kind: fc.constant("status"),
      status: fc.constantFrom(401, 429),
      process: fc.constant(false),
    }),
    fc.record({
      kind: fc.constant("status"),
      status: fc.constantFrom(400, 500),
      body: fc.constant({ message: `cannot take ${secret}` }),
    }),
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
        `{"message":"${secret}"}`,
      ),
      process: fc.constant(true),
    }),
  );

/** What may become of something new. */
const birth = (births: readonly object[]): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ kind: fc.constant("late"), ms: lag }),
    fc.record({ kind: fc.constant("invisible"), ms: lag }),
    ...births.map((each) => fc.constant(each)),
  );
/** The client itself tries up to seven times: what lasts longer reaches the life cycle. */
const times = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 8, max: 20 }));

const counts = { times, skip: fc.integer({ min: 0, max: 4 }) };

const faultOf = ({ operations, secret, births }: (typeof kinds)[number]): fc.Arbitrary<object> => {
  const born = birth(births);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ on: fc.constantFrom(...operations), do: effect(secret), ...counts }),
    },
    // A run creates one or two of a kind.
    { weight: 1, arbitrary: fc.record({ on: fc.constant(operations[0]), do: effect(secret), times }) },
    { weight: 2, arbitrary: fc.record({ on: fc.constant(operations[0]), do: born, times: fc.constant(1) }) },
  );
};

const fault = fc.oneof(
  // Of instances there are more, and they do more.
  { weight: 4, arbitrary: faultOf(kinds[0] as (typeof kinds)[number]) },
  ...kinds.slice(1).map((kind) => ({ weight: 2, arbitrary: faultOf(kind) })),
  { weight: 1, arbitrary: fc.record({ on: fc.constant("any"), do: effect(canaries.key), ...counts }) },
);

const killOf = (face: FaceName) => {
  // A dynamic provider is not told of Ctrl-C.
  const told = face === "plugin" ? ["cancel" as const, "cancel" as const] : [];
  return fc.record({
    atRequest: fc.integer({ min: 1, max: 25 }),
    what: fc.constantFrom("cli" as const, "both" as const, ...told),
  });
};

/** What happens behind everybody's back. */
export const drift = fc.oneof(
  ...kinds.map(({ type, drifts }) =>
    fc.record({ type: fc.constant(type), change: fc.constantFrom(...drifts) }),
  ),
);

/** Stock that comes and goes, at once or while a command runs. */
const stock = fc.array(
  fc.record({
    atMs: fc.constantFrom(0, 0, 5_000, 30_000),
    productId: fc.constantFrom(...products),
    stock: fc.constantFrom(0, 0, 1, 100),
  }),
  { minLength: 1, maxLength: 4 },
);

/** What is run, most of all updates. */
export const command = fc.constantFrom(...(["up", "up", "up", "refresh", "destroy"] as const));

/** Long enough before a command for it to stand still by then, or while it runs. */
const reclaims = [-30_000, 0, 5_000, 30_000] as const;

const stepOf = (face: FaceName): fc.Arbitrary<Step> =>
  fc.record(
    {
      command,
      // People run what they have declared already, too.
      program: fc.option(program, { freq: 2, nil: undefined }),
      faults: fc.array(fault, { maxLength: 3 }),
      rate: fc.constantFrom(0.5, 1, 2, 5),
      drift,
      stock,
      reclaim: fc.constantFrom(...reclaims),
      kill: killOf(face),
      preview: fc.constant(true),
      refresh: fc.constant(true),
    },
    { requiredKeys: ["command", "faults"] },
  );

/** What happens, and what is declared in the end. */
export const storyOf = (face: FaceName) => {
  const any = stepOf(face);
  // The same again, that sees it.
  const again = { command: "up", program: undefined, refresh: true, reclaim: reclaims[0] } as const;
  const afterReclaim = any.map((step): Step => ({ ...step, ...again }));
  const step = fc.oneof({ weight: 3, arbitrary: any }, { weight: 1, arbitrary: afterReclaim });
  return fc
    .record({
      orphans: fc.constantFrom<OrphanPolicy[]>("report", "adopt"),
      // Faults and kills let few instances come to be: half of the stories begin without them.
      calm: fc.constantFrom<Step[][]>([], [{ command: "up", faults: [] }]),
      steps: fc.array(step, { minLength: 1, maxLength: 6 }),
      last: program,
    })
    .map(({ orphans, calm, steps, last }) => {
      let declared = last;
      const all = [...calm, ...steps];
      return {
        orphans,
        steps: all.map((step) => ({ ...step, program: (declared = step.program ?? declared) })),
        last,
      };
    });
};
