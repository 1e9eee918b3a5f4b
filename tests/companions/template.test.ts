import { Account } from "./account.testkit";
import { type Profile, test } from "../profiles.testkit";
import * as core from "../../provider/core";

const __declaration = { project: "shop", stack: "dev", type: "Template", name: "vllm" };
const minimal = { imageUrl: "vllm/vllm-openai:v0.8.4", rootfsSize: 80 } as const;
const CANARY = "canary-token-77";
/** Everything that can be declared of one, but its name. */
const full = {
  ...minimal,
  readme: "# vLLM\nServes a model.",
  imageAuthId: "5f0c2a9e-7d41-4a3b-8f6e-2b1d9c0e7a55",
  command: "serve --port 8000",
  entrypoint: "/usr/bin/vllm",
  ports: "8001/http, 22/tcp, 8000/http, 53/udp",
  envs: [
    { key: "HF_TOKEN", value: CANARY },
    { key: "MODE", value: "fast" },
  ],
  minCudaVersion: "12.4",
} as const;
const defaults = { type: "instance", channel: "private" } as const;
const inputs = { ...full, ...defaults, __declaration } as const;
const NAME = expect.stringMatching(/^vllm-[0-9a-f]{14}$/) as unknown as string;
const told = {
  status: "ready",
  createdAt: expect.stringMatching(/^2026-01-01T00:/) as unknown as string,
};
const whole = { ...inputs, ...told, name: NAME, __remembered: { chosen: ["name"] } };
const [LIST = "", GET = "", CREATE = "", UPDATE = "", DELETE = ""] = [
  "templates",
  "template",
  "template/create",
  "template/update",
  "template/delete",
].map((each) => `${each} 200`);
const LISTS = [LIST, LIST];

function bed(profile: Profile) {
  const account = new Account(profile);
  const on = <T>(operation: (ctx: core.Context) => Promise<T>): Promise<T> =>
    account.run("Template", operation);
  const stored = () => account.emulator.resources();
  return {
    account,
    check: (news: object, olds: object = {}) =>
      on((ctx) => core.check(ctx, { ...olds }, { __declaration, ...news })),
    create: (news: object = inputs) => on((ctx) => core.create(ctx, news as core.Inputs)),
    update: (id: string, olds: object, news: object) =>
      on((ctx) => core.update(ctx, id, olds as core.State, news as core.Inputs)),
    diff: (id: string, olds: object, news: object) =>
      on(async (ctx) => core.diffInRun(ctx, id, { ...olds }, { ...news })),
    read: (id: string, olds: object) => on((ctx) => core.read(ctx, id, olds as core.State)),
    remove: (id: string, olds: core.State) => on((ctx) => core.remove(ctx, id, olds)),
    stored,
    changes: () => account.calls().filter((each) => each !== LIST && each !== GET),
  };
}
const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch(String);

/** Under the hard profile a new template is read before a list shows it. */
const seen = ({ hard }: Profile): string[] => [...LISTS, ...(hard ? [GET] : []), GET];
const reasonsOf = ({ failures }: { readonly failures: readonly core.CheckFailure[] }): string[] =>
  failures.map(({ reason }) => reason);
/** The body of the last request to an address. */
const sent = ({ emulator }: Account, path: string): unknown =>
  emulator
    .requests()
    .filter((each) => each.path.endsWith(path))
    .map((each) => (each as { readonly body?: unknown }).body)
    .at(-1);

