import { ConnectionError } from "../api";
import { FakeClock } from "../api/fakeClock.testkit";
import { FakeAccount, failing, refusal } from "../resources/gpuInstance/fakeAccount.testkit";
import { Session } from "./session";

const refused = new ConnectionError("Listing GPU instances failed: the connection was refused.");

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
    const settings = {
      apiKey: "new",
      keySource: "",
      baseUrl: "https://api.novita.ai",
      orphans: "report",
      owner: "",
    } as const;
    const session = new Session({ settings, isKeyStored: true }, say, {}, machine);
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
