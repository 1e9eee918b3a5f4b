import { InitFailure, create } from "../../resources/gpuInstance/bound.testkit";
import { bed, declaration, inputs, inputsWith, keyOf, thrown } from "./context.testkit";
import { failing, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { AuthenticationError, type CallOptions, NovitaError, UnreadableAnswerError } from "../../api";

const NAME = inputs.name;
const label = `GPU instance "${NAME}" (i-1)`;
const UNCERTAIN = `GPU instance "${NAME}" was not created, because it is not certain that an earlier run has not created it already:`;
const T0 = 1_767_323_045;

/** What the state of the tests' instance is, once it runs. */
const whole = {
  ...inputs,
  clusterId: "us-ca-6",
  __remembered: { chosen: ["clusterId"] },
  status: "running",
  endpoints: [
    { port: 22, type: "tcp", url: "proxy.us-1.example:30022" },
    { port: 80, type: "http", url: "https://i-1-80.us-1.example" },
  ],
  sshCommand: "ssh root@proxy",
  sshPassword: "canary-password",
  clusterName: "US-1",
  productName: "RTX 4090",
  hourlyPrice: 0.35,
  createdAt: "2026-01-02T03:04:05Z",
};

/** The reason with which an instance is kept in the state. */
async function kept(work: Promise<unknown>): Promise<InitFailure> {
  const error = await thrown(work);
  if (!(error instanceof InitFailure)) throw error;
  expect(JSON.parse(JSON.stringify(error.properties))).toStrictEqual(error.properties);
  return error;
}

describe("a create without trouble", () => {
  test("asks for orphans once, creates once, looks until it runs, and gives the whole state", async () => {
    const { ctx, account, lines } = bed();
    const created = await create(ctx, inputs);
    expect(created).toStrictEqual({ id: "i-1", state: whole });
    expect(JSON.parse(JSON.stringify(created))).toStrictEqual(created);
    expect(account.sent("listInstances").slice(0, 2)).toEqual([
      [{ name: "trainer-22375b5a", pageSize: 100, pageNum: 0 }],
      [{ pageSize: 100, pageNum: 0 }],
    ]);
    expect(account.sent("createInstance")).toEqual([
      [
        {
          name: NAME,
          productId: "4090",
          gpuNum: 1,
          rootfsSize: 60,
          imageUrl: "ubuntu:22.04",
          ports: "80/http,22/tcp",
          envs: inputs.envs,
          kind: "gpu",
          billingMode: "onDemand",
        },
      ],
    ]);
    const calls = account.log();
    // The price is asked for before the waiting, and at its end found among the minute's.
    const rounds = account
      .sent("listInstances")
      .slice(1)
      .map(() => "list");
    expect(calls).toEqual(["list", "create", "listProducts", ...rounds, "get i-1"]);
    expect(lines).toEqual([
      `Creating GPU instance "${NAME}".`,
      `${label} was accepted.`,
      `${label} is waiting to be created (toCreate); waiting for it to run (0s of at most 30m)`,
      `${label} is being created (creating); waiting for it to run (2s of at most 30m)`,
      `${label} is pulling its image (pulling); waiting for it to run (4s of at most 30m)`,
    ]);
  });

  test("what is declared is not chosen", async () => {
    const { ctx } = bed();
    const declared = inputsWith({ clusterId: "us-ca-6" });
    const { __remembered: _chosen, ...rest } = whole;
    expect((await create(ctx, declared)).state).toStrictEqual(rest);
  });

  test("the price is asked for again once its minute is over, and the last one is kept", async () => {
    const { ctx, account } = bed();
    account.start = [
      [0, { status: "pulling" }],
      [90_000, { status: "running" }],
    ];
    account.script("listProducts", async (real) =>
      (await real()).map((product) => ({ ...product, hourlyUsd: 0.3 })),
    );
    const { state } = await create(ctx, inputs);
    expect([state.hourlyPrice, account.sent("listProducts")]).toEqual([
      0.35,
      [[{ billingMethod: "onDemand" }], [{ billingMethod: "onDemand" }]],
    ]);
  });

  test("twenty at once share all lists: as many as for one, and one get each", async () => {
    const counted = async (count: number): Promise<number[]> => {
      const { ctx, account } = bed();
      const all = Array.from({ length: count }, (_, at) =>
        create(ctx, inputsWith({ name: `box-${at}`, __declaration: { ...declaration, name: `box-${at}` } })),
      );
      const created = await Promise.all(all);
      expect(new Set(created.map(({ id }) => id)).size).toBe(count);
      return ["createInstance", "getInstance", "listInstances"].map(
        (name) => account.calls.filter((call) => call.name === name).length,
      );
    };
    const [, , listsForOne = 0] = await counted(1);
    // The look for orphans is shared as well as the rounds.
    expect(await counted(20)).toEqual([20, 20, listsForOne]);
  });

  test("product and disk size come from the list if a read of one instance lacks them, without another call", async () => {
    const [usual, lacking] = [bed(), bed()];
    await create(usual.ctx, inputs);
    lacking.account.getLacks = ["productId", "rootfsSize"];
    const { state } = await create(lacking.ctx, inputs);
    expect(state).toStrictEqual(whole);
    expect(lacking.account.log()).toEqual(usual.account.log());
  });

  test("waitUntil created ends as soon as it was accepted", async () => {
    const { ctx, account, clock } = bed();
    const begin = clock.now();
    const lazy = inputsWith({ lifecycle: { waitUntil: "created" } });
    const { state } = await create(ctx, lazy);
    expect(state).toStrictEqual({ ...whole, lifecycle: { waitUntil: "created" }, status: "toCreate" });
    expect([clock.now() - begin, account.log()]).toEqual([0, ["list", "create", "listProducts", "get i-1"]]);
  });

  test("waitUntil created is content with an instance that cannot be seen yet", async () => {
    const { ctx, account } = bed();
    account.script("createInstance", async (real) => {
      const id = await real();
      account.hide(id, 60_000);
      return id;
    });
    const lazy = inputsWith({ lifecycle: { waitUntil: "created" } });
    expect(await create(ctx, lazy)).toStrictEqual({ id: "i-1", state: { ...lazy, hourlyPrice: 0.35 } });
  });

  test("what the service makes of declared values is remembered as the baseline", async () => {
    const { ctx, account } = bed();
    account.normalize = (made) => ({
      ...made,
      imageUrl: "ubuntu@sha256:1",
      envs: [...(made.envs ?? []), { key: "NOVITA", value: "1" }],
    });
    const { state } = await create(ctx, inputs);
    expect(state).toStrictEqual({
      ...whole,
      __remembered: {
        chosen: ["clusterId"],
        observed: {
          imageUrl: "ubuntu@sha256:1",
          envs: [...(inputs.envs ?? []), { key: "NOVITA", value: "1" }],
        },
      },
    });
  });

  test("a monthly instance remembers when its term ends", async () => {
    const { ctx } = bed();
    const monthly = inputsWith({ billingMode: "monthly", month: 2 });
    const { state } = await create(ctx, monthly);
    expect(state.__remembered?.termEndsAt).toBe(T0 + 60 * 24 * 3600);
  });

  test("inputs without a name get one, so that a doubt can be resolved", async () => {
    const { ctx, account } = bed();
    const { state } = await create(ctx, inputsWith({ name: undefined }));
    expect(state.name).toBe("trainer-22375b5a888888");
    expect(account.sent("createInstance")).toEqual([
      [expect.objectContaining({ name: "trainer-22375b5a888888" })],
    ]);
  });

  test("a price that cannot be asked for is left out, and no reason to fail", async () => {
    const { ctx, account } = bed();
    account.rule("listProducts", failing(refusal("listProducts", 500, "UNKNOWN", "boom")));
    const { hourlyPrice: _price, ...rest } = whole;
    expect(await create(ctx, inputs)).toStrictEqual({ id: "i-1", state: rest });
  });
});

describe("before anything was created, a failure is a plain error", () => {
  test.each([
    ["no stock", refusal("createInstance", 400, "INSUFFICIENT_RESOURCE", "no more GPUs", `"${NAME}"`)],
    ["no money", refusal("createInstance", 400, "BALANCE_NOT_ENOUGH", "poor", `"${NAME}"`)],
    ["a wrong key", refusal("createInstance", 401, "UNAUTHORIZED", "who?", `"${NAME}"`)],
    ["a wrong value", refusal("createInstance", 400, "VALIDATOR_PARAM", "bad", `"${NAME}"`)],
  ])("%s", async (_what, error) => {
    const { ctx, account } = bed();
    account.script("createInstance", failing(error));
    expect(await thrown(create(ctx, inputs))).toBe(error);
    expect(account.log()).toEqual(["list", "create"]);
  });

  test("a list that cannot be read: nothing is created", async () => {
    const { ctx, account } = bed();
    const error = refusal("listInstances", 500, "UNKNOWN", "boom");
    account.rule("listInstances", failing(error));
    const thrownError = (await thrown(create(ctx, inputs))) as Error;
    expect([thrownError.name, thrownError.message]).toEqual(["NovitaError", `${UNCERTAIN} ${error.message}`]);
    expect(account.log()).toEqual(["list"]);
  });

  test("a list that is not whole: nothing is created", async () => {
    const { ctx, account } = bed();
    account.total = (truth) => truth + 1;
    expect(((await thrown(create(ctx, inputs))) as Error).message).toBe(
      `${UNCERTAIN} the list could not be read to its end. Try again in a minute.`,
    );
    expect(account.sent("createInstance")).toEqual([]);
  });

  test.each([
    ["", inputs, ["list"]],
    [" under a cap", inputsWith({ lifecycle: { maxHourlyPrice: 1 } }), ["list", "listProducts"]],
  ])("a Pulumi that is gone%s: nothing is created", async (_what, declared, calls) => {
    const { ctx, account } = bed();
    const asked: string[] = [];
    const heard = async (line: string): Promise<boolean> => asked.push(line) === 0;
    const error = (await thrown(create({ ...ctx, log: { ...ctx.log, heard } }, declared))) as Error;
    expect([error.name, error.message]).toEqual([
      "NovitaError",
      `GPU instance "${NAME}" was not created: the Pulumi engine has exited.`,
    ]);
    expect([asked, account.log()]).toEqual([[`Creating GPU instance "${NAME}".`], calls]);
  });

  test("whether Pulumi is there is asked right before the request", async () => {
    const { ctx, account } = bed();
    let before: string[] = [];
    const heard = async (): Promise<boolean> => (before = account.log()).length > 0;
    await create({ ...ctx, log: { ...ctx.log, heard } }, inputs);
    expect([before, account.log().slice(0, 2)]).toEqual([["list"], ["list", "create"]]);
  });

  test("and before the request is sent again", async () => {
    const { ctx } = bed();
    const asked: string[] = [];
    const heard = async (line: string): Promise<boolean> => asked.push(line) > 0;
    let goesOn: CallOptions["goesOn"];
    const createInstance: typeof ctx.client.createInstance = (body, options) => {
      goesOn = options?.goesOn;
      return ctx.client.createInstance(body, options);
    };
    await create({ ...ctx, client: { ...ctx.client, createInstance }, log: { ...ctx.log, heard } }, inputs);
    // It had to wait for its turn; then it failed.
    expect(await goesOn?.()).toBe(true);
    expect(await goesOn?.(new NovitaError("It failed.", "no answer came"))).toBe(true);
    expect(asked).toEqual([
      `Creating GPU instance "${NAME}".`,
      `Creating GPU instance "${NAME}".`,
      `Creating GPU instance "${NAME}": no answer came; trying again.`,
    ]);
  });

  test("a defect of our own in the list stays one", async () => {
    const { ctx, account } = bed();
    const defect = new TypeError("x.y is not a function");
    account.rule("listInstances", failing(defect));
    expect(await thrown(create(ctx, inputs))).toBe(defect);
    expect(account.log()).toEqual(["list"]);
  });

  test("a search for orphans that took the whole timeout: nothing is created", async () => {
    const { ctx, account, clock } = bed();
    account.script("listInstances", async (real) => {
      await clock.sleep(10_000);
      return real();
    });
    const hasty = inputsWith({ lifecycle: { timeouts: { create: "10s" } } });
    expect(((await thrown(create(ctx, hasty))) as Error).message).toBe(
      `GPU instance "${NAME}" was not created: lifecycle.timeouts.create (10s) ran out first. Run \`pulumi up\` again, with a longer timeout.`,
    );
    expect(account.log()).toEqual(["list"]);
  });

  test("a price above the cap: nothing is created", async () => {
    const { ctx, account } = bed();
    const error = await thrown(create(ctx, inputsWith({ lifecycle: { maxHourlyPrice: 0.3 } })));
    expect(error).toBeInstanceOf(NovitaError);
    expect((error as Error).message).toBe(
      `GPU instance "${NAME}" was not created: lifecycle.maxHourlyPrice is $0.30, but the instance costs $0.35 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.`,
    );
    expect(account.log()).toEqual(["list", "listProducts"]);
  });

  test("a price that cannot be asked for under a cap: nothing is created", async () => {
    const { ctx, account } = bed();
    const trouble = refusal("listProducts", 500, "UNKNOWN", "boom");
    account.rule("listProducts", failing(trouble));
    const error = await thrown(create(ctx, inputsWith({ lifecycle: { maxHourlyPrice: 0.4 } })));
    expect((error as Error).message).toBe(
      `GPU instance "${NAME}" was not created: lifecycle.maxHourlyPrice is $0.40, and the price could not be asked for. ${trouble.message}`,
    );
    expect(account.sent("createInstance")).toEqual([]);
  });
});

describe("from the id on, every failure keeps it", () => {
  test("a timeout, with what was last seen", async () => {
    const { ctx, account } = bed();
    account.start = [[0, { status: "pulling" }]];
    const slow = inputsWith({ lifecycle: { timeouts: { create: "5m" } } });
    const failure = await kept(create(ctx, slow));
    expect(failure.id).toBe("i-1");
    expect(failure.reasons).toEqual([
      `${label} took longer than 5m to run; its last status was pulling its image (pulling). It still exists and may be billed. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.create, or run \`pulumi destroy\` to end its bill.`,
    ]);
    // Out of the list, which shows no credentials.
    const { sshCommand: _c, sshPassword: _p, ...listed } = whole;
    expect(failure.properties).toStrictEqual({ ...listed, lifecycle: slow.lifecycle, status: "pulling" });
  });

  test("an instance that was never seen: the inputs, with the keys of the face", async () => {
    const { ctx, account } = bed();
    account.script("createInstance", async () => "i-9");
    const failure = await kept(create(ctx, inputs));
    expect([failure.id, failure.properties]).toStrictEqual(["i-9", { ...inputs, hourlyPrice: 0.35 }]);
    expect(failure.reasons).toEqual([
      `GPU instance "${NAME}" (i-9) was accepted, but has not shown up within 2m. It may still do so, and is billed then. Run \`pulumi up\` again in a few minutes; if it is not there then, \`pulumi refresh\` takes it out of the state.`,
    ]);
  });

  test("statusError fails early with the service's reason", async () => {
    const { ctx, account, clock } = bed();
    account.start = [
      [0, { status: "pulling" }],
      [3_000, { statusMessage: "manifest unknown" }],
    ];
    const begin = clock.now();
    const failure = await kept(create(ctx, inputs));
    expect(failure.reasons).toEqual([
      `${label} cannot start: manifest unknown (status pulling). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
    ]);
    expect(failure.properties.statusMessage).toBe("manifest unknown");
    expect(clock.now() - begin).toBeLessThan(5_000);
  });

  test.each([
    ["exited", "has stopped instead of running (stopped (exited)). Its disk is still billed."],
    ["removing", "is being deleted by somebody else (status removing)."],
  ])("an instance that is %s", async (status, beginning) => {
    const { ctx, account } = bed();
    account.start = [
      [0, { status: "creating" }],
      [2_000, { status }],
    ];
    const failure = await kept(create(ctx, inputs));
    expect([failure.id, failure.properties.status]).toEqual(["i-1", status]);
    expect(failure.reasons[0]?.startsWith(`${label} ${beginning}`)).toBe(true);
  });

  test("an instance that vanishes while it is waited for", async () => {
    const { ctx, account } = bed();
    account.start = [
      [0, { status: "creating" }],
      [2_000, "gone"],
    ];
    const failure = await kept(create(ctx, inputs));
    expect([failure.id, failure.properties.status, failure.reasons]).toEqual([
      "i-1",
      "creating",
      [
        `${label} has disappeared. It was deleted outside Pulumi. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
      ],
    ]);
  });

  test("an instance that vanishes as soon as it ran", async () => {
    const { ctx, account } = bed();
    account.script("getInstance", (real, id) => {
      account.patch(id, "gone");
      return real();
    });
    const failure = await kept(create(ctx, inputs));
    expect(failure.reasons).toEqual([
      `${label} disappeared as soon as it was ready: it was deleted outside Pulumi. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
    ]);
  });

  test("a key that is refused in the middle", async () => {
    const { ctx, account } = bed();
    const refused = refusal("listInstances", 401, "UNAUTHORIZED", "revoked");
    account.script(
      "listInstances",
      (real) => real(),
      (real) => real(),
      failing(refused),
    );
    const failure = await kept(create(ctx, inputs));
    expect(refused).toBeInstanceOf(AuthenticationError);
    expect([failure.id, failure.properties.status, keyOf(failure.properties, "__provider")]).toEqual([
      "i-1",
      "toCreate",
      "stub",
    ]);
    expect(failure.reasons).toEqual([
      `Waiting for ${label} to run was cut short; its last status was waiting to be created (toCreate). ${refused.message} It still exists and may be billed. Run \`pulumi up\` again to go on waiting, or \`pulumi destroy\` to end its bill.`,
    ]);
  });

  test("a last read that fails", async () => {
    const { ctx, account } = bed();
    const trouble = refusal("getInstance", 500, "UNKNOWN", "boom", "i-1");
    account.rule("getInstance", failing(trouble));
    const failure = await kept(create(ctx, inputs));
    expect([failure.id, failure.properties.status]).toEqual(["i-1", "running"]);
    expect(failure.reasons).toEqual([
      `${trouble.message} ${label} is kept in the state and may be billed: \`pulumi up\` goes on from there, \`pulumi destroy\` ends its bill.`,
    ]);
  });

  test("a defect of our own in the waiting", async () => {
    const { ctx, account } = bed();
    account.script("listInstances", (real) => real(), failing(new TypeError("x.y is not a function")));
    const failure = await kept(create(ctx, inputs));
    expect([failure.id, failure.properties]).toStrictEqual(["i-1", { ...inputs, hourlyPrice: 0.35 }]);
    expect(failure.reasons).toEqual([
      `${label} exists and is kept in the state, but the provider failed: x.y is not a function. This is a defect of pulumi-novita; please report it. \`pulumi up\` goes on from there, \`pulumi destroy\` deletes the instance.`,
    ]);
  });

  test("a defect of our own in saying that it was accepted", async () => {
    const { ctx } = bed();
    const broken = {
      ...ctx,
      log: {
        ...ctx.log,
        info: () => {
          throw new TypeError("no console");
        },
      },
    };
    const failure = await kept(create(broken, inputs));
    expect([failure.id, failure.properties]).toStrictEqual(["i-1", inputs]);
  });

  test("something seen that cannot be made a state of", async () => {
    const { ctx, account } = bed();
    account.start = [[0, { status: "exited", ports: [null] as never }]];
    const failure = await kept(create(ctx, inputs));
    expect([failure.id, failure.properties]).toStrictEqual(["i-1", { ...inputs, hourlyPrice: 0.35 }]);
  });
});

test("an answer that is no success of ours is not in doubt", async () => {
  const { ctx, account } = bed();
  const error = new UnreadableAnswerError("odd");
  account.script("createInstance", failing(error));
  expect(await thrown(create(ctx, inputs))).toBe(error);
});
