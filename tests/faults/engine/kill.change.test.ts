import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "../../engine/story.testkit";
import { diagnosticsIn } from "../../engine/printed.testkit";
import { inFull, titled, victims } from "./extent.testkit";
import {
  beforeThePost,
  KillingScene,
  orphanSentence,
  underWay,
  waitingAfter,
  withoutNewName,
} from "./killing.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

/** Carried out, and never answered: whoever interferes has all the time that he needs. */
const unanswered = (on: string): object => ({ on, do: { kind: "hang", process: true } });

story(titled("kill -9 during a change"), () => {
  let killing: KillingScene;
  let changes = 0;
  beforeAll(async () => {
    killing = await KillingScene.open({ emulator: { bootMs: 2_000, deleteMs: 2_000 } });
    killing.declare();
    await killing.scene.up();
  }, ENGINE_TIMEOUT_MS);
  beforeEach(() => void (changes += 1));
  afterEach(async () => {
    killing?.endOrphans();
    await killing?.scene.emulator.disarm();
  });
  afterAll(() => killing?.close());

  /** The one instance that costs money is the one in the state; returns it. */
  const tracked = async () => {
    const [live, ...more] = await killing.billed();
    expect({ id: live?.id, more }).toEqual({ id: killing.held()?.id, more: [] });
    return live;
  };

  test.each(victims)("of the %s while the new one of a replacement is created", async (victim) => {
    const creates = await killing.count("create");
    killing.declare({ gpuNum: 1 + (changes % 2) });
    await killing.scene.emulator.arm(unanswered("create"));
    await killing.killed("up", underWay("create"), victim);
    const left = await killing.scene.emulator.live("trainer");
    if (inFull) {
      const { exitCode, output } = await killing.scene.stack.up();
      expect(exitCode).toBe(1);
      expect(withoutNewName(diagnosticsIn(output).trainer)).toBe(orphanSentence(left));
    }
    await killing.scene.stack.setConfig("novita:orphans", "adopt");
    await killing.scene.up();
    await killing.scene.stack.setConfig("novita:orphans", "report");
    expect((await tracked())?.id).toBe(left.id);
    expect(await killing.count("create")).toBe(creates + 1);
  });

  if (inFull) {
    test.each(victims)(
      "of the %s while an edit is under way: the next up is content with it",
      async (victim) => {
        const before = await tracked();
        const edits = await killing.count("edit");
        const ports = `${8_000 + changes}/http`;
        killing.declare({ ports });
        await killing.scene.emulator.arm(unanswered("edit"));
        await killing.killed("up", underWay("edit"), victim);
        await tracked();
        await killing.scene.up();
        const live = await tracked();
        expect({ id: live?.id, ports: live?.ports }).toEqual({ id: before?.id, ports });
        expect(await killing.count("edit")).toBe(edits + 1);
        expect(await killing.scene.plans()).toEqual({});
      },
    );

    test.each(victims)("of the %s while a reset is waited for: the next up waits for it", async (victim) => {
      const before = await tracked();
      const upgrades = await killing.count("upgrade");
      const ports = `${8_000 + changes - 1}/http`;
      const imageUrl = `nginx:1.${changes}`;
      killing.declare({ ports: before?.ports ?? ports, imageUrl });
      await killing.killed("up", waitingAfter("upgrade"), victim);
      await tracked();
      await killing.scene.refresh();
      await killing.scene.up();
      const live = await tracked();
      expect({ id: live?.id, status: live?.status, imageUrl: live?.imageUrl }).toEqual({
        id: before?.id,
        status: "running",
        imageUrl,
      });
      expect(await killing.count("upgrade")).toBe(upgrades + 1);
      expect(await killing.scene.plans()).toEqual({});
    });

    test.each(victims)("of the %s while the old one of a replacement is deleted", async (victim) => {
      const before = await tracked();
      const creates = await killing.count("create");
      killing.declare({ gpuNum: 1 + (changes % 2) });
      await killing.killed("up", waitingAfter("delete"), victim);
      expect(killing.held()?.id).toBe(before?.id);
      await killing.scene.up();
      const live = await tracked();
      expect(live?.id).not.toBe(before?.id);
      expect(live?.gpuNum).toBe(1 + (changes % 2));
      expect(await killing.count("create")).toBe(creates + 1);
    });

    test.each(victims)("of the %s between the delete and the create of a replacement", async (victim) => {
      const before = await tracked();
      const creates = await killing.count("create");
      killing.declare({ gpuNum: 1 + (changes % 2) });
      await killing.scene.emulator.arm({ on: "list", do: { kind: "delay", ms: 2_000 }, times: 0 });
      await killing.killed("up", beforeThePost, victim);
      await killing.scene.emulator.disarm();
      expect(await killing.billed()).toEqual([]);
      expect(killing.held()?.id).toBe(before?.id);
      await killing.scene.refresh();
      await killing.scene.up();
      await tracked();
      expect(await killing.count("create")).toBe(creates + 1);
    });

    test.each(victims)("of the %s during a destroy: the next one ends the bill", async (victim) => {
      await killing.killed("destroy", waitingAfter("delete"), victim);
      await killing.scene.destroy();
      expect({ billed: await killing.billed(), held: killing.held() }).toEqual({ billed: [] });
      await killing.scene.up();
    });
  }
});
