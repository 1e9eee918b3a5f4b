import { define } from ".";

const field = { change: "replace", echoed: true, compare: "text" } as const;
const resource = define({
  type: "Key",
  noun: "Registry key",
  facts: {
    fields: {
      name: field,
      user: { ...field, change: "edit" },
      token: { ...field, echoed: false, secret: true },
    },
    secretPaths: [],
    secretOutputs: [],
    outputs: ["status", "fingerprint"],
    schema: { root: {}, validate: () => [] },
  },
  api: {
    create: async () => undefined,
    list: async () => ({ items: [], complete: true }),
    delete: async () => undefined,
  },
  phaseOf: ({ status }) => (status === "active" ? "ready" : "pending"),
});
const live = {
  id: "k-1",
  name: "ci",
  status: "active",
  user: "bot",
  token: "canary",
  fingerprint: "a\u001bb",
};

test("what a resource does not say of itself is as usual", () => {
  expect([resource.goal, resource.steps, resource.rules, resource.describe(live)]).toStrictEqual([
    "to be ready",
    [],
    [],
    "active",
  ]);
  expect(resource.liveInputs(live, {})).toStrictEqual({ name: "ci", user: "bot" });
  expect(resource.outputsOf(live)).toStrictEqual({ status: "active", fingerprint: "ab" });
  expect(resource.outputsOf({ id: "k-1", status: "new" })).toStrictEqual({ status: "new" });
  expect(resource.secretsIn({ name: "ci", token: "canary" })).toStrictEqual({
    secrets: ["canary"],
    labels: ["name"],
  });
  expect([undefined, "new", "active"].map(resource.isBeingMade)).toStrictEqual([true, true, false]);
  const fields = Object.keys(resource.facts.fields);
  expect(fields.map((name) => resource.replaces(name, {}, {}))).toStrictEqual([true, false, true]);
  expect(fields.map(resource.countsUnseen)).toStrictEqual([true, false, true]);
});

test.each([
  ["failed", undefined, "has failed (status active)."],
  ["failed", "no quota\n", "has failed: no quota (status active)."],
  ["stopped", undefined, "is stopped (status active)."],
  ["frozen", "arrears", "is frozen: arrears (status active)."],
] as const)("%s, with the message %p", (phase, statusMessage, sentence) => {
  expect(resource.explain({ ...live, statusMessage }, phase)).toBe(
    `${sentence} It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
  );
});
