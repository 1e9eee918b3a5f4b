import { labelOf, lookUp } from "../../resources/gpuInstance/bound.testkit";
import { bed, thrown } from "../lifecycle/context.testkit";
import { failing, fault, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";

const box = {
  id: "i-1",
  name: "box",
  status: "running",
  productId: "4090",
  rootfsSize: 60,
  secrets: ["canary"],
};

test("a read that shows everything is one call", async () => {
  const { ctx, account } = bed();
  account.add(box);
  expect([await lookUp(ctx, "i-1"), account.log()]).toEqual([box, ["get i-1"]]);
});

test("what a read lacks comes from the list, and what both show from the read", async () => {
  const { ctx, account } = bed();
  account.add(box);
  account.getLacks = ["productId", "rootfsSize"];
  account.script("listInstances", async () => ({
    items: [{ ...box, status: "pulling", secrets: [] }],
    total: 1,
  }));
  expect([await lookUp(ctx, "i-1"), account.log()]).toEqual([box, ["get i-1", "list"]]);
  expect(account.sent("listInstances")).toEqual([[{ name: "box", pageSize: 100, pageNum: 0 }]]);
});

test.each([
  ["spot", "running", true],
  ["spot", "exited", true],
  [undefined, "exited", true],
  [undefined, "running", false],
  ["onDemand", "exited", false],
  ["monthly", "exited", false],
])(
  "a read of a %s one, %s, that says nothing of spot asks the list: %p",
  async (billingMode, status, asks) => {
    const { ctx, account } = bed();
    const spot = { spotStatus: "terminated", spotReclaimAt: 1_767_225_600 };
    account.add({ ...box, status, ...spot, ...(billingMode && { billingMode }) });
    account.getLacks = ["spotStatus", "spotReclaimAt"];
    expect(await lookUp(ctx, "i-1")).toEqual(expect.objectContaining(asks ? spot : { status }));
    expect(account.log()).toEqual(asks ? ["get i-1", "list"] : ["get i-1"]);
    account.getLacks = [];
    account.clear();
    await lookUp(ctx, "i-1");
    expect(account.log()).toEqual(["get i-1"]);
  },
);

test("what was just listed saves the list", async () => {
  const { ctx, account } = bed();
  account.add(box);
  account.getLacks = ["productId"];
  expect([await lookUp(ctx, "i-1", box), account.log()]).toEqual([box, ["get i-1"]]);
});

describe("gone", () => {
  test.each([
    [400, "RESOURCE_NOT_FOUND", "no such thing"],
    [404, "", "page"],
    [400, "", "instance not fount"],
  ])("is not found (%i %s %s), and missing in a whole list", async (status, reason, message) => {
    const { ctx, account } = bed();
    account.script("getInstance", failing(refusal("getInstance", status, reason, message, "i-1")));
    expect([await lookUp(ctx, "i-1"), account.log()]).toEqual([undefined, ["get i-1", "list"]]);
  });

  test("is removed", async () => {
    const { ctx, account } = bed();
    account.add({ ...box, status: "removed" });
    expect([await lookUp(ctx, "i-1"), account.log()]).toEqual([undefined, ["get i-1"]]);
  });

  test("is not found, and removed in the list", async () => {
    const { ctx, account } = bed();
    account.add({ ...box, status: "removed" });
    account.script("getInstance", failing(refusal("getInstance", 404, "", "no", "i-1")));
    expect(await lookUp(ctx, "i-1")).toBeUndefined();
  });
});

describe("not taken to be gone", () => {
  const notFound = refusal("getInstance", 400, "RESOURCE_NOT_FOUND", "no", "i-1");
  const nothing = "so it does not count as gone; nothing was changed. Try again in a minute.";

  test("when the list still shows it", async () => {
    const { ctx, account } = bed();
    account.add(box);
    account.script("getInstance", failing(notFound));
    expect(((await thrown(lookUp(ctx, "i-1"))) as Error).message).toBe(
      `${notFound.message} But the list still shows it, ${nothing}`,
    );
  });

  test("when the list is not whole", async () => {
    const { ctx, account } = bed();
    account.total = () => 9;
    account.script("getInstance", failing(notFound));
    expect(((await thrown(lookUp(ctx, "i-1"))) as Error).message).toBe(
      `${notFound.message} But the list could not be read to its end, ${nothing}`,
    );
  });

  test.each([
    ["the list fails", refusal("listInstances", 500, "UNKNOWN", "boom")],
    ["the list hangs", fault("listInstances")],
  ])("when %s", async (_what, error) => {
    const { ctx, account } = bed();
    account.script("listInstances", failing(error));
    expect(await thrown(lookUp(ctx, "i-1"))).toBe(error);
  });

  test.each([
    ["a failing server", refusal("getInstance", 500, "UNKNOWN", "not found", "i-1")],
    ["a refused key", refusal("getInstance", 401, "UNAUTHORIZED", "no", "i-1")],
    ["a wrong address", refusal("getInstance", 404, "API_NOT_FOUND", "no such route", "i-1")],
    ["a refused id", refusal("getInstance", 400, "VALIDATOR_PARAM", "bad id", "i-1")],
    ["a cut connection", fault("getInstance", "reset", "i-1")],
    ["a defect of our own", new TypeError("boom")],
  ])("when the read fails: %s", async (_what, error) => {
    const { ctx, account } = bed();
    account.script("getInstance", failing(error));
    expect([await thrown(lookUp(ctx, "i-1")), account.log()]).toEqual([error, ["get i-1"]]);
  });
});

test.each([
  [{ id: "i-1", name: "box" }, 'GPU instance "box" (i-1)'],
  [{ id: "i-1" }, "GPU instance i-1"],
  [{ id: "i-1", name: "bo\u001b[2Jx" }, 'GPU instance "bo x" (i-1)'],
])("%j is called %s", (instance, words) => {
  expect(labelOf(instance)).toBe(words);
});
