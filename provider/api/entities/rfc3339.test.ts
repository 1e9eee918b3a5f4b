import { rfc3339 } from "./rfc3339";

test.each([
  [1_767_323_045, "2026-01-02T03:04:05Z"],
  [1_767_323_045.9, "2026-01-02T03:04:05Z"],
  [0, "1970-01-01T00:00:00Z"],
  [undefined, undefined],
  [1e15, undefined],
  [Number.NaN, undefined],
])("%p is written as %p", (seconds, text) => {
  expect(rfc3339(seconds)).toBe(text);
});
