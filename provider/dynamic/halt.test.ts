import type { Found } from "../core";
import { withHalt, withoutHalt } from "./halt";

const found = (isHalted: boolean): Found => ({
  state: { name: "a", status: "exited" },
  inputs: { name: "a" },
  isHalted,
});

test("a read marks what stands still and should not, and nothing else", () => {
  expect(withHalt(found(true))).toEqual({ name: "a", status: "exited" });
  expect(withHalt(found(false))).toEqual({ name: "a" });
});

test("a mark that `ignoreChanges` carries over is taken off; a status that the program writes is not", () => {
  const halted = { name: "a", status: "exited" };
  expect(withoutHalt(halted, halted)).toEqual({ name: "a" });
  expect(withoutHalt({ name: "a" }, halted)).toEqual(halted);
  expect(withoutHalt(halted, { name: "b" })).toEqual({ name: "b" });
});
