import {
  drifted,
  fieldsOf,
  inputsOf,
  observedForms,
  stateOf,
  withDrift,
} from "../../resources/gpuInstance/bound.testkit";
import { inputs } from "../lifecycle/context.testkit";
import type { Instance } from "../../api";
import type { Inputs, State } from "../../resources/gpuInstance";
import { type Declared, liveInputs, outputsOf } from "../../resources/gpuInstance/fromLive";
import type { Moment } from "../model";

const bare: Instance = { id: "i-1", status: "running", secrets: [] };
const live: Instance = {
  ...bare,
  ...{
    name: inputs.name,
    productId: "4090",
    gpuNum: 1,
    rootfsSize: 60,
    imageUrl: "ubuntu:22.04",
    kind: "gpu",
  },
  ports: [
    { port: 22, type: "tcp", endpoint: "proxy:1" },
    { port: 80, type: "http" },
  ],
  envs: [
    { key: "A", value: "canary-a" },
    { key: "B", value: "canary-b" },
  ],
  ...{
    command: "",
    entrypoint: "",
    imageAuthId: "",
    clusterId: "us-ca-6",
    networkId: "n-1",
    billingMode: "onDemand",
  },
  mounts: [{ type: "local", mountPath: "/local" }],
};
const declared: Declared = fieldsOf(inputs);
const present = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

describe("computed", () => {
  test("absent is absent, never an empty string", () => {
    expect(present(outputsOf(bare))).toStrictEqual({ status: "running", endpoints: [] });
  });

  test("everything that the service shows", () => {
    const shown: Instance = {
      ...live,
      ...{ statusMessage: "why", clusterName: "US", productName: "RTX", createdAt: 1_767_323_045 },
      ...{ ssh: { command: "ssh x", password: "canary" }, jupyter: { url: "https://j" } },
    };
    expect(present(outputsOf(shown))).toStrictEqual({
      status: "running",
      statusMessage: "why",
      endpoints: [{ port: 22, type: "tcp", url: "proxy:1" }],
      sshCommand: "ssh x",
      sshPassword: "canary",
      jupyterUrl: "https://j",
      clusterName: "US",
      productName: "RTX",
      createdAt: "2026-01-02T03:04:05Z",
    });
  });

  test("a time that is none is absent", () => {
    expect(present(outputsOf({ ...bare, createdAt: 1e20 }))).toStrictEqual({
      status: "running",
      endpoints: [],
    });
  });
});

test("the inputs of a state are what the user and the face gave, and nothing undefined", () => {
  const state = {
    ...inputs,
    command: undefined,
    status: "running",
    hourlyPrice: 1,
    __remembered: { observed: {}, termEndsAt: 1 },
  };
  expect(inputsOf(state as State)).toStrictEqual(inputs);
});

test("the inputs of a state are without what the service chose", () => {
  const { name, ...nameless } = inputs;
  const state = { ...inputs, clusterId: "us-ca-6", __remembered: { chosen: ["name", "clusterId"] } } as State;
  expect(inputsOf(state)).toStrictEqual(nameless);
  expect(inputsOf({ ...state, __remembered: { chosen: ["clusterId"] } })).toStrictEqual({
    ...nameless,
    name,
  });
});

describe("what the service chose if nothing is declared", () => {
  const chosenOf = (of: object, more: Partial<Instance> = {}): unknown[] => {
    const state = stateOf({ inputs: of as Inputs, live: { ...live, ...more } as Instance });
    return [state.name, state.clusterId, state.__remembered?.chosen];
  };
  const { name, ...nameless } = inputs;

  test.each<[string, object, Partial<Instance>, unknown[]]>([
    ["the cluster", inputs, {}, [name, "us-ca-6", ["clusterId"]]],
    ["name and cluster", nameless, { name: "theirs" }, ["theirs", "us-ca-6", ["name", "clusterId"]]],
    ["empty words", { ...inputs, name: "", clusterId: "" }, {}, [name, "us-ca-6", ["name", "clusterId"]]],
    ["no cluster that is declared", { ...inputs, clusterId: "us-ca-6" }, {}, [name, "us-ca-6", undefined]],
    ["no cluster that has drifted", { ...inputs, clusterId: "as-sgp-2" }, {}, [name, "us-ca-6", undefined]],
    ["nothing that is not shown", inputs, { clusterId: undefined }, [name, undefined, undefined]],
  ])("%s", (_what, of, more, expected) => {
    expect(chosenOf(of, more)).toStrictEqual(expected);
  });
});

