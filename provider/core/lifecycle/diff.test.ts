import { diff, replacedFor, withDefaults } from "../../resources/gpuInstance/bound.testkit";
import fc from "fast-check";
import { validGpuInputs, validInputs } from "../../resources/gpuInstance/arbitraries.testkit";
import { full, minimal, minimalCpu } from "../../resources/gpuInstance/sampleInputs.testkit";
import { NovitaError } from "../../api";
import { DECLARATION_KEY, type Properties, UNKNOWN } from "../declaration";
import type { Difference as Whole } from "./diff";

/** As the dynamic face shows it. */
type Difference = Omit<Whole, "isHalted">;

const ID = "8097f1658f3e6ad1";
const declaration = { project: "shop", stack: "dev", name: "trainer" };
const checked = (inputs: Properties): Properties => ({ name: "trainer", ...withDefaults(inputs) });
/** The difference between two declarations, each as check leaves it. */
const between = (olds: Properties, news: Properties): Difference => diff(ID, checked(olds), checked(news));

const none = { changes: [], replaces: [] };
const inPlace = (...changes: string[]): Difference => ({ changes, replaces: [] });
const replaced = (...changes: string[]): Difference => ({ changes, replaces: changes });

const onDemand = { ...minimal, billingMode: "onDemand" };
const spot = { ...minimal, billingMode: "spot" };
const monthly = (month: number, more: object = {}) => ({
  ...minimal,
  billingMode: "monthly",
  month,
  ...more,
});
const env = (key: string, value: string) => ({ key, value });
const jupyter = { name: "Jupyter", port: "8888", type: "http" };

