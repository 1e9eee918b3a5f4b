import { readPolicyFindings } from "./eventLog";
import { NovitaError } from "../../provider/api";

const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/novita:GpuInstance::trainer";
const finding = (policyName: string, enforcementLevel: string): string =>
  JSON.stringify({
    sequence: 1,
    policyEvent: {
      ...{ resourceUrn: urn, policyName, policyPackName: "novita", enforcementLevel },
      message: "Be modest.\nIt is not.\n",
    },
  });
const read = (level: string, policy: string) => ({
  ...{ level, policy, pack: "novita", resource: "trainer", message: "Be modest.\nIt is not." },
});

test("findings are read, what stops the run first, and everything else is passed over", () => {
  const log = [
    '{"sequence":0,"preludeEvent":{}}',
    finding("hint", "advisory"),
    "",
    finding("cap", "mandatory"),
    '{"cancelEvent":{}}',
    '{"sequence":5,"diagn',
  ];
  expect(readPolicyFindings(log.join("\n"), "e")).toEqual([
    read("mandatory", "cap"),
    read("advisory", "hint"),
  ]);
  expect(readPolicyFindings("", "e")).toEqual([]);
});

test("what lacks everything is a finding all the same", () => {
  expect(readPolicyFindings('{"policyEvent":{}}', "e")).toEqual([
    { level: "", policy: "", pack: "", resource: "", message: "" },
  ]);
});

test.each([
  ["{", 1],
  ['{"steps":[]}', 1],
  ['{"cancelEvent":{}}\nnull\n{"cancelEvent":{}}', 2],
  ['{"cancelEvent":{}}\n{"steps":[]}', 2],
])("%j is no event log", (text, line) => {
  expect(() => readPolicyFindings(text, "e.jsonl")).toThrow(
    new NovitaError(
      `e.jsonl is no event log of Pulumi: its line ${line} is no event. Make it with \`PULUMI_DEBUG_COMMANDS=true pulumi preview --json --event-log events.jsonl\`.`,
    ),
  );
});
