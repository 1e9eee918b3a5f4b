import { boundsText, docSentence } from "./docSentence";
import type { JsonSchema } from "./jsonSchema";

describe("docSentence", () => {
  it.each<readonly [string, JsonSchema, string]>([
    ["the description alone", { type: "string", description: "A." }, "A."],
    [
      "a default and a kind",
      { type: "boolean", description: "A.", default: false, "x-novita-kinds": ["gpu"] },
      "A. Default: `false`. Only for kind `gpu`.",
    ],
    [
      "bounds, a change and a secret",
      {
        type: "string",
        description: "A.",
        minLength: 0,
        maxLength: 9,
        "x-novita-change": "replace",
        "x-novita-secret": true,
      },
      "A. At most 9 characters. A change replaces the instance. Secret.",
    ],
    [
      "a number that only grows in place",
      { type: "integer", description: "A.", minimum: 1, maximum: 8, "x-novita-change": "edit" },
      "A. 1 to 8. Growing is made in place; shrinking replaces the instance.",
    ],
  ])("tells %s", (_what, schema, expected) => {
    expect(docSentence({ noun: "instance" }, schema)).toBe(expected);
  });
});

describe("boundsText", () => {
  it.each<readonly [JsonSchema, string | undefined]>([
    [{ type: "string" }, undefined],
    [{ type: "string", minLength: 1 }, "not empty"],
    [{ type: "string", minLength: 1, maxLength: 5 }, "1 to 5 characters"],
    [{ type: "string", minLength: 0, maxLength: 5 }, "at most 5 characters"],
    [{ type: "integer", minimum: 0 }, "at least 0"],
    [{ type: "integer", minimum: 0, maximum: 5 }, "0 to 5"],
    [{ type: "number", exclusiveMinimum: 0 }, "more than 0"],
    [{ type: "array", maxItems: 30 }, "at most 30 entries"],
  ])("of %j is %j", (schema, expected) => {
    expect(boundsText(schema)).toBe(expected);
  });
});
