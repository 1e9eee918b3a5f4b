import * as fc from "fast-check";
import { profiles } from "../profiles.testkit";
import { story } from "./arbitraries.testkit";
import { seeds } from "./seeds.testkit";
import { Story } from "./story.testkit";

/** `npm run test:faults` asks for ten thousand. */
const sequences = Number(process.env.FAULT_SEQUENCES ?? 88);
const all = seeds([20_260_101, 7]).flatMap((seed) =>
  profiles.map((each) => [seed, each.profile, each] as const),
);

test.each(all)(
  "random stories with random faults, seed %i (%s): nothing is lost, nothing is bought twice, no secret is printed",
  async (seed, _name, profile) => {
    await fc.assert(
      fc.asyncProperty(story, async ({ orphans, steps, last }) => {
        const played = new Story(profile, orphans);
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
