import { previewText, type StepParts } from "./preview.testkit";
import { readPreview } from "./previewFile";
import { storageWarnings } from "./storages";
import { UNKNOWN } from "../../provider/core";

const type = "pulumi-nodejs:dynamic/novita:NetworkStorage";
const told = (...steps: StepParts[]): string[] =>
  storageWarnings(readPreview(previewText(steps.map((step) => ({ type, name: "data", ...step }))), "p"));
const small = { size: 100 };
const large = { size: 240 };
const sums = (before: string, after: string): string =>
  `Of the sums network storages are ${before} an hour before, ${after} after.`;
const LOST = 'Everything on network storage "data" is lost';

test.each<[string, StepParts, readonly string[]]>([
  ["created", { op: "create", after: small }, [sums("$0.00", "$0.0083")]],
  [
    "created in a size that is not known",
    { op: "create", after: { size: UNKNOWN } },
    [sums("$0.00", "at least $0.00")],
  ],
  ["kept", { op: "same", before: small, after: small }, [sums("$0.0083", "$0.0083")]],
  ["grown", { op: "update", before: small, after: large, differs: ["size"] }, [sums("$0.0083", "$0.02")]],
  [
    "replaced",
    { op: "replace", before: large, after: small, replaces: ["size"] },
    [`${LOST}: a new, empty one replaces it.`, sums("$0.02", "$0.0083")],
  ],
  ["deleted", { op: "delete", before: small }, [`${LOST}: it is deleted.`, sums("$0.0083", "$0.00")]],
  [
    "forgotten",
    { op: "delete", before: small, flags: ["retainOnDelete"] },
    [
      '"data" is not deleted, and this stack forgets it: network storage id-data goes on costing until somebody deletes it.',
      sums("$0.0083", "$0.0083"),
    ],
  ],
  ["only looked at", { op: "read", after: small }, []],
])("a storage that is %s", (_what, step, warnings) => {
  expect(told(step)).toEqual(warnings);
});
