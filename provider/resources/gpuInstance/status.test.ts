import { describeStatus, isBeingMade, phaseOf } from "./status";

/** What every object of JavaScript has without anybody putting it there. */
const inherited = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

test.each(inherited)("the status %s is a word that no page names, and no more", (status) => {
  expect([phaseOf({ status }), describeStatus(status), isBeingMade(status)]).toEqual([
    "pending",
    status,
    false,
  ]);
});

test.each([
  ["toCreate", undefined, "pending"],
  ["pulling", "no such image", "failed"],
  ["running", "an old error", "running"],
  ["exited", undefined, "stopped"],
  ["toRemove", undefined, "leaving"],
  ["removing", "why", "leaving"],
  ["removed", undefined, "gone"],
  ["hibernating", undefined, "pending"],
  ["freezing", undefined, "frozen"],
  ["freezing", "why", "frozen"],
] as const)("%s with the message %j is %s", (status, statusMessage, phase) => {
  expect(phaseOf({ status, statusMessage })).toBe(phase);
});

test("a status is shown in words and as it is; one that is unknown, harmless for a terminal", () => {
  expect(["pulling", "exited", "hibernating\u001b[2J"].map(describeStatus)).toEqual([
    "pulling its image (pulling)",
    "stopped (exited)",
    "hibernating",
  ]);
});