describe("the change table", () => {
  it.each<[string, Properties, Properties, Difference]>([
    ["ports, other ones", { ports: "80/http" }, { ports: "80/http,22/tcp" }, inPlace("ports")],
    ["ports, other type", { ports: "80/http" }, { ports: "80/tcp" }, inPlace("ports")],
    ["ports, removed", { ports: "80/http" }, {}, inPlace("ports")],
    ["ports, added", {}, { ports: "80/http" }, inPlace("ports")],
    ["ports, order and spaces", { ports: "80/http,22/tcp" }, { ports: " 22/tcp , 80/http" }, none],
    ["ports, empty", { ports: "" }, {}, none],
    ["rootfsSize, up", { rootfsSize: 60 }, { rootfsSize: 61 }, inPlace("rootfsSize")],
    ["rootfsSize, down", { rootfsSize: 60 }, { rootfsSize: 59 }, replaced("rootfsSize")],
    ["imageUrl", { imageUrl: "a:1" }, { imageUrl: "a:2" }, inPlace("imageUrl")],
    ["imageAuthId, other", { imageAuthId: "a" }, { imageAuthId: "b" }, inPlace("imageAuthId")],
    ["imageAuthId, removed", { imageAuthId: "a" }, {}, inPlace("imageAuthId")],
    ["envs, other value", { envs: [env("A", "1")] }, { envs: [env("A", "2")] }, inPlace("envs")],
    ["envs, other key", { envs: [env("A", "1")] }, { envs: [env("B", "1")] }, inPlace("envs")],
    ["envs, removed", { envs: [env("A", "1")] }, {}, inPlace("envs")],
    ["envs, added", { envs: [] }, { envs: [env("A", "")] }, inPlace("envs")],
    ["envs, order", { envs: [env("A", "1"), env("B", "2")] }, { envs: [env("B", "2"), env("A", "1")] }, none],
    ["envs, empty", { envs: [] }, {}, none],
    ["command, other", { command: "a" }, { command: "b" }, inPlace("command")],
    ["command, removed", { command: "a" }, {}, inPlace("command")],
    ["command, empty", { command: "" }, {}, none],
    ["entrypoint, other", { entrypoint: "a" }, { entrypoint: "b" }, inPlace("entrypoint")],
    ["entrypoint, added", {}, { entrypoint: "b" }, inPlace("entrypoint")],
    [
      "networkStorages, other",
      { networkStorages: [{ id: "a" }] },
      { networkStorages: [{ id: "b" }] },
      inPlace("networkStorages"),
    ],
    [
      "networkStorages, moved",
      { networkStorages: [{ id: "a" }] },
      { networkStorages: [{ id: "a", mountPoint: "/x" }] },
      inPlace("networkStorages"),
    ],
    ["networkStorages, removed", { networkStorages: [{ id: "a" }] }, {}, inPlace("networkStorages")],
    [
      "networkStorages, default written out",
      { networkStorages: [{ id: "a" }] },
      { networkStorages: [{ id: "a", mountPoint: "/network" }] },
      none,
    ],
    [
      "networkStorages, order",
      { networkStorages: [{ id: "a" }, { id: "b", mountPoint: "/b" }] },
      { networkStorages: [{ id: "b", mountPoint: "/b" }, { id: "a" }] },
      none,
    ],
    ["productId", { productId: "a" }, { productId: "b" }, replaced("productId")],
    ["gpuNum", { gpuNum: 1 }, { gpuNum: 2 }, replaced("gpuNum")],
    ["clusterId, other", { clusterId: "1" }, { clusterId: "2" }, replaced("clusterId")],
    ["clusterId, added", {}, { clusterId: "2" }, replaced("clusterId")],
    ["clusterId, left to the service", { clusterId: "1" }, {}, none],
    [
      "localStorageMountPoint, other",
      { kind: "cpu" },
      { kind: "cpu", localStorageMountPoint: "/data" },
      replaced("localStorageMountPoint"),
    ],
    [
      "localStorageMountPoint, default written out",
      { kind: "cpu" },
      { kind: "cpu", localStorageMountPoint: "/workspace" },
      none,
    ],
    ["networkId, other", { networkId: "a" }, { networkId: "b" }, replaced("networkId")],
    ["networkId, added", {}, { networkId: "a" }, replaced("networkId")],
    ["networkId, removed", { networkId: "a" }, {}, replaced("networkId")],
    ["networkId, empty", { networkId: "" }, {}, none],
    ["tools, added", {}, { tools: [jupyter] }, replaced("tools")],
    ["tools, other port", { tools: [jupyter] }, { tools: [{ ...jupyter, port: "8889" }] }, replaced("tools")],
    ["tools, removed", { tools: [jupyter] }, { tools: [] }, replaced("tools")],
    ["tools, empty", { tools: [] }, {}, none],
    [
      "tools, order",
      { tools: [jupyter, { ...jupyter, port: "1" }] },
      { tools: [{ ...jupyter, port: "1" }, jupyter] },
      none,
    ],
    [
      "minCudaVersion, other",
      { minCudaVersion: "11.8" },
      { minCudaVersion: "12.4" },
      replaced("minCudaVersion"),
    ],
    ["minCudaVersion, removed", { minCudaVersion: "11.8" }, {}, replaced("minCudaVersion")],
    ["imageAuth, other", { imageAuth: "u:a" }, { imageAuth: "u:b" }, replaced("imageAuth")],
    ["imageAuth, added", {}, { imageAuth: "u:a" }, replaced("imageAuth")],
    ["imageAuth, removed", { imageAuth: "u:a" }, {}, inPlace("imageAuth")],
    [
      "imageAuth, removed from one that cannot start",
      { imageAuth: "u:a", status: "pulling", statusMessage: "boom" },
      {},
      { changes: ["imageAuth"], replaces: ["imageAuth"] },
    ],
    [
      "imageAuthId, turned into imageAuth",
      { imageAuthId: "a" },
      { imageAuth: "u:a" },
      { changes: ["imageAuth", "imageAuthId"], replaces: ["imageAuth"] },
    ],
    ["imageAuth, empty", { imageAuth: "" }, {}, none],
    ["name, other", { name: "a" }, { name: "b" }, replaced("name")],
    ["name, case", { name: "a" }, { name: "A" }, replaced("name")],
    ["kind, written out", {}, { kind: "gpu" }, none],
    ["autoRenew, written out", {}, { autoRenew: false }, none],
    ["month, written out", {}, { month: 0 }, none],
    ["billingMode, written out", {}, { billingMode: "onDemand" }, none],
    ["null is absent", { ports: null, envs: null }, {}, none],
  ])("%s", (_, olds, news, expected) => {
    expect(between({ ...minimal, ...olds }, { ...minimal, ...news })).toEqual(expected);
  });

  it.each<[string, Properties, Properties, Difference]>([
    ["onDemand to monthly", onDemand, monthly(1), inPlace("month", "billingMode")],
    ["onDemand to spot", onDemand, spot, replaced("billingMode")],
    ["spot to onDemand", spot, onDemand, replaced("billingMode")],
    ["spot to monthly", spot, monthly(1), { changes: ["month", "billingMode"], replaces: ["billingMode"] }],
    [
      "monthly to onDemand",
      monthly(1),
      onDemand,
      { changes: ["month", "billingMode"], replaces: ["billingMode"] },
    ],
    ["monthly to spot", monthly(1), spot, { changes: ["month", "billingMode"], replaces: ["billingMode"] }],
    ["month up", monthly(1), monthly(3), inPlace("month")],
    ["month down", monthly(3), monthly(1), replaced("month")],
    ["months alone make it monthly", minimal, { ...minimal, month: 2 }, inPlace("month", "billingMode")],
    ["autoRenew on", monthly(1), monthly(1, { autoRenew: true }), inPlace("autoRenew")],
    ["autoRenew off", monthly(1, { autoRenew: true }), monthly(1), inPlace("autoRenew")],
    [
      "autoRenewMonth",
      monthly(1, { autoRenewMonth: 2 }),
      monthly(1, { autoRenewMonth: 3 }),
      inPlace("autoRenewMonth"),
    ],
    ["autoRenewMonth, default written out", monthly(1), monthly(1, { autoRenewMonth: 1 }), none],
  ])("billing: %s", (_, olds, news, expected) => {
    expect(between(olds, news)).toEqual(expected);
  });

  it("takes what is declared for what is, if the thing must have it and the service does not show it", () => {
    const { imageAuth, productId, ...shown } = checked({ ...minimal, imageAuth: "u:a" });
    expect(diff(ID, shown, { ...shown, productId })).toEqual(inPlace("productId"));
    expect(diff(ID, { ...shown, productId }, { ...shown, productId, imageAuth })).toMatchObject(
      replaced("imageAuth"),
    );
  });

  it("replaces for another kind, and names with it what that kind does not have", () => {
    const { changes, replaces } = between(minimal, { ...minimalCpu, productId: minimal.productId });
    expect(changes).toEqual(["gpuNum", "rootfsSize", "kind"]);
    expect(replaces).toEqual(["gpuNum", "kind"]);
  });

  it("takes an image change as the user wants it", () => {
    const lifecycle = (onImageChange: string) => ({ lifecycle: { onImageChange } });
    const other = { ...minimal, imageUrl: "a:2" };
    expect(between({ ...minimal, ...lifecycle("replace") }, { ...other, ...lifecycle("replace") })).toEqual(
      replaced("imageUrl"),
    );
    expect(between({ ...minimal, ...lifecycle("reset") }, { ...other, ...lifecycle("reset") })).toEqual(
      inPlace("imageUrl"),
    );
    expect(between(minimal, { ...other, command: "a", ...lifecycle("replace") })).toEqual({
      changes: ["imageUrl", "command", "lifecycle"],
      replaces: ["imageUrl"],
    });
  });

  it("has a row for every field", () => {
    const other = {
      ...full,
      ...{
        name: "b",
        productId: "b",
        gpuNum: 2,
        rootfsSize: 61,
        imageUrl: "b",
        imageAuth: "u:b",
        imageAuthId: "b",
      },
      ...{
        ports: "1/tcp",
        envs: [],
        tools: [],
        command: "b",
        entrypoint: "b",
        clusterId: "b",
        networkStorages: [],
      },
      ...{ networkId: "b", kind: "cpu", month: 2, billingMode: "spot", autoRenew: false, autoRenewMonth: 2 },
      ...{ minCudaVersion: "11.8" },
    };
    expect(diff(ID, full, other).changes).toEqual([
      ...[
        "name",
        "productId",
        "gpuNum",
        "rootfsSize",
        "imageUrl",
        "imageAuth",
        "imageAuthId",
        "ports",
        "envs",
      ],
      ...["tools", "command", "entrypoint", "clusterId", "networkStorages", "networkId", "kind", "month"],
      ...["billingMode", "autoRenew", "autoRenewMonth", "minCudaVersion"],
    ]);
  });
});

