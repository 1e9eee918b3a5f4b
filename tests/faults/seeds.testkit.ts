/** Below 2 ** 31, as fast-check wants it. */
const drawn = (): number => Math.floor(Math.random() * 2 ** 31);

/**
 * Where the random stories begin: with the kept seeds, the same ones in each `npm test`. `FAULT_SEED=new` draws others and
 * prints them, `FAULT_SEED=<n>` plays one again. A seed with which a story has failed in `npm run test:faults` is worth
 * keeping once its cause is mended.
 */
export function seeds(kept: readonly number[]): readonly number[] {
  const { FAULT_SEED } = process.env;
  if (FAULT_SEED === undefined) return kept;
  if (FAULT_SEED !== "new") return [Number(FAULT_SEED)];
  const fresh = kept.map(drawn);
  process.stderr.write(`Random stories with FAULT_SEED=${fresh.join(" and FAULT_SEED=")}\n`);
  return fresh;
}
