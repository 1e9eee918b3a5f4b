import { Redactor } from "../api";
import { UNKNOWN } from "../core";
import { outputsOf } from "./outputs";

const redactor = new Redactor();
const isSealed = (value: unknown): boolean => "4dabf18193072939515e22adb298388d" in Object(value);
redactor.add("canary-secret", "running");

test("the service's own words are kept without secrets; what is encrypted or compared stays as it is", () => {
  const state = {
    status: "running",
    statusMessage: "pull failed for canary-secret",
    imageAuth: "robot:canary-secret",
    sshPassword: undefined,
  };
  expect(outputsOf(state, redactor)).toStrictEqual({
    status: "running",
    statusMessage: "pull failed for [redacted]",
    imageAuth: "robot:canary-secret",
  });
  expect(outputsOf({ status: "exited" }, redactor)).toStrictEqual({ status: "exited" });
});

test("outputs in which a marked input shows again are secret with it", () => {
  const prices = { hourlyPrice: 0.02, monthlyPrice: 14.6 };
  const shown = {
    ...{ endpoints: [{ port: 47114 }], jupyterUrl: "u", clusterName: "c", productName: "p" },
    ...prices,
  };
  const marked = (...secret: string[]): object => ({ ...shown, __declaration: { name: "a", secret } });
  const secretOf = (state: object): string[] =>
    Object.entries(outputsOf(state, redactor)).flatMap(([name, value]) => {
      const { [SECRET]: signature, ...rest } = value as Record<string, unknown>;
      if (signature === undefined) return [];
      expect([signature, rest]).toEqual([
        "1b47061264138c4ac30d75fd1eb44270",
        { value: shown[name as keyof typeof shown] },
      ]);
      return [name];
    });
  const SECRET = "4dabf18193072939515e22adb298388d";
  expect(secretOf(marked())).toEqual([]);
  expect(secretOf(marked("ports"))).toEqual(["endpoints", "jupyterUrl"]);
  expect(secretOf(marked("tools[0].port", "command"))).toEqual(["endpoints", "jupyterUrl"]);
  expect(secretOf(marked("clusterId", "productId"))).toEqual(["clusterName", "productName"]);
  const choice = { productId: "a", gpuNum: 2, placement: { productId: "a" } };
  const choices = { lifecycle: { alternatives: [{ productId: "b" }] } };
  const inChoice = marked("lifecycle.alternatives[0].productId");
  const sealedOf = (state: object): string[] =>
    Object.keys(choice).filter((name) => isSealed(outputsOf({ ...choice, ...state }, redactor)[name]));
  expect(sealedOf({ ...choices, ...inChoice })).toEqual(["productId", "gpuNum", "placement"]);
  expect(sealedOf({ ...choices, ...marked("command") })).toEqual([]);
  // A preview that does not know all marks hides nothing for choices that there are not: a saved plan holds it to that.
  const notKnown = { __declaration: { name: "a", secret: UNKNOWN } };
  expect(sealedOf(notKnown)).toEqual(["placement"]);
  expect(sealedOf({ ...choices, ...notKnown })).toEqual(["productId", "gpuNum", "placement"]);
  expect(secretOf(marked("size"))).toEqual(Object.keys(prices));
  expect(outputsOf({ __declaration: { name: "a", secret: ["ports"] } }, redactor)).toStrictEqual({
    __declaration: { name: "a", secret: ["ports"] },
  });
});

test("what was observed of inputs is secret, as they may be; the rest of what is remembered is open", () => {
  const remembered = {
    ...{ chosen: ["name"], observed: { envs: [{ key: "A", value: "canary" }] } },
    declared: { productId: "canary" },
  };
  expect(outputsOf({ __remembered: remembered }, redactor)).toStrictEqual({
    __remembered: {
      chosen: ["name"],
      observed: {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: remembered.observed,
      },
      declared: {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: remembered.declared,
      },
    },
  });
  expect(outputsOf({ __remembered: { termEndsAt: 1 } }, redactor)).toStrictEqual({
    __remembered: { termEndsAt: 1 },
  });
});
