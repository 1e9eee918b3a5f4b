import { NovitaError, type Product } from "../../../api";
import {
  type Bed,
  bed,
  declaration,
  inputs,
  inputsWith,
  thrown,
} from "../../../core/lifecycle/context.testkit";
import { announce, confirm, create } from "../bound.testkit";
import { doubtful, failing, fault, refusal } from "../fakeAccount.testkit";
import { check, remove } from "../../../core";

const T0 = Date.UTC(2026, 0, 2, 3, 4, 5);
const LABEL = `GPU instance "${inputs.name}"`;
const AGAIN = "Choose another productId or clusterId, fewer GPUs, or run `pulumi up` again later.";
const waiting = inputsWith({ lifecycle: { waitForStock: "1h" } });
const none = refusal("createInstance", 400, "INSUFFICIENT_RESOURCE", "no resource", inputs.name);

/** A bed whose only product is in stock from so many seconds on. */
function scarce(inStockAfterS: number): Bed {
  const it = bed();
  it.account.rule("listProducts", async (real) => {
    const stock = it.clock.now() - T0 >= inStockAfterS * 1000 ? "low" : "none";
    return (await real()).map((each): Product => ({ ...each, stock }));
  });
  return it;
}

/** The seconds at which a call was made. */
const times = ({ account }: Bed, name: string): number[] =>
  account.calls.filter((call) => call.name === name).map(({ at }) => (at - T0) / 1000);

test("a create waits until its product is in stock, says so, and then begins its own time", async () => {
  const it = scarce(60);
  const hour = inputsWith({ lifecycle: { waitForStock: "1h", timeouts: { create: "1m" } } });
  expect((await create(it.ctx, hour)).state.status).toBe("running");
  // Pauses grow from 10 seconds by half, each by a quarter more, as the random number of the tests is 0.5.
  expect(times(it, "listProducts").slice(0, 4)).toEqual([0, 12.5, 31.25, 59.375]);
  expect(times(it, "createInstance")).toEqual([101.563]);
  expect(it.lines.slice(0, 5)).toEqual([
    `${LABEL} waits for stock: product "4090" is out of stock. Looking again in 13s (0s of at most 1h).`,
    `${LABEL} waits for stock: product "4090" is out of stock. Looking again in 19s (13s of at most 1h).`,
    `${LABEL} waits for stock: product "4090" is out of stock. Looking again in 28s (31s of at most 1h).`,
    `${LABEL} waits for stock: product "4090" is out of stock. Looking again in 42s (59s of at most 1h).`,
    `Creating ${LABEL}.`,
  ]);
});

test("looks once more for what an earlier run has made, after it has waited", async () => {
  const it = scarce(60);
  it.account.add({ id: "late", name: "trainer-22375b5affffff", status: "running" });
  it.account.hide("late", 30_000);
  const error = (await thrown(create(it.ctx, waiting))) as Error;
  expect(error.message).toContain(
    `${LABEL} was not created: there is already an instance of this declaration`,
  );
  expect(times(it, "createInstance")).toEqual([]);
});

test("the last pause ends with the time, and what is out of stock then is an error", async () => {
  const it = scarce(Infinity);
  const short = inputsWith({ lifecycle: { waitForStock: "20s" } });
  expect(await thrown(create(it.ctx, short))).toEqual(
    new NovitaError(
      `${LABEL} was not created: product "4090" is out of stock. It has waited for 20s (lifecycle.waitForStock). ${AGAIN}`,
    ),
  );
  expect(times(it, "listProducts")).toEqual([0, 12.5, 20]);
  expect(times(it, "createInstance")).toEqual([]);
});

test("a race that is lost goes on waiting", async () => {
  const it = scarce(0);
  it.account.script("createInstance", failing(none), failing(none));
  await create(it.ctx, waiting);
  expect(times(it, "createInstance")).toEqual([0, 12.5, 31.25]);
  expect(it.account.ids()).toEqual(["i-1"]);
});

test("no create follows one of unknown outcome", async () => {
  const it = scarce(0);
  it.account.script("createInstance", doubtful("createInstance", false, inputs.name));
  const error = (await thrown(create(it.ctx, waiting))) as Error;
  expect(error.message).toContain("No instance of that name has shown up within 2m");
  expect(times(it, "createInstance")).toEqual([0]);
});

test("a service that cannot be asked is waited out, and a refused key is not", async () => {
  const it = scarce(0);
  it.account.script("listProducts", failing(fault("listProducts")));
  await create(it.ctx, waiting);
  expect(it.lines[0]).toBe(
    `${LABEL} waits for stock: the stock of product "4090" is not known (${fault("listProducts").message}). Looking again in 13s (0s of at most 1h).`,
  );
  const refused = bed();
  const error = refusal("listProducts", 401, "", "no");
  refused.account.rule("listProducts", failing(error));
  expect(await thrown(create(refused.ctx, waiting))).toEqual(error);
});

