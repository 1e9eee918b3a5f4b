import * as fc from "fast-check";

test("every property plays the same cases each time", () => {
  const sample = (): readonly number[] => fc.sample(fc.integer(), 5);
  expect(fc.readConfigureGlobal().seed).toBe(Number(process.env.FAULT_SEED) || 20_260_101);
  expect(sample()).toEqual(sample());
});
