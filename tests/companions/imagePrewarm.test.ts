import { Account } from "./account.testkit";
import { type Profile, test } from "../profiles.testkit";
import * as core from "../../provider/core";
import type { ClientContext } from "../../provider/resources/clientContext";

const UNKNOWN = core.UNKNOWN;
const __declaration = { project: "shop", stack: "dev", type: "ImagePrewarm", name: "vllm" };
const imageUrl = "vllm/vllm-openai:v0.8.4";
const inputs = { imageUrl, clusterId: "us-ca-6", note: "for the trainer", __declaration } as const;
const privateImage = { ...inputs, imageUrl: "private.example.com/team/model:1" };
/** The first name that the test's randomness makes, and how messages call that task. */
const NAME = "vllm-e4f88183000000";
const labelOf = (id: string, name = NAME): string => `Prewarm task "${name}" (${id})`;
const HEX = expect.stringMatching(/^[0-9a-f]{16}$/) as unknown as string;
const TIME = expect.stringMatching(/^2026-01-01T00:/) as unknown as string;
/** What the state holds of it. */
const whole = {
  ...inputs,
  name: NAME,
  status: "Succeeded",
  clusterName: "US-CA-06 (California)",
  imageSize: 2_300_000_000,
  createdAt: TIME,
  completedAt: TIME,
};
const LIST = "image/prewarm 200";
const [EDIT = "", DELETE = ""] = ["edit", "delete"].map((each) => `image/prewarm/${each} 200`);

/** @param quirks The hard profile answers each create with HTTP 500, and has each task fail. */
function bed(profile: Profile, quirks: ConstructorParameters<typeof Account>[1] = { prewarmEnd: "byImage" }) {
  const account = new Account(profile, quirks);
  const on = <T>(operation: (ctx: core.Context) => Promise<T>): Promise<T> =>
    account.run("ImagePrewarm", operation);
  return {
    account,
    check: (news: object, olds: object = {}) =>
      on((ctx) => core.check(ctx, { ...olds }, { __declaration, ...news })),
    create: (news: object = inputs) => on((ctx) => core.create(ctx, news as core.Inputs)),
    update: (id: string, olds: core.State, news: object) =>
      on((ctx) => core.update(ctx, id, olds, news as core.Inputs)),
    diff: (id: string, olds: object, news: object) =>
      on(async (ctx) => core.diffInRun(ctx, id, { ...olds }, { ...news })),
    read: (id: string, olds: object) => on((ctx) => core.read(ctx, id, olds as core.State)),
    remove: (id: string, olds: core.State) => on((ctx) => core.remove(ctx, id, olds)),
    changes: () => account.calls().filter((each) => each !== LIST),
    /** The notes of all tasks as Novita's console shows them, the newest first. */
    notes: () =>
      on(async (ctx) => {
        const { items } = await (ctx as ClientContext).client.listImagePrewarms({ pageNum: 0, pageSize: 10 });
        return items.map(({ note }) => note);
      }),
  };
}
const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch(String);
const failureOf = (
  work: Promise<unknown>,
): Promise<{ id: string; properties: core.State; message: string }> =>
  work.then(
    () => Promise.reject(new Error("it succeeded")),
    (error: unknown) => error as never,
  );

