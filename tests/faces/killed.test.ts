import { EmulatorSide } from "../engine/emulatorSide.testkit";
import type { CallFailed } from "../dynamic/dynamicProcess.testkit";
import { type Face, faces, type Properties } from "./face.testkit";

/*
 * A provider process that is killed in the middle of an operation, and the one of the next run, which is told what the state
 * holds. One instance goes through all of it. tests/faults/engine has the CLI killed too.
 */
const thing = { type: "GpuInstance", name: "trainer" };
const inputs = (more: object = {}): Properties => ({
  ...{ productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx:1.27", ...more },
});
const unanswered = (on: string): object => ({ on, do: { kind: "hang", process: true } });

describe.each(faces)("the $face", ({ start }) => {
  let emulator: EmulatorSide;
  let face: Face;
  let held: { readonly id: string; readonly properties: Properties };
  let sent: string[] = [];

  async function begin(): Promise<void> {
    face = await start({ baseUrl: emulator.url, apiKey: "key" });
  }

  /** Kills the process as soon as the service has seen the operation, and starts that of the next run. */
  async function killedIn(operation: string, work: Promise<unknown>): Promise<void> {
    work.catch(() => undefined);
    sent = [];
    while (!sent.includes(operation)) {
      sent.push(...(await emulator.changes()));
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    face.stop();
    await face.ended;
    await emulator.disarm();
    await begin();
  }

  /** Everything that was sent since the kill and before it, reads aside. */
  const allSent = async (): Promise<readonly string[]> => [...sent, ...(await emulator.changes())];

  beforeAll(async () => {
    emulator = await EmulatorSide.start({ bootMs: 300, deleteMs: 300 });
    await begin();
  });
  afterAll(async () => {
    face?.stop();
    await emulator?.close();
  });

  test("in a create that is under way: the next one creates nothing and names what is left, which it takes over if told to", async () => {
    await emulator.arm(unanswered("create"));
    await killedIn("create", face.create(thing, (await face.check(thing, {}, inputs())).inputs));
    const { id, name } = await emulator.live("trainer");
    const refused = await face
      .create(thing, (await face.check(thing, {}, inputs())).inputs)
      .catch((error: CallFailed) => error.details);
    expect(refused).toContain(
      `was not created: there is already an instance of this declaration that this run has not met: GPU instance "${name}" (${id})`,
    );
    held = await face.create(
      thing,
      (await face.check(thing, {}, inputs({ lifecycle: { adopt: id } }))).inputs,
    );
    expect(held).toMatchObject({ id, properties: { status: "running" } });
    expect(await allSent()).toEqual(["create"]);
  });

  test.each([
    ["an edit that is under way", "edit", { ports: "8000/http" }],
    ["an upgrade whose reset is waited for", "upgrade", { ports: "8000/http", imageUrl: "nginx:1.28" }],
  ])("in %s: the next one sends none, and waits until it is done", async (_, operation, change) => {
    const { id, properties } = held;
    if (operation === "edit") await emulator.arm(unanswered(operation));
    const news = (await face.check(thing, properties, inputs(change))).inputs;
    await killedIn(operation, face.update(thing, id, properties, news));
    const updated = await face.update(thing, id, properties, news);
    expect(updated).toMatchObject({ ...change, status: "running" });
    expect(await allSent()).toEqual([operation]);
    held = { id, properties: updated };
  });

  test("in a delete that is waited for: the next one ends when the instance is gone", async () => {
    await killedIn("delete", face.delete(thing, held.id, held.properties));
    await face.delete(thing, held.id, held.properties);
    expect((await emulator.instances()).filter(({ live }) => live)).toEqual([]);
  });
});
