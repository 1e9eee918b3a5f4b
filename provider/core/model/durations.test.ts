import { formatDuration, parseDuration } from "./durations";

it.each([
  ["20m", 1_200_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["90s", 90_000],
  ["250ms", 250],
  ["5us", 0.005],
  ["5µs", 0.005],
  ["1000000ns", 1],
  ["1h1m1s1ms", 3_661_001],
  ["0s", 0],
  ["7d12h", 648_000_000],
])("reads %s as %d ms", (text, ms) => {
  expect(parseDuration(text)).toBeCloseTo(ms, 9);
});

it.each([
  [0, "0s"],
  [499, "0s"],
  [45_000, "45s"],
  [59_600, "1m"],
  [60_000, "1m"],
  [200_000, "3m 20s"],
  [3_599_400, "59m 59s"],
  [3_599_600, "1h"],
  [3_600_000, "1h"],
  [3_900_000, "1h 5m"],
  [90_000_000, "25h"],
  [172_740_000, "47h 59m"],
  [172_800_000, "2d"],
  [183_600_000, "2d 3h"],
])("says %d ms as %s", (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});
