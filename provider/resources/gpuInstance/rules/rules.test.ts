import { ruleFailures } from "../bound.testkit";
import { full, minimal, minimalCpu, withAt } from "../sampleInputs.testkit";
import * as core from "../../../core";

const { openView, UNKNOWN } = core;

/** A failure as the user reads it: the sentence begins with the path. */
const said = (property: string, rest: string) => ({ property, reason: `${property} ${rest}` });
const portsOf = (count: number): string =>
  Array.from({ length: count }, (_, at) => `${8000 + at}/tcp`).join(",");
const jupyter = (port: string) => ({ name: "Jupyter", port, type: "http" });

it("has nothing against inputs that are right", () => {
  for (const inputs of [full, minimal, minimalCpu, {}]) expect(ruleFailures(inputs)).toEqual([]);
});

describe("ports", () => {
  it.each([
    ["", "none"],
    ["   ", "only spaces"],
    ["80/http", "one"],
    ["1/tcp,65535/http", "both ends of the range"],
    ["2221/tcp,2225/tcp", "beside the reserved ones"],
    [" 80/http ,  22/tcp ", "spaces around entries"],
    ["80 / http", "spaces inside an entry"],
  ])("passes %j: %s", (ports) => {
    expect(ruleFailures({ ports })).toEqual([]);
  });

  const reserved = (entry: string): string =>
    `has the entry "${entry}", which is reserved: Novita keeps 2222, 2223 and 2224 for itself.`;
  const range = (entry: string): string =>
    `has the entry "${entry}", which is outside the range from 1 to 65535.`;
  const syntax = (entry: string): string =>
    `has the entry "${entry}", which must be written as port/type, such as "80/http" or "22/tcp".`;
  const type = (entry: string): string =>
    `has the entry "${entry}", which has an unknown type; the types are "tcp" and "http", in lower case.`;
  const empty = 'has the entry "", which is empty; remove the comma that is too many.';

  it.each([
    ["2222/tcp", reserved("2222/tcp")],
    ["2223/http", reserved("2223/http")],
    ["2224/tcp", reserved("2224/tcp")],
    ["02222/tcp", reserved("02222/tcp")],
    ["0/tcp", range("0/tcp")],
    ["65536/tcp", range("65536/tcp")],
    ["99999999999999999999/tcp", range("99999999999999999999/tcp")],
    ["80", syntax("80")],
    ["http", syntax("http")],
    ["80/", syntax("80/")],
    ["/http", syntax("/http")],
    ["http/80", syntax("http/80")],
    ["-1/tcp", syntax("-1/tcp")],
    ["80.5/tcp", syntax("80.5/tcp")],
    ["80:80/tcp", syntax("80:80/tcp")],
    ["8000-8010/tcp", syntax("8000-8010/tcp")],
    ["80/http;22/tcp", syntax("80/http;22/tcp")],
    [
      "80/http 22/tcp",
      `has the entry "80/http 22/tcp", which has no comma between its ports; put one there.`,
    ],
    ["53/udp", type("53/udp")],
    ["443/https", type("443/https")],
    ["80/HTTP", type("80/HTTP")],
    ["80/http,", empty],
    [",80/http", empty],
    ["80/http,,22/tcp", empty],
    ["80/http,80/http", "opens port 80 twice; name it once."],
    ["80/http, 80/tcp", "opens port 80 twice; name it once."],
    ["80/http,080/tcp", "opens port 80 twice; name it once."],
  ])("refuses %j", (ports, rest) => {
    expect(ruleFailures({ ports })).toEqual([said("ports", rest)]);
  });

  it("names every entry that is wrong", () => {
    expect(ruleFailures({ ports: "80, 2222/tcp, 53/udp, 22/tcp, 22/tcp" })).toEqual([
      said("ports", syntax("80")),
      said("ports", reserved("2222/tcp")),
      said("ports", type("53/udp")),
      said("ports", "opens port 22 twice; name it once."),
    ]);
  });
});