test("check fills in type and channel, names everything that is wrong by its path, and repeats no value of a variable", async (profile) => {
  const { account, check } = bed(profile);
  expect(await check({ ...full, imageAuthId: "" })).toStrictEqual({
    inputs: { ...inputs, imageAuthId: "" },
    failures: [],
  });
  expect(await check(minimal)).toStrictEqual({
    inputs: { ...minimal, ...defaults, __declaration },
    failures: [],
  });
  const reasons = async (news: object): Promise<string[]> => reasonsOf(await check(news));
  expect(
    await reasons({ name: "", rootfsSize: 0, channel: "official", startCommand: "x", gpuNum: 1 }),
  ).toEqual([
    "imageUrl is required: a string of 1 to 500 characters. Container image with its registry and tag.",
    "startCommand is not a field of a Template. Did you mean command?",
    "gpuNum is not a field of a Template. A template says nothing of hardware, place or price: whoever starts an instance from it chooses them.",
    'name must be a string of 1 to 255 characters, but is "".',
    'channel must be "private" or "community", but is "official".',
    "rootfsSize must be a whole number from 1 to 2147483647, but is 0.",
  ]);
  const ports = Array.from({ length: 11 }, (_, at) => `${8000 + at}/http`).join(",");
  expect(await reasons({ ...minimal, imageUrl: "https://nginx", ports: `${ports},22/ssh` })).toEqual([
    'imageUrl begins with a scheme, as https:// is one, and an image has none. Write registry/repository:tag, such as "nginx:1.27" or "ghcr.io/acme/trainer:1.4".',
    'ports has the entry "22/ssh", which has an unknown type; the types are "tcp", "http" and "udp", in lower case.',
    "ports opens 11 http ports, but a template opens at most 10 of each protocol.",
  ]);
  expect(await reasons({ ...minimal, ports: "53/tcp,53/udp,2222/tcp,80/http,80/tcp,53/udp" })).toEqual([
    'ports has the entry "2222/tcp", which is reserved: Novita keeps 2222, 2223 and 2224 for itself.',
    "ports opens port 80 twice; name it once.",
    "ports opens port 53/udp twice; name it once.",
  ]);
  const twice = { key: "A", value: CANARY };
  expect(await reasons({ ...minimal, envs: [twice, twice, { key: "B", value: 7 }, CANARY] })).toEqual([
    "envs[2].value must be a string of at most 4095 characters, but is a number. Write it in quotes where it comes from; in Pulumi's config, with `pulumi config set --type string`.",
    'envs[3] must be an object with key and value, but is a string. Write { key: "NAME", value: "value" }.',
    'envs[1].key repeats "A" of envs[0].key; give each variable one value.',
  ]);
  const unknown = Object.fromEntries(Object.keys(full).map((name) => [name, core.UNKNOWN]));
  expect(await reasons(unknown)).toEqual([]);
  expect([account.calls(), account.said]).toEqual([[], []]);
});

test("the credential that it names has to be one of the account; asked when it is new or another one", async (profile) => {
  const { account, check } = bed(profile);
  const credential = { username: "robot", password: "canary-password", __declaration } as never;
  const { id } = await account.run("RegistryAuth", (ctx) => core.create(ctx, credential));
  account.calls();
  const imageAuthId = "typo";
  const none = [
    'imageAuthId is "typo", which is no registry credential of this account. Correct the id, or declare a RegistryAuth and give its id.',
  ];
  expect(reasonsOf(await check({ ...minimal, imageAuthId }))).toEqual(none);
  expect(reasonsOf(await check({ ...full, imageAuthId: id }))).toEqual([]);
  expect(reasonsOf(await check({ ...minimal, imageAuthId }, full))).toEqual(none);
  expect(account.calls()).toEqual(["repository/auths 200", "repository/auths 200"]);
  expect(reasonsOf(await check({ ...full, rootfsSize: 90 }, full))).toEqual([]);
  expect(account.calls()).toEqual([]);
  account.emulator.arm({
    on: "authList",
    do: { kind: "status", status: 403, body: "error code: 1010" },
    times: 0,
  });
  expect(reasonsOf(await check({ ...minimal, imageAuthId: "other" }))).toEqual([]);
  expect(account.said.at(-1)).toMatch(
    /^warning: vllm: whether its registry credential exists is not known\. Listing registry credentials failed/,
  );
});