describe("lifecycle", () => {
  const withOptions = (lifecycle: unknown): Properties => ({ ...minimal, lifecycle });

  it.each<[string, unknown, unknown]>([
    ["absent, empty", undefined, {}],
    [
      "the defaults written out",
      undefined,
      {
        onImageChange: "reset",
        waitUntil: "running",
        timeouts: { create: "30m", update: "30m", delete: "10m" },
      },
    ],
    ["no timeouts", { timeouts: {} }, undefined],
    ["the same time in other words", { timeouts: { create: "60m" } }, { timeouts: { create: "1h" } }],
    [
      "the order of options",
      { waitUntil: "created", maxHourlyPrice: 1 },
      { maxHourlyPrice: 1, waitUntil: "created" },
    ],
    ["adopt, once it has done its work", { adopt: ID }, undefined],
    ["adopt of the instance that is managed", undefined, { adopt: ID }],
    ["adopt that is not known", undefined, { adopt: UNKNOWN }],
  ])("shows nothing for %s", (_, olds, news) => {
    expect(between(withOptions(olds), withOptions(news))).toEqual(none);
  });

  it.each<[string, unknown, unknown]>([
    ["timeouts", undefined, { timeouts: { delete: "11m" } }],
    ["maxHourlyPrice", { maxHourlyPrice: 1 }, { maxHourlyPrice: 2 }],
    ["maxHourlyPrice, removed", { maxHourlyPrice: 1 }, undefined],
    ["onImageChange", undefined, { onImageChange: "replace" }],
    ["waitUntil", { waitUntil: "created" }, undefined],
    ["all of it, not known", undefined, UNKNOWN],
    ["a part, not known", { timeouts: { create: "1h" } }, { timeouts: { create: UNKNOWN } }],
  ])("shows a change of %s, in place", (_, olds, news) => {
    expect(between(withOptions(olds), withOptions(news))).toEqual(inPlace("lifecycle"));
  });
});