test("check refuses everything that is wrong, by its path", async (profile) => {
  const { account, check } = bed(profile);
  const reasons = async (news: object) => (await check(news)).failures.map(({ reason }) => reason);
  expect(await check(inputs)).toStrictEqual({ inputs, failures: [] });
  expect(account.calls()).toEqual(["clusters 200"]);
  const wrong = {
    imageUrl: "https://x/y:1",
    name: "x",
    productIds: "a",
    lifecycle: { waitUntil: "running" },
  };
  expect(await reasons(wrong)).toEqual([
    "clusterId is required: a string of 1 to 255 characters. Id of the cluster that the image is brought to.",
    "name is not a field of an ImagePrewarm. Novita names no prewarm tasks: write what people should read into note.",
    'productIds must be a list, but is "a".',
    'lifecycle.waitUntil must be "ready" or "created", but is "running".',
    'imageUrl begins with a scheme, as https:// is one, and an image has none. Write registry/repository:tag, such as "nginx:1.27" or "ghcr.io/acme/trainer:1.4".',
  ]);
  expect(await reasons({ ...inputs, clusterId: "us-ca6", registryAuthId: "typo" })).toEqual([
    `clusterId is "us-ca6", which is no cluster of Novita's. Write one of "us-dallas-nas-2", "us-ca-6", "as-sgp-2", "oc-au-1", "us-ca-nas-2", "cn-hongkong-1", "as-in-1".`,
    'registryAuthId is "typo", which is no registry credential of this account. Correct the id, or declare a RegistryAuth and give its id.',
  ]);
  expect(await reasons({ ...inputs, image: "x", imageAuthId: "a-1" })).toEqual([
    "image is not a field of an ImagePrewarm. Did you mean imageUrl?",
    "imageAuthId is not a field of an ImagePrewarm. Did you mean registryAuthId?",
  ]);
  expect(await reasons({ ...inputs, productIds: ["4090.16c62g.os", ""] })).toEqual([
    'productIds[1] must be a string that is not empty, but is "".',
  ]);
  const unknown = { imageUrl: UNKNOWN, clusterId: UNKNOWN, registryAuthId: UNKNOWN };
  expect([await reasons(unknown), await reasons({ ...inputs, clusterId: UNKNOWN })]).toEqual([[], []]);
  const blocked = { kind: "status", status: 403, body: "error code: 1010" };
  account.emulator.arm({ on: "authList", do: blocked, times: 0 });
  expect(await reasons({ ...inputs, registryAuthId: "other" })).toEqual([]);
  expect(account.said).toEqual([
    expect.stringMatching(/^warning: vllm: whether all that it names exists is not known\. Listing registry/),
  ]);
});

test("its life: created once, waited for, read, its note changed, and deleted", async (profile) => {
  const { account, create, update, read, remove, changes, notes } = bed(profile);
  const { id, state } = await create();
  expect({ id, state }).toStrictEqual({ id: HEX, state: whole });
  expect(changes()).toEqual(profile.hard ? ["image/prewarm 500"] : []);
  expect(await notes()).toEqual([`for the trainer [pulumi-novita: ${NAME}]`]);
  expect(await read(id, state)).toStrictEqual({ state, inputs, isHalted: false });
  const { note: _note, ...silent } = inputs;
  const { note: _noteOf, ...silentState } = state as core.State & { note: string };
  account.calls();
  expect(await update(id, state, silent)).toStrictEqual(silentState);
  expect(account.calls()).toEqual([LIST, EDIT, LIST, LIST]);
  expect(await notes()).toEqual([`[pulumi-novita: ${NAME}]`]);
  expect(await update(id, silentState, silent)).toStrictEqual(silentState);
  expect(changes()).toEqual([]);
  await remove(id, silentState);
  expect(account.calls()).toEqual([DELETE, LIST]);
  expect(await read(id, state)).toBeUndefined();
  const waits = (status: string, since: string): string =>
    `${labelOf(id)} is ${status}; waiting for it to be complete (${since} of at most 30m)`;
  const doubt = expect.stringMatching(
    /HTTP 500.* It may have been carried out all the same: looking for/,
  ) as unknown;
  expect(account.said).toEqual([
    `Creating Prewarm task "${NAME}".`,
    ...(profile.hard ? [doubt] : []),
    `${labelOf(id)} was accepted.`,
    ...(profile.hard ? [waits("Running", "6s")] : [waits("Pending", "0s"), waits("Running", "2s")]),
    `${labelOf(id)}: setting its note.`,
    `Deleting ${labelOf(id)}.`,
    `warning: ${labelOf(id)} does not exist any more in the account of this API key. If this key is of another account, put the right one back first. It may still exist there.`,
  ]);
});

