import * as fc from "fast-check";
import { ENGINE_TIMEOUT_MS, story as onTheEngine } from "../../engine/story.testkit";
import { profiles } from "../../profiles.testkit";
import { seeds } from "../seeds.testkit";
import { story } from "./arbitraries.testkit";
import { EngineStories } from "./story.testkit";

/** Over each face; `npm run test:faults`, which alone plays them, asks for two hundred. A story takes 8 to 15 s. */
const sequences = Number(process.env.ENGINE_FAULT_SEQUENCES);
/** Counterexamples are printed with their path: FAULT_PATH begins there. */
const path = process.env.FAULT_PATH;

async function playOn(stories: EngineStories, seed: number, numRuns: number): Promise<void> {
  const played = fc.asyncProperty(story, async ({ steps, last }) => {
    await stories.begin();
    for (const step of steps) await stories.play(step);
    await stories.end(last);
  });
  // Shrinking would take hours: the story that failed is told as it was.
  await fc.assert(played, { numRuns, seed, endOnFailure: true, ...(path !== undefined && { path }) });
}

/** What failed, and what of: fast-check keeps the story apart from the promise that it broke. */
function told({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}\n${cause.message}` : message;
}

onTheEngine.each(["dynamic provider", "plugin"] as const)("random stories on the real engine, %s", (face) => {
  // A story waits for half of its time, so two stacks are played side by side, one under each of the emulator's profiles.
  const players: { readonly seed: number; readonly stack: EngineStories }[] = [];
  beforeAll(async () => {
    const given = seeds([1116, 712]);
    for (const [n, profile] of profiles.entries()) {
      const seed = given[n % given.length] ?? 1;
      players.push({ seed, stack: await EngineStories.open(profile, face) });
    }
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => Promise.all(players.map(({ stack }) => stack.close())));

  test(
    `${sequences} with random faults and kills: nothing is lost, nothing is bought twice, no secret is shown`,
    async () => {
      const share = Math.ceil(sequences / players.length);
      const plays = await Promise.allSettled(players.map(({ stack, seed }) => playOn(stack, seed, share)));
      const failures = plays.flatMap((play) => (play.status === "rejected" ? [play.reason as Error] : []));
      const [first, ...others] = failures;
      // They may have failed of different things, and each has its own seed and cause.
      if (others.length > 0) throw new AggregateError(failures, failures.map(told).join("\n\n"));
      if (first) throw first;
    },
    sequences * 60_000,
  );
});
