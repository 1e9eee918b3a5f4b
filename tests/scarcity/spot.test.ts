import { test } from "../profiles.testkit";
import { basics, Scene } from "../scars/scene.testkit";

/*
 * A spot instance that is told that it loses its machine, and loses it × `lifecycle.onReclaim`: what is said, in a preview as in
 * an `up`, what is sent, and what the account has afterwards.
 */
type Lifecycle = Readonly<Record<string, unknown>>;

const FIRST_LOOK_MS = 60_000;

class Spot {
  readonly scene: Scene;
  private instance = { id: "", name: "" };

  constructor(
    hard: boolean | undefined,
    private lifecycle: Lifecycle,
  ) {
    this.scene = new Scene({ hard });
  }

  declare(lifecycle: Lifecycle): this {
    this.lifecycle = lifecycle;
    return this;
  }

  /** An `up`: whether it succeeds, its calls that change something, and what it says of spot capacity. */
  async up(more: object = {}): Promise<unknown> {
    this.scene.changes();
    this.scene.printed.length = 0;
    const { ok } = await this.scene.up({
      ...basics,
      billingMode: "spot",
      lifecycle: this.lifecycle,
      ...more,
    });
    return { ok, changes: this.scene.changes(), said: this.said() };
  }

  async refresh(): Promise<readonly string[]> {
    this.scene.printed.length = 0;
    await this.scene.refresh();
    return this.said();
  }

  /** Brings it up, and tells it that it loses its machine. */
  async noticed(inMs: number): Promise<this> {
    await this.up();
    this.instance = this.scene.only;
    this.scene.emulator.change(this.instance.id, { reclaimInMs: inMs });
    return this;
  }

  /** The same, lets it happen, and looks. */
  async reclaimed(stock?: number): Promise<this> {
    await this.noticed(FIRST_LOOK_MS);
    await this.scene.time.pass(FIRST_LOOK_MS + 15_000);
    if (stock !== undefined) this.stock(stock);
    await this.refresh();
    return this;
  }

  stock(count: number): void {
    this.scene.emulator.setOptions({ stock: { [basics.productId]: count } });
  }

  get now(): unknown {
    const { id, status } = this.scene.only;
    return [id === this.instance.id ? "same" : "another", status];
  }

  private said(): string[] {
    const { id, name } = this.instance;
    const told = this.scene.printed.filter((line) => /spot capacity|was not moved/.test(line));
    return told
      .filter((line) => !line.includes("waiting for"))
      .map((line) => line.replaceAll(name, "NAME").replaceAll(id, "ID"))
      .map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, "TIME"));
  }
}

const IS = 'GPU instance "NAME" (ID)';
const LOST = `${IS} has lost its spot capacity (TIME)`;
const DISKS = "What was on its disks is lost; network storages keep theirs.";

describe.each<[Lifecycle, string]>([
  [{}, "to run again it moves to another machine"],
  [{ autoMigrate: true }, "Novita may move it to another machine by itself (lifecycle.autoMigrate)"],
  [{ onReclaim: "replace" }, "the next `pulumi up` after it replaces the instance (lifecycle.onReclaim)"],
  [{ onReclaim: "fail" }, "after it `pulumi up` fails until somebody decides (lifecycle.onReclaim)"],
])("announced × %j", (lifecycle, then) => {
  test("a refresh and a diff warn, with the time", async ({ hard }) => {
    const spot = await new Spot(hard, lifecycle).noticed(600_000);
    const said = [
      `warning: ${IS}: its spot capacity is about to be taken back (TIME). Save what is on its disks: ${then}.`,
    ];
    expect(await spot.refresh()).toEqual(said);
    expect(await spot.up()).toEqual({ ok: true, changes: [], said });
  });
});

