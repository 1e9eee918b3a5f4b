import { compare, confirm, declares } from "../../resources/gpuInstance/bound.testkit";
import { bed, declaration, inputs } from "./context.testkit";
import { DECLARATION_KEY, type Properties, UNKNOWN } from "../declaration";

const news = { ...inputs };
const olds = { ...news, status: "running" };
const other = { ...declaration, name: "other" };
const LABEL = 'GPU instance "trainer-22375b5aa1b2c3" (i-1)';
const bigger = { ...inputs, gpuNum: 2 };

/** A run whose program declares both, each with an instance of its own. */
function run() {
  const { ctx } = bed();
  for (const each of [declaration, other]) declares(ctx, each);
  return ctx;
}

test("what is compared is known to the run by its id and its name", () => {
  const ctx = run();
  expect(compare(ctx, "i-1", olds, news)).toEqual({ changes: [], replaces: [] });
  expect([ctx.deployment.knows({ id: "i-1" }), ctx.deployment.knows({ id: "", name: inputs.name })]).toEqual([
    true,
    true,
  ]);
  expect(ctx.deployment.mayDelete("i-1", other)).toBe(false);
});

test("a replacement is announced, and taken back by the next that is none", () => {
  const ctx = run();
  expect(compare(ctx, "i-1", olds, bigger).replaces).toEqual(["gpuNum"]);
  expect(ctx.deployment.mayDelete("i-1", other)).toBe(true);
  confirm(ctx, declaration, bigger);
  expect(ctx.deployment.replacementOf("i-1", {})).toEqual({ id: "i-1", olds, news: bigger });
  compare(ctx, "i-1", olds, news);
  expect(ctx.deployment.replacementOf("i-1", olds)).toBeUndefined();
});

test("two resources with one instance are an error that names both", () => {
  const ctx = run();
  compare(ctx, "i-1", olds, news);
  expect(() => compare(ctx, "i-1", olds, { ...inputs, [DECLARATION_KEY]: other })).toThrow(
    'GPU instance "trainer-22375b5aa1b2c3" (i-1) is held by two resources of this stack, "trainer" and "other". Remove one of them from the program: the instance stays with the other one.',
  );
});

test("a comparison that fails keeps the instance all the same", () => {
  const ctx = run();
  expect(() => compare(ctx, "i-1", olds, { ...inputs, lifecycle: { adopt: "i-2" } })).toThrow(
    "lifecycle.adopt names GPU instance i-2",
  );
  expect(ctx.deployment.mayDelete("i-1", other)).toBe(false);
});

describe("a reset for which an inline credential could not be named", () => {
  const [before, after] = [
    { ...olds, imageAuth: "me:canary" },
    { ...news, imageAuth: "me:canary", command: "x" },
  ];
  const warned = (withProgram: boolean, was: Properties = before): string[] => {
    const { ctx, lines } = bed();
    if (withProgram) declares(ctx, declaration);
    compare(ctx, "i-1", was, after);
    return lines;
  };

  test("is said to be a replacement, to the program alone", () => {
    expect(warned(true)).toEqual([
      'warning: GPU instance "trainer-22375b5aa1b2c3" (i-1) is replaced and not reset: Novita shows no id for its imageAuth, so a reset would pull the image with no credential. With the credential stored at Novita, and its id as imageAuthId, it is reset in place.',
    ]);
    expect(warned(false)).toEqual([]);
    expect(warned(true, { ...before, __remembered: { imageAuthId: "made-7" } })).toEqual([
      `warning: ${LABEL} is reset: its system disk starts empty (command).`,
    ]);
  });
});

test.each<[string, Properties, Properties, string[]]>([
  ["two", {}, { imageUrl: "b:1", envs: [] }, ["is reset: its system disk starts empty (imageUrl, envs)."]],
  ["one not known yet", {}, { command: UNKNOWN }, ["may be reset: its system disk starts empty (command)."]],
  [
    "one of them not known yet",
    {},
    { imageUrl: "b:1", command: UNKNOWN },
    ["is reset: its system disk starts empty (imageUrl, command)."],
  ],
  ["none", {}, { ports: "1/tcp", rootfsSize: 100 }, []],
  ["one beside a replacement", {}, { imageUrl: "b:1", gpuNum: 2 }, []],
  [
    "one of an instance that cannot start",
    { status: "pulling", statusMessage: "no" },
    { imageUrl: "b:1" },
    [],
  ],
])("a reset is told once, with the inputs that cause it: %s", (_, was, more, said) => {
  const { ctx, lines } = bed();
  declares(ctx, declaration);
  for (const _again of [1, 2]) compare(ctx, "i-1", { ...olds, ...was }, { ...news, ...more });
  expect(lines).toEqual(said.map((each) => `warning: ${LABEL} ${each}`));
});
