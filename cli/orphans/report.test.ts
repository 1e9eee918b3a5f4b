import { createColors } from "picocolors";
import type { Owner } from "../states/owner";
import { type Candidate, isExpired, isOrphan, orphansReport } from "./report";
import { orphansText } from "./text";
import { type Orphan, waysOut } from "./waysOut";
import type { Instance } from "../../provider/api";

const by = {
  urn: "urn:x",
  declaration: { project: "shop", stack: "dev", name: "trainer" },
  tag: "22375b5a",
};
const NOW = Date.UTC(2026, 0, 2, 14, 24, 5);
const live: Instance = { id: "i1", name: "n-22375b5aa1b2c3", status: "running", secrets: [] };

test.each<[string, Owner, string, boolean]>([
  ["of a given stack", { kind: "orphan", source: "dev.json", by }, "running", true],
  ["of another stack", { kind: "otherStack", tag: "22375b5a" }, "exited", true],
  ["that is being deleted", { kind: "otherStack", tag: "22375b5a" }, "removing", false],
  ["that a state knows", { kind: "held", source: "dev.json", by: { ...by, id: "i1" } }, "running", false],
  ["without a tag", { kind: "unmarked" }, "running", false],
])("tells of an instance %s", (_what, owner, status, is) => {
  expect(isOrphan({ ...live, status }, owner)).toBe(is);
});

const made = { state: "dev.json", project: "shop", stack: "dev", resource: "trainer", urn: "urn:x" };
const ADOPT = 'lifecycle: { adopt: "i1" }';
const ELSEWHERE =
  "It may belong to a stack that was not given: give the exports of all stacks of this account.";
const SURE =
  "Make sure first that no other backend, organization or team with the same project and stack name has it: only the config novita:owner tells them apart.";
const STAYS = "It is paid for by the month and cannot be deleted before its term ends.";

test.each<[string, Orphan, readonly string[]]>([
  [
    "that no given state declares",
    { type: "GpuInstance", id: "i1", isMonthly: false, isTagged: true, madeFor: null },
    [
      ELSEWHERE,
      `Only if it is nobody's: declare a GpuInstance with ${ADOPT} and run \`pulumi up\`. Or delete it in Novita's console.`,
    ],
  ],
  [
    "that no given state declares, paid by the month",
    { type: "GpuInstance", id: "i1", isMonthly: true, isTagged: true, madeFor: null },
    [
      ELSEWHERE,
      `Only if it is nobody's: declare a GpuInstance with ${ADOPT} and run \`pulumi up\`. ${STAYS}`,
    ],
  ],
  [
    "whose declaration has none",
    {
      type: "GpuInstance",
      id: "i1",
      isMonthly: false,
      isTagged: true,
      madeFor: { ...made, interrupted: "creating", holds: null },
    },
    [
      SURE,
      `Take it over: declare "trainer" with ${ADOPT} and run \`pulumi up\`.`,
      "Delete it in Novita's console.",
    ],
  ],
  [
    "whose declaration has another one",
    {
      type: "GpuInstance",
      id: "i1",
      isMonthly: true,
      isTagged: true,
      madeFor: { ...made, interrupted: null, holds: "i2" },
    },
    [
      SURE,
      `"trainer" has the instance i2 already. To keep this one too, declare another GpuInstance with ${ADOPT} and run \`pulumi up\`.`,
      STAYS,
    ],
  ],
  [
    "under a fixed name",
    {
      type: "GpuInstance",
      id: "i1",
      isMonthly: false,
      isTagged: false,
      madeFor: { ...made, interrupted: "creating", holds: null },
    },
    [
      "Its name is fixed in the program: make sure first that nobody else made it.",
      `Take it over: declare "trainer" with ${ADOPT} and run \`pulumi up\`.`,
      "Delete it in Novita's console.",
    ],
  ],
  [
    "that is a storage whose declaration has another one",
    {
      type: "NetworkStorage",
      id: "i1",
      isMonthly: false,
      isTagged: true,
      madeFor: { ...made, interrupted: null, holds: "s-2" },
    },
    [
      SURE,
      `"trainer" has the network storage s-2 already. To keep this one too, declare another NetworkStorage with ${ADOPT} and run \`pulumi up\`.`,
      "Delete it in Novita's console.",
    ],
  ],
])("knows the ways out of one %s", (_what, orphan, ways) => {
  expect(waysOut(orphan)).toEqual(ways);
});