describe("taken back × migrate", () => {
  test("it moves to another machine, with its id", async ({ hard }) => {
    const spot = await new Spot(hard, {}).reclaimed();
    expect(await spot.up()).toEqual({
      ok: true,
      changes: ["migrate 200"],
      said: [`warning: ${LOST}: \`pulumi up\` has it moved to another machine. ${DISKS}`],
    });
    expect(spot.now).toEqual(["same", "running"]);
    expect(await spot.up()).toEqual({ ok: true, changes: [], said: [] });
  });

  test("× out of stock: nothing is lost, and a later run goes on", async ({ hard }) => {
    const spot = await new Spot(hard, {}).reclaimed(0);
    expect(await spot.up()).toEqual({
      ok: false,
      changes: ["migrate 400"],
      said: [
        `warning: ${LOST}: \`pulumi up\` has it moved to another machine. ${DISKS}`,
        `${IS} was not moved to another machine: none of the GPUs that it needs is free (MIGRATE_INSUFFICIENT_RESOURCE). It stays as it is, stopped, with its id and its disks; other choices that the program declares are for new instances. Run \`pulumi up\` again later, set lifecycle.waitForStock, or set lifecycle.onReclaim to "replace" for a new one, which may be any choice that the program declares.`,
      ],
    });
    expect(spot.now).toEqual(["same", "exited"]);
    spot.stock(1);
    expect(await spot.up()).toMatchObject({ ok: true, changes: ["migrate 200"] });
    expect(spot.now).toEqual(["same", "running"]);
  });

  test("× out of stock × waitForStock: it moves as soon as a machine is free", async ({ hard }) => {
    const spot = await new Spot(hard, { waitForStock: "1h" }).reclaimed(0);
    spot.scene.time.after(120_000, () => spot.stock(1));
    expect(await spot.up()).toMatchObject({ ok: true, changes: ["migrate 400", "migrate 200"] });
    expect(spot.now).toEqual(["same", "running"]);
  });

  test("× lifecycle.autoMigrate: Novita has moved it, and nothing is left to do", async ({ hard }) => {
    const spot = await new Spot(hard, { autoMigrate: true }).reclaimed();
    await spot.scene.time.pass(20_000);
    expect(await spot.up()).toEqual({ ok: true, changes: [], said: [] });
    expect(spot.now).toEqual(["same", "running"]);
  });
});

describe("taken back × replace", () => {
  test("the old one goes, and another comes", async ({ hard }) => {
    const spot = await new Spot(hard, { onReclaim: "replace" }).reclaimed();
    expect(await spot.up()).toEqual({
      ok: true,
      changes: ["delete 200", "create 200"],
      said: [`warning: ${LOST} and is replaced: lifecycle.onReclaim is "replace". ${DISKS}`],
    });
    expect(spot.now).toEqual(["another", "running"]);
  });

  test("× out of stock: nothing is deleted", async ({ hard }) => {
    const spot = await new Spot(hard, { onReclaim: "replace" }).reclaimed(0);
    expect(await spot.up()).toMatchObject({ ok: false, changes: [] });
    expect(spot.now).toEqual(["same", "exited"]);
  });

  test("× out of stock × alternatives: another choice comes", async ({ hard }) => {
    const alternatives = [{ productId: "l40s.16c62g.os" }];
    const spot = await new Spot(hard, { onReclaim: "replace", alternatives }).reclaimed(0);
    expect(await spot.up()).toMatchObject({ ok: true, changes: ["delete 200", "create 400", "create 200"] });
    expect(spot.now).toEqual(["another", "running"]);
  });
});

describe("taken back × fail", () => {
  const refused = {
    ok: false,
    changes: [],
    said: [
      `${LOST}, and nothing is done about it: lifecycle.onReclaim is "fail". Set it to "migrate" to have the instance moved to another machine, or to "replace" for a new one; to end its bill, remove it from the program. Then run \`pulumi up\` again.`,
    ],
  };

  test("nothing is touched until somebody decides", async ({ hard }) => {
    const spot = await new Spot(hard, { onReclaim: "fail" }).reclaimed();
    expect([await spot.up(), await spot.up({ ports: "443/http" })]).toEqual([refused, refused]);
    expect(spot.now).toEqual(["same", "exited"]);
    expect(await spot.declare({}).up()).toMatchObject({ ok: true, changes: ["migrate 200"] });
    expect(spot.now).toEqual(["same", "running"]);
  });

  test("× a change that replaces it anyway: that is what was asked for", async ({ hard }) => {
    const spot = await new Spot(hard, { onReclaim: "fail" }).reclaimed();
    expect(await spot.up({ gpuNum: 2 })).toMatchObject({ ok: true, changes: ["delete 200", "create 200"] });
  });
});

describe.each(["migrate", "replace", "fail"])("taken back × %s", (onReclaim) => {
  test("× power off: it is where it shall be", async ({ hard }) => {
    const spot = await new Spot(hard, { onReclaim }).reclaimed();
    const off = { onReclaim, power: "off" };
    expect(await spot.declare(off).up()).toEqual({ ok: true, changes: [], said: [] });
    expect(spot.now).toEqual(["same", "exited"]);
  });
});

describe.each([
  ["replace", `${IS} was not changed: it has lost its spot capacity, and lifecycle.onReclaim is "replace"`],
  ["fail", `${LOST}, and nothing is done about it: lifecycle.onReclaim is "fail"`],
])("taken back after the last look × %s", (onReclaim, words) => {
  test("nothing is changed", async ({ hard }) => {
    const spot = await new Spot(hard, { onReclaim }).noticed(FIRST_LOOK_MS);
    await spot.scene.time.pass(FIRST_LOOK_MS + 15_000);
    expect(await spot.up({ ports: "443/http" })).toEqual({
      ok: false,
      changes: [],
      said: [expect.stringContaining(words)],
    });
    expect(spot.now).toEqual(["same", "exited"]);
  });
});
