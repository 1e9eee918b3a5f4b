import { basics } from "../../engine/scene.testkit";
import { diagnosticsIn } from "../../engine/printed.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "../../engine/story.testkit";
import { inFull, titled } from "./extent.testkit";
import {
  beforeThePost,
  KillingScene,
  type Moment,
  orphanSentence,
  timeouts,
  waitingAfter,
  withoutNewName,
} from "./killing.testkit";
import { resetAt, until } from "./requestLog.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const FIRST = `^C received; cancelling. If you would like to terminate immediately, press ^C again.
Note that terminating immediately may lead to orphaned resources and other inconsistencies.
`;
const SECOND = "^C received; terminating\n";
const delayedList = { on: "list", do: { kind: "delay", ms: 2_000 } };
const unansweredList = { on: "list", do: { kind: "hang", process: true } };
const neverReady = { on: "create", do: { kind: "stuck", status: "creating" } };

story(titled("Ctrl-C during a create"), () => {
  let killing: KillingScene;
  beforeAll(async () => {
    killing = await KillingScene.open({ emulator: { bootMs: 100 } });
    // The second one is made only when the first one is there.
    killing.scene.declare(
      { name: "trainer", args: { ...basics, lifecycle: { timeouts } } },
      { name: "second", args: { ...basics, command: "{{trainer.id}}", lifecycle: { timeouts } } },
    );
  }, ENGINE_TIMEOUT_MS);
  beforeEach(() => resetAt(killing.scene.emulator.url));
  afterEach(async () => {
    await killing.scene.destroy();
    expect(await killing.billed()).toEqual([]);
  });
  afterAll(() => killing?.close());

  /** What the state holds is what costs money; the names of it. */
  const tracked = async (): Promise<readonly string[]> => {
    const held = killing.scene.kept();
    const ids = Object.values(held).map(({ id }) => id);
    expect((await killing.billed()).map(({ id }) => id).sort()).toEqual(ids.sort());
    return Object.keys(held).sort();
  };

  const stages: readonly (readonly [string, object, Moment])[] = [
    ["while it waits", neverReady, waitingAfter("create")],
    ["before the request", delayedList, beforeThePost],
  ];
  test.each(stages.slice(0, inFull ? undefined : 1))(
    "once, %s: what has started is finished and kept, nothing else starts",
    async (_, fault, moment) => {
      const { emulator } = killing.scene;
      await emulator.arm(fault);
      const { exitCode, output } = await killing.interrupted(moment, 1, async () => {
        const { id } = await until(() => emulator.live("trainer").catch(() => undefined), "the instance");
        if (fault === neverReady) await emulator.meddle(id, { status: "running" });
      });
      expect(exitCode).toBe(1);
      expect(output).toContain(FIRST);
      const { id, name } = await killing.scene.emulator.live("trainer");
      expect(output).toContain(`GPU instance "${name}" (${id}) was accepted.`);
      expect(diagnosticsIn(output)["engine-tests-dev"]).toContain("error: update canceled");
      expect(killing.scene.kept().trainer).toMatchObject({ id, outputs: { status: "running" } });
      expect(await tracked()).toEqual(["trainer"]);
      await killing.scene.up();
      expect(await tracked()).toEqual(["second", "trainer"]);
    },
  );

  if (inFull) {
    test("twice, while it waits: the id is lost with the run, and the next up names it", async () => {
      await killing.scene.emulator.arm(neverReady);
      const { exitCode, output } = await killing.interrupted(waitingAfter("create"), 2);
      const live = await killing.scene.emulator.live("trainer");
      expect(exitCode).toBe(8);
      expect(output).toContain(`GPU instance "${live.name}" (${live.id}) was accepted.`);
      expect(output).toContain(SECOND);
      expect(killing.scene.kept().trainer).toBeUndefined();
      // The lock is gone: no `pulumi cancel` is needed.
      const next = await killing.scene.stack.up();
      expect(next.exitCode).toBe(1);
      expect(withoutNewName(diagnosticsIn(next.output).trainer)).toBe(
        orphanSentence(await killing.scene.emulator.live("trainer")),
      );
      await killing.scene.emulator.meddle(live.id, { remove: true });
    });

    test("twice, before the request: the provider is ended, and nothing is created", async () => {
      await killing.scene.emulator.arm(unansweredList);
      const { exitCode, output } = await killing.interrupted(beforeThePost, 2);
      expect({ exitCode, tail: output.includes(FIRST) && output.includes(SECOND) }).toEqual({
        exitCode: 8,
        tail: true,
      });
      expect(await tracked()).toEqual([]);
      await killing.scene.up();
      expect(await killing.count("create")).toBe(2);
      expect(await tracked()).toEqual(["second", "trainer"]);
    });
  }
});
