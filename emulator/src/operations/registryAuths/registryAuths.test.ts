import { errorBody, fixture, fixtureAs, testbed, type Testbed } from "../../emulator.testkit";

type Auth = {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
};

const LOGIN = { name: "hub", username: "robot", password: "canary-password" };

async function auths(bed: Testbed): Promise<readonly Auth[]> {
  return ((await bed.get("/repository/auths")).body as { data: Auth[] }).data;
}

async function save(bed: Testbed, fields: object = {}): Promise<string> {
  const before = (await auths(bed)).map(({ id }) => id);
  await bed.post("/repository/auth/save", { ...LOGIN, ...fields });
  return (await auths(bed)).find(({ id }) => !before.includes(id))?.id ?? "none";
}

describe("registry credentials", () => {
  it("are saved without an answer, listed with their passwords in clear, and deleted", async () => {
    const bed = testbed();
    expect(await bed.post("/repository/auth/save", LOGIN)).toEqual({ status: 200, body: {} });
    const [, , id = "none"] = (await auths(bed)).map((one) => one.id);
    expect(await auths(bed)).toEqual([
      { id: "auth-1", name: "registry", username: "robot", password: "not-a-real-password" },
      { id: "auth-2", name: "mirror", username: "robot", password: "not-a-real-password" },
      { id, ...LOGIN },
    ]);
    const [documented] = fixtureAs<{ data: object[] }>("registryAuths.response").data;
    for (const one of await auths(bed)) expect(Object.keys(one)).toEqual(Object.keys(documented ?? {}));
    expect(await bed.post("/repository/auth/delete", { id })).toEqual({ status: 200, body: {} });
    expect(await auths(bed)).toHaveLength(2);
    expect(await bed.post("/repository/auth/delete", { id })).toEqual({
      status: 400,
      body: errorBody(400, "RESOURCE_NOT_FOUND", `registry credential ${id} not found`),
    });
  });

  it("take the requests of the pages", async () => {
    const bed = testbed();
    const request = fixture("registryAuthSave.request");
    await bed.post("/repository/auth/save", request);
    expect((await auths(bed)).at(-1)).toMatchObject(request);
  });

  it.each([
    ["save", { ...LOGIN, name: "" }, "invalid name: number of characters must be inside range [1, 255]"],
    ["save", { name: "a", password: "b" }, "invalid username: value is required"],
    ["save", { ...LOGIN, password: 1234 }, "invalid password: value must be a string"],
    [
      "save",
      { ...LOGIN, password: "x".repeat(1025) },
      "invalid password: number of characters must be inside range [1, 1024]",
    ],
    ["delete", {}, "invalid id: value is required"],
  ])("refuse to %s %j", async (verb, body, message) => {
    const bed = testbed();
    expect(await bed.post(`/repository/auth/${verb}`, body)).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", message),
    });
    expect(await auths(bed)).toHaveLength(2);
  });

  it("are twice there if they are saved twice, or once, with the new values", async () => {
    const twice = testbed();
    for (const password of ["one", "two"]) await save(twice, { password });
    expect((await auths(twice)).slice(2).map(({ password }) => password)).toEqual(["one", "two"]);
    const once = testbed({ quirks: { authSameName: "update" } });
    for (const password of ["one", "two"]) await save(once, { password });
    expect((await auths(once)).slice(2).map(({ password }) => password)).toEqual(["two"]);
  });

  it("are masked, and listed late, at their hardest", async () => {
    const bed = testbed({ hard: true });
    expect(await bed.post("/repository/auth/save", LOGIN)).toEqual({ status: 200, body: "" });
    expect(await auths(bed)).toHaveLength(2);
    bed.clock.advance(bed.desk.world.state.settings.bootMs / 4);
    expect((await auths(bed)).at(-1)).toMatchObject({ name: "hub", username: "robot", password: "******" });
  });

  it("are not deleted while an instance uses them", async () => {
    const bed = testbed();
    const id = await save(bed);
    const instanceId = await bed.create({ imageAuthId: id });
    expect(await bed.post("/repository/auth/delete", { id })).toEqual({
      status: 400,
      body: errorBody(400, "IMAGE_AUTH_IN_USE", `registry credential ${id} is in use by ${instanceId}`),
    });
    await bed.control("POST", `/instances/${instanceId}`, { remove: true });
    expect(await bed.post("/repository/auth/delete", { id })).toEqual({ status: 200, body: {} });
  });

  it("are held by templates and unfinished prewarm tasks too, at their hardest", async () => {
    const template = { ...fixtureAs<{ template: object }>("templateCreate.request").template };
    const task = { imageUrl: "registry.example.com/team/a:1", clusterId: "us-ca-6" };
    for (const hard of [false, true]) {
      const bed = testbed({ quirks: hard ? { authUsers: "all" } : {} });
      const remove = async (id: string): Promise<number> =>
        (await bed.post("/repository/auth/delete", { id })).status;
      const [first, second] = [await save(bed), await save(bed)];
      const { templateId } = (
        await bed.post("/template/create", { template: { ...template, imageAuth: first } })
      ).body as { templateId: string };
      await bed.post("/image/prewarm", { ...task, repositoryAuth: second });
      expect([await remove(first), await remove(second)]).toEqual(hard ? [400, 400] : [200, 200]);
      await bed.post("/template/delete", { templateId });
      bed.clock.advance(bed.desk.world.state.settings.bootMs);
      if (hard) expect([await remove(first), await remove(second)]).toEqual([200, 200]);
    }
  });
});
