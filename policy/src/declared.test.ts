import { entriesOf, UNKNOWN } from "./declared";

test("only objects are entries, and they keep their places", () => {
  expect(entriesOf([UNKNOWN, { key: "A" }, "text"])).toEqual([[1, { key: "A" }]]);
  expect(entriesOf(UNKNOWN)).toEqual([]);
});
