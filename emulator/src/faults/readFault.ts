import {
  ControlError,
  milliseconds,
  objectBody,
  onlyFields,
  textValue,
  trueOrFalse,
  wholeNumber,
} from "../control/controlError";
import { birthKindOf, type Effect, type EffectKind, type Target } from "./effect";

/** A fault as it was asked for. */
export interface FaultOrder {
  /** An operation's name, or `any`. */
  readonly on: string;
  readonly effect: Effect;
  /** How often it fires; 0 is always. */
  readonly times: number;
  /** How many matching requests it lets pass first. */
  readonly skip: number;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads `{on, do, times?, skip?}`. */
export function readFault(body: unknown, operations: readonly Target[]): FaultOrder {
  const json = objectBody(body, ["on", "do", "times", "skip"]);
  const on = readOperation(
    json.on,
    operations.map(({ name }) => name),
  );
  const effect = readEffect(json.do);
  needBirth(on, effect, operations);
  return {
    on,
    effect,
    times: json.times === undefined ? 1 : wholeNumber(json.times, "times"),
    skip: json.skip === undefined ? 0 : wholeNumber(json.skip, "skip"),
  };
}

function readOperation(on: unknown, names: readonly string[]): string {
  const found = ["any", ...names].find((name) => name === on);
  if (found !== undefined) return found;
  throw new ControlError(`"on" must be any, or one of ${names.join(", ")}; got ${JSON.stringify(on)}.`);
}

/** Refuses an effect on what is created for an operation that creates nothing of the kind. */
function needBirth(on: string, effect: Effect, operations: readonly Target[]): void {
  const birth = birthKindOf(effect);
  if (birth === undefined) return;
  const fitting = operations.filter(({ births = [] }) => births.includes(birth)).map(({ name }) => name);
  if (on === "any" || fitting.includes(on)) return;
  throw new ControlError(
    `A fault of kind ${birth} is for ${fitting.join(", ")}; it cannot be armed on ${on}.`,
  );
}

/** The fields of each kind, and how they are read. */
const READERS: {
  readonly [Kind in EffectKind]: readonly [fields: readonly string[], read: (json: Json) => Effect];
} = {
  status: [
    ["status", "body", "headers", "process"],
    (json) => ({
      kind: "status",
      status: httpStatus(json.status),
      body: json.body,
      headers: readHeaders(json.headers),
      process: trueOrFalse(json.process, "do.process", false),
    }),
  ],
  reset: [
    ["process"],
    (json) => ({ kind: "reset", process: trueOrFalse(json.process, "do.process", false) }),
  ],
  hang: [
    ["process", "ms"],
    (json) => ({
      kind: "hang",
      process: trueOrFalse(json.process, "do.process", false),
      ...(json.ms === undefined ? {} : { ms: milliseconds(json.ms, "do.ms") }),
    }),
  ],
  delay: [["ms"], (json) => ({ kind: "delay", ms: milliseconds(json.ms, "do.ms") })],
  body: [
    ["body", "process"],
    (json) => ({
      kind: "body",
      body: textValue(json.body, "do.body"),
      process: trueOrFalse(json.process, "do.process", true),
    }),
  ],
  late: [["ms"], (json) => ({ kind: "late", ms: milliseconds(json.ms, "do.ms") })],
  stuck: [["status"], (json) => ({ kind: "stuck", status: textValue(json.status, "do.status") })],
  fail: [["message"], (json) => ({ kind: "fail", message: textValue(json.message, "do.message") })],
  invisible: [["ms"], (json) => ({ kind: "invisible", ms: milliseconds(json.ms, "do.ms") })],
};

function readEffect(value: unknown): Effect {
  if (typeof value !== "object" || value === null)
    throw new ControlError('"do" must be an object such as {"kind": "reset"}.');
  const json = value as Json;
  const kinds = Object.keys(READERS) as EffectKind[];
  const kind = kinds.find((one) => one === json.kind);
  if (!kind)
    throw new ControlError(`"do.kind" must be one of ${kinds.join(", ")}; got ${JSON.stringify(json.kind)}.`);
  const [fields, read] = READERS[kind];
  return read(onlyFields(json, ["kind", ...fields], `A fault of kind ${kind}`));
}

function httpStatus(value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 200 && value <= 599) return value;
  throw new ControlError(`"do.status" must be an HTTP status from 200 to 599; got ${JSON.stringify(value)}.`);
}

function readHeaders(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ControlError('"do.headers" must be an object of header names and values.');
  }
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}
