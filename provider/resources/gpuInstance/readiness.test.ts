import { announcedReclaim, describeStatus, isBeingMade, isReclaimed, phaseOf } from "./readiness";

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
  ["running", "an old error", "ready"],
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

test.each([
  ["terminated", undefined, true],
  ["reclaiming", undefined, true],
  ["notified", 1_767_225_600, true],
  ["running", 1_767_225_600, true],
  ["aWordThatNoPageNames", 1_767_225_600, true],
  ["running", undefined, false],
  ["notified", undefined, false],
  ["", 1_767_225_600, false],
  [undefined, 1_767_225_600, false],
  [undefined, undefined, false],
])(
  "one that stands still with spot status %j and the time %j is reclaimed: %p",
  (spotStatus, spotReclaimAt, is) => {
    expect(isReclaimed({ spotStatus, spotReclaimAt })).toBe(is);
  },
);

test("what is announced of a spot instance has its time, if the service names one", () => {
  expect(announcedReclaim({ spotStatus: "notified", spotReclaimAt: 1_767_225_600 })).toBe(
    "its spot capacity is about to be taken back (2026-01-01T00:00:00Z)",
  );
  expect(announcedReclaim({ spotStatus: "notified" })).toBe("its spot capacity is about to be taken back");
  expect(
    ["running", "reclaiming", "", undefined].map((spotStatus) => announcedReclaim({ spotStatus })),
  ).toEqual(Array(4).fill(undefined));
});
