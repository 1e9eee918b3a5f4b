import { ConnectionError } from "../api";
import { FakeClock } from "../api/fakeClock.testkit";
import { FakeAccount, failing, refusal } from "../resources/gpuInstance/fakeAccount.testkit";
import { inputs } from "../core/lifecycle/context.testkit";
import { Session } from "./session";
import { inOrder } from "./wire";

const refused = new ConnectionError("Listing GPU instances failed: the connection was refused.");

const settingsOf = (apiKey: string) =>
  ({ apiKey, keySource: "", baseUrl: "https://api.novita.ai", orphans: "report", owner: "" }) as const;

describe("a provider's key that was changed", () => {
  /** A provider with its own account, and what it says of another one. */
  function comparing(other: (accounts: { here: FakeAccount; there: FakeAccount }) => FakeAccount) {
    const clock = new FakeClock();
    const [here, there] = [new FakeAccount(clock), new FakeAccount(clock)];
    const found = other({ here, there });
    const said: string[] = [];
    const machine = {
      clock,
      random: () => 0,
      connect: ({ apiKey }: { readonly apiKey: string }) => (apiKey === "new" ? here : found).client,
      pulumi: async () => "",
    };
    const say = async (line: string, severity: string): Promise<boolean> =>
      said.push(`${severity}: ${line}`) > 0;
    const session = new Session({ settings: settingsOf("new"), isKeyStored: true }, say, {}, machine);
    const compare = async (isMoving: boolean): Promise<unknown> => {
      const answer = await session
        .isApartFrom({ apiKey: "old" }, isMoving)
        .catch((error: Error) => error.message);
      return [answer, ...said];
    };
    return compare;
  }

  test.each<[string, Parameters<typeof comparing>[0], { own: unknown[]; moving: unknown[] }]>([
    [
      "is of the same account if it shows the same",
      ({ here }) => (here.add({ id: "i-1" }), here),
      bothAre(false),
    ],
    [
      "is of another one if it shows nothing of it",
      ({ there }) => (there.add({ id: "i-1" }), there),
      bothAre(true),
    ],
    [
      "is not compared with one that is refused",
      ({ there }) => (
        there.rule("listInstances", failing(refusal("listInstances", 401, "UNAUTHORIZED", "no"))),
        there
      ),
      bothAre(false),
    ],
    [
      "is compared where the service is reached, which a run finds out by itself",
      ({ there }) => (there.rule("listInstances", failing(refused)), there),
      {
        own: [
          false,
          "warning: Whether the provider is still of the same account could not be checked, since the service was not reached. Listing GPU instances failed: the connection was refused.",
        ],
        moving: ["Listing GPU instances failed: the connection was refused."],
      },
    ],
    [
      "is an error if the service fails",
      ({ there }) => (
        there.rule("listInstances", failing(refusal("listInstances", 500, "UNKNOWN", "boom"))),
        there
      ),
      bothAre(refusal("listInstances", 500, "UNKNOWN", "boom").message),
    ],
  ])("%s", async (_what, other, expected) => {
    const [own, moving] = [await comparing(other)(false), await comparing(other)(true)];
    expect({ own, moving }).toEqual(expected);
  });
});

function bothAre(answer: unknown) {
  return { own: [answer], moving: [answer] };
}

test("lines of one thing leave one after another: Pulumi shows those that are under way at once in any order", async () => {
  const clock = new FakeClock();
  const machine = {
    ...{ clock, random: () => 0, pulumi: async () => "" },
    connect: () => new FakeAccount(clock).client,
  };
  const said: string[] = [];
  const say = async (line: string): Promise<boolean> => {
    said.push(line.slice(0, line.indexOf(" of 3")));
    await new Promise(setImmediate);
    return said.push("heard") > 0;
  };
  const session = new Session({ settings: settingsOf("key"), isKeyStored: true }, inOrder(say), {}, machine);
  const alternatives = [{ gpuNum: 2 }, { gpuNum: 3 }];
  const news = { ...inputs, lifecycle: { alternatives } };
  const urn = "urn:pulumi:dev::shop::novita:index:GpuInstance::box";
  await session.check({ urn, olds: {}, news, autonaming: undefined });
  const lines = [1, 2, 3].map((at) => `box, choice ${at}`);
  expect(said).toEqual(lines.flatMap((line) => [line, "heard"]));
});

test.each<[string, string, string[]]>([
  ["the same provider", "mine::1", []],
  ["another provider", "other::2", ["lifecycle.adopt"]],
])("what a resource of %s has can be taken over and imported, or not", async (_whose, provider, failing) => {
  const clock = new FakeClock();
  const account = new FakeAccount(clock);
  const { productId, gpuNum, rootfsSize, imageUrl, envs = [] } = inputs;
  const ports = [
    { port: 22, type: "tcp" },
    { port: 80, type: "http" },
  ];
  const live = { productId, gpuNum, rootfsSize, imageUrl, ports, envs, kind: "gpu", billingMode: "onDemand" };
  account.add({ id: "i-1", command: "", entrypoint: "", ...live });
  const type = "novita:index:GpuInstance";
  const held = { type, id: "i-1", urn: `urn:pulumi:dev::shop::${type}::old`, provider };
  const asked: string[] = [];
  const pulumi = async (args: readonly string[]): Promise<string> => {
    asked.push(args.join(" "));
    return JSON.stringify({ deployment: { resources: [held] } });
  };
  const machine = { clock, random: () => 0, pulumi, connect: () => account.client };
  const configured = { settings: settingsOf("key"), isKeyStored: true, reference: "mine::1" };
  const session = new Session(configured, async () => true, { PULUMI_ORGANIZATION: "acme" }, machine);
  const news = { ...inputs, lifecycle: { adopt: "i-1" } };
  const urn = `urn:pulumi:dev::shop::${type}::box`;
  const { failures } = await session.check({ urn, olds: {}, news, autonaming: undefined });
  expect(failures.map(({ reason }) => reason.slice(0, "lifecycle.adopt".length))).toEqual(failing);
  const reading = session.read({ urn, id: "i-1", properties: {}, inputs: undefined });
  const imported = await reading.then(
    () => [],
    (error: Error) => [error.message],
  );
  const NOT_IMPORTED =
    'GPU instance i-1 was not imported: "old" of this stack has it by way of another provider. To move it, give the new resource the option aliases with the name "old".';
  expect(imported).toEqual(failing.map(() => NOT_IMPORTED));
  expect(asked).toEqual(["stack export --stack acme/shop/dev"]);
});
