import * as core from ".";
import { NovitaError } from "../api";
import { bedOf, factsOf, outcomeOf, phaseOf, requests } from "./fakeService.testkit";

/*
 * A second resource, which lives here alone: its create gives no id, it is ready some looks later, lists are all that
 * there is to read, and one of its inputs changes in place.
 */
const facts = factsOf({
  region: [{ required: true }, { type: "string", enum: ["eu", "us"] }],
  sizeGb: [{ change: "resize", compare: "scalar", default: 10 }, { type: "integer" }],
});
const limit: core.Rule = ({ region, sizeGb }, _show, fail) => {
  if (region === "us" && Number(sizeGb) > 50) fail("sizeGb", "is too large for us.");
};
const bed = bedOf(facts, (service) =>
  core.define({
    ...{ type: "Bucket", noun: "Bucket", facts, api: service.api, phaseOf, rules: [limit] },
    steps: [{ doing: "resizing it", achieves: ["sizeGb"], send: service.changing("resize", "sizeGb") }],
  }),
);

const __declaration = { project: "shop", stack: "dev", name: "logs" };
const inputs = { region: "eu", sizeGb: 10, __declaration };
const name = "logs-c4796385888888";
const whole = { ...inputs, name, status: "ready", __remembered: { chosen: ["name"] } };
const larger = { sizeGb: 30 };
const label = `Bucket "${name}" (b-1)`;
const CREATE = `create ${name} eu 10`;

test.each([
  [{ region: "eu" }, []],
  [{ region: "mars" }, [["region", 'must be "eu" or "us", but is "mars".']]],
  [{ region: "eu", nme: "x" }, [["nme", "is not a field of a Bucket. Did you mean name?"]]],
  [{ region: "us", sizeGb: 60 }, [["sizeGb", "is too large for us."]]],
])(
  "check of %j fills in the default, and refuses by path what schema and rules do not allow",
  async (given, wrong) => {
    const failures = wrong.map(([property, rest]) => ({ property, reason: `${property} ${rest}` }));
    const checked = { inputs: { ...inputs, ...given }, failures };
    expect(await core.check(bed().ctx, {}, { ...given, __declaration })).toStrictEqual(checked);
  },
);

test("create finds it by its name and waits until it is ready; update makes the one call", async () => {
  const { ctx, service, lines } = bed();
  const diff = (change: object) => core.diff(ctx.resource, "b-1", whole, { ...inputs, ...change });
  expect(await core.create(ctx, inputs)).toStrictEqual({ id: "b-1", state: whole });
  expect(diff({})).toStrictEqual({ changes: [], replaces: [], isHalted: false });
  expect(diff(larger)).toStrictEqual({ changes: ["sizeGb"], replaces: [], isHalted: false });
  expect(diff({ region: "us" })).toStrictEqual({
    changes: ["region"],
    replaces: ["region"],
    isHalted: false,
  });
  expect(await core.update(ctx, "b-1", whole, { ...inputs, ...larger })).toStrictEqual({
    ...whole,
    ...larger,
  });
  expect(service.sent).toStrictEqual(requests("list", CREATE, "list ×4", "resize b-1", "list ×4"));
  expect(lines).toStrictEqual([
    `Creating Bucket "${name}".`,
    `${label} was accepted.`,
    `${label} is busy; waiting for it to be ready (0s of at most 10m)`,
    `${label}: resizing it.`,
    `${label} is ready; waiting for it to be as declared (0s of at most 10m)`,
  ]);
});

test("one that is replaced for being halted is so with no input changed, unless nobody waits for it", () => {
  const failed = (): core.Phase => "failed";
  const resource = { ...bed().ctx.resource, replacesHalted: () => true, phaseOf: failed };
  const diff = (change: object, olds: object = whole) =>
    core.diff(resource, "b-1", { ...olds }, { ...inputs, ...change });
  expect(diff({})).toStrictEqual({ changes: [], replaces: ["status"], isHalted: true });
  expect(diff(larger)).toStrictEqual({ changes: ["sizeGb"], replaces: ["status"], isHalted: true });
  const left = { lifecycle: { waitUntil: "created" } };
  expect(diff(left, { ...whole, ...left })).toStrictEqual({ changes: [], replaces: [], isHalted: false });
});

test("read shows drift, and knows that it is gone only by a whole list; delete waits until it is gone", async () => {
  const { ctx, service, lines } = bed();
  const read = (): Promise<unknown> => outcomeOf(core.read(ctx, "b-1", whole));
  service.put("b-1", { name, region: "eu", status: "ready", ...larger });
  const found = { state: { ...whole, ...larger }, inputs: { ...inputs, ...larger }, isHalted: false };
  expect(await read()).toStrictEqual(found);
  await core.remove(ctx, "b-1", whole);
  await core.remove(ctx, "b-1", whole);
  expect(service.sent).toStrictEqual(requests("list", "delete b-1", "list ×3", "delete b-1", "list"));
  expect(await read()).toBeUndefined();
  expect(lines).toStrictEqual([
    `Deleting ${label}.`,
    `${label} is leaving; waiting for it to be gone (0s of at most 10m)`,
    `Deleting ${label}.`,
    `${label} was not there to delete in the account of this API key.`,
    `${label} does not exist any more in the account of this API key. If this key is of another account, put the right one back first. It may still exist and be billed there.`,
  ]);
  service.isWhole = false;
  expect(await read()).toBe(
    "ContradictionError: The list that should show Bucket b-1 could not be read to its end, so it is not certain whether it exists; nothing was changed. Try again in a minute.",
  );
});