describe("the status", () => {
  const declared = { ...checked(minimal), [DECLARATION_KEY]: declaration };
  const created = { ...declared, lifecycle: { waitUntil: "created" } };

  it.each(["exited", "creating", "pulling", "stopping", "frozen"])("is a change if it is %s", (status) => {
    expect(diff(ID, { ...declared, status }, declared)).toEqual(inPlace("status"));
  });

  it.each<[string, Properties, Properties]>([
    ["running", { ...declared, status: "running" }, declared],
    ["not known", declared, declared],
    ["not waited for", { ...created, status: "pulling" }, created],
    ["that of a resource which is only read", { ...checked(minimal), status: "exited" }, checked(minimal)],
  ])("is none if it is %s", (_, olds, news) => {
    expect(diff(ID, olds, news)).toEqual(none);
  });

  const other = { imageUrl: "other:1", ports: "1/tcp" };
  const halted = (...replaces: string[]): Difference => ({ changes: [...replaces, "status"], replaces });

  it.each<[string, Properties, Properties, Difference]>([
    ["imageUrl", { status: "pulling" }, { imageUrl: other.imageUrl }, halted("imageUrl")],
    ["ports", { status: "pulling" }, { ports: other.ports }, halted("ports")],
    ["both", { status: "toCreate" }, other, halted("imageUrl", "ports")],
    ["a larger disk", { status: "pulling" }, { rootfsSize: 100 }, halted("rootfsSize")],
    ["variables", { status: "creating" }, { envs: [env("A", "1")] }, halted("envs")],
    ["a value that is not known", { status: "pulling" }, { imageUrl: UNKNOWN }, halted("imageUrl")],
    ["nothing", { status: "pulling" }, {}, inPlace("status")],
    ["auto-renewal", { status: "pulling" }, { autoRenew: true }, inPlace("autoRenew", "status")],
    ["imageUrl of one that runs", { status: "running" }, { imageUrl: other.imageUrl }, inPlace("imageUrl")],
    ["ports of one that runs", { status: "running" }, { ports: other.ports }, inPlace("ports")],
    ["imageUrl of one that has stopped", { status: "exited" }, other, inPlace("imageUrl", "ports", "status")],
  ])("of one that the service said cannot start replaces it for a change: %s", (_, olds, news, expected) => {
    const failed = { ...declared, statusMessage: "pull access denied", ...olds };
    expect(diff(ID, failed, { ...declared, ...news })).toEqual(expected);
  });

  it("without a word of the service is no reason to replace", () => {
    expect(diff(ID, { ...declared, status: "pulling" }, { ...declared, ...other })).toEqual(
      inPlace("imageUrl", "ports", "status"),
    );
    expect(diff(ID, { ...declared, statusMessage: "why" }, { ...declared, ...other })).toEqual(
      inPlace("imageUrl", "ports"),
    );
  });

  it("stands beside other changes", () => {
    expect(diff(ID, { ...declared, status: "exited" }, { ...declared, ports: "1/tcp" })).toEqual(
      inPlace("ports", "status"),
    );
  });
});