describe("ports of tools", () => {
  it.each(["1", "2221", "2225", "65535"])("passes %s", (port) => {
    expect(ruleFailures({ tools: [jupyter(port)] })).toEqual([]);
  });

  it.each([
    ["0", "is 0, which is outside the range from 1 to 65535."],
    ["65536", "is 65536, which is outside the range from 1 to 65535."],
    ["2222", "is 2222, which is reserved: Novita keeps 2222, 2223 and 2224 for itself."],
    ["2223", "is 2223, which is reserved: Novita keeps 2222, 2223 and 2224 for itself."],
    ["2224", "is 2224, which is reserved: Novita keeps 2222, 2223 and 2224 for itself."],
  ])("refuses %s", (port, rest) => {
    expect(ruleFailures({ tools: [jupyter("8888"), jupyter(port)] })).toEqual([said("tools[1].port", rest)]);
  });

  it("leaves what is no port number to the schema", () => {
    expect(
      ruleFailures({ tools: [jupyter("x"), jupyter("100000"), jupyter(""), "Jupyter", null, {}] }),
    ).toEqual([]);
  });

  it("refuses one port for two tools", () => {
    expect(ruleFailures({ tools: [jupyter("8888"), jupyter("8889"), jupyter("08888")] })).toEqual([
      said("tools[2].port", "is 08888, as is tools[0].port; give each tool a port of its own."),
    ]);
  });
});

describe("ports and tools together", () => {
  it.each([
    [15, 0],
    [14, 1],
    [0, 15],
  ])("passes 15: %i and %i", (ports, tools) => {
    const list = Array.from({ length: tools }, (_, at) => jupyter(String(9000 + at)));
    expect(ruleFailures({ ports: portsOf(ports), tools: list })).toEqual([]);
  });

  it.each([
    [16, 0],
    [15, 1],
    [0, 16],
  ])("refuses 16: %i and %i", (ports, tools) => {
    const list = Array.from({ length: tools }, (_, at) => jupyter(String(9000 + at)));
    expect(ruleFailures({ ports: portsOf(ports), tools: list })).toEqual([
      said("ports", "and tools open 16 ports together, but an instance opens at most 15."),
    ]);
  });

  it("counts what a preview does not know inside of tools, and waits for the rest", () => {
    const tooMany = [said("ports", "and tools open 16 ports together, but an instance opens at most 15.")];
    expect(ruleFailures({ ports: portsOf(15), tools: [UNKNOWN] })).toEqual(tooMany);
    expect(ruleFailures({ ports: portsOf(15), tools: [jupyter(UNKNOWN)] })).toEqual(tooMany);
    expect(ruleFailures({ ports: portsOf(15), tools: UNKNOWN })).toEqual([]);
    expect(ruleFailures({ ports: UNKNOWN, tools: [jupyter("8888")] })).toEqual([]);
  });
});

describe("month and billingMode", () => {
  const clash = (months: number, mode: string): string =>
    `is ${months}, which makes an instance monthly, but billingMode is "${mode}". Set billingMode to "monthly", or remove month.`;
  const needed = 'must be at least 1 when billingMode is "monthly": the number of months to pay for.';

  it.each([
    [undefined, undefined],
    [0, undefined],
    [undefined, "onDemand"],
    [0, "onDemand"],
    [0, "spot"],
    [undefined, "spot"],
    [1, "monthly"],
    [1200, "monthly"],
    [UNKNOWN, "spot"],
    [UNKNOWN, "monthly"],
    [3, UNKNOWN],
    [undefined, UNKNOWN],
  ])("passes %s with %s", (month, billingMode) => {
    expect(ruleFailures({ month, billingMode })).toEqual([]);
  });

  it.each([
    [1, "onDemand", clash(1, "onDemand")],
    [3, "spot", clash(3, "spot")],
    [0, "monthly", needed],
    [undefined, "monthly", needed],
    [2 ** 53, "monthly", "is 9007199254740992, which is too large for a number of months."],
    [1e21, "monthly", "is 1e+21, which is too large for a number of months."],
  ])("refuses %s with %s", (month, billingMode, rest) => {
    expect(ruleFailures({ month, billingMode })).toEqual([said("month", rest)]);
  });

  it.each(["3", -1, NaN, null, true])("leaves a month of %p to the schema", (month) => {
    expect(ruleFailures({ month, billingMode: "monthly" })).toEqual([]);
  });
});

