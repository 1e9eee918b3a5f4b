import { fieldFacts, secretPaths } from "./fieldFacts";
import type { JsonSchema } from "./jsonSchema";
import { fields, secretPaths as generatedSecretPaths } from "../../provider/resources/gpuInstance";
import { xKeywords } from "../../provider/resources/gpuInstance/generated/fields";

const inputs: JsonSchema = {
  type: "object",
  required: ["a"],
  else: { required: ["b"] },
  properties: {
    a: { type: "string", "x-novita-change": "replace", "x-novita-echoed": true },
    b: {
      type: "integer",
      default: 3,
      "x-novita-change": "edit",
      "x-novita-echoed": false,
      "x-novita-kinds": ["gpu"],
      "x-novita-priced": true,
    },
    c: {
      type: "array",
      items: { type: "object", properties: { d: { type: "string", "x-novita-secret": true } } },
      "x-novita-change": "upgrade",
      "x-novita-echoed": true,
    },
    d: {
      type: "string",
      "x-novita-absent": 1,
      "x-novita-change": "edit",
      "x-novita-chosen": "always",
      "x-novita-compare": "ports",
      "x-novita-echoed": true,
    },
    lifecycle: { type: "object", properties: {} },
  },
};

describe("fieldFacts", () => {
  it("tells of every create field, and not of lifecycle", () => {
    const plain = {
      secret: false,
      echoed: true,
      required: false,
      kinds: undefined,
      default: undefined,
      absent: undefined,
      chosen: undefined,
      priced: false,
    };
    expect(fieldFacts(inputs)).toEqual({
      a: { ...plain, change: "replace", required: true, compare: "text" },
      b: {
        ...plain,
        change: "edit",
        echoed: false,
        required: true,
        kinds: ["gpu"],
        default: 3,
        compare: "scalar",
        priced: true,
      },
      c: { ...plain, change: "upgrade", secret: true, compare: "set" },
      d: { ...plain, change: "edit", absent: 1, compare: "ports", chosen: "always" },
    });
  });

  it("refuses a field that does not say how it changes", () => {
    expect(() => fieldFacts({ properties: { a: { type: "string" } } })).toThrow(
      "the field a of a create request needs both x-novita-change and x-novita-echoed",
    );
  });
});

describe("secretPaths", () => {
  it("goes into lists and objects", () => {
    expect(secretPaths(inputs)).toEqual(["c[*].d"]);
  });
});

describe("generated fields.ts", () => {
  it("keeps the secrets promise", () => {
    expect(generatedSecretPaths).toEqual(["imageAuth", "envs[*].value"]);
    expect(Object.entries(fields).flatMap(([name, { secret }]) => (secret ? [name] : []))).toEqual([
      "imageAuth",
      "envs",
    ]);
  });

  it("names what no answer carries back", () => {
    expect(Object.entries(fields).flatMap(([name, { echoed }]) => (echoed ? [] : [name]))).toEqual([
      "imageAuth",
      "tools",
      "month",
      "autoRenew",
      "autoRenewMonth",
      "minCudaVersion",
    ]);
  });

  it("lists the extension keywords of schema.json", () => {
    expect(xKeywords).toEqual([
      "x-novita-absent",
      "x-novita-change",
      "x-novita-chosen",
      "x-novita-compare",
      "x-novita-echoed",
      "x-novita-kinds",
      "x-novita-priced",
      "x-novita-secret",
      "x-novita-text",
    ]);
  });
});