describe("a run that is cancelled", () => {
  const CUT = new NovitaError("The run was cancelled.");
  /** A bed whose run is cancelled when a line with these words is said. */
  const cancelledAt = (words: string, options: Parameters<typeof bed>[0] = {}) => {
    const { ctx, service } = bed(options);
    const cancel = new AbortController();
    const heard = (line: string): void => void (line.includes(words) && cancel.abort(CUT));
    const log: core.Log = {
      info: heard,
      warn: heard,
      heard: async (line) => (heard(line), !cancel.signal.aborted),
    };
    return { ctx: { ...ctx, log, cancelled: cancel.signal }, service };
  };

  test("ends the waiting with the id kept", async () => {
    const { ctx, service } = cancelledAt("was accepted");
    const failure = await core.create(ctx, inputs).catch((error: core.InitFailure) => error);
    expect(failure).toMatchObject({
      id: "b-1",
      reasons: [
        `Waiting for ${label} to be ready was cut short; it was never seen. The run was cancelled. It still exists and may be billed. Run \`pulumi up\` again to go on waiting, or \`pulumi destroy\` to end its bill.`,
      ],
    });
    expect(service.sent).toStrictEqual(requests("list", CREATE, "list"));
  });

  test("names what a create of unknown outcome may have made", async () => {
    const { ctx } = cancelledAt("looking for", { isLost: true, makes: 0 });
    expect(await outcomeOf(core.create(ctx, inputs))).toBe(
      `NovitaError: The connection broke. The request was sent once, for a bucket named "${name}". Whether it was carried out could not be found out within 0s: a bucket of that name may exist and be billed. The run was cancelled. Run \`pulumi up\` again: it looks for that bucket before it creates another one.`,
    );
  });

  test("sends nothing more", async () => {
    const { ctx, service } = cancelledAt("Creating");
    expect(await outcomeOf(core.create(ctx, inputs))).toBe(
      `NovitaError: Bucket "${name}" was not created: the run was cancelled.`,
    );
    expect(service.sent).toStrictEqual(["list"]);
  });
});

const none = (why: string, likely: string): string =>
  `NovitaError: ${why} The request was sent once, for a bucket named "${name}". No bucket of that name has shown up within 2m, ${likely}. Run \`pulumi up\` again: it looks for that bucket before it creates another one.`;
const BROKEN = none("The connection broke.", "so most likely none was created");
const NO_ID = none(`Bucket "${name}" was accepted with no id.`, "it may still show up, and is billed then");
const TWO = `NovitaError: The create request for "${name}" was sent once, but there are now 2 new buckets of that name: ${label} [busy], Bucket "${name}" (b-2) [busy]. Each of them is billed. Delete those that are not wanted in Novita's console, or keep one with lifecycle: { adopt: "<its id>" }.`;
const NAMED = `NovitaError: Bucket "${name}" was not created: there is already a bucket of this declaration that no stack of this project has: Bucket "logs-c4796385aaaaaa" (b-7) [busy]. Another backend, organization or team with the same project and stack name may own it; \`pulumi stack export | npx pulumi-novita orphans -\` tells of every state that you give to it. To keep yours apart, set the config novita:owner to a name of your own. If it was left by an interrupted run, or kept by retainOnDelete, take it over with lifecycle: { adopt: "b-7" }, delete it in Novita's console, or keep it beside a new one with lifecycle: { ignoreOrphans: ["b-7"] }.`;
const orphan = (name: string) => ({ id: "b-7", name, region: "eu", sizeGb: 10, status: "busy", looks: 2 });
const taken = { id: "b-7", state: { ...whole, name: "logs-228ad7c6aaaaaa" } };
const adopting = { owner: "me", orphans: "adopt", things: [orphan(taken.state.name)] } as const;

test.each([
  ["whose answer is lost, one was made", { isLost: true }, [CREATE, "list ×3"], { id: "b-1", state: whole }],
  ["whose answer is lost, none was made", { isLost: true, makes: 0 }, [CREATE, "list ×34"], BROKEN],
  ["whose answer is lost, two were made", { isLost: true, makes: 2 }, [CREATE, "list"], TWO],
  ["whose answer arrives, none was made", { makes: 0 }, [CREATE, "list ×34"], NO_ID],
  ["whose answer arrives, two were made", { makes: 2 }, [CREATE, "list"], TWO],
  ["that finds an orphan, which it names", { things: [orphan("logs-c4796385aaaaaa")] }, [], NAMED],
  ["that takes one over for its owner", adopting, ["list ×2"], taken],
])("one create %s", async (_what, options, sent, outcome) => {
  const { ctx, service } = bed(options);
  expect(await outcomeOf(core.create(ctx, inputs))).toStrictEqual(outcome);
  expect(service.sent).toStrictEqual(requests("list", ...sent));
});