describe("renewal", () => {
  const useless = (mode: string): string =>
    `has an effect only when billingMode is "monthly", but billingMode is "${mode}". Remove it, or set billingMode to "monthly" and month to the number of months.`;

  it.each([
    [{ autoRenew: true, autoRenewMonth: 1, billingMode: "monthly", month: 1 }],
    [{ autoRenew: false, autoRenewMonth: 12, billingMode: "monthly", month: 1 }],
    [{ autoRenew: false }],
    [{ autoRenew: UNKNOWN, billingMode: "spot" }],
    [{ autoRenewMonth: UNKNOWN, billingMode: "onDemand" }],
    [{ autoRenew: true, autoRenewMonth: 1, billingMode: UNKNOWN }],
    [{ autoRenew: true, billingMode: "Monthly" }],
  ])("passes %j", (inputs) => {
    expect(ruleFailures(inputs)).toEqual([]);
  });

  it.each([
    [{ autoRenew: true, billingMode: "onDemand" }, [said("autoRenew", useless("onDemand"))]],
    [{ autoRenew: true }, [said("autoRenew", useless("onDemand"))]],
    [{ autoRenewMonth: 1, billingMode: "spot" }, [said("autoRenewMonth", useless("spot"))]],
    [
      { autoRenew: true, autoRenewMonth: 1, billingMode: "spot" },
      [said("autoRenew", useless("spot")), said("autoRenewMonth", useless("spot"))],
    ],
  ])("refuses %j", (inputs, failures) => {
    expect(ruleFailures(inputs)).toEqual(failures);
  });
});

describe("registry credential", () => {
  const form =
    'must have the form "username:password"; for a credential that is stored at Novita, give its id as imageAuthId.';
  const both = "and imageAuthId are two ways to say the same; give one of them.";

  it.each([
    [{ imageAuth: "u:p" }],
    [{ imageAuth: "u:p:with:colons" }],
    [{ imageAuth: "u:" }],
    [{ imageAuth: "" }],
    [{ imageAuthId: "a" }],
    [{ imageAuth: "u:p", imageAuthId: "" }],
    [{ imageAuth: "", imageAuthId: "a" }],
    [{ imageAuth: UNKNOWN, imageAuthId: "a" }],
    [{ imageAuth: "u:p", imageAuthId: UNKNOWN }],
  ])("passes %j", (inputs) => {
    expect(ruleFailures(inputs)).toEqual([]);
  });

  it.each([
    [{ imageAuth: "u:p", imageAuthId: "a" }, [said("imageAuth", both)]],
    [{ imageAuth: "canary" }, [said("imageAuth", form)]],
    [{ imageAuth: ":canary" }, [said("imageAuth", form)]],
    [{ imageAuth: "canary", imageAuthId: "a" }, [said("imageAuth", both), said("imageAuth", form)]],
  ])("refuses %j, and shows nothing of it", (inputs, failures) => {
    expect(ruleFailures(inputs)).toEqual(failures);
    expect(JSON.stringify(failures)).not.toContain("canary");
  });
});

describe("keys of envs", () => {
  const env = (key: unknown) => ({ key, value: "canary" });

  it("may differ in case alone", () => {
    expect(ruleFailures({ envs: [env("A"), env("a"), env("B")] })).toEqual([]);
  });

  it("may stand once", () => {
    expect(ruleFailures({ envs: [env("A"), env("B"), env("A"), env("B"), env("A")] })).toEqual([
      said("envs[2].key", 'repeats "A" of envs[0].key; give each variable one value.'),
      said("envs[3].key", 'repeats "B" of envs[1].key; give each variable one value.'),
      said("envs[4].key", 'repeats "A" of envs[0].key; give each variable one value.'),
    ]);
  });

  it("are not compared if a preview does not know them", () => {
    expect(ruleFailures({ envs: [env(UNKNOWN), env(UNKNOWN), UNKNOWN, UNKNOWN] })).toEqual([]);
    expect(ruleFailures({ envs: UNKNOWN })).toEqual([]);
    expect(ruleFailures({ envs: [UNKNOWN, env("A"), env("A")] })).toEqual([
      said("envs[2].key", 'repeats "A" of envs[1].key; give each variable one value.'),
    ]);
  });
});

describe("mount points", () => {
  const at = (mountPoint: unknown) => ({ id: "s", mountPoint });

  it("may be one below another, and one storage may be mounted twice", () => {
    expect(ruleFailures({ networkStorages: [at("/data"), at("/data/a"), at("/Data")] })).toEqual([]);
    expect(ruleFailures({ networkStorages: [at(UNKNOWN), at(UNKNOWN), UNKNOWN] })).toEqual([]);
  });

  it("may stand once, however their end is written", () => {
    expect(ruleFailures({ networkStorages: [at("/network"), at("/network/")] })).toEqual([
      said(
        "networkStorages[1].mountPoint",
        'repeats "/network/" of networkStorages[0].mountPoint; mount each storage at a path of its own.',
      ),
    ]);
    expect(ruleFailures({ networkStorages: [at("/"), at("//")] })).toEqual([
      said(
        "networkStorages[1].mountPoint",
        'repeats "//" of networkStorages[0].mountPoint; mount each storage at a path of its own.',
      ),
    ]);
  });
});

