import { checkContext } from "./checkContext.testkit";
import { full, minimal, minimalCpu, withAt } from "./sampleInputs.testkit";
import { check, type Properties, type SchemaNode, UNKNOWN } from "../../core";
import { inputsSchema } from "./facts";

const NUMBER = "Write it without quotes; config.requireNumber reads one from Pulumi's config.";

/** What every input and nested field may be given wrongly, and what the sentence says of it. */
const wrong: readonly (readonly [path: string, value: unknown, says: string])[] = [
  [
    "name",
    47114711,
    "must be a string of at most 255 characters, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  ["productId", { id: "CANARY4711" }, "must be a string of 1 to 255 characters, but is an object."],
  [
    "productId",
    47114711,
    "must be a string of 1 to 255 characters, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  ["gpuNum", 4711, "must be a whole number from 1 to 8, but is a number."],
  ["gpuNum", "4711", `must be a whole number from 1 to 8, but is a string. ${NUMBER}`],
  ["rootfsSize", 47114711, "must be a whole number from 10 to 6144, but is a number."],
  ...[
    [
      "CANARY4711",
      "has upper case in its path, but a registry takes lower case only. Write it in lower case.",
    ],
    [
      "canary4711://a",
      'begins with a scheme, as https:// is one, and an image has none. Write registry/repository:tag, such as "nginx:1.27" or "ghcr.io/acme/trainer:1.4".',
    ],
    [
      "a:$canary4711",
      "has a placeholder in it, as ${IMAGE} is one, and nothing puts a value in its place. Write the value; in TypeScript, `${…}` works between backticks.",
    ],
  ].map(([value, says]): [string, unknown, string] => ["imageUrl", value, `${says}`]),
  [
    "imageUrl",
    "canary4711".repeat(51),
    "must be a string of 1 to 500 characters, but is a string of 510 characters.",
  ],
  [
    "imageAuthId",
    47114711,
    "must be a string, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  [
    "ports",
    "CANARY4711/http",
    'has the entry [secret], which must be written as port/type, such as "80/http" or "22/tcp".',
  ],
  [
    "ports",
    "4711/htp",
    'has the entry [secret], which has an unknown type; the types are "tcp" and "http", in lower case.',
  ],
  ["ports", "4711/tcp,4711/http", "opens port [secret] twice; name it once."],
  [
    "ports",
    ["CANARY4711"],
    'must be a string, but is a list. Write one string, such as ports: "80/http,22/tcp".',
  ],
  ["tools[0].name", "CANARY4711", 'must be "Jupyter", but is a string of 10 characters.'],
  [
    "tools[0].port",
    "CANARY4711",
    'must be a port number written as a string, such as "8888", but is a string of 10 characters.',
  ],
  ["tools[0].port", 47114711, 'must be a port number written as a string, such as "8888", but is a number.'],
  ["tools[0].port", "74711", "is [secret], which is outside the range from 1 to 65535."],
  ["tools[0].type", "CANARY4711", 'must be "tcp" or "http", but is a string of 10 characters.'],
  [
    "command",
    `serve CANARY4711 ${"x".repeat(2100)}`,
    "must be a string of at most 2047 characters, but is a string of 2117 characters.",
  ],
  [
    "entrypoint",
    true,
    "must be a string of at most 2047 characters, but is a boolean. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  [
    "clusterId",
    47114711,
    "must be a string, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  [
    "localStorageMountPoint",
    47114711,
    "must be a string, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  ["lifecycle.autoMigrate", "CANARY4711", "must be true or false, but is a string."],
  [
    "networkStorages[0].id",
    47114711,
    "must be a string, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  [
    "networkStorages[0].mountPoint",
    "",
    "must be a string of 1 to 4095 characters, but is a string of 0 characters.",
  ],
  [
    "networkId",
    47114711,
    "must be a string, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  ["kind", "CANARY4711", 'must be "gpu" or "cpu", but is a string of 10 characters.'],
  ["month", -4711, "must be a whole number of at least 0, but is a number."],
  ["billingMode", "CANARY4711", 'must be "onDemand", "monthly" or "spot", but is a string of 10 characters.'],
  ["autoRenew", "CANARY4711", "must be true or false, but is a string."],
  ["autoRenewMonth", 4711, "must be a whole number from 1 to 12, but is a number."],
  [
    "minCudaVersion",
    "CANARY4711",
    'must be a version such as "11.8" or "12.4", of at most 255 characters, but is a string of 10 characters.',
  ],
  [
    "lifecycle.timeouts.create",
    "CANARY4711",
    'must be a duration such as "20m" or "1h30m", but is a string of 10 characters.',
  ],
  [
    "lifecycle.timeouts.delete",
    "0h",
    "is [secret], which leaves no time to wait. Give a longer one, or remove it for the default.",
  ],
  ...["productId", "clusterId"].map((name): [string, unknown, string] => [
    `lifecycle.alternatives[0].${name}`,
    47114711,
    `must be a string of ${name === "productId" ? "1 to" : "at most"} 255 characters, but is a number. Write it in quotes where it comes from; in Pulumi's config, with \`pulumi config set --type string\`.`,
  ]),
  [
    "lifecycle.alternatives[0].billingMode",
    "CANARY4711",
    'must be "onDemand" or "spot", but is a string of 10 characters.',
  ],
  ["lifecycle.alternatives[0].gpuNum", 4711, "must be a whole number from 1 to 8, but is a number."],
  ["lifecycle.alternatives[0].maxHourlyPrice", -4711, "must be a number greater than 0, but is a number."],
  [
    "lifecycle.waitForStock",
    "CANARY4711",
    'must be a duration such as "20m" or "1h30m", but is a string of 10 characters.',
  ],
  [
    "lifecycle.ignoreOrphans[0]",
    47114711,
    "must be a string that is not empty, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  [
    "lifecycle.adopt",
    47114711,
    "must be a string that is not empty, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
  [
    "lifecycle.expires",
    "CANARY4711",
    'must be a time with its zone, such as "2026-12-31T18:00:00Z", or a duration such as "8h" or "7d", but is [secret].',
  ],
  ["lifecycle.maxHourlyPrice", -4711, "must be a number greater than 0, but is a number."],
  [
    "lifecycle.onImageChange",
    "CANARY4711",
    'must be "reset" or "replace", but is a string of 10 characters.',
  ],
  [
    "lifecycle.onReclaim",
    "CANARY4711",
    'must be "migrate", "replace" or "fail", but is a string of 10 characters.',
  ],
  ["lifecycle.power", "CANARY4711", 'must be "on" or "off", but is a string of 10 characters.'],
  ["lifecycle.waitUntil", "CANARY4711", 'must be "running" or "created", but is a string of 10 characters.'],
  [
    "envs[0].key",
    47114711,
    "must be a string of at most 511 characters, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ],
];

const declared = (inputs: Properties, ...secret: string[]) => ({
  ...inputs,
  __declaration: { project: "shop", stack: "dev", name: "trainer", secret },
});

/** The sentences of a check about a path, and everything else that it says. */
async function saidOf(inputs: Properties, path: string) {
  const ctx = checkContext();
  const { failures } = await check(ctx, {}, inputs);
  return {
    ofPath: failures.filter(({ property }) => property === path).map(({ reason }) => reason),
    all: JSON.stringify([failures, ctx.lines]),
  };
}

test.each(wrong)("a check names a marked %s, and does not show %j", async (path, value, says) => {
  const { name: _name, ...others } = full;
  const bases: Properties = { name: full, localStorageMountPoint: minimalCpu };
  const base = (bases[path] ?? others) as Properties;
  const isOther = path.startsWith("lifecycle.alternatives");
  const inputs = withAt(isOther ? { ...base, lifecycle: { alternatives: [{}] } } : base, path, value);
  const top = path.replace(/[.[].*/, "");
  for (const marked of [path, top]) {
    const { ofPath, all } = await saidOf(declared(inputs, marked), path);
    expect(ofPath).toEqual([`${path} ${says}`]);
    expect(all).not.toMatch(/canary|4711/i);
  }
});

test("the table has every field and nested field", async () => {
  const places = new Set(wrong.map(([path]) => path.replace(/\[0\]/g, "[]")));
  const missing = (node: SchemaNode, path: string): string[] => {
    if (node.items) return missing(node.items, `${path}[]`);
    const inside = Object.entries(node.properties ?? {});
    if (inside.length > 0)
      return inside.flatMap(([key, each]) => missing(each, path === "" ? key : `${path}.${key}`));
    return places.has(path) ? [] : [path];
  };
  // The one is like the other two; the others are secret whether they are marked or not.
  expect(missing(inputsSchema.root, "")).toEqual(["imageAuth", "envs[].value", "lifecycle.timeouts.update"]);
});

describe("rules across fields show neither of two values if one is marked", () => {
  const storage = (mountPoint: string) => ({ id: "a", mountPoint });
  const tool = (port: string) => ({ name: "Jupyter", port, type: "http" });
  const variable = (key: string) => ({ key, value: "x" });

  test.each<[string, object, string, string]>([
    [
      "months",
      { month: 4711, billingMode: "spot" },
      "month",
      'month is [secret], which makes an instance monthly, but billingMode is "spot". Set billingMode to "monthly", or remove month.',
    ],
    [
      "the way to pay",
      { month: 1, billingMode: "spot" },
      "billingMode",
      'month is 1, which makes an instance monthly, but billingMode is [secret]. Set billingMode to "monthly", or remove month.',
    ],
    [
      "the way to pay, for a renewal",
      { autoRenew: true, billingMode: "spot" },
      "billingMode",
      'autoRenew has an effect only when billingMode is "monthly", but billingMode is [secret]. Remove it, or set billingMode to "monthly" and month to the number of months.',
    ],
    [
      "no months",
      { month: 0, billingMode: "monthly" },
      "billingMode",
      "month must be at least 1 when billingMode is [secret]: the number of months to pay for.",
    ],
    [
      "the kind",
      { kind: "cpu", month: 1, gpuNum: undefined, rootfsSize: undefined },
      "kind",
      'month is for kind "gpu" only, but kind is [secret]. Remove it.',
    ],
    [
      "mount points",
      { networkStorages: [storage("/CANARY"), storage("/CANARY")] },
      "networkStorages[0].mountPoint",
      "networkStorages[1].mountPoint repeats [secret] of networkStorages[0].mountPoint; mount each storage at a path of its own.",
    ],
    [
      "names of variables",
      { envs: [variable("CANARY"), variable("CANARY")] },
      "envs[1].key",
      "envs[1].key repeats [secret] of envs[0].key; give each variable one value.",
    ],
    [
      "ports of tools",
      { tools: [tool("4711"), tool("4711")] },
      "tools[0]",
      "tools[1].port is [secret], as is tools[0].port; give each tool a port of its own.",
    ],
  ])("%s", async (_, inputs, path, reason) => {
    const { failures } = await check(checkContext(), {}, declared({ ...minimal, ...inputs }, path));
    expect(failures.map((each) => each.reason)).toEqual([reason]);
  });
});

describe("the price", () => {
  const said = async (inputs: object, ...marked: string[]): Promise<readonly string[]> => {
    const ctx = checkContext();
    const { failures } = await check(ctx, {}, declared({ ...minimal, ...inputs }, ...marked));
    return [...failures.map(({ reason }) => reason), ...ctx.lines.info, ...ctx.lines.warn];
  };
  const monthly = { billingMode: "monthly", month: 1 };

  test("is told without what it depends on", async () => {
    expect(await said({}, "productId", "gpuNum")).toEqual([
      "trainer: [secret] × [secret], $0.67 an hour (about $489.10 a month), stock: high",
    ]);
    expect(await said(monthly, "month")).toEqual([
      "trainer: RTX 4090 24GB × 1, $410.00 for [secret] ($0.5616 an hour), stock: high",
    ]);
  });

  test("of a product that is not listed", async () => {
    expect(
      await said({ productId: "CANARY", billingMode: "spot" }, "productId", "billingMode", "kind"),
    ).toEqual([
      "trainer: Novita does not list the [secret] product [secret] for billingMode [secret] now, so its price and stock are unknown. Check the productId.",
    ]);
  });

  test("above a cap, and if none is known", async () => {
    const capped = { lifecycle: { maxHourlyPrice: 0.04711 } };
    expect(await said(capped, "lifecycle.maxHourlyPrice")).toEqual([
      "lifecycle.maxHourlyPrice is [secret], but the instance costs $0.67 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.",
    ]);
    expect(await said({ ...capped, productId: "CANARY" }, "lifecycle", "productId")).toEqual([
      "lifecycle.maxHourlyPrice is [secret], but the price of product [secret] is not known: Novita does not list it for this billing mode. Choose another productId or billingMode, or remove maxHourlyPrice.",
    ]);
  });
});

test("what a preview does not know leaves the marks open, as a saved plan has to be told", async () => {
  const { inputs } = await check(checkContext(), {}, declared(minimal, "command", UNKNOWN));
  expect(inputs.__declaration).toEqual({ project: "shop", stack: "dev", name: "trainer", secret: UNKNOWN });
  const { inputs: known } = await check(checkContext(), {}, declared(minimal, "command"));
  expect(known.__declaration).toEqual({
    project: "shop",
    stack: "dev",
    name: "trainer",
    secret: ["command"],
  });
});
