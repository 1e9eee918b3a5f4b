import { diagnosticsIn } from "./printed.testkit";
import { basics, type Declaration, Scene } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

/**
 * One stack with a pair of resources for each case, `<case>-former` and `<case>-heir`; every run plays a part of several cases.
 * What the order of calls may bring about is in provider/resources/gpuInstance/handedOver.test.ts; these are the orders
 * in which the engine calls.
 */
story("an instance that more than one resource asks for", () => {
  let scene: Scene;
  /** The instances that the first run made, by the resource that has them then. */
  let first: Readonly<Record<string, string | undefined>>;
  /** What the program declares for each case. */
  const program: Record<string, readonly Declaration[]> = {};
  let changes: readonly string[];
  let output: string;
  let printed: Readonly<Record<string, string>>;

  const former = (name: string, args: object = {}): Declaration => ({
    name: `${name}-former`,
    args: { ...basics, ...args },
  });
  const idOf = (name: string): string => first[`${name}-former`] ?? "";
  const heir = (name: string, args: object = {}): Declaration => ({
    name: `${name}-heir`,
    args: { ...basics, ...args, lifecycle: { adopt: idOf(name) } },
  });
  const renamed = (name: string, args: object = {}, options: object = {}): Declaration => ({
    name: `${name}-renamed`,
    args: { ...basics, ...args },
    options: { aliases: [{ name: `${name}-former` }], ...options },
  });
  const urnOf = (name: string): string =>
    scene.resource("refused-former")?.urn.replace(/refused-former$/, name) ?? "";
  /** The resources of a case, with the instance that each has. */
  const holders = (name: string): Readonly<Record<string, string | undefined>> =>
    Object.fromEntries(Object.entries(scene.ids()).filter(([each]) => each.startsWith(`${name}-`)));
  const live = async (): Promise<readonly string[]> =>
    (await scene.emulator.instances()).filter((each) => each.live).map(({ id }) => id);
  const leftAlone = (name: string): string =>
    `(${idOf(name)}) is not deleted: another resource of the program has it.`;

  /** Runs the program with some cases changed, and gives the exit code. */
  const up = async (
    changed: typeof program,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): Promise<number | null> => {
    scene.declare(...Object.values(Object.assign(program, changed)).flat());
    const result = await scene.stack.up(args, { env });
    output = result.output;
    printed = diagnosticsIn(output);
    changes = [...(await scene.emulator.changes())].sort();
    return result.exitCode;
  };

  beforeAll(async () => {
    scene = await Scene.open();
    const cases = [
      ...["after", "before", "dropped", "twice", "refreshed", "refused", "both", "alias", "vacated"],
    ];
    await up(Object.fromEntries(cases.map((name) => [name, [former(name)]])));
    first = scene.ids();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  describe("in the run that replaces, renames or gives up its former resource", () => {
    test("changes hands without a call", async () => {
      const exitCode = await up({
        after: [former("after", { gpuNum: 2 }), heir("after")],
        dropped: [heir("dropped")],
        alias: [renamed("alias", { gpuNum: 2 }, { deleteBeforeReplace: false })],
        vacated: [renamed("vacated")],
      });
      // A new one for what is replaced in "after" and "alias"; the old one of "alias" is nobody's then.
      expect([exitCode, changes]).toEqual([0, ["create", "create", "delete"]]);
    });

    test("goes to an heir that is declared after it", async () => {
      const fresh = scene.ids()["after-former"];
      expect(fresh).not.toBe(idOf("after"));
      expect(holders("after")).toEqual({ "after-former": fresh, "after-heir": idOf("after") });
      expect(await live()).toEqual(expect.arrayContaining([fresh, idOf("after")]));
      expect(output).toContain(leftAlone("after"));
    });

    test("goes to an heir that takes its place in the program", async () => {
      expect(holders("dropped")).toEqual({ "dropped-heir": idOf("dropped") });
      expect(await live()).toContain(idOf("dropped"));
    });

    test("renamed by an alias is the same resource's: its replacement deletes it", async () => {
      const { id, outputs } = scene.kept()["alias-renamed"] ?? {};
      expect([holders("alias"), outputs?.gpuNum]).toEqual([{ "alias-renamed": id }, 2]);
      expect(await live()).toContain(id);
      expect(await live()).not.toContain(idOf("alias"));
    });
  });

  describe("in a run that has to do with a few resources alone", () => {
    test("is neither deleted nor bought again", async () => {
      const targets = ["vacated-former", "twice-heir", "both-heir", "both-former"];
      const exitCode = await up(
        {
          // What depends on another is compared, and so met, only after that one was created.
          vacated: [former("vacated"), renamed("vacated", { command: "{{vacated-former.id}}" })],
          twice: [heir("twice"), former("twice")],
          both: [heir("both"), former("both", { command: "{{both-heir.id}}" })],
        },
        ["--continue-on-error", ...targets.flatMap((name) => ["--target", urnOf(name)])],
      );
      expect([exitCode, changes]).toEqual([1, ["create"]]);
    });

    test("renamed by an alias is not found under its old name, and another one is created there", () => {
      const fresh = scene.ids()["vacated-former"];
      expect(fresh).not.toBe(idOf("vacated"));
      expect(holders("vacated")).toEqual({ "vacated-renamed": idOf("vacated"), "vacated-former": fresh });
    });

    test("is an error that names both, if two resources have it in the end", () => {
      expect(printed).toEqual({
        "both-former": expect.stringContaining(
          `(${idOf("both")}) is held by two resources of this stack, "both-heir" and "both-former". Remove one of them from the program: the instance stays with the other one.`,
        ),
        "engine-tests-dev": expect.any(String),
      });
      expect(holders("both")).toEqual({ "both-former": idOf("both"), "both-heir": idOf("both") });
    });
  });

  test("over two runs is deleted by neither", async () => {
    expect(holders("twice")).toEqual({ "twice-former": idOf("twice"), "twice-heir": idOf("twice") });
    const exitCode = await up(
      {
        twice: [heir("twice")],
        both: [former("both")],
        before: [heir("before"), former("before", { gpuNum: 2 })],
      },
      [],
      { PULUMI_PARALLEL_DIFF: "true" },
    );
    // The upgrade is of "vacated", the create of "before".
    expect([exitCode, changes]).toEqual([0, ["create", "upgrade"]]);
    expect(holders("twice")).toEqual({ "twice-heir": idOf("twice") });
    expect(await live()).toContain(idOf("twice"));
    expect(output).toContain(leftAlone("twice"));
  });

  test("that two have stays with the one that is left in the program", async () => {
    expect(holders("both")).toEqual({ "both-former": idOf("both") });
    expect(await live()).toContain(idOf("both"));
  });

  test("goes to an heir that is declared before it, with diffs side by side", async () => {
    const fresh = scene.ids()["before-former"];
    expect(fresh).not.toBe(idOf("before"));
    expect(holders("before")).toEqual({ "before-former": fresh, "before-heir": idOf("before") });
    expect(await live()).toEqual(expect.arrayContaining([fresh, idOf("before")]));
    expect(output).toContain(leftAlone("before"));
  });

  test("is not deleted if the heir cannot take it over, whatever else goes on", async () => {
    const exitCode = await up({ refused: [heir("refused", { imageUrl: "nginx:1.99" })] }, [
      "--continue-on-error",
    ]);
    expect([exitCode, changes]).toEqual([1, []]);
    expect(holders("refused")).toEqual({ "refused-former": idOf("refused") });
  });

  test("is handed over even if the run refreshes first", async () => {
    const again = { refused: [former("refused")], refreshed: [heir("refreshed")] };
    const exitCode = await up(again, ["--refresh"]);
    expect([exitCode, changes]).toEqual([0, []]);
    expect(holders("refreshed")).toEqual({ "refreshed-heir": idOf("refreshed") });
  });

  test("ends with its stack, even if the program runs for that", async () => {
    scene.declare(...Object.values(program).flat());
    await scene.stack.destroy(["--run-program"], { check: true });
    expect([scene.ids(), await live()]).toEqual([{}, []]);
  });
});
