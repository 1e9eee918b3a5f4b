import * as fc from "fast-check";

/** Something that no answer should hold, and where it is put: one of the places that the answer has. */
export interface Poison {
  /** The operation whose answers are poisoned. */
  readonly operation: string;
  /** Which of the places: by the name of a field, or counted round and round. */
  readonly place: number | string;
  readonly value: unknown;
}

const DEEP = "@deep@";
const LEVELS = 100_000;

/** What a terminal would obey: clears the screen, sets the window's title, turns the direction of writing. */
export const ESCAPES = "\u001b[2J\u001b]0;owned\u0007\u202eevil\u009b31m\r\nerror: forged";

/** What every object has without anybody putting it there. */
export const inherited = ["constructor", "__proto__", "toString"];

const values = [
  ...[null, "", 0, -1, 1e308, 0.5, true, false, [], {}, [[]], [{}], [null]],
  ...["running", "exited", "<html><body>gateway</body></html>", "NaN", "1e999", "9".repeat(400)],
  ...[ESCAPES, "x".repeat(200_000), DEEP, Number.MAX_SAFE_INTEGER, -1e15],
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  JSON.parse('{"message":{"__proto__":{"polluted":1}},"status":["exited"],"id":{}}'),
  { message: ESCAPES },
];

/** The fields that most depends on. */
const telling = [
  "status",
  "statusError",
  "message",
  "id",
  "name",
  "total",
  "instances",
  "spotStatus",
  "imageUrl",
];

export const poison: fc.Arbitrary<Poison> = fc.record({
  operation: fc.constantFrom("get", "list", "products", "create", "get", "list"),
  place: fc.oneof(fc.nat({ max: 200 }), fc.constantFrom(...telling)),
  value: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...inherited) },
    { weight: 9, arbitrary: fc.constantFrom(...values) },
    { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  ),
});

/** The text of an answer with the poison in it. */
export function poisoned(text: string, { place, value }: Poison): string {
  if (text === "") return JSON.stringify(value);
  const root = { answer: JSON.parse(text) as unknown };
  const places = placesOf(root);
  const chosen =
    typeof place === "string" ? places.find(({ key }) => key === place) : places[place % places.length];
  if (chosen) chosen.holder[chosen.key] = value;
  return JSON.stringify(root.answer).replaceAll(`"${DEEP}"`, "[".repeat(LEVELS) + "]".repeat(LEVELS));
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}