test.each([
  [
    { waitForStock: "1h", maxHourlyPrice: 0.1 },
    {},
    "lifecycle.maxHourlyPrice is $0.10, but the instance costs $0.35 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.",
  ],
  [{ waitForStock: "1h" }, { productId: "typo" }, 'product "typo" is not listed by Novita now.'],
])("what no stock can bring is not waited for (%j)", async (lifecycle, more, why) => {
  const it = scarce(Infinity);
  const error = await thrown(create(it.ctx, inputsWith({ lifecycle, ...more })));
  expect(error).toEqual(new NovitaError(`${LABEL} was not created: ${why}`));
  expect(times(it, "listProducts")).toEqual([0]);
});

test("a run that is cancelled, or whose engine has exited, waits no longer", async () => {
  const it = scarce(Infinity);
  const cancelling = new AbortController();
  it.clock.onSleep = () => it.clock.now() > T0 + 60_000 && cancelling.abort(new NovitaError("cancelled"));
  const ctx = { ...it.ctx, cancelled: cancelling.signal };
  expect(await thrown(create(ctx, waiting))).toEqual(
    new NovitaError(`${LABEL} was not created: the run was cancelled.`),
  );
  const left = scarce(Infinity);
  const log = { ...left.ctx.log, heard: async () => left.clock.now() < T0 + 60_000 };
  expect(await thrown(create({ ...left.ctx, log }, waiting))).toEqual(
    new NovitaError(`${LABEL} was not created: the Pulumi engine has exited.`),
  );
});

test("many that wait share each look", async () => {
  const it = scarce(300);
  const names = Array.from({ length: 20 }, (_, at) => `trainer-${at}`);
  await Promise.all(
    names.map((name) =>
      create(
        it.ctx,
        inputsWith({ name, lifecycle: { waitForStock: "1h" }, __declaration: { ...declaration, name } }),
      ),
    ),
  );
  expect(it.account.ids()).toHaveLength(20);
  expect(times(it, "listProducts").length).toBeLessThan(12);
});

describe("a replacement", () => {
  async function planned(it: Bed, news: Parameters<typeof inputsWith>[0]) {
    const { id, state } = await create(it.ctx, inputs);
    it.account.clear();
    it.lines.length = 0;
    announce(it.ctx, id, { ...state }, { ...inputsWith(news) });
    confirm(it.ctx, declaration, { ...inputsWith(news) });
    return { id, state, label: `${LABEL} (${id})` };
  }

  test("is waited for before anything is deleted, and not within the time for the deletion", async () => {
    const it = scarce(100);
    const lifecycle = { waitForStock: "1h", timeouts: { delete: "10s" } };
    const { id, state, label } = await planned(it, { gpuNum: 2, lifecycle });
    await remove(it.ctx, id, { ...state, lifecycle });
    expect(it.account.log().filter((call) => !call.startsWith("list "))[0]).toBe("listProducts");
    expect(it.account.ids()).toEqual([]);
    expect(it.lines[0]).toBe(
      `The replacement of ${label} waits for stock: product "4090" is out of stock now. Looking again in 13s (0s of at most 1h).`,
    );
    expect(times(it, "deleteInstance")[0]).toBeGreaterThanOrEqual(100);
  });

  test("that does not come in time leaves the old one", async () => {
    const it = scarce(Infinity);
    const { id, state, label } = await planned(it, { gpuNum: 2, lifecycle: { waitForStock: "20s" } });
    expect(await thrown(remove(it.ctx, id, state))).toEqual(
      new NovitaError(
        `${label} was not deleted, because its replacement is not available: product "4090" is out of stock now. Choose another productId, or run \`pulumi up\` again later.`,
      ),
    );
    expect(it.account.ids()).toEqual([id]);
  });
});

describe("a preview waits for nothing, and says for what the run will", () => {
  const WAIT = 'warning: trainer: product "4090" is out of stock now.';
  const UP_TO = "`pulumi up` waits up to 1h for it (lifecycle.waitForStock), and deletes nothing before.";
  const fresh = { ...inputs, lifecycle: { waitForStock: "1h" } };

  test("for a new instance", async () => {
    const it = scarce(Infinity);
    expect((await check(it.ctx, {}, fresh)).failures).toEqual([]);
    expect(it.lines).toEqual([
      "trainer: RTX 4090 × 1, $0.35 an hour (about $255.50 a month), stock: none",
      `${WAIT} ${UP_TO}`,
    ]);
  });

  test("for a replacement, unless the old one sets free what it needs", async () => {
    for (const [gpuNum, said] of [
      [2, [`${WAIT} ${UP_TO}`]],
      [1, []],
    ] as const) {
      const it = scarce(Infinity);
      const news = { ...fresh, gpuNum, imageUrl: "debian:12" };
      announce(it.ctx, "i-1", { ...inputs }, news);
      confirm(it.ctx, declaration, news);
      expect((await check(it.ctx, {}, news)).failures).toEqual([]);
      expect(it.lines.slice(1)).toEqual(said);
    }
  });

  test("not for what is in stock, nor for what exists", async () => {
    const it = scarce(0);
    await check(it.ctx, {}, fresh);
    const old = scarce(Infinity);
    await check(old.ctx, { ...inputs }, { ...fresh, rootfsSize: 80 });
    expect([...it.lines, ...old.lines].filter((line) => line.startsWith("warning"))).toEqual([]);
  });
});