it("a network storage and the local disk of a CPU instance have a path each", () => {
  const cpu = (localStorageMountPoint: unknown, mountPoint: unknown) =>
    ruleFailures({ ...minimalCpu, localStorageMountPoint, networkStorages: [{ id: "s", mountPoint }] });
  expect(cpu("/network/", "/network")).toEqual([
    said(
      "networkStorages[0].mountPoint",
      'repeats "/network" of localStorageMountPoint; mount each storage at a path of its own.',
    ),
  ]);
  expect(cpu("/workspace", "/network")).toEqual([]);
  expect(cpu(UNKNOWN, "/network")).toEqual([]);
  expect(cpu("/network", UNKNOWN)).toEqual([]);
});

describe('kind "cpu"', () => {
  it.each([
    ["gpuNum", 1],
    ["rootfsSize", 60],
    ["month", 0],
    ["billingMode", "onDemand"],
    ["autoRenew", false],
    ["autoRenewMonth", 1],
    ["minCudaVersion", "12.4"],
  ])("has no %s", (name, value) => {
    expect(ruleFailures({ ...minimalCpu, [name]: value })).toEqual([
      said(name, 'is for kind "gpu" only, but kind is "cpu". Remove it.'),
    ]);
    expect(ruleFailures({ ...minimalCpu, [name]: UNKNOWN })).toEqual([]);
  });
});

it.each([{ kind: "gpu" }, {}])('the local disk is for kind "cpu" only: %j', (kind) => {
  const inputs = { ...minimal, ...kind };
  expect(ruleFailures({ ...inputs, localStorageMountPoint: "/data" })).toEqual([
    said("localStorageMountPoint", 'is for kind "cpu" only, but kind is "gpu". Remove it.'),
  ]);
  expect(ruleFailures({ ...inputs, localStorageMountPoint: UNKNOWN })).toEqual([]);
});

it("leaves open what a kind that is not known has", () => {
  expect(ruleFailures({ ...full, kind: UNKNOWN, localStorageMountPoint: "/local" })).toEqual([]);
});

describe("timeouts", () => {
  const failures = (lifecycle: unknown) => core.ruleFailures([core.someTime], { lifecycle }, openView.show);

  it.each(["0s", "0h0m", "0.0s"])("of no time at all are refused: %s", (create) => {
    expect(failures({ timeouts: { create } })).toEqual([
      said(
        "lifecycle.timeouts.create",
        `is "${create}", which leaves no time to wait. Give a longer one, or remove it for the default.`,
      ),
    ]);
  });

  it.each(["1s", "0h1m", "0.5s", UNKNOWN, 0, "0", "0 s"])("pass, or are left to the schema: %s", (value) => {
    for (const lifecycle of [{ timeouts: { create: value } }, { timeouts: value }, value])
      expect(failures(lifecycle)).toEqual([]);
  });
});

describe("onReclaim", () => {
  const of = (onReclaim: unknown, waitUntil?: unknown) =>
    ruleFailures({ lifecycle: { onReclaim, ...(waitUntil !== undefined && { waitUntil }) } });

  it.each(["replace", "fail"])("%s is refused for an instance that is not waited for", (what) => {
    expect(of(what, "created")).toEqual([
      said(
        "lifecycle.onReclaim",
        `is "${what}", which does nothing when lifecycle.waitUntil is "created": whether the instance runs is not looked at then. Remove one of them.`,
      ),
    ]);
  });

  it.each([
    ["migrate", "created"],
    ["replace", "running"],
    ["fail", undefined],
    ["fail", UNKNOWN],
    [UNKNOWN, "created"],
  ])("%s passes if waitUntil is %s", (what, until) => {
    expect(of(what, until)).toEqual([]);
  });
});

it("says everything at once", () => {
  const inputs = {
    ...withAt(full, "envs[1].key", "MODE"),
    ports: "2222/tcp",
    imageAuthId: "a",
    billingMode: "spot",
  };
  expect(ruleFailures(inputs).map(({ property }) => property)).toEqual([
    "ports",
    "month",
    "autoRenew",
    "autoRenewMonth",
    "imageAuth",
    "envs[1].key",
  ]);
});
