import { orphansOf } from "../../cli/orphans.testkit";
import { diagnosticsIn } from "../../engine/printed.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "../../engine/story.testkit";
import { inFull, killedFaces, titled, victims } from "./extent.testkit";
import {
  beforeThePost,
  KillingScene,
  orphanSentence,
  type Moment,
  underWay,
  waitingAfter,
  withoutNewName,
} from "./killing.testkit";
import type { Victim } from "./processes.testkit";
import { resetAt } from "./requestLog.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const refused: Moment = (requests) => requests.some(({ status }) => status === 429);
/** Carried out, and never answered: whoever interferes has all the time that he needs. */
const unanswered = (on: string): object => ({ on, do: { kind: "hang", process: true } });

for (const face of killedFaces)
  story(titled(`kill -9 during a create, ${face}`), () => {
    let killing: KillingScene;
    beforeAll(async () => {
      killing = await KillingScene.open({ face });
    }, ENGINE_TIMEOUT_MS);
    beforeEach(async () => {
      await resetAt(killing.scene.emulator.url);
      killing.declare();
    });
    afterEach(() => killing?.endOrphans());
    afterAll(() => killing?.close());

    /** One `destroy` ends the bill, and the state is empty. */
    const ended = async (): Promise<void> => {
      await killing.scene.destroy();
      expect({ billed: await killing.billed(), held: killing.held() }).toEqual({ billed: [] });
    };

    if (inFull) {
      test.each(victims)(
        "of the %s before the request: nothing was created, and nothing is",
        async (victim) => {
          await killing.scene.emulator.arm(unanswered("list"));
          const run = await killing.killed("up", beforeThePost, victim);
          expect(run.signal).toBe(victim === "provider" ? null : "SIGKILL");
          await killing.scene.up();
          expect(await killing.count("create")).toBe(1);
          const [live, ...more] = await killing.billed();
          expect({ id: live?.id, more }).toEqual({ id: killing.held()?.id, more: [] });
          await ended();
        },
      );

      test("of the cli while the request is refused for a moment: its orphan does not send it again", async () => {
        const refusal = { kind: "status", status: 429, headers: { "retry-after": "30" } };
        await killing.scene.emulator.arm({ on: "create", do: refusal });
        await killing.killed("up", refused, "cli");
        await killing.scene.up();
        expect(await killing.count("create")).toBe(2);
        const [live, ...more] = await killing.billed();
        expect({ id: live?.id, more }).toEqual({ id: killing.held()?.id, more: [] });
        await ended();
        expect(await killing.count("create")).toBe(2);
      });
    }

    const stages: readonly (readonly [string, object, Moment])[] = [
      ["while the request is under way", unanswered("create"), underWay("create")],
      ["while it waits", { on: "create", do: { kind: "stuck", status: "creating" } }, waitingAfter("create")],
    ];
    const cases = stages
      .slice(0, inFull ? undefined : 1)
      .flatMap(([stage, fault, moment]) => victims.map((victim) => [victim, stage, fault, moment] as const));

    test.each(cases)("of the %s %s: the next up names what is left", async (victim, _, fault, moment) => {
      const { scene } = killing;
      await scene.emulator.arm(fault);
      await killing.killed("up", moment, victim);
      const before = await scene.emulator.live("trainer");
      expect(killing.held()).toBeUndefined();
      expect(await orphansOf(scene)).toEqual([
        { id: before.id, resource: "trainer", interrupted: "creating" },
      ]);
      await scene.refresh();
      const { exitCode, output } = await scene.stack.up();
      expect(exitCode).toBe(1);
      const left = await scene.emulator.live("trainer");
      expect(withoutNewName(diagnosticsIn(output).trainer)).toBe(orphanSentence(left));
      expect({ id: left.id, creates: await killing.count("create") }).toEqual({ id: before.id, creates: 1 });

      await scene.emulator.meddle(left.id, { status: "running" });
      await waysOut[victim](left.id);
      const [live, ...more] = await killing.billed();
      expect({ id: live?.id, more }).toEqual({ id: killing.held()?.id, more: [] });
      await ended();
    });

    /** Each of the ways out that the sentence names. */
    const waysOut: Readonly<Record<Victim, (id: string) => Promise<void>>> = {
      cli: async (id) => {
        await killing.scene.stack.setConfig("novita:orphans", "adopt");
        const { output } = await killing.scene.up();
        await killing.scene.stack.setConfig("novita:orphans", "report");
        expect(output).toContain(
          `(${id}) is left from an earlier run and is taken over (novita:orphans is "adopt").`,
        );
        expect(killing.held()?.id).toBe(id);
      },
      provider: async (id) => {
        killing.declare({ lifecycle: { adopt: id } });
        await killing.scene.up();
        expect(killing.held()?.id).toBe(id);
      },
      both: async (id) => {
        await killing.scene.emulator.meddle(id, { remove: true });
        await killing.scene.up();
        expect(await killing.count("create")).toBe(2);
      },
    };
  });
