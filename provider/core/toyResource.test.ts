import * as core from ".";
import { bedOf, FakeService, requests, schemaOf } from "./fakeService.testkit";

/*
 * A second resource, which lives here alone: its create gives no id, it is ready some looks later, lists are all that
 * there is to read, and one of its inputs changes in place.
 */
type Inputs = core.Inputs & { readonly region: string; readonly sizeGb: number };
type Bucket = core.Live & Inputs;

const bucketOf = (service: FakeService): core.Definition =>
  core.define({
    ...{ type: "Bucket", noun: "Bucket", api: service.api },
    facts: {
      fields: {
        name: { change: "replace", echoed: true, compare: "text", chosen: "always" },
        region: { change: "replace", echoed: true, compare: "text", required: true },
        sizeGb: { change: "resize", echoed: true, compare: "scalar", default: 10 },
      },
      outputs: ["status"],
      schema: schemaOf({
        name: { type: "string" },
        region: { type: "string", enum: ["eu", "us"] },
        sizeGb: { type: "integer", minimum: 1, default: 10 },
      }),
    },
    phaseOf: ({ status }) => (({ ready: "ready", leaving: "leaving" }) as const)[status] ?? "pending",
    rules: [
      ({ region, sizeGb }, _show, fail) => {
        if (region === "us" && Number(sizeGb) > 50) fail("sizeGb", "is too large for us.");
      },
    ],
    steps: [
      {
        doing: "resizing it",
        achieves: ["sizeGb"],
        needed: ({ live, news }) => (live as Bucket).sizeGb !== (news as Inputs).sizeGb,
        send: async (_ctx, { id, news }) => service.change("resize", id, core.pick(news, ["sizeGb"])),
        shows: (now, { news }) => (now as Bucket).sizeGb === (news as Inputs).sizeGb,
      },
    ],
  });

function bed(options?: Parameters<typeof bedOf>[1]) {
  const service = new FakeService(["name", "region", "sizeGb"]);
  return { service, ...bedOf(bucketOf(service), options) };
}

const __declaration = { project: "shop", stack: "dev", name: "logs" };
const inputs: Inputs = { region: "eu", sizeGb: 10, __declaration };
const larger: Inputs = { ...inputs, sizeGb: 20 };
const name = "logs-c4796385888888";
const whole = { ...inputs, name, status: "ready", __remembered: { chosen: ["name"] } };
const label = `Bucket "${name}" (b-1)`;
const CREATE = `create ${name} eu 10`;
const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch(String);

test("check fills in the default, and refuses by path what the schema has not, and what a rule forbids", async () => {
  const check = (news: object) => core.check(bed().ctx, {}, { ...news, __declaration });
  expect(await check({ region: "eu" })).toStrictEqual({ inputs, failures: [] });
  expect((await check({ region: "mars", nme: "x" })).failures).toStrictEqual([
    { property: "nme", reason: "nme is not a field of a Bucket. Did you mean name?" },
    { property: "region", reason: 'region must be "eu" or "us", but is "mars".' },
  ]);
  expect((await check({ region: "us", sizeGb: 60 })).failures).toStrictEqual([
    { property: "sizeGb", reason: "sizeGb is too large for us." },
  ]);
});

test("create finds it by its name and waits until it is ready; update makes the one call", async () => {
  const { ctx, service, lines } = bed();
  expect(await core.create(ctx, inputs)).toStrictEqual({ id: "b-1", state: whole });
  expect(service.sent).toStrictEqual(requests("list", CREATE, "list ×3"));
  const differences = [larger, { ...inputs, region: "us" }, inputs].map((news) =>
    core.diff(ctx.resource, "b-1", whole, { ...news }),
  );
  expect(differences).toStrictEqual([
    { changes: ["sizeGb"], replaces: [], isHalted: false },
    { changes: ["region"], replaces: ["region"], isHalted: false },
    { changes: [], replaces: [], isHalted: false },
  ]);
  service.sent.length = 0;
  expect(await core.update(ctx, "b-1", whole, larger)).toStrictEqual({ ...whole, sizeGb: 20 });
  expect(service.sent).toStrictEqual(requests("list", "resize b-1", "list ×4"));
  expect(lines).toStrictEqual([
    `Creating Bucket "${name}".`,
    `${label} was accepted.`,
    `${label} is busy; waiting for it to be ready (0s of at most 10m)`,
    `${label}: resizing it.`,
    `${label} is busy; waiting for it to be as declared (0s of at most 10m)`,
  ]);
});

