import * as fc from "fast-check";
import { profiles } from "../profiles.testkit";
import { storyOf } from "./arbitraries.testkit";
import type { Program } from "./miniEngine.testkit";
import { seeds } from "./seeds.testkit";
import { type Step, Story } from "./story.testkit";

/** `npm run test:faults` asks for ten thousand. */
const sequences = Number(process.env.FAULT_SEQUENCES ?? 44);
/** Each has, over its face, stories of what is taken back and is to be left alone. */
const [one = 0, other = one] = seeds([40, 129]);
const faces = [
  ["dynamic provider", one],
  ["plugin", other],
] as const;
const all = faces.flatMap(([face, seed]) =>
  profiles.map((each) => [face, seed, each.profile, each] as const),
);

test.each(all)(
  "random stories with random faults, %s, seed %i (%s): nothing is lost, nothing is bought twice, no secret is printed",
  async (face, seed, _name, profile) => {
    await fc.assert(
      fc.asyncProperty(storyOf(face), async ({ orphans, steps, last }) => {
        const played = new Story(profile, orphans, face);
        for (const step of steps) await played.play(step);
        await played.end(last);
      }),
      {
        numRuns: Math.ceil(sequences / all.length),
        seed,
        endOnFailure: false,
      },
    );
  },
  15 * 60_000,
);

const gpu = { productId: "4090.16c62g.os", rootfsSize: 60, imageUrl: "nginx:1.27" };

/** Plays commands without faults; each tells the calls that change something, and whether they were accepted. */
function quiet(): (step: Omit<Step, "faults">) => Promise<string[]> {
  const played = new Story({ hard: false }, "report");
  let seen = 0;
  return async (step) => {
    await played.play({ ...step, faults: [] });
    const fresh = played.emulator.requests().slice(seen);
    seen += fresh.length;
    const sent = fresh.filter(({ method }) => method === "POST");
    return sent.map(({ path, status }) => `${path.split("/").slice(-2).join("/")} ${status}`);
  };
}

// The mini engine does with dependencies what Pulumi's does: stories prove no more than that.
test("what is replaced stays until nothing uses it any more, and what is used goes last", async () => {
  const play = quiet();
  const program = (clusterId: string, password: string): Program => ({
    data: { $type: "NetworkStorage", clusterId, size: 10 },
    hub: { $type: "RegistryAuth", username: "robot", password },
    trainer: {
      ...{ ...gpu, gpuNum: 1, clusterId, imageAuthId: "{{hub.id}}" },
      networkStorages: [{ id: "{{data.id}}", mountPoint: "/data" }],
    },
  });
  const up = (clusterId: string, password: string): Promise<string[]> =>
    play({ command: "up", preview: true, program: program(clusterId, password) });
  const made = ["networkstorage/create 200", "auth/save 200", "instance/create 200"];
  expect(await up("us-ca-6", "first")).toEqual(made);
  expect(await up("us-ca-6", "first")).toEqual([]);
  const reset = ["auth/save 200", "instance/upgrade 200", "auth/delete 200"];
  expect(await up("us-ca-6", "another")).toEqual(reset);
  expect(await up("us-dallas-nas-2", "another")).toEqual([
    "networkstorage/create 200",
    "instance/delete 200",
    "instance/create 200",
    "networkstorage/delete 200",
  ]);
  const [first, ...others] = await play({ command: "destroy" });
  expect([first, others.sort()]).toEqual([
    "instance/delete 200",
    ["auth/delete 200", "networkstorage/delete 200"],
  ]);
});

test("with what goes before its successor comes goes what would be replaced for it", async () => {
  const play = quiet();
  const up = (gpuNum: number): Promise<string[]> =>
    play({ command: "up", program: { a: { ...gpu, gpuNum }, b: { ...gpu, gpuNum: 1, name: "{{a.id}}" } } });
  const [create, remove] = ["instance/create 200", "instance/delete 200"];
  expect(await up(1)).toEqual([create, create]);
  expect(await up(2)).toEqual([remove, remove, create, create]);
});
