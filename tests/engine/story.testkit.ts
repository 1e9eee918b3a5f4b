/** For `beforeAll`: a first build of the engine takes minutes. */
export const ENGINE_TIMEOUT_MS = 900_000;

/** A command of the CLI takes 1 to 5 s; a test has up to four of them; a busy machine makes that minutes. */
export const STORY_TIMEOUT_MS = 300_000;

const goesWithout = process.env.PULUMI_NOVITA_TESTS_WITHOUT_ENGINE === "true" && process.env.CI !== "true";

/**
 * A story on the real engine. If there is no engine, its tests fail. Who wants to go without one sets
 * `PULUMI_NOVITA_TESTS_WITHOUT_ENGINE=true`: then they are reported as skipped; under `CI=true` that is not heard.
 */
export const story = goesWithout ? describe.skip : describe;
