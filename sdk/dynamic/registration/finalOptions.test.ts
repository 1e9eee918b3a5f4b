import * as pulumi from "@pulumi/pulumi";
import { deletedByItself } from "./finalOptions";

class Site extends pulumi.ComponentResource {
  constructor() {
    super("acme:index:Site", "site");
  }
}

let parent: Site;
beforeAll(async () => {
  await pulumi.runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) });
  parent = new Site();
});

afterEach(() => jest.restoreAllMocks());

const underEngine = (): void => {
  const engine = {} as ReturnType<typeof pulumi.runtime.getEngine>;
  jest.spyOn(pulumi.runtime, "getEngine").mockReturnValue(engine);
};

/** What the engine has the transform make of the options with all that the resource inherits. */
async function transformed(inherited: pulumi.CustomResourceOptions): Promise<unknown> {
  underEngine();
  const others: pulumi.ResourceTransform = () => undefined;
  const { transforms } = deletedByItself({ parent, transforms: [others] });
  expect(transforms).toEqual([others, expect.any(Function)]);
  const args = { custom: true, type: "t", name: "n", props: { gpuNum: 1 }, opts: inherited };
  return transforms?.[1]?.(args);
}

test("an inherited deletedWith is taken off, and nothing else", async () => {
  expect(await transformed({ protect: true, deletedWith: parent })).toEqual({
    props: { gpuNum: 1 },
    opts: { protect: true, deletedWith: undefined },
  });
});

test("if none is inherited nothing is changed", async () => {
  expect(await transformed({ protect: true })).toBeUndefined();
});

test("what has no parent inherits nothing", () => {
  underEngine();
  const opts = { protect: true };
  expect(deletedByItself(opts)).toBe(opts);
});

test("without an engine nobody calls back", () => {
  const opts = { parent };
  expect(deletedByItself(opts)).toBe(opts);
});
