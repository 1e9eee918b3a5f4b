import { NovitaError, Redactor } from "../api";
import { InitFailure } from "../core";
import { faceError, toCheckFailures } from "./failure";

const redactor = new Redactor();
redactor.add("canary-secret");

test("an expected failure shows its message, clean, and no stack", () => {
  const error = faceError(new NovitaError("the key canary-secret is wrong"), redactor);
  expect({ message: error.message, stack: error.stack, shown: `${error}` }).toEqual({
    message: "the key [redacted] is wrong",
    stack: "the key [redacted] is wrong",
    shown: "pulumi-novita",
  });
  expect("id" in error).toBe(false);
});

test("an init failure keeps id, properties and reasons as Pulumi's process reads them", () => {
  const properties = { name: "a", __provider: "text", statusMessage: undefined } as never;
  const error = faceError(new InitFailure("1f", properties, ["one canary-secret", "two"]), redactor);
  expect({
    id: error.id,
    properties: error.properties,
    reasons: error.reasons,
    message: error.message,
  }).toEqual({
    id: "1f",
    properties: { name: "a", __provider: "text" },
    reasons: ["one [redacted]", "two"],
    message: "one [redacted] two",
  });
});

test("a defect of our own says whose it is and keeps its stack, clean", () => {
  const error = faceError(new TypeError("x of canary-secret"), redactor);
  expect(error.message).toBe(
    "x of [redacted]\nThis is a defect of pulumi-novita; please report it with the lines above.",
  );
  expect(error.stack).toMatch(/^TypeError: x of \[redacted\]\n {4}at /);
});

test("what is thrown and no Error becomes one", () => {
  expect(faceError("just text", redactor)).toBeInstanceOf(Error);
  expect(faceError("just text", redactor).message).toBe(
    "just text\nThis is a defect of pulumi-novita; please report it with the lines above.",
  );
});

test("a failure names no property, for the engine prints the value it finds there", () => {
  const failures = [
    { property: "imageAuth", reason: "imageAuth must have the form username:password." },
    { property: "envs", reason: "envs must be a list of at most 100 entries, but is a list of 101 entries." },
    { property: "envs[0].key", reason: "envs[0].key repeats." },
    { property: "gpuNum", reason: "gpuNum must be canary-secret" },
  ];
  expect(toCheckFailures(failures, redactor)).toEqual([
    { property: "", reason: "imageAuth must have the form username:password." },
    { property: "", reason: "envs must be a list of at most 100 entries, but is a list of 101 entries." },
    { property: "", reason: "envs[0].key repeats." },
    { property: "", reason: "gpuNum must be [redacted]" },
  ]);
});