test("a state keeps the user's own words if nothing has drifted", () => {
  expect(stateOf({ inputs, live })).toStrictEqual({
    ...inputs,
    clusterId: "us-ca-6",
    __remembered: { chosen: ["clusterId"] },
    status: "running",
    endpoints: [{ port: 22, type: "tcp", url: "proxy:1" }],
  });
});

test("a state shows the term, the baseline and what has drifted", () => {
  const parts = {
    inputs,
    live: { ...live, gpuNum: 2, endTime: 99 },
    observed: { command: "" },
    quoted: { hourlyPrice: 1 },
  };
  expect(stateOf(parts)).toStrictEqual({
    ...inputs,
    clusterId: "us-ca-6",
    gpuNum: 2,
    status: "running",
    endpoints: [{ port: 22, type: "tcp", url: "proxy:1" }],
    hourlyPrice: 1,
    __remembered: { chosen: ["clusterId"], observed: { command: "" }, termEndsAt: 99 },
  });
  const endOf = (moment: Moment): unknown => stateOf({ ...parts, moment }).__remembered?.termEndsAt;
  const before = { termEndsAt: 5 };
  expect(endOf({ kind: "read", before })).toBe(5);
  expect(endOf({ kind: "read" })).toBe(99);
  expect(endOf({ kind: "kept", before: {} })).toBeUndefined();
  expect(endOf({ kind: "kept" })).toBe(99);
  expect(endOf({ kind: "applied", before, pending: ["month"] })).toBeUndefined();
});

test("a field whose change is not shown yet counts as declared", () => {
  const parts = { inputs, live: { ...live, imageUrl: "old" } };
  expect(stateOf(parts).imageUrl).toBe("old");
  expect(stateOf({ ...parts, moment: { kind: "applied", pending: ["imageUrl"] } }).imageUrl).toBe(
    "ubuntu:22.04",
  );
});

