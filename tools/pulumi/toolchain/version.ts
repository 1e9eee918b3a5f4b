/** Whether `version` (`major.minor.patch`, anything after it ignored) is `least` or newer. */
export function isAtLeast(version: string, least: string): boolean {
  const [left, right] = [numbers(version), numbers(least)];
  for (const [index, wanted] of right.entries()) {
    const difference = (left[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version: string): readonly number[] {
  return version.split(/[.+-]/, 3).map(Number);
}
