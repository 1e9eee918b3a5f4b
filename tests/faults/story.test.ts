import * as fc from "fast-check";
import { story } from "./arbitraries.testkit";
import { Story } from "./story.testkit";

/** `npm run test:faults` asks for ten thousand. */
const sequences = Number(process.env.FAULT_SEQUENCES ?? 300);
const seed = process.env.FAULT_SEED === undefined ? undefined : Number(process.env.FAULT_SEED);

test(
  `${sequences} random stories with random faults: no instance is lost, none is bought twice, no secret is printed`,
  async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ steps, last }) => {
        const played = new Story();
        for (const step of steps) await played.play(step);
        await played.end(last);
      }),
      { numRuns: sequences, ...(seed !== undefined && { seed }), endOnFailure: false },
    );
  },
  15 * 60_000,
);