test("puts the oldest first, and says what is not known", () => {
  const all: readonly Candidate[] = [
    {
      type: "GpuInstance",
      live: { ...live, id: "i2", billingMode: "monthly", createdAt: 1_767_323_045 },
      charge: { for: "prepaid", hourlyUsd: 0.25 },
    },
    {
      type: "GpuInstance",
      live: { ...live, id: "i1", name: "\u001b[31mbox-22375b5aa1b2c3" },
      charge: { for: "machine" },
    },
  ];
  const report = orphansReport(
    { orphans: all, expired: [] },
    () => ({ kind: "orphan", source: "dev.json", by }),
    [{ source: "dev.json", declared: [by], held: [{ ...by, id: "i9" }], pending: [] }],
    NOW,
  );
  expect(orphansText(report, createColors(false))).toBe(
    `2 instances seem to have been made by pulumi-novita, and no given state knows them: at least $0.00 an hour.
Paid in advance, and not in this sum: about $0.25 an hour.

box-22375b5aa1b2c3 (i1)
  running, price unknown, created at an unknown time
  Made for "trainer" of shop/dev (dev.json).
  - Make sure first that no other backend, organization or team with the same project and stack name has it: only the config novita:owner tells them apart.
  - "trainer" has the instance i9 already. To keep this one too, declare another GpuInstance with lifecycle: { adopt: "i1" } and run \`pulumi up\`.
  - Delete it in Novita's console.

n-22375b5aa1b2c3 (i2)
  running, $0.25 an hour, paid in advance, created 2026-01-02T03:04:05Z
  Made for "trainer" of shop/dev (dev.json).
  - Make sure first that no other backend, organization or team with the same project and stack name has it: only the config novita:owner tells them apart.
  - "trainer" has the instance i9 already. To keep this one too, declare another GpuInstance with lifecycle: { adopt: "i2" } and run \`pulumi up\`.
  - It is paid for by the month and cannot be deleted before its term ends.
`,
  );
});

test("does not show the name of one if a given state has it as a secret", () => {
  const owner: Owner = { kind: "orphan", source: "dev.json", by: { ...by, secret: ["name"] } };
  const { orphans } = orphansReport(
    { orphans: [{ type: "GpuInstance", live, charge: { for: "machine" } }], expired: [] },
    () => owner,
    [],
    NOW,
  );
  expect(orphans[0]).toMatchObject({ id: "i1", name: "[secret]" });
});

describe("an instance that a state holds", () => {
  const held = (expires?: string, createdAt?: string): Owner => ({
    kind: "held",
    source: "dev.json",
    by: { ...by, id: "i1", expires, createdAt },
  });
  const made = { ...live, createdAt: 1_767_323_045 };

  test.each<[string, Owner, string, boolean]>([
    ["whose time is over", held("11h20m"), "running", true],
    ["whose time is over, stopped", held("2026-01-02T14:24:05Z"), "exited", true],
    ["whose time is over, being deleted", held("9h"), "removing", false],
    ["whose time is not over", held("11h20m1s"), "running", false],
    ["without an end", held(), "running", false],
    ["whose end is none", held("[secret]"), "running", false],
    ["whose creation the state alone knows", held("11h20m", "2026-01-02T03:04:05Z"), "unseen", true],
    ["whose creation nobody knows", held("11h20m"), "unseen", false],
    ["of no given state", { kind: "orphan", source: "dev.json", by }, "running", false],
  ])("%s", (_what, owner, status, is) => {
    const seen =
      status === "unseen" ? { ...made, status: "running", createdAt: undefined } : { ...made, status };
    expect(isExpired(seen, owner, NOW)).toBe(is);
  });

  test("is told after the orphans, with what to do", () => {
    const expired = [{ live: made, charge: { for: "machine", hourlyUsd: 0.35 } as const }];
    const report = orphansReport({ orphans: [], expired }, () => held("9h"), [], NOW);
    expect(report.expired).toEqual([
      {
        ...{
          id: "i1",
          name: "n-22375b5aa1b2c3",
          status: "running",
          billingMode: "onDemand",
          hourlyUsd: 0.35,
        },
        ...{ createdAt: "2026-01-02T03:04:05Z", expiresAt: "2026-01-02T12:04:05Z", overdueSeconds: 8_400 },
        heldBy: { state: "dev.json", project: "shop", stack: "dev", resource: "trainer", urn: "urn:x" },
      },
    ]);
    expect(orphansText(report, createColors(false)))
      .toBe(`No orphans: everything that carries pulumi-novita's tag is in a given state.

1 instance has expired (lifecycle.expires), and is still there.

n-22375b5aa1b2c3 (i1)
  running, $0.35 an hour, created 2026-01-02T03:04:05Z
  Expired 2h 20m ago (2026-01-02T12:04:05Z).
  It is "trainer" of shop/dev (dev.json).
  - Remove it from the program and run \`pulumi up\`, or give it a later lifecycle.expires.
`);
  });
});
