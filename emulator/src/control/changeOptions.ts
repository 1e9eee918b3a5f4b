import { setBalanceUsd, type StockChange, type World } from "../world";
import { ControlError, milliseconds, objectBody, onlyFields, textValue, wholeNumber } from "./controlError";

type Changes = readonly (() => void)[];

/** Changes the running emulator: `{bootMs?, deleteMs?, keepDataMs?, rate?, stock?, stockSchedule?, balance?}`. All of it, or nothing if some of it makes no sense. */
export function changeOptions(world: World, body: unknown): void {
  const json = objectBody(body, [
    "bootMs",
    "deleteMs",
    "keepDataMs",
    "rate",
    "stock",
    "stockSchedule",
    "balance",
  ]);
  const { settings } = world.state;
  const changes: Changes = [
    ...when(
      json.bootMs,
      (value) => milliseconds(value, "bootMs"),
      (ms) => (settings.bootMs = ms),
    ),
    ...when(
      json.deleteMs,
      (value) => milliseconds(value, "deleteMs"),
      (ms) => (settings.deleteMs = ms),
    ),
    ...when(
      json.keepDataMs,
      (value) => (value === null ? null : milliseconds(value, "keepDataMs")),
      (ms) => (settings.keepDataMs = ms),
    ),
    ...when(json.rate, readRate, (rate) => (settings.rate = rate)),
    ...when(
      json.stock,
      (value) => readStock(world, value),
      (stock) => Object.assign(world.state.stock, stock),
    ),
    ...when(
      json.stockSchedule,
      (value) => readSchedule(world, value),
      (schedule) => (world.state.stockSchedule = schedule),
    ),
    ...when(json.balance, readBalance, (usd) => setBalanceUsd(world, usd)),
  ];
  for (const apply of changes) apply();
}

/** Reads a value at once if it is there, and gives what will put it into force. */
function when<Value>(
  given: unknown,
  read: (given: unknown) => Value,
  apply: (value: Value) => void,
): Changes {
  if (given === undefined) return [];
  const value = read(given);
  return [() => apply(value)];
}

function readRate(value: unknown): number | null {
  if (value === null || value === 0) return null;
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw new ControlError(
    `"rate" must be a number of requests a second, or 0 or null for no limit; got ${JSON.stringify(value)}.`,
  );
}

function readStock(world: World, value: unknown): Record<string, number> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ControlError('"stock" must be an object of product ids and numbers.');
  }
  const entries = Object.entries(value).map(
    ([id, count]) => [offered(world, id, "stock"), wholeNumber(count, `stock["${id}"]`)] as const,
  );
  return Object.fromEntries(entries);
}

function offered(world: World, id: string, name: string): string {
  if (world.state.stock[id] !== undefined) return id;
  throw new ControlError(`"${name}" names a product that the catalogue does not have: "${id}".`);
}

/** Times are from now on, and kept as moments. */
function readSchedule(world: World, value: unknown): StockChange[] {
  if (!Array.isArray(value)) throw new ControlError('"stockSchedule" must be a list of changes.');
  const now = world.clock.now();
  const changes = value.map((entry: unknown, at): StockChange => {
    const name = `stockSchedule[${at}]`;
    if (typeof entry !== "object" || entry === null) throw new ControlError(`"${name}" must be an object.`);
    const { atMs, productId, stock } = onlyFields({ ...entry }, ["atMs", "productId", "stock"], name);
    return {
      atMs: now + milliseconds(atMs, `${name}.atMs`),
      productId: offered(world, textValue(productId, `${name}.productId`), `${name}.productId`),
      stock: wholeNumber(stock, `${name}.stock`),
    };
  });
  return changes.sort((one, other) => one.atMs - other.atMs);
}

function readBalance(value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new ControlError(`"balance" must be a number of USD; got ${JSON.stringify(value)}.`);
}