test("its life: created once, read, emptied of what is not declared any more, and deleted", async (profile) => {
  const { account, create, read, update, remove } = bed(profile);
  const { id, state } = await create();
  expect({ id, state }).toStrictEqual({ id: expect.stringMatching(/^\d+$/), state: whole });
  expect(account.calls()).toEqual([...LISTS, CREATE, ...seen(profile)]);
  const { imageUrl, imageAuthId, command, ports: _ports, ...alike } = full;
  expect(sent(account, "template/create")).toEqual({
    template: {
      ...{ ...alike, ...defaults, name: state.name },
      ...{ image: imageUrl, imageAuth: imageAuthId, startCommand: command },
      ports: [
        { type: "http", ports: [8000, 8001] },
        { type: "tcp", ports: [22] },
        { type: "udp", ports: [53] },
      ],
    },
  });
  expect(await read(id, state)).toStrictEqual({ state, inputs, isHalted: false });
  expect(account.calls()).toEqual([GET]);

  const bare = { ...minimal, ...defaults, name: state.name, __declaration };
  const emptied = { ...bare, status: "ready", createdAt: (state as { createdAt?: string }).createdAt };
  expect(await update(id, state, bare)).toStrictEqual(emptied);
  expect(sent(account, "template/update")).toEqual({
    template: {
      ...{ Id: id, name: state.name, ...defaults, image: minimal.imageUrl, rootfsSize: 80 },
      ...{ readme: "", imageAuth: "", startCommand: "", entrypoint: "", minCudaVersion: "" },
      ...{ ports: [], envs: [] },
    },
  });
  expect(account.calls().filter((each) => each !== LIST && each !== GET)).toEqual([UPDATE]);
  expect(await update(id, emptied, bare)).toStrictEqual(emptied);
  expect(account.calls()).toEqual([GET]);

  await remove(id, state);
  expect(account.calls()).toEqual([DELETE, ...LISTS, "template 400"]);
  expect(await read(id, state)).toBeUndefined();
  const label = `Template "${state.name}" (${id})`;
  expect(account.said).toEqual([
    `Creating Template "${state.name}".`,
    `${label} was accepted.`,
    `${label}: setting what it holds.`,
    `Deleting ${label}.`,
    `warning: ${label} does not exist any more in the account of this API key. If this key is of another account, put the right one back first. It may still exist there.`,
  ]);
});

/** One other value for each field that is changed in place. */
const others = {
  name: "served",
  readme: "# Two",
  imageUrl: "vllm/vllm-openai:v0.9.0",
  imageAuthId: "a-2",
  command: "serve --port 8001",
  entrypoint: "/usr/bin/env",
  rootfsSize: 60,
  ports: "8001/http, 53/tcp",
  envs: [full.envs[1], { key: "HF_TOKEN", value: "other-canary" }],
  minCudaVersion: "12.6",
};
/** The same as declared, written otherwise. */
const alike = {
  imageUrl: "docker.io/vllm/vllm-openai:v0.8.4",
  ports: "53/udp,22/tcp,8000/http,8001/http",
  envs: [...full.envs].reverse(),
};

test("everything but type and channel changes in place, and what is only written otherwise does not", async (profile) => {
  const { check, diff } = bed(profile);
  const fixed = { ...inputs, name: "vllm-1" };
  const differences = async (news: object) => {
    await check({ ...fixed, ...news }, fixed);
    const { changes, replaces } = await diff("7", { ...fixed, status: "ready" }, { ...fixed, ...news });
    return [changes, replaces];
  };
  for (const [name, value] of Object.entries(others))
    expect(await differences({ [name]: value })).toEqual([[name], []]);
  for (const name of Object.keys(full).filter((each) => each !== "imageUrl" && each !== "rootfsSize"))
    expect(await differences({ [name]: undefined })).toEqual([[name], []]);
  for (const change of [{ type: "serverless" }, { channel: "community" }, { type: core.UNKNOWN }]) {
    const names = Object.keys(change);
    expect(await differences(change)).toEqual([names, names]);
  }
  expect(await differences(alike)).toEqual([[], []]);
});

