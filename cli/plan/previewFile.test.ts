import { readPreview } from "./previewFile";
import { plainInputs, previewText } from "./preview.testkit";

const HOW = "Make it with `pulumi preview --json --show-sames > preview.json`.";

test.each([
  ["", "p.json is empty: the preview printed nothing to it."],
  [" \n", "p.json is empty: the preview printed nothing to it."],
  ["Previewing update (dev):", "p.json is not the JSON of a preview."],
  ["[]", "p.json is not the JSON of a preview."],
  ["null", "p.json is not the JSON of a preview."],
  [
    '{"type":"preludeEvent"}\n{"type":"summaryEvent"}',
    "p.json holds one JSON object a line: a stream of events (PULUMI_ENABLE_STREAMING_JSON_PREVIEW is set). Unset it.",
  ],
  ['{"resourcePlans":{}}', "p.json is a plan that --save-plan wrote, and not the preview itself."],
  ['{"version":3,"deployment":{}}', "p.json is a state, not a preview."],
  ["{}", "p.json is JSON, but lacks the fields `steps` and `changeSummary` of a preview."],
  ['{"steps":{}}', "p.json is JSON, but lacks the fields `steps` and `changeSummary` of a preview."],
  [
    '{"steps":[{"op":"same","urn":"u"},{"op":"create"}]}',
    "p.json: steps[1] has no `op` and `urn`, which every step of a preview has.",
  ],
])("%j is no preview", (text, why) => {
  expect(() => readPreview(text, "p.json")).toThrow(`${why} ${HOW}`);
});

test("a preview that found nothing has null in place of its steps", () => {
  const text = '{"steps":null,"changeSummary":{"same":2},"diagnostics":null}';
  expect(readPreview(text, "p")).toEqual({ steps: [], diagnostics: [], changeSummary: { same: 2 } });
});

test("a step is read with what it was, what it shall be, and what differs", () => {
  const text = previewText(
    [
      {
        op: "replace",
        before: { gpuNum: 1 },
        outputs: { status: "running" },
        initErrors: ["slow"],
        after: { gpuNum: 2 },
        differs: ["gpuNum"],
        replaces: ["gpuNum"],
      },
    ],
    { diagnostics: [{ severity: "error", message: "error: no\n" }, {}, 1] },
  );
  const type = "pulumi-nodejs:dynamic/novita:GpuInstance";
  expect(readPreview(text, "p")).toEqual({
    steps: [
      {
        op: "replace",
        urn: `urn:pulumi:dev::shop::${type}::trainer`,
        before: {
          type,
          id: "id-trainer",
          inputs: { ...plainInputs, gpuNum: 1 },
          outputs: { ...plainInputs, gpuNum: 1, status: "running" },
          initErrors: ["slow"],
        },
        after: { type, inputs: { ...plainInputs, gpuNum: 2 }, outputs: {}, initErrors: [] },
        differences: ["gpuNum"],
        replaceReasons: ["gpuNum"],
      },
    ],
    diagnostics: [
      { severity: "error", message: "error: no" },
      { severity: "info", message: "" },
    ],
    changeSummary: { same: 0 },
  });
});

test("without a detailed difference the engine's reasons count", () => {
  const step = { op: "update", urn: "u", detailedDiff: null, diffReasons: ["ports", 1] };
  expect(readPreview(JSON.stringify({ steps: [step] }), "p").steps).toEqual([
    { op: "update", urn: "u", differences: ["ports"], replaceReasons: [] },
  ]);
});