test("an answer of HTTP 500 leaves one task; one that nobody knows stops the next create, and can be adopted", async (profile) => {
  const { account, create, changes, notes } = bed(profile, {
    prewarmEnd: "byImage",
    prewarmCreated: "unanswered",
  });
  const { id, state } = await create();
  expect([state, changes()]).toStrictEqual([whole, ["image/prewarm 500"]]);
  account.restart();
  expect(await outcomeOf(create())).toContain(
    `there is already a task of this declaration that no stack of this project has: ${labelOf(id)} [Succeeded]. Another backend`,
  );
  const adopt = { lifecycle: { adopt: id } };
  expect(
    await outcomeOf(
      create({ ...inputs, ...adopt, clusterId: "as-sgp-2", imageUrl: "b:1", productIds: ["a"] }),
    ),
  ).toBe(
    `NovitaError: Prewarm task ${id} was not taken over (lifecycle.adopt): it is not what is declared: imageUrl is "${imageUrl}", declared is "b:1"; clusterId is "us-ca-6", declared is "as-sgp-2"; productIds is nothing, declared is ["a"]. Declare it as it is; once it is taken over, a change of the program is shown by \`pulumi preview\` and made by \`pulumi up\`.`,
  );
  const renamed = { ...inputs, ...adopt, imageUrl: `docker.io/${imageUrl}`, note: "mine" };
  expect(await create(renamed)).toStrictEqual({ id, state: { ...state, ...renamed } });
  expect(changes()).toEqual([EDIT]);
  expect(await notes()).toEqual([`mine [pulumi-novita: ${NAME}]`]);
});

test("a create that the service fails, with no task, is told after the settle window", async (profile) => {
  const { create, changes, notes } = bed(profile, { prewarmCreated: "refused" });
  expect(await outcomeOf(create())).toContain(
    "No task of that name has shown up within 2m, so most likely none was created.",
  );
  expect([changes(), await notes()]).toEqual([["image/prewarm 500"], []]);
});

test("one that fails is kept with the service's reason, and replaced by the next update", async (profile) => {
  const { account, check, create, diff, read } = bed(profile, {});
  const { id, properties, message } = await failureOf(create(privateImage));
  const why = profile.hard
    ? "the image could not be prewarmed"
    : "failed to pull image private.example.com/team/model:1: it is private, and there is no credential for it";
  expect(message).toBe(
    `${labelOf(id)} has failed: ${why}. Novita does not try it again. Correct the image, its registry credential or the cluster, then run \`pulumi up\` again: a new task replaces this one.`,
  );
  const { imageSize: _size, ...rest } = whole;
  const failed = { ...rest, ...privateImage, status: "Failed", statusMessage: why };
  expect(properties).toStrictEqual(failed);
  expect(await read(id, failed)).toStrictEqual({ state: failed, inputs: privateImage, isHalted: true });
  account.restart();
  await check(privateImage, privateImage);
  expect(await diff(id, failed, privateImage)).toStrictEqual({
    changes: [],
    replaces: ["status"],
    isHalted: true,
  });
  expect(account.said).toEqual([
    `warning: ${labelOf(id)} has failed, and Novita does not try it again: a new task replaces it.`,
  ]);
  const adopting = { ...privateImage, lifecycle: { adopt: id } };
  expect((await check(adopting)).failures).toMatchObject([
    {
      reason: expect.stringMatching(/would be deleted and replaced. Remove lifecycle.adopt first/) as unknown,
    },
  ]);
  account.calls();
  const second = await failureOf(create(privateImage));
  expect(second.id).not.toBe(id);
});

test("any other change replaces it, and a change of writing none", async (profile) => {
  const { diff } = bed(profile);
  const olds = { ...whole, productIds: ["a", "b"] };
  const differences = async (news: object) => {
    const { changes, replaces } = await diff("p-1", olds, { ...inputs, productIds: ["a", "b"], ...news });
    return [changes, replaces];
  };
  expect(await differences({})).toEqual([[], []]);
  expect(await differences({ imageUrl: `docker.io/${imageUrl}`, productIds: ["b", "a"] })).toEqual([[], []]);
  expect(await differences({ note: "other" })).toEqual([["note"], []]);
  for (const change of [
    { imageUrl: "vllm/vllm-openai:v0.9.0" },
    { clusterId: "as-sgp-2" },
    { registryAuthId: "a-1" },
    { productIds: ["a", "c"] },
    { productIds: ["a"] },
    { productIds: UNKNOWN },
  ])
    expect(await differences(change)).toEqual([Object.keys(change), Object.keys(change)]);
});