describe("what drifts", () => {
  const drift = (more: Partial<Instance>, of: Declared = declared): Declared => {
    const shown = liveInputs({ ...live, ...more }, of);
    return Object.fromEntries(
      drifted(shown, of).map((name) => [name, shown[name as keyof Declared]]),
    ) as Declared;
  };

  test("nothing, by order, spaces, defaults, or what the service picks if nothing is asked for", () => {
    expect(drift({})).toEqual({});
    expect(drift({ billingMode: undefined, kind: undefined, envs: undefined, ports: undefined })).toEqual({});
  });

  test.each([
    ["name", { name: "other" }, { name: "other" }],
    ["productId", { productId: "h100" }, { productId: "h100" }],
    ["gpuNum", { gpuNum: 2 }, { gpuNum: 2 }],
    ["rootfsSize", { rootfsSize: 80 }, { rootfsSize: 80 }],
    ["imageUrl", { imageUrl: "x" }, { imageUrl: "x" }],
    ["imageAuthId", { imageAuthId: "9" }, { imageAuthId: "9" }],
    ["ports", { ports: [{ port: 443, type: "http" }] }, { ports: "443/http" }],
    [
      "a type of a port",
      {
        ports: [
          { port: 22, type: "tcp" },
          { port: 80, type: "tcp" },
        ],
      },
      { ports: "22/tcp,80/tcp" },
    ],
    ["no ports", { ports: [] }, { ports: "" }],
    ["envs", { envs: [{ key: "A", value: "2" }] }, { envs: [{ key: "A", value: "2" }] }],
    ["no envs", { envs: [] }, { envs: [] }],
    ["command", { command: "x" }, { command: "x" }],
    ["entrypoint", { entrypoint: "x" }, { entrypoint: "x" }],
    [
      "networkStorages",
      { mounts: [{ type: "network", id: "s-1", mountPath: "/data" }] },
      { networkStorages: [{ id: "s-1", mountPoint: "/data" }] },
    ],
    ["kind", { kind: "cpu" }, { kind: "cpu" }],
    ["billingMode", { billingMode: "monthly" }, { billingMode: "monthly" }],
  ])("%s", (_what, more, expected) => {
    expect(drift(more)).toEqual(expected);
  });

  test("cluster and network if they were asked for", () => {
    expect(drift({}, { ...declared, clusterId: "as-sgp-2", networkId: "n-2" })).toEqual({
      clusterId: "us-ca-6",
      networkId: "n-1",
    });
  });

  test("not a port of a type that nobody can declare, which the service has opened by itself", () => {
    const ports = [...(live.ports ?? []), { port: 53, type: "udp" }, { port: 80, type: "udp" }];
    expect(drift({ ports })).toEqual({});
    expect(drift({ ports: [...ports, { port: 81, type: "tcp" }] })).toEqual({
      ports: "22/tcp,80/http,81/tcp",
    });
  });

  test("not the port of a tool, unless it is the user's own as well", () => {
    const ports = [...(live.ports ?? []), { port: 8888, type: "http" }];
    const tools = [{ name: "Jupyter", port: "8888", type: "http" }] as NonNullable<Declared["tools"]>;
    expect(drift({ ports }, { ...declared, tools })).toEqual({});
    expect(drift({}, { ...declared, tools, ports: "22/tcp,80/http,8888/http" })).toEqual({
      ports: "22/tcp,80/http",
    });
  });

  test("not the id that the service makes of an inline credential", () => {
    expect(drift({ imageAuthId: "9" }, { ...declared, imageAuth: "u:p" })).toEqual({});
  });

  test("not what a CPU instance does not have", () => {
    const cpu: Declared = {
      kind: "cpu",
      productId: "4090",
      imageUrl: "ubuntu:22.04",
      ports: "22/tcp,80/http",
      envs: declared.envs,
    };
    expect(drift({ kind: "cpu" }, { ...cpu, localStorageMountPoint: "/local" })).toEqual({});
  });

  test("the place of a CPU instance's local disk, if it has one", () => {
    const cpu: Declared = { ...declared, kind: "cpu" };
    const local = (mountPath: string) => ({ type: "local", mountPath });
    const shown = (mounts: Instance["mounts"]) => drift({ kind: "cpu", mounts }, cpu);
    expect(shown([local("/local")])).toEqual({ localStorageMountPoint: "/local" });
    expect(shown([local("/workspace")])).toEqual({});
    expect(shown([])).toEqual({});
    expect(shown([local("/a"), local("/b")])).toEqual({});
    expect(drift({ mounts: [local("/local")] }, declared)).toEqual({});
  });

  test.each(["toCreate", "creating", "pulling", "resetting"])(
    "not an empty list while the instance is %s",
    (status) => {
      expect(drift({ status, ports: [], envs: [], mounts: [] })).toEqual({});
    },
  );
});

describe("the baseline", () => {
  const forms: Declared = { imageUrl: "ubuntu@sha256:1", ports: "22/tcp,80/http,8000/http" };
  const shown = { ...liveInputs(live, declared), ...forms };

  test("is what the service made of declared values", () => {
    expect(observedForms(shown, declared)).toEqual(forms);
    expect(observedForms(liveInputs(live, declared), declared)).toBeUndefined();
  });

  test("is kept for what was not applied, and drawn again for what was", () => {
    const now = { ...shown, imageUrl: "ubuntu@sha256:2" };
    expect(
      observedForms(now, declared, { applied: ["imageUrl"], before: { ...forms, command: "x" } }),
    ).toEqual({
      ...forms,
      imageUrl: "ubuntu@sha256:2",
      command: "x",
    });
    expect(observedForms(shown, declared, { applied: [], before: undefined })).toBeUndefined();
  });

  test("what it says is no drift, anything else is", () => {
    expect(drifted(shown, declared, forms)).toEqual([]);
    expect(drifted({ ...shown, imageUrl: "debian" }, declared, forms)).toEqual(["imageUrl"]);
  });

  test("with it the user's own words stay", () => {
    expect(withDrift(shown, declared, forms)).toEqual(declared);
    expect(withDrift({ ...shown, imageUrl: "debian", envs: [] }, declared, forms)).toEqual({
      ...Object.fromEntries(Object.entries(declared).filter(([name]) => name !== "envs")),
      imageUrl: "debian",
    });
  });
});
