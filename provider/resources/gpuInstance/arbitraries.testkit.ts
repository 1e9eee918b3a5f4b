import fc from "fast-check";
import { type SchemaNode, UNKNOWN } from "../../core";
import { inputsSchema } from "./facts";

const text = (maxLength: number, minLength = 0): fc.Arbitrary<string> =>
  fc.string({ minLength, maxLength, unit: "grapheme-ascii" });
/** One word, as an id or the name of a variable is. */
const word = (maxLength: number, minLength = 0): fc.Arbitrary<string> =>
  fc.string({ minLength, maxLength, unit: fc.constantFrom(..."abcXYZ019._-") });
const name = text(20).map((each) => each.replace(/[$%{<]/g, "").trim());
const image = fc
  .tuple(
    fc.constantFrom("", "ghcr.io/", "localhost:5000/", "Registry.example/acme/"),
    fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(..."abc019") }),
    fc.constantFrom("", ":1.27", ":V1_a-b", `@sha256:${"0a".repeat(32)}`, `:1@sha256:${"1b".repeat(32)}`),
  )
  .map((parts) => parts.join(""));
const someOf = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const portNumber = fc.oneof(fc.integer({ min: 1, max: 2221 }), fc.integer({ min: 2225, max: 65535 }));
const portType = fc.constantFrom("tcp", "http");
const ports = fc
  .tuple(
    fc.uniqueArray(fc.tuple(portNumber, portType), { maxLength: 13, selector: ([port]) => port }),
    fc.constantFrom(",", ", ", " ,"),
  )
  .map(([list, comma]) => list.map(([port, type]) => `${port}/${type}`).join(comma));
const tools = fc.uniqueArray(
  fc.record({ name: fc.constant("Jupyter"), port: portNumber.map(String), type: portType }),
  { maxLength: 2, selector: ({ port }) => port },
);
const envs = fc.uniqueArray(fc.record({ key: word(8), value: text(8) }), {
  maxLength: 5,
  selector: ({ key }) => key,
});
const storages = fc.uniqueArray(
  fc.record({ id: word(8), mountPoint: fc.constantFrom("/network", "/data", "/models", "/a/b") }),
  { maxLength: 3, selector: ({ mountPoint }) => mountPoint },
);
const duration = fc
  .tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom("s", "m", "h"))
  .map(([n, unit]) => `${n}${unit}`);

const lifecycle = someOf({
  timeouts: someOf({ create: duration, update: duration, delete: duration }),
  maxHourlyPrice: fc.integer({ min: 10, max: 10_000 }),
  onImageChange: fc.constantFrom("reset", "replace"),
  waitForStock: duration,
  waitUntil: fc.constantFrom("running", "created"),
});

const credential: fc.Arbitrary<object> = fc.oneof(
  fc.constant({}),
  fc.record({ imageAuth: text(8).map((password) => `user:${password}`.trim()) }),
  fc.record({ imageAuthId: word(8) }),
);

const anyKind = {
  name,
  ports,
  envs,
  tools,
  command: text(20),
  entrypoint: text(20),
  clusterId: word(4),
  networkStorages: storages,
  networkId: word(8),
  lifecycle,
};

const month = fc.integer({ min: 1, max: 36 });
const renewal = someOf({ autoRenew: fc.boolean(), autoRenewMonth: fc.integer({ min: 1, max: 12 }) });
const billing: fc.Arbitrary<object> = fc.oneof(
  someOf({
    billingMode: fc.constantFrom("onDemand", "spot"),
    month: fc.constant(0),
    autoRenew: fc.constant(false),
  }),
  fc
    .tuple(fc.record({ month, billingMode: fc.constant("monthly") }, { requiredKeys: ["month"] }), renewal)
    .map(([term, more]) => ({ ...term, ...more })),
);

const merged = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(...parts).map((each) => Object.assign({}, ...each) as Record<string, unknown>);

const required = { productId: word(8, 1), imageUrl: image };

/** Inputs of a GPU instance that check has nothing against. */
export const validGpuInputs = merged(
  fc.record({
    ...required,
    gpuNum: fc.integer({ min: 1, max: 8 }),
    rootfsSize: fc.integer({ min: 10, max: 6144 }),
  }),
  someOf({ ...anyKind, kind: fc.constant("gpu"), minCudaVersion: fc.constantFrom("", "11.8", "12.4.1") }),
  billing,
  credential,
);

/** Inputs of a CPU instance that check has nothing against. */
export const validCpuInputs = merged(
  fc.record({ ...required, kind: fc.constant("cpu") }),
  someOf({ ...anyKind, localStorageMountPoint: fc.constantFrom("", "/workspace", "/local") }),
  credential,
);

/** Inputs that check has nothing against. */
export const validInputs = fc.oneof(
  { weight: 3, arbitrary: validGpuInputs },
  { weight: 1, arbitrary: validCpuInputs },
);

/** A value that a schema node allows, as far as its type, bounds and enum say. */
function allowedBy(node: SchemaNode): fc.Arbitrary<unknown> {
  if (node.enum) return fc.constantFrom(...node.enum);
  switch (node.type) {
    case "integer":
      return fc.integer({ min: node.minimum ?? 0, max: node.maximum ?? 100 });
    case "number":
      return fc.double({ min: 0.01, max: 100, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(wild(node.items ?? {}), { maxLength: 4 });
    case "object":
      return wildObject(node);
    default:
      return text(Math.min(20, node.maxLength ?? 20), node.minLength);
  }
}

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(UNKNOWN, null, undefined, "", 0, -1, NaN, Infinity, 1e21, "1", "true", true, "12.4"),
  fc.string(),
  fc.object({ maxDepth: 1 }),
  fc.array(fc.string(), { maxLength: 3 }),
);

function wild(node: SchemaNode): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(node).chain(allowedBy) },
    { weight: 1, arbitrary: junk },
  );
}

function wildObject(node: SchemaNode): fc.Arbitrary<object> {
  const properties = Object.entries(node.properties ?? {});
  const known = fc.record(Object.fromEntries(properties.map(([name, each]) => [name, wild(each)])), {
    requiredKeys: [],
  });
  const extra = fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), fc.string(), {
    maxKeys: 1,
    noNullPrototype: true,
  });
  return fc
    .tuple(known, fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: extra }))
    .map(([a, b]) => ({ ...b, ...a }));
}

/** Anything that a user could write in the shape of the schema: right, wrong and unknown at every place. */
export const wildInputs = wildObject(inputsSchema.root) as fc.Arbitrary<Record<string, unknown>>;