test("a read shows what of it was changed elsewhere, in the declared order, and an update sets it back", async (profile) => {
  const { account, create, read, update, changes } = bed(profile);
  const fixed = { ...inputs, name: "vllm-1" };
  const { id, state } = await create(fixed);
  await update(id, state, { ...fixed, ...alike });
  expect((await read(id, state))?.inputs).toStrictEqual(fixed);
  for (const [name, value] of Object.entries(others)) {
    await update(id, state, { ...fixed, [name]: value });
    const found = { ...fixed, [name]: value };
    if (name === "envs") found.envs = [{ key: "HF_TOKEN", value: "other-canary" }, full.envs[1]] as never;
    expect((await read(id, state))?.inputs).toStrictEqual(found);
  }
  await update(id, state, { ...minimal, ...defaults, name: "vllm-1", __declaration });
  const drifted = await read(id, state);
  expect(drifted?.inputs).toStrictEqual({ ...minimal, ...defaults, name: "vllm-1", __declaration });
  changes();
  expect(await update(id, drifted?.state ?? {}, fixed)).toStrictEqual(state);
  expect(changes()).toEqual([UPDATE]);
  expect(account.said.join()).not.toContain("canary");
});

test("a create whose answer is lost, or has no id, is found by its name in either channel, and not repeated", async (profile) => {
  const lost = { kind: "reset", process: true };
  const withoutId = { kind: "status", status: 200, body: {}, process: true };
  for (const [answer, channel, status] of [
    [lost, "private", "cut"],
    [lost, "community", "cut"],
    [withoutId, "private", "200"],
  ]) {
    const { account, create, changes, stored } = bed(profile);
    account.emulator.arm({ on: "templateCreate", do: answer });
    const { id, state } = await create({ ...inputs, channel });
    expect(state).toStrictEqual({ ...whole, channel });
    expect(changes()).toEqual([`template/create ${status as string}`]);
    expect(stored()).toMatchObject([{ id, live: true }]);
  }
});

test("a create of unknown outcome that shows nothing speaks of no bill, as a template has none", async (profile) => {
  const { account, create, stored } = bed(profile);
  account.emulator.arm({ on: "templateCreate", do: { kind: "reset", process: false } });
  const late = { ...inputs, name: "served", lifecycle: { timeouts: { create: "20s" } } };
  expect(await outcomeOf(create(late))).toMatch(
    /No template of that name has shown up within \S+, which is all that lifecycle\.timeouts\.create left; it may still show up\. Run `pulumi up` again: it looks for that template before it creates another one\.$/,
  );
  expect(stored()).toEqual([]);
});

test("one that an interrupted run has left stops the next create, and is taken over only as it is", async (profile) => {
  const { account, create, changes, stored } = bed(profile);
  const { id, state } = await create();
  account.restart();
  // A list may show it late.
  await account.time.pass(60_000);
  changes();
  expect(await outcomeOf(create())).toMatch(
    `there is already a template of this declaration that no stack of this project has: Template "${state.name}" (${id}) [ready]. Another backend`,
  );
  const taken = { ...inputs, lifecycle: { adopt: id } };
  const others = { imageUrl: "nginx:1.27", envs: [], readme: undefined };
  expect(await outcomeOf(create({ ...taken, ...others }))).toBe(
    `NovitaError: Template ${id} was not taken over (lifecycle.adopt): it is not what is declared: readme is "# vLLM\\nServes a model.", declared is nothing; imageUrl is "vllm/vllm-openai:v0.8.4", declared is "nginx:1.27"; envs differs (the values are secret and not shown). Declare it as it is; once it is taken over, a change of the program is shown by \`pulumi preview\` and made by \`pulumi up\`.`,
  );
  expect(changes()).toEqual([]);
  expect(await create({ ...taken, ...alike, name: "served" })).toStrictEqual({
    id,
    state: { ...inputs, ...alike, ...told, name: "served", lifecycle: { adopt: id } },
  });
  expect(changes()).toEqual([UPDATE]);
  expect(stored()).toMatchObject([{ id, name: "served", live: true }]);
});

