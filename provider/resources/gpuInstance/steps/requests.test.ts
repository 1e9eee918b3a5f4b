import { withDefaults } from "../bound.testkit";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import { parse } from "yaml";
import { validInputs } from "../arbitraries.testkit";
import { fixture } from "../checkContext.testkit";
import { full, minimal, minimalCpu } from "../sampleInputs.testkit";
import type { GpuInstanceInputs } from "../generated/inputs";
import { toCreateRequest, toEditRequest, toUpgradeRequest } from "./requests";

type Body = Record<string, unknown>;
const inputs = (given: object): GpuInstanceInputs => given as GpuInstanceInputs;
const create = (given: object): Body => ({ ...toCreateRequest(inputs(given)) });

/** A create request of the fixtures as a user writes it. */
function asWritten(name: string): Body {
  const { networkStorages, ...rest } = fixture(name) as Body;
  const storages = networkStorages as { Id: string; mountPoint: string }[] | undefined;
  return {
    ...rest,
    ...(storages && { networkStorages: storages.map(({ Id, mountPoint }) => ({ id: Id, mountPoint })) }),
  };
}

describe("the create request", () => {
  it.each(["minimal", "spot", "cpu"])("is exactly the fixture %s", (name) => {
    expect(create(asWritten(`create.request.${name}`))).toEqual(fixture(`create.request.${name}`));
  });

  it("is exactly the fixture full, with ports in the one form of a request", () => {
    expect(create(asWritten("create.request.full"))).toEqual({
      ...(fixture("create.request.full") as object),
      ports: "80/http,3306/tcp",
    });
  });

  it("mounts nothing if a storage was unmounted, and an upgrade neither", () => {
    const networkStorages = [
      { id: "s-gone", mountPoint: "" },
      { id: "s-1", mountPoint: "/data" },
    ];
    expect(create({ ...minimal, networkStorages }).networkStorages).toEqual([
      { Id: "s-1", mountPoint: "/data" },
    ]);
    expect(create({ ...minimal, networkStorages: networkStorages.slice(0, 1) })).not.toHaveProperty(
      "networkStorages",
    );
    expect(toUpgradeRequest(inputs({ ...minimal, networkStorages })).networkVolume?.volumeMounts).toEqual([
      { type: "network", id: "s-1", mountPath: "/data" },
    ]);
  });

  it("says what kind it is, and how it is paid for once check has filled it in", () => {
    expect(create(minimal)).toEqual({ ...minimal, kind: "gpu" });
    expect(create(withDefaults(minimal))).toEqual({ ...minimal, kind: "gpu", billingMode: "onDemand" });
    expect(create(withDefaults(minimalCpu))).toEqual({
      ...minimalCpu,
      localStorageMountPoint: "/workspace",
    });
  });

  it("has nothing of the provider's own", () => {
    const request = create({ ...full, __declaration: {}, __provider: "text", status: "running" });
    const { lifecycle: _lifecycle, networkStorages: _storages, ...rest } = full;
    expect(request).toEqual({
      ...rest,
      ports: "80/http,3306/tcp",
      networkStorages: [{ Id: "storage-1", mountPoint: "/data" }],
    });
  });

  it("has no field that is given empty", () => {
    const empty = {
      name: "",
      imageAuth: "",
      imageAuthId: "",
      ports: "  ",
      envs: [],
      tools: [],
      command: "",
      entrypoint: "",
    };
    const more = { clusterId: "", networkStorages: [], networkId: "", minCudaVersion: "" };
    expect(create({ ...minimal, ...empty, ...more })).toEqual({ ...minimal, kind: "gpu" });
    expect(create({ ...minimalCpu, localStorageMountPoint: "" })).toEqual(minimalCpu);
  });

  it("keeps what is 0, false or empty inside of a list", () => {
    const given = { month: 0, envs: [{ key: "EMPTY", value: "" }] };
    expect(create({ ...minimal, ...given })).toEqual({ ...minimal, ...given, kind: "gpu" });
  });

  it.each([
    [" 80/http,  22/tcp ", "80/http,22/tcp"],
    ["022/tcp ,\n8888/http\n", "22/tcp,8888/http"],
    ["80 / http,22 /tcp", "80/http,22/tcp"],
  ])("has ports in one form: %j", (ports, sent) => {
    expect(create({ ...minimal, ports }).ports).toBe(sent);
  });

  it("names the default mount point", () => {
    expect(create({ ...minimal, networkStorages: [{ id: "a" }] }).networkStorages).toEqual([
      { Id: "a", mountPoint: "/network" },
    ]);
  });

  it.each([
    [{ billingMode: "onDemand", autoRenew: false }, {}],
    [{ billingMode: "spot", autoRenew: false, autoRenewMonth: 3 }, {}],
    [{ autoRenew: false }, {}],
    [{ billingMode: "monthly", month: 1, autoRenew: false }, { autoRenew: false }],
    [{ billingMode: "monthly", month: 1, autoRenew: false, autoRenewMonth: 3 }, { autoRenew: false }],
    [
      { billingMode: "monthly", month: 1, autoRenew: true, autoRenewMonth: 3 },
      { autoRenew: true, autoRenewMonth: 3 },
    ],
    [{ billingMode: "monthly", month: 1, autoRenew: true }, { autoRenew: true }],
  ])("speaks of renewal only if it has an effect: %j", (given, renewal) => {
    const { autoRenew, autoRenewMonth } = create({ ...minimal, ...given });
    expect({
      ...(autoRenew !== undefined && { autoRenew }),
      ...(autoRenewMonth !== undefined && { autoRenewMonth }),
    }).toEqual(renewal);
  });
});

