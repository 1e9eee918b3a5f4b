/**
 * Has every property test play the same cases each time, so that a run fails because of a change and not of a seed.
 * `FAULT_SEED=<n>` sets another one. Not loaded before a test asks for it.
 */
jest.mock("fast-check", () => {
  const fc = jest.requireActual("fast-check");
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FAULT_SEED) || 20_260_101 });
  return fc;
});
