import fc from "fast-check";
import type { Fault } from "../errors";
import type { Repeatable } from "../operations";
import { decide, type Decision, defaultRetryLimits, type Outcome, parseRetryAfter, pauseMs } from "./retry";

const answers = (...statuses: number[]): Outcome[] => statuses.map((status) => ({ kind: "answer", status }));
const faults = (sent: boolean, ...names: Fault[]): Outcome[] =>
  names.map((fault) => ({ kind: "fault", fault, sent }));

/** What may happen, and the decision for a request that is a read or idempotent, and for one to be sent once. */
const table: [Outcome[], repeatable: Decision, once: Decision][] = [
  [answers(429), "slow down", "slow down"],
  [faults(false, "refused", "unresolved", "exhausted", "timeout", "reset", "network"), "retry", "retry"],
  [faults(false, "certificate", "proxy", "tls", "aborted"), "give up", "give up"],
  [answers(408, 500, 502, 503, 504, 599), "retry", "in doubt"],
  [[{ kind: "unreadable" }], "retry", "in doubt"],
  [faults(true, "timeout", "reset", "garbled", "network"), "retry", "in doubt"],
  [faults(true, "tls", "tooLarge", "aborted"), "give up", "in doubt"],
  [[{ kind: "blocked" }], "retry", "give up"],
  [
    answers(301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 407, 409, 413, 422, 451),
    "give up",
    "give up",
  ],
];

const rows = table.flatMap(([outcomes, repeatable, once]) =>
  outcomes.flatMap((outcome): [Repeatable, string, Outcome, Decision][] => {
    const { kind, status, fault, sent } = outcome as Partial<Record<string, unknown>>;
    const what = String(status ?? (fault ? `${fault}, ${sent ? "sent" : "unsent"}` : kind));
    return [
      ["read", what, outcome, repeatable],
      ["idempotent", what, outcome, repeatable],
      ["once", what, outcome, once],
    ];
  }),
);

test.each(rows)("%s, %s", (repeatable, _, outcome, decision) => {
  expect(decide(repeatable, outcome)).toBe(decision);
});

test("a Retry-After changes when a request is repeated, and never whether", () => {
  expect(decide("once", { kind: "answer", status: 503, retryAfterMs: 1000 })).toBe("in doubt");
  expect(decide("read", { kind: "answer", status: 400, retryAfterMs: 1000 })).toBe("give up");
});

describe("the pause", () => {
  const limits = { attempts: 9, baseMs: 1000, capMs: 10_000 };

  test("doubles up to the cap, from one half to the whole", () => {
    const pauses = (random: number): number[] =>
      [1, 2, 3, 4, 5, 6, 50].map((failures) => pauseMs(limits, failures, undefined, random));
    expect(pauses(0)).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000]);
    expect(pauses(0.5)).toEqual([750, 1500, 3000, 6000, 7500, 7500, 7500]);
    expect(pauses(1)).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
  });

  test("is what the service asked for, to the letter: no cap, no jitter", () => {
    expect([0, 1, 7000, 3_600_000].map((asked) => pauseMs(limits, 1, asked, 0.7))).toEqual([
      0, 1, 7000, 3_600_000,
    ]);
  });

  test("stays between half and whole of what is due, whatever the dice say", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const due = Math.min(10_000, 1000 * 2 ** (failures - 1));
          const pause = pauseMs(limits, failures, undefined, random);
          return pause >= due / 2 && pause <= due && Number.isInteger(pause);
        },
      ),
    );
  });

  test("by default: seven attempts over about half a minute", () => {
    expect(defaultRetryLimits).toEqual({ attempts: 7, baseMs: 500, capMs: 15_000 });
    const pauses = [1, 2, 3, 4, 5, 6].map((n) => pauseMs(defaultRetryLimits, n, undefined, 1));
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 15_000]);
  });
});

test.each<[string, string | undefined, number | undefined]>([
  ["seconds", "7", 7000],
  ["none at all", "0", 0],
  ["seconds with space around", " 12 ", 12_000],
  ["a fraction of a second", "0.25", 250],
  ["a fraction, never too early", "1.0004", 1001],
  ["an HTTP date", "Fri, 02 Jan 2026 03:04:35 GMT", 30_000],
  ["an HTTP date of the older form", "Friday, 02-Jan-26 03:04:35 GMT", 30_000],
  ["a date that has passed", "Thu, 01 Jan 2026 00:00:00 GMT", 0],
  ["nothing", undefined, undefined],
  ["an empty text", "", undefined],
  ["blanks", "  ", undefined],
  ["a word", "soon", undefined],
  ["a word with a number", "soon 1", undefined],
  ["a negative number", "-5", undefined],
  ["an exponent", "1e3", undefined],
  ["a hexadecimal number", "0x10", undefined],
  ["not a number", "NaN", undefined],
  ["two values", "5, 10", undefined],
  ["a date of another kind", "2026-01-02T03:04:35Z", undefined],
  ["a date that does not exist", "Fri, 99 Foo 2026 03:04:35 GMT", undefined],
])("Retry-After: %s", (_, header, ms) => {
  expect(parseRetryAfter(header, Date.UTC(2026, 0, 2, 3, 4, 5))).toBe(ms);
});