describe("the name", () => {
  it("that was fixed, or is fixed from now on, takes a replacement", () => {
    expect(diff(ID, { ...minimal, name: "drawn" }, { ...minimal, name: "fixed" })).toEqual(replaced("name"));
    expect(diff(ID, { ...minimal, name: "fixed" }, { ...minimal, name: "other" })).toEqual(replaced("name"));
  });

  it("of an adopted instance stays if none is declared", () => {
    expect(diff(ID, { ...minimal, name: "live" }, minimal)).toEqual(none);
    expect(diff(ID, { ...minimal, name: "live" }, { ...minimal, name: "" })).toEqual(none);
    expect(diff(ID, { ...minimal, name: "live" }, { ...minimal, name: "live" })).toEqual(none);
  });
});

describe("what a preview does not know", () => {
  const before = checked(full);

  it.each([
    "productId",
    "gpuNum",
    "imageAuth",
    "clusterId",
    "localStorageMountPoint",
    "networkId",
    "kind",
    "minCudaVersion",
    "name",
    "tools",
  ])("replaces, if %s can change in no other way", (name) => {
    expect(diff(ID, before, { ...before, [name]: UNKNOWN })).toEqual(replaced(name));
  });

  it.each([
    "rootfsSize",
    "imageUrl",
    "imageAuthId",
    "ports",
    "envs",
    "command",
    "entrypoint",
    "networkStorages",
    "month",
    "autoRenew",
    "autoRenewMonth",
  ])("is an update, if %s may change in place", (name) => {
    expect(diff(ID, before, { ...before, [name]: UNKNOWN })).toEqual(inPlace(name));
  });

  it("counts inside of lists", () => {
    const at = (more: object) => diff(ID, before, { ...before, ...more });
    expect(at({ envs: [env("MODE", UNKNOWN)] })).toEqual(inPlace("envs"));
    expect(at({ tools: [{ ...jupyter, port: UNKNOWN }] })).toEqual(replaced("tools"));
    expect(at({ networkStorages: [UNKNOWN] })).toEqual(inPlace("networkStorages"));
  });

  it.each([
    ["onDemand", inPlace("billingMode")],
    ["spot", replaced("billingMode")],
  ])("may be an update of a billingMode that was %s", (billingMode, expected) => {
    const olds = { ...checked(minimal), billingMode };
    expect(diff(ID, olds, { ...olds, billingMode: UNKNOWN })).toEqual(expected);
  });

  it("replaces a monthly instance", () => {
    const olds = checked(monthly(1));
    expect(diff(ID, olds, { ...olds, billingMode: UNKNOWN })).toEqual(replaced("billingMode"));
  });

  it("is never among what surely replaces", () => {
    expect(replacedFor(before, { ...before, productId: UNKNOWN, gpuNum: 8, ports: "1/tcp" })).toEqual([
      "gpuNum",
    ]);
  });
});

