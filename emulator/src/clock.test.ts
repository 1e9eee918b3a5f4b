import { manualClock } from "./clock";

describe("manualClock", () => {
  it("stands still until it is moved", () => {
    const clock = manualClock(1000);
    clock.advance(250);
    expect(clock.now()).toBe(1250);
  });

  it("runs what falls due in order, each at its own moment", () => {
    const clock = manualClock(0);
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(`${name}@${clock.now()}`);
    clock.after(30, note("c"));
    clock.after(10, () => {
      note("a")();
      clock.after(10, note("b"));
    });
    clock.after(99, note("never"));
    clock.advance(50);
    expect(seen).toEqual(["a@10", "b@20", "c@30"]);
    expect(clock.now()).toBe(50);
  });

  it("forgets what is cancelled", () => {
    const clock = manualClock(0);
    const seen: string[] = [];
    clock.after(10, () => seen.push("x"))();
    clock.advance(20);
    expect(seen).toEqual([]);
  });
});
