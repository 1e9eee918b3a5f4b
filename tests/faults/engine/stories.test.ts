import * as fc from "fast-check";
import { ENGINE_TIMEOUT_MS, story as onTheEngine } from "../../engine/story.testkit";
import { story } from "./arbitraries.testkit";
import { EngineStories } from "./story.testkit";

/** `npm run test:faults` asks for two hundred; a story takes 8 to 15 s, and a test run has six minutes. */
const sequences = Number(process.env.ENGINE_FAULT_SEQUENCES ?? 3);
const seed = process.env.FAULT_SEED === undefined ? undefined : Number(process.env.FAULT_SEED);
/** Counterexamples are printed with their path: FAULT_PATH begins there. */
const path = process.env.FAULT_PATH;

onTheEngine("random stories on the real engine", () => {
  let stories: EngineStories;
  beforeAll(async () => {
    stories = await EngineStories.open();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => stories?.close());

  test(
    `${sequences} with random faults and kills: no instance is lost, none is bought twice, no secret is shown`,
    async () => {
      const played = fc.asyncProperty(story, async ({ steps, last }) => {
        await stories.begin();
        for (const step of steps) await stories.play(step);
        await stories.end(last);
      });
      // Shrinking would take hours: the story that failed is told as it was.
      await fc.assert(played, {
        numRuns: sequences,
        endOnFailure: true,
        ...(seed !== undefined && { seed }),
        ...(path !== undefined && { path }),
      });
    },
    sequences * 60_000,
  );
});