test("it counts as gone only if both channels are listed to their ends without it", async (profile) => {
  const { account, create, read, remove } = bed(profile);
  const { id, state } = await create({ ...inputs, channel: "community" });
  const notFound = { code: 400, message: "template not found" };
  const answer = { kind: "status", status: 400, body: notFound };
  account.emulator.arm({ on: "templateGet", do: answer, times: 1 });
  await account.time.pass(60_000);
  expect(await outcomeOf(read(id, state))).toBe(
    `ContradictionError: Reading template ${id} failed: template not found (HTTP 400). It may have been deleted outside Pulumi. But the list still shows it, so it does not count as gone; nothing was changed. Try again in a minute.`,
  );
  await remove(id, state);
  expect(await read(id, state)).toBeUndefined();
});

test("a service without published templates, and one that says no more than it must, will do", async (profile) => {
  const { account, create, read } = bed(profile);
  const refused = { code: 400, reason: "VALIDATOR_PARAM", message: "invalid channel" };
  const { id, state } = await create();
  const none = { template: [], total: 0 };
  account.emulator.arm({ on: "templateGet", do: { kind: "status", status: 404, body: {} }, times: 0 });
  // Each list of the private channel is followed by both pages of the other one.
  for (const body of [none, refused, refused])
    account.emulator.arm({
      on: "templateList",
      do: { kind: "status", status: body === none ? 200 : 400, body },
    });
  expect(await read(id, state)).toBeUndefined();
  account.emulator.disarm();
  const emptied = {
    Id: id,
    name: state.name,
    image: minimal.imageUrl,
    rootfsSize: 80,
    ports: null,
    envs: null,
  };
  account.emulator.arm({
    on: "templateGet",
    do: { kind: "status", status: 200, body: { template: emptied } },
  });
  const { ports: _ports, envs: _envs, ...left } = inputs;
  expect((await read(id, state))?.inputs).toStrictEqual(left);
  const terse = { template: { Id: id, name: state.name, image: minimal.imageUrl, rootfsSize: "80" } };
  account.emulator.arm({ on: "templateGet", do: { kind: "status", status: 200, body: terse } });
  expect((await read(id, state))?.inputs).toStrictEqual(inputs);
});

test("get reads one that nobody here manages, with all that it holds and nothing else; its variables are nobody's, and sent with a change", async (profile) => {
  const { account, create, read, update } = bed(profile);
  const { id, state } = await create();
  const { __declaration: _own, __remembered, ...shown } = state;
  const found = { ...inputs, name: state.name, ports: "22/tcp,53/udp,8000/http,8001/http" };
  const { __declaration: _whose, envs, ...fields } = found;
  const looked = { ...shown, ports: fields.ports, __remembered: { chosen: ["envs"] } };
  expect(await read(id, {})).toStrictEqual({ ...{ inputs: fields, isHalted: false }, state: looked });
  const news = { ...fields, readme: "# Two", __declaration };
  expect(await update(id, { ...looked, __declaration }, news)).toStrictEqual({ ...looked, ...news });
  expect(sent(account, "template/update")).toMatchObject({ template: { readme: "# Two", envs } });
  account.calls();
  expect(await outcomeOf(read("4711", {}))).toBe(
    "NovitaError: There is no Template 4711 in this account. Check the id, and that the API key belongs to the account that has it.",
  );
  expect(account.calls()).toEqual(["template 400", ...LISTS]);
});

test("a name that another one has is said at once, if names have to be unique", async (profile) => {
  const { create, update } = bed(profile);
  await create({ ...inputs, name: "served" });
  const { id, state } = await create({ ...inputs, name: "vllm-1" });
  const outcome = await outcomeOf(update(id, state, { ...inputs, name: "served" }));
  if (!profile.hard) return expect(outcome).toStrictEqual({ ...state, name: "served" });
  return expect(outcome).toBe(
    `InvalidRequestError: Changing template ${id} failed: template name served already exists (CONFLICT, HTTP 400). The name may be taken: choose another one, or leave \`name\` out to have one drawn.`,
  );
});
