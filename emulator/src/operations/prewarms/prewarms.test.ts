import { errorBody, fixture, fixtureAs, START_S, testbed, type Testbed } from "../../emulator.testkit";

type Json = Readonly<Record<string, unknown>>;

const TASK = { imageUrl: "vllm/vllm-openai:v0.8.4", clusterId: "us-ca-6" };

async function make(bed: Testbed, fields: object = {}): Promise<string> {
  return ((await bed.post("/image/prewarm", { ...TASK, ...fields })).body as { id: string }).id;
}

async function tasks(bed: Testbed, query = ""): Promise<readonly Json[]> {
  return ((await bed.get(`/image/prewarm${query}`)).body as { data: Json[] }).data;
}

const after = (bed: Testbed, part: number): void =>
  bed.clock.advance(bed.desk.world.state.settings.bootMs * part);

describe("image prewarm", () => {
  it("goes from pending over running to its end", async () => {
    const bed = testbed();
    const { status, body } = await bed.post("/image/prewarm", {
      ...TASK,
      productIds: ["4090.16c62g.os"],
      note: "for the trainer",
    });
    const { id } = body as { id: string };
    expect([status, body]).toEqual([200, { id }]);
    const seen = {
      id,
      imageName: "vllm-openai:v0.8.4",
      imageUrl: "vllm/vllm-openai:v0.8.4",
      repositoryAuth: "",
      clusterId: "us-ca-6",
      clusterName: "US-CA-06 (California)",
      products: [{ productId: "4090.16c62g.os", productName: "RTX 4090 24GB" }],
      imageSize: "0",
      createTime: START_S,
      state: "Pending",
      completeTime: "0",
      note: "for the trainer",
      reason: [],
    };
    const [documented] = fixtureAs<{ data: object[] }>("imagePrewarms.response").data;
    expect(Object.keys(seen).sort()).toEqual(Object.keys(documented ?? {}).sort());
    expect(await bed.get("/image/prewarm")).toEqual({ status: 200, body: { data: [seen], total: 1 } });
    after(bed, 0.1);
    expect(await tasks(bed)).toEqual([{ ...seen, state: "Running" }]);
    after(bed, 0.9);
    const end = String(Number(START_S) + 1);
    expect(await tasks(bed)).toEqual([
      { ...seen, state: "Succeeded", completeTime: end, imageSize: "2300000000" },
    ]);
  });

  it("fails for an image that cannot be pulled", async () => {
    const bed = testbed();
    const imageUrl = "private.example.com/team/model:1";
    await make(bed, { imageUrl });
    await make(bed, { imageUrl, repositoryAuth: "auth-1" });
    after(bed, 1);
    expect(await tasks(bed)).toMatchObject([
      { state: "Succeeded", reason: [] },
      {
        state: "Failed",
        reason: [`failed to pull image ${imageUrl}: it is private, and there is no credential for it`],
      },
    ]);
  });

  it("is listed newest first, by state, cluster and a part of the name", async () => {
    const bed = testbed();
    await make(bed);
    after(bed, 1);
    await make(bed, { imageUrl: "ubuntu:22.04", clusterId: "us-dallas-nas-2" });
    const names = async (query: string): Promise<unknown[]> =>
      (await tasks(bed, query)).map(({ imageName }) => imageName);
    expect(await names("")).toEqual(["ubuntu:22.04", "vllm-openai:v0.8.4"]);
    expect(await names("?state=Succeeded")).toEqual(["vllm-openai:v0.8.4"]);
    expect(await names("?clusterId=us-dallas-nas-2")).toEqual(["ubuntu:22.04"]);
    expect(await names("?name=VLLM")).toEqual(["vllm-openai:v0.8.4"]);
    expect(await names("?pageSize=1&page=2")).toEqual(["vllm-openai:v0.8.4"]);
    expect(await bed.get("/image/prewarm?state=success")).toEqual({
      status: 400,
      body: errorBody(
        400,
        "VALIDATOR_PARAM",
        "invalid state: value must be in list [Pending, Running, Succeeded, Failed]",
      ),
    });
  });

  it("takes another note, and is deleted, several at once", async () => {
    const bed = testbed();
    const ids = [await make(bed), await make(bed)];
    expect(await bed.post("/image/prewarm/edit", { id: ids[0], note: "later" })).toEqual({
      status: 200,
      body: {},
    });
    expect(await tasks(bed)).toMatchObject([{ note: "" }, { note: "later" }]);
    const gone = errorBody(400, "RESOURCE_NOT_FOUND", "image prewarm task none not found");
    expect(await bed.post("/image/prewarm/delete", { ids: [...ids, "none"] })).toEqual({
      status: 400,
      body: gone,
    });
    expect(await tasks(bed)).toHaveLength(2);
    expect(await bed.post("/image/prewarm/delete", { ids })).toEqual({ status: 200, body: {} });
    expect(await tasks(bed)).toEqual([]);
    expect(await bed.post("/image/prewarm/edit", { id: "none" })).toEqual({ status: 400, body: gone });
  });

  it("takes the requests of the pages", async () => {
    const bed = testbed();
    const request = { ...fixture("imagePrewarm.request"), clusterId: "us-ca-6" };
    expect(await bed.post("/image/prewarm", request)).toMatchObject({ status: 200 });
  });

  it("has a quota of tasks that are not over", async () => {
    const bed = testbed();
    for (let n = 0; n < 5; n++) await make(bed);
    expect(await bed.get("/image/prewarm/quota")).toEqual({
      status: 200,
      body: { total: 5, limit: 5, perImageSize: 100 },
    });
    expect(await bed.post("/image/prewarm", TASK)).toEqual({
      status: 400,
      body: errorBody(400, "OPERATION_LIMIT", "operation limit"),
    });
    after(bed, 1);
    expect((await bed.get("/image/prewarm/quota")).body).toMatchObject({ total: 0 });
    expect(await bed.post("/image/prewarm", TASK)).toMatchObject({ status: 200 });
  });

  it.each([
    ["", { clusterId: "us-ca-6" }, "VALIDATOR_PARAM", "invalid imageUrl: value is required"],
    ["", { ...TASK, clusterId: "none" }, "RESOURCE_NOT_FOUND", "cluster none not found"],
    ["", { ...TASK, productIds: ["none"] }, "RESOURCE_NOT_FOUND", "product none not found"],
    ["", { ...TASK, productIds: "none" }, "VALIDATOR_PARAM", "invalid productIds: value must be a list"],
    ["/edit", { note: "a" }, "VALIDATOR_PARAM", "invalid id: value is required"],
    [
      "/delete",
      { ids: [] },
      "VALIDATOR_PARAM",
      "invalid ids: number of items must be greater than or equal to 1",
    ],
    ["/delete", { ids: [7] }, "VALIDATOR_PARAM", "invalid ids[0]: value must be a string"],
  ])("is refused: %s %j", async (path, body, reason, message) => {
    expect(await testbed().post(`/image/prewarm${path}`, body)).toEqual({
      status: 400,
      body: errorBody(400, reason, message),
    });
  });

  it("fails with status 500 and is there all the same, or is not, and ends badly, at its hardest", async () => {
    const unknown = { status: 500, body: errorBody(500, "UNKNOWN", "unknown error") };
    const bed = testbed({ hard: true });
    expect(await bed.post("/image/prewarm", TASK)).toEqual(unknown);
    after(bed, 1);
    expect(await tasks(bed)).toMatchObject([
      { state: "Failed", reason: ["the image could not be prewarmed"] },
    ]);
    const refused = testbed({ quirks: { prewarmCreated: "refused" } });
    expect(await refused.post("/image/prewarm", TASK)).toEqual(unknown);
    expect(await tasks(refused)).toEqual([]);
  });

  it("stays where a fault keeps it, or fails as it says", async () => {
    const bed = testbed();
    for (const status of ["Pending", "Running"]) {
      await bed.control("POST", "/faults", { on: "prewarmCreate", do: { kind: "stuck", status } });
      await make(bed);
    }
    await bed.control("POST", "/faults", { on: "prewarmCreate", do: { kind: "fail", message: "too large" } });
    await make(bed);
    after(bed, 10);
    expect(await tasks(bed)).toMatchObject([
      { state: "Failed", reason: ["too large"] },
      { state: "Running" },
      { state: "Pending" },
    ]);
  });
});