test("read shows drift, and knows that it is gone only by a whole list; delete waits until it is gone", async () => {
  const { ctx, service, lines } = bed();
  service.put("b-1", { name, region: "eu", sizeGb: 30, status: "ready" });
  const found = { state: { ...whole, sizeGb: 30 }, inputs: { ...inputs, sizeGb: 30 }, isHalted: false };
  expect(await core.read(ctx, "b-1", whole)).toStrictEqual(found);
  await core.remove(ctx, "b-1", whole);
  await core.remove(ctx, "b-1", whole);
  expect(service.sent).toStrictEqual(requests("list", "delete b-1", "list ×3", "delete b-1", "list"));
  expect(await core.read(ctx, "b-1", whole)).toBeUndefined();
  expect(lines).toStrictEqual([
    `Deleting ${label}.`,
    `${label} is leaving; waiting for it to be gone (0s of at most 10m)`,
    `Deleting ${label}.`,
    `${label} was not there to delete in the account of this API key.`,
    `${label} does not exist any more in the account of this API key.`,
  ]);
  service.isWhole = false;
  expect(await outcomeOf(core.read(ctx, "b-1", whole))).toBe(
    "ContradictionError: The list that should show Bucket b-1 could not be read to its end, so it is not certain whether it exists; nothing was changed. Try again in a minute.",
  );
});

const none = (why: string, likely: string): string =>
  `NovitaError: ${why} The request was sent once, for a bucket named "${name}". No bucket of that name has shown up within 2m, ${likely}. Run \`pulumi up\` again: it looks for that bucket before it creates another one.`;
const LATE = "it may still show up, and is billed then";
const TWO = `NovitaError: The create request for "${name}" was sent once, but there are now 2 new buckets of that name: ${label} [busy], Bucket "${name}" (b-2) [busy]. Each of them is billed. Delete those that are not wanted in Novita's console, or keep one with lifecycle: { adopt: "<its id>" }.`;

test.each([
  ["is lost, one was made", 1, true, 3, { id: "b-1", state: whole }],
  ["is lost, none was made", 0, true, 34, none("The connection broke.", "so most likely none was created")],
  ["is lost, two were made", 2, true, 1, TWO],
  ["arrives, none was made", 0, false, 34, none(`Bucket "${name}" was accepted with no id.`, LATE)],
  ["arrives, two were made", 2, false, 1, TWO],
])("one create whose answer %s", async (_what, makes, isLost, lists, outcome) => {
  const { ctx, service } = bed();
  Object.assign(service, { makes, isLost });
  expect(await outcomeOf(core.create(ctx, inputs))).toStrictEqual(outcome);
  expect(service.sent).toStrictEqual(requests("list", CREATE, `list ×${lists}`));
});

test("an orphan stops the next create and is named; with an owner it is taken over if that is asked for", async () => {
  const orphaned = async (options: Parameters<typeof bed>[0]) => {
    const { ctx, service } = bed(options);
    const orphan = `${core.namePrefix(__declaration, ctx.owner)}aaaaaa`;
    service.put("b-7", { name: orphan, region: "eu", sizeGb: 10 });
    return [await outcomeOf(core.create(ctx, inputs)), service.sent];
  };
  const NAMED = `NovitaError: Bucket "${name}" was not created: there is already a bucket of this declaration that no stack of this project has: Bucket "logs-c4796385aaaaaa" (b-7) [busy]. Another backend, organization or team with the same project and stack name may own it; \`pulumi stack export | npx pulumi-novita orphans -\` tells of every state that you give to it. To keep yours apart, set the config novita:owner to a name of your own. If it was left by an interrupted run, or kept by retainOnDelete, take it over with lifecycle: { adopt: "b-7" }, delete it in Novita's console, or keep it beside a new one with lifecycle: { ignoreOrphans: ["b-7"] }.`;
  expect(await orphaned({})).toStrictEqual([NAMED, ["list"]]);
  const taken = { id: "b-7", state: { ...whole, name: "logs-228ad7c6aaaaaa" } };
  expect(await orphaned({ orphans: "adopt", owner: "me" })).toStrictEqual([taken, requests("list ×3")]);
});
