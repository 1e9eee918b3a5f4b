import {
  fields,
  secretPaths as generatedSecretPaths,
  xKeywords,
} from "../../provider/resources/gpuInstance/generated/fields";
import { fieldFacts, secretPaths } from "./fieldFacts";
import type { JsonSchema } from "./jsonSchema";

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
    },
    c: {
      type: "array",
      items: { type: "object", properties: { d: { type: "string", "x-novita-secret": true } } },
      "x-novita-change": "upgrade",
      "x-novita-echoed": true,
    },
    lifecycle: { type: "object", properties: {} },
  },
};

describe("fieldFacts", () => {
  it("tells of every create field, and not of lifecycle", () => {
    const both = ["gpu", "cpu"];
    expect(fieldFacts(inputs)).toEqual({
      a: { change: "replace", secret: false, echoed: true, required: true, kinds: both, default: undefined },
      b: { change: "edit", secret: false, echoed: false, required: true, kinds: ["gpu"], default: 3 },
      c: { change: "upgrade", secret: true, echoed: true, required: false, kinds: both, default: undefined },
    });
  });

  it("refuses a field that does not say how it changes", () => {
    expect(() => fieldFacts({ properties: { a: { type: "string" } } })).toThrow(
      "CreateInstanceRequest.a needs both x-novita-change and x-novita-echoed",
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
      "x-novita-change",
      "x-novita-echoed",
      "x-novita-kinds",
      "x-novita-secret",
      "x-novita-text",
    ]);
  });
});
