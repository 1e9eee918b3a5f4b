import { Account } from "./account.testkit";
import { type Profile, test } from "../profiles.testkit";
import * as core from "../../provider/core";

const __declaration = { project: "shop", stack: "dev", type: "RegistryAuth", name: "hub" };
const inputs = { username: "robot", password: "canary-password", __declaration } as const;
/** The first name that the test's randomness makes. */
const NAME = "hub-717fd14a000000";
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown as string;
/** What the state holds of it. */
const whole = { ...inputs, name: NAME, status: "ready", __remembered: { chosen: ["name"] } };
const [LIST = "", SAVE = "", DELETE = ""] = ["auths", "auth/save", "auth/delete"].map(
  (each) => `repository/${each} 200`,
);

function bed(profile: Profile) {
  const account = new Account(profile);
  const on = <T>(operation: (ctx: core.Context) => Promise<T>): Promise<T> =>
    account.run("RegistryAuth", operation);
  return {
    account,
    check: (news: object, olds: object = {}) =>
      on((ctx) => core.check(ctx, { ...olds }, { __declaration, ...news })),
    create: (news: object = inputs) => on((ctx) => core.create(ctx, news as core.Inputs)),
    diff: (id: string, olds: object, news: object) =>
      on(async (ctx) => core.diffInRun(ctx, id, { ...olds }, { ...news })),
    read: (id: string, olds: object) => on((ctx) => core.read(ctx, id, olds as core.State)),
    remove: (id: string, olds: core.State) => on((ctx) => core.remove(ctx, id, olds)),
    changes: () => account.calls().filter((each) => each !== LIST),
  };
}
/** Under the hard profile a new credential is listed a quarter of a boot late; then it is looked at once more. */
const seen = ({ hard }: Profile): string[] => Array.from({ length: hard ? 15 : 2 }, () => LIST);
const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch(String);
const reasonsOf = ({ failures }: { readonly failures: readonly core.CheckFailure[] }): string[] =>
  failures.map(({ reason }) => reason);

test("check refuses everything that is wrong, and repeats no password", async (profile) => {
  const { account, check } = bed(profile);
  expect(await check(inputs)).toStrictEqual({ inputs, failures: [] });
  expect(reasonsOf(await check({ user: "robot", password: 4711 }))).toEqual([
    "username is required: a string of 1 to 511 characters. User at the registry.",
    "user is not a field of a RegistryAuth. Its fields are name, username, password, lifecycle.",
    "password must be a string of 1 to 1024 characters, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
  ]);
  expect(reasonsOf(await check({ ...inputs, lifecycle: { timeouts: { create: "0s" } } }))).toEqual([
    'lifecycle.timeouts.create is "0s", which leaves no time to wait. Give a longer one, or remove it for the default.',
  ]);
  expect(reasonsOf(await check({ ...inputs, username: core.UNKNOWN, password: core.UNKNOWN }))).toEqual([]);
  expect([account.calls(), account.said]).toEqual([[], []]);
});

test("its life: saved once, found by its name, read, and deleted", async (profile) => {
  const { account, create, read, remove } = bed(profile);
  const { id, state } = await create();
  expect({ id, state }).toStrictEqual({ id: UUID, state: whole });
  expect(account.calls()).toEqual([LIST, SAVE, ...seen(profile)]);
  expect(await read(id, state)).toStrictEqual({ state, inputs, isHalted: false });
  await remove(id, state);
  expect(account.calls()).toEqual([LIST, DELETE, LIST]);
  expect(await read(id, state)).toBeUndefined();
  const label = `Registry credential "${NAME}" (${id})`;
  expect(account.said).toEqual([
    `Creating Registry credential "${NAME}".`,
    `${label} was accepted.`,
    `Deleting ${label}.`,
    `warning: ${label} does not exist any more in the account of this API key. If this key is of another account, put the right one back first. It may still exist there.`,
  ]);
});