describe("the edit request", () => {
  it("is the fixture, beside the id", () => {
    expect({ instanceId: "8097f1658f3e6ad1", ...toEditRequest({ ports: "3306/tcp, 80/http" }, 40) }).toEqual(
      fixture("edit.request"),
    );
  });

  it("has both fields always", () => {
    expect(toEditRequest({}, 0)).toEqual({ ports: [], expandRootDisk: 0 });
    expect(toEditRequest({ ports: "" }, 5)).toEqual({ ports: [], expandRootDisk: 5 });
  });
});

describe("the upgrade request", () => {
  it("is the fixture, beside the id, and begins with a fresh system disk", () => {
    const upgrade = toUpgradeRequest({
      ...minimal,
      imageUrl: "docker.io/library/ubuntu:24.04",
      imageAuthId: "auth-2",
      envs: [{ key: "MODE", value: "serve" }],
      command: "sleep infinity",
      networkStorages: [{ id: "d4e82677-3f80-4020-a731-d15b1c589aa8", mountPoint: "/data" }],
    });
    expect({ instanceId: "8097f1658f3e6ad1", ...upgrade }).toEqual({
      ...(fixture("upgrade.request") as Body),
      save: false,
    });
  });

  it("is given in full if nothing is declared", () => {
    expect(toUpgradeRequest({ ...minimal, imageAuthId: "" })).toEqual({
      imageUrl: minimal.imageUrl,
      envs: [],
      command: "",
      entrypoint: "",
      save: false,
      networkVolume: { volumeMounts: [] },
    });
  });
});

describe("for any valid inputs", () => {
  const openapi = parse(readFileSync(join(__dirname, "../../../api/novita.openapi.yaml"), "utf8")) as Body;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(openapi, "api");
  const fits = (schema: string, body: object): unknown => {
    const validate = ajv.getSchema(`api#/components/schemas/${schema}`);
    if (!validate) throw new Error(`no schema ${schema}`);
    return validate(JSON.parse(JSON.stringify(body))) ? [] : validate.errors;
  };

  it("knows a request that is wrong", () => {
    expect(fits("CreateInstanceRequest", { ...minimal, kind: "gpu", gpuNum: 9 })).toMatchObject([
      { instancePath: "/gpuNum" },
    ]);
  });

  it("the create request fits the API document", () => {
    fc.assert(
      fc.property(validInputs, (given) => {
        expect(fits("CreateInstanceRequest", create(withDefaults(given)))).toEqual([]);
      }),
    );
  });

  it("edit and upgrade requests fit the API document", () => {
    fc.assert(
      fc.property(validInputs, fc.nat(1000), (given, growth) => {
        const whole = inputs(withDefaults(given));
        const instanceId = "8097f1658f3e6ad1";
        expect(fits("EditInstanceRequest", { instanceId, ...toEditRequest(whole, growth) })).toEqual([]);
        expect(fits("UpgradeInstanceRequest", { instanceId, ...toUpgradeRequest(whole) })).toEqual([]);
      }),
    );
  });
});