test("a read shows drift of the user's part of the note; a mark that is lost comes back with the next change", async (profile) => {
  const { account, create, read, update, notes } = bed(profile);
  const { id, state } = await create();
  const asNovita = async (note: string) => {
    const ctx = await account.run("ImagePrewarm", async (ctx) => ctx as ClientContext);
    await account.run("ImagePrewarm", () => ctx.client.updateImagePrewarm(id, note));
  };
  await asNovita(`theirs [pulumi-novita: ${NAME}]`);
  const found = await read(id, state);
  expect(found).toStrictEqual({
    state: { ...state, note: "theirs" },
    inputs: { ...inputs, note: "theirs" },
    isHalted: false,
  });
  await asNovita("theirs");
  expect(await read(id, state)).toMatchObject({ inputs: { note: "theirs" } });
  expect(await update(id, state, inputs)).toStrictEqual(state);
  expect(await notes()).toEqual([`for the trainer [pulumi-novita: ${NAME}]`]);
});

test("waitUntil: created leaves it on its way", async (profile) => {
  const { account, create, diff, read } = bed(profile);
  const news = { ...inputs, lifecycle: { waitUntil: "created" } };
  const { id, state } = await create(news);
  expect(state).toMatchObject({ ...news, name: NAME });
  expect(account.said.filter((line) => line.includes("waiting"))).toEqual([]);
  await account.time.pass(60_000);
  expect(await read(id, state)).toMatchObject({
    state: { status: "Succeeded" },
    inputs: news,
    isHalted: false,
  });
  expect(await diff(id, { ...whole, ...news, status: "Failed" }, news)).toMatchObject({
    replaces: [],
    isHalted: false,
  });
});

test("more than Novita allows at once wait for their turn, as long as the create may take", async (profile) => {
  const { account } = bed(profile);
  const createAll = (names: string, lifecycle: object = {}): Promise<readonly unknown[]> =>
    account.run("ImagePrewarm", (ctx) => {
      const declared = [...names].map((name) => ({
        ...inputs,
        lifecycle,
        __declaration: { ...__declaration, name },
      }));
      return Promise.all(declared.map((each) => outcomeOf(core.create(ctx, each))));
    });
  const full = "as many prewarm tasks are going on as Novita allows at once (5)";
  expect(await createAll("abcdef")).toMatchObject([..."abcdef"].map(() => ({ id: HEX })));
  const waits = `Prewarm task "f-0cce5ef1455555" waits for its turn: ${full}.`;
  expect(account.said.filter((line) => line.includes("turn"))).toEqual([waits, waits]);
  account.emulator.setOptions({ bootMs: 600_000 });
  const outcomes = await createAll("ghijkl", { timeouts: { create: "1m" } });
  expect(outcomes.filter((each) => String(each).includes("not created"))).toEqual([
    `NovitaError: Prewarm task "l-b23ee474bbbbbc" was not created: ${full}, and none has ended within lifecycle.timeouts.create. Run \`pulumi up\` again once one has ended, or raise the timeout.`,
  ]);
});

test("get reads one that nobody here manages", async (profile) => {
  const { create, read } = bed(profile);
  const { id, state } = await create();
  const { __declaration: _declaration, ...shown } = state;
  const { __declaration: _ours, ...declared } = inputs;
  expect(await read(id, {})).toStrictEqual({ inputs: declared, state: shown, isHalted: false });
  expect(await outcomeOf(read("p-none", {}))).toBe(
    "NovitaError: There is no Prewarm task p-none in this account. Check the id, and that the API key belongs to the account that has it.",
  );
});