test("check refuses what was read from a file with its end of line, and repeats no password", async (profile) => {
  const { check } = bed(profile);
  expect(reasonsOf(await check({ username: " robot", password: "canary-password\n" }))).toEqual([
    'username is " robot", which begins with a space. Remove it; what is read from a file needs .trim().',
    "password ends with a line break. Remove it; what is read from a file needs .trim().",
  ]);
});

test("a lost answer leaves one credential; one that nobody knows stops the next create, and can be adopted", async (profile) => {
  const { account, create, changes } = bed(profile);
  account.emulator.arm({ on: "authSave", do: { kind: "reset", process: true } });
  const { id, state } = await create();
  expect([state, changes()]).toStrictEqual([whole, ["repository/auth/save cut"]]);
  account.restart();
  expect(await outcomeOf(create())).toContain(
    `there is already a credential of this declaration that no stack of this project has: Registry credential "${NAME}" (${id}) [ready] (not what is declared: password is declared, and the service does not show it).`,
  );
  const taken = { ...inputs, lifecycle: { adopt: id } };
  expect(await outcomeOf(create({ ...taken, username: "human" }))).toBe(
    `NovitaError: Registry credential ${id} was not taken over (lifecycle.adopt): it is not what is declared: username is "robot", declared is "human". Declare it as it is; once it is taken over, a change of the program is shown by \`pulumi preview\` and made by \`pulumi up\`.`,
  );
  expect(await create(taken)).toStrictEqual({ id, state: { ...state, ...taken } });
  expect(changes()).toEqual([]);
});

test("any change replaces it, the new one first; under the name of the old one it is refused", async (profile) => {
  const { check, diff } = bed(profile);
  const differences = async (news: object, olds: object = inputs) => {
    await check({ ...inputs, ...news }, { ...olds, name: NAME });
    const { changes, replaces } = await diff(
      "a-1",
      { ...whole, ...olds },
      { ...inputs, name: NAME, ...news },
    );
    return [changes, replaces];
  };
  expect(await differences({})).toEqual([[], []]);
  for (const change of [{ username: "b" }, { password: "b" }, { name: "b" }]) {
    const names = Object.keys(change);
    expect(await differences(change)).toEqual([names, names]);
  }
  const fixed = { ...inputs, name: NAME };
  expect(await differences({ ...fixed, password: "b" }, fixed)).toEqual([["password"], ["password"]]);
  expect(reasonsOf(await check({ ...fixed, password: "b" }))).toEqual([
    `name is "${NAME}", which the credential that would be replaced has too, and Novita may take the new one for a change of the old one. Leave name out, or change it as well.`,
  ]);
  expect(reasonsOf(await check({ ...fixed, name: "other", password: "b" }))).toEqual([]);
});

test("get reads one that nobody here manages, without its password", async (profile) => {
  const { account, read } = bed(profile);
  const answer = { data: [{ id: "a-1", name: "hub", username: "robot", password: "canary" }] };
  account.emulator.arm({ on: "authList", do: { kind: "status", status: 200, body: answer } });
  const shown = { name: "hub", username: "robot" };
  expect(await read("a-1", {})).toStrictEqual({
    ...{ inputs: shown, state: { ...shown, status: "ready" }, isHalted: false },
  });
});

test("an instance may name one that was stored a moment ago", async (profile) => {
  const { account, create } = bed(profile);
  const failures = async (imageAuthId: string) => {
    const declaration = { ...__declaration, type: "GpuInstance", name: "trainer" };
    const basics = { productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx:1.27" };
    const olds = { ...basics, name: "trainer-1", kind: "gpu", billingMode: "onDemand", autoRenew: false };
    const news = { ...basics, imageAuthId, __declaration: declaration };
    return reasonsOf(await account.run("GpuInstance", (ctx) => core.check(ctx, olds, news)));
  };
  expect(await failures("typo")).toEqual([
    'imageAuthId is "typo", which is no registry credential of this account. Correct the id, or declare a RegistryAuth and give its id.',
  ]);
  expect(await failures((await create()).id)).toEqual([]);
});