describe("an adoption that comes late", () => {
  const adopting = (adopt: string, more: object = {}) => ({
    ...checked(minimal),
    ...more,
    lifecycle: { adopt },
  });

  it("of another instance is refused", () => {
    const attempt = (): Difference => diff(ID, checked(minimal), adopting("other"));
    expect(attempt).toThrow(NovitaError);
    expect(attempt).toThrow(
      `lifecycle.adopt names GPU instance other, but this resource manages ${ID} already. To take over another instance, declare it as a resource of its own; to give up ${ID}, remove the resource first.`,
    );
    expect(() => diff(ID, adopting(ID), adopting("other"))).toThrow(
      "lifecycle.adopt names GPU instance other",
    );
  });

  it("of the same instance is refused together with a replacement", () => {
    expect(() => diff(ID, checked(minimal), adopting(ID, { gpuNum: 2 }))).toThrow(
      `GPU instance ${ID} would have to be replaced, but lifecycle.adopt asks to take over the very instance that would be deleted. Remove lifecycle.adopt.`,
    );
  });

  it("does not stop a refresh that finds an adopted instance changed", () => {
    const inputs = adopting(ID);
    expect(diff(ID, { ...inputs, rootfsSize: 200, status: "running" }, inputs)).toEqual(
      replaced("rootfsSize"),
    );
  });
});

describe("for any valid inputs", () => {
  it("there is no difference to themselves", () => {
    fc.assert(fc.property(validInputs, (inputs) => expect(diff(ID, inputs, inputs)).toEqual(none)));
  });

  it("there is no difference to the defaults written out", () => {
    fc.assert(
      fc.property(validInputs, (inputs) => {
        const filled = withDefaults(inputs);
        // A month alone is not monthly before check has said so.
        const { billingMode } = filled;
        expect(diff(ID, filled, { ...inputs, billingMode })).toEqual(none);
        expect(diff(ID, { ...inputs, billingMode }, filled)).toEqual(none);
      }),
    );
  });

  it("both directions name the same changes, but for what may be left to the service", () => {
    const settled = (inputs: Properties): Properties => ({
      ...withDefaults(inputs),
      name: "n",
      clusterId: "1",
    });
    fc.assert(
      fc.property(validInputs, validInputs, (a, b) => {
        expect(diff(ID, settled(a), settled(b)).changes).toEqual(diff(ID, settled(b), settled(a)).changes);
      }),
    );
  });

  it("what is replaced is a part of what changes", () => {
    fc.assert(
      fc.property(validInputs, validInputs, (a, b) => {
        const { changes, replaces } = diff(ID, withDefaults(a), withDefaults(b));
        expect(changes).toEqual(expect.arrayContaining([...replaces]));
      }),
    );
  });

  it("shuffled lists are the same", () => {
    fc.assert(
      fc.property(validGpuInputs, (inputs) => {
        const reversed = Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [
            name,
            Array.isArray(value) ? [...value].reverse() : value,
          ]),
        );
        expect(diff(ID, inputs, reversed)).toEqual(none);
      }),
    );
  });

  it("nothing is changed where it stands, and nothing else is looked at", () => {
    fc.assert(
      fc.property(validInputs, validInputs, (a, b) => {
        const before = structuredClone([a, b]);
        const first = diff(ID, a, b);
        expect(diff(ID, a, b)).toEqual(first);
        expect([a, b]).toEqual(before);
      }),
    );
  });

  it("state and inputs may lack anything in either direction", () => {
    const holed = fc
      .tuple(validInputs, fc.func(fc.boolean()))
      .map(([inputs, keep]) => Object.fromEntries(Object.entries(inputs).filter(([name]) => keep(name))));
    fc.assert(
      fc.property(holed, holed, (a, b) => {
        expect(() => [diff(ID, a, b), diff(ID, b, a), diff(ID, {}, a), diff(ID, a, {})]).not.toThrow();
      }),
    );
  });
});
