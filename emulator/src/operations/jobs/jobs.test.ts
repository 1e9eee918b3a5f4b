import { errorBody, fixture, fixtureAs, testbed, type Testbed } from "../../emulator.testkit";

type Job = Record<string, unknown> & { readonly Id: string; readonly type: string };

async function listed(bed: Testbed, query = ""): Promise<{ jobs: Job[]; total: number }> {
  return (await bed.get(`/jobs${query}`)).body as { jobs: Job[]; total: number };
}

const state = (text: string) => ({ state: text, error: "", errorMessage: "" });

/** An instance that saved an image, and is migrating now. */
async function withJobs(): Promise<{ bed: Testbed; id: string }> {
  const bed = testbed();
  const id = await bed.boot();
  await bed.post("/job/save/image", { instanceId: id, image: "registry.example.com/team/saved:1" });
  bed.clock.advance(2000);
  await bed.post("/gpu/instance/migrate", { instanceId: id });
  bed.clock.advance(100);
  return { bed, id };
}

describe("jobs", () => {
  it("are listed newest first with what became of them", async () => {
    const { bed, id } = await withJobs();
    const [documented] = fixtureAs<{ jobs: object[] }>("jobs.response").jobs;
    const { jobs, total } = await listed(bed);
    expect([Object.keys(jobs[0] ?? {}), total]).toEqual([Object.keys(documented ?? {}), 2]);
    expect(jobs).toMatchObject([
      { type: "instanceMigrate", state: state("running"), instanceId: id, user: "user-1" },
      { type: "saveImage", state: state("success"), createdAt: "1767225601" },
    ]);
  });

  it("are found by each field of the query", async () => {
    const { bed, id } = await withJobs();
    const { jobs } = await listed(bed);
    await bed.post("/gpu/instance/delete", { instanceId: id });
    const found = async (query: string) => (await listed(bed, query)).jobs.map(({ type }) => type);
    expect(await found("?state=break")).toEqual(["instanceMigrate"]);
    expect(await found("?type=saveImage")).toEqual(["saveImage"]);
    expect(await found(`?jobId=${String(jobs[1]?.Id)}`)).toEqual(["saveImage"]);
    expect(await found("?startTime=1767225602")).toEqual(["instanceMigrate"]);
    expect(await found("?endTime=1767225602")).toEqual(["saveImage"]);
    expect(await found("?creators=somebody")).toEqual([]);
    expect(await found("?pageSize=1&pageNum=2")).toEqual(["saveImage"]);
    // The request that the page shows.
    expect(await found("?pageSize=5&pageNum=1&jobId=&type=&state=&startTime=&endTime=&creators=")).toEqual([
      "instanceMigrate",
      "saveImage",
    ]);
  });
});

it.each([
  ["?type=instanceReset", "type: value must be in list [saveImage, instanceMigrate, autoInstanceMigrate]"],
  ["?state=over", "state: value must be in list [pulling, running, fail, success, break]"],
  ["?startTime=9223372036854775808", "startTime: value must be inside range [0, 9223372036854775807]"],
  [`?jobId=${"x".repeat(256)}`, "jobId: number of characters must be at most 255"],
])("jobs are not looked for by %.40s", async (query, problem) => {
  expect(await testbed().get(`/jobs${query}`)).toEqual({
    status: 400,
    body: errorBody(400, "VALIDATOR_PARAM", `invalid ${problem}`),
  });
});

describe("save image", () => {
  const SAVE = "/job/save/image";

  it("is a job of the instance, which goes on as it is", async () => {
    const bed = testbed();
    const id = await bed.boot();
    const { status, body } = await bed.post(SAVE, { instanceId: id, image: "r.example.com/a/b:1" });
    const { jobId } = body as { jobId: string };
    expect([status, body]).toEqual([200, { jobId: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({
      status: "running",
      jobs: [{ id: jobId, type: "saveImage" }],
    });
    bed.clock.advance(1000);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({ jobs: [] });
    expect((await listed(bed, `?jobId=${jobId}`)).jobs).toMatchObject([
      { Id: jobId, type: "saveImage", state: state("success") },
    ]);
  });

  it("is refused for what is not there, is being created, or has no name to be saved as", async () => {
    const bed = testbed();
    expect(await bed.post(SAVE, { instanceId: "nope", image: "a:1" })).toEqual({
      status: 404,
      body: fixture("errors/resourceNotFound.404"),
    });
    expect(await bed.post(SAVE, { instanceId: await bed.create(), image: "a:1" })).toMatchObject({
      status: 400,
      body: { reason: "DEPENDENT_RESOURCE_STATE" },
    });
    expect(await bed.post(SAVE, { instanceId: await bed.boot() })).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", "invalid image: value is required"),
    });
  });
});

describe("break job", () => {
  const BREAK = "/job/break";
  const running = async (bed: Testbed): Promise<string> =>
    (await listed(bed, "?state=running")).jobs[0]?.Id ?? "";

  it("ends a migration, which leaves the instance stopped", async () => {
    const { bed, id } = await withJobs();
    const jobId = await running(bed);
    expect(await bed.post(BREAK, { jobId })).toEqual({ status: 200, body: { jobId } });
    bed.clock.advance(1000);
    expect(await bed.behind(id)).toMatchObject({ status: "exited", usdPerHour: 0.0125 });
    expect((await listed(bed)).jobs.map((job) => [job.type, job.state])).toEqual([
      ["instanceMigrate", state("break")],
      ["saveImage", state("success")],
    ]);
  });

  it("ends the saving of an image, and touches nothing else", async () => {
    const bed = testbed();
    const id = await bed.boot();
    await bed.post("/job/save/image", { instanceId: id, image: "a/b:1" });
    await bed.post("/job/save/image", { instanceId: id, image: "a/b:2" });
    const jobId = await running(bed);
    await bed.post(BREAK, { jobId });
    expect(await bed.status(id)).toBe("running");
    expect((await listed(bed, "?state=break")).jobs.map(({ Id }) => Id)).toEqual([jobId]);
    expect((await listed(bed, "?state=running")).total).toBe(1);
  });

  it("is refused for a job that is over, or that never was", async () => {
    const { bed } = await withJobs();
    const [over] = (await listed(bed, "?state=success")).jobs;
    expect(await bed.post(BREAK, { jobId: over?.Id })).toEqual({
      status: 400,
      body: errorBody(400, "CONFLICT", `job ${over?.Id} is over: its state is success`),
    });
    expect(await bed.post(BREAK, { jobId: "nope" })).toEqual({
      status: 400,
      body: errorBody(400, "JOB_NOT_FOUND", "job not found"),
    });
    expect(await bed.post(BREAK, {})).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", "invalid jobId: value is required"),
    });
  });
});
