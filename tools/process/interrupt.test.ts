import { EventEmitter } from "node:events";
import { catchInterrupt } from "./interrupt";

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

test("the first signal aborts and names itself, the second exits with the shell's code", () => {
  const source = new FakeProcess();
  const { signal } = catchInterrupt(source);
  source.emit("SIGINT", "SIGINT");
  expect([signal.aborted, signal.reason, source.exits]).toEqual([true, "SIGINT", []]);
  source.emit("SIGINT", "SIGINT");
  source.emit("SIGTERM", "SIGTERM");
  expect(source.exits).toEqual([130, 143]);
});

test("stop gives the signals back", () => {
  const source = new FakeProcess();
  const { signal, stop } = catchInterrupt(source);
  stop();
  expect([source.eventNames(), signal.aborted]).toEqual([[], false]);
});
