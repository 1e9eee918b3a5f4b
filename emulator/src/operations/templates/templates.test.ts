import { errorBody, fixtureAs, START_S, testbed, type Testbed } from "../../emulator.testkit";

type Json = Readonly<Record<string, unknown>>;

const { template: PRINTED } = fixtureAs<{ template: Json }>("templateCreate.request");
const MINIMAL = { name: "t", type: "instance", channel: "private", image: "ubuntu:22.04", rootfsSize: 60 };
const MINE = "?channel=private&isMyCommunity=true";

async function make(bed: Testbed, template: Json = MINIMAL): Promise<string> {
  return ((await bed.post("/template/create", { template })).body as { templateId: string }).templateId;
}

async function look(bed: Testbed, id: string): Promise<Json> {
  return ((await bed.get(`/template?templateId=${id}`)).body as { template: Json }).template;
}

describe("templates", () => {
  it("are created as they are ordered, shown, and deleted", async () => {
    const bed = testbed();
    const { status, body } = await bed.post("/template/create", { template: PRINTED });
    const { templateId } = body as { templateId: string };
    expect([status, body]).toEqual([200, { templateId }]);
    expect(templateId).toMatch(/^\d+$/);
    const seen = await look(bed, templateId);
    expect(seen).toEqual({
      ...PRINTED,
      Id: templateId,
      user: "user-1",
      uuid: templateId,
      logo: "",
      volumes: [],
      tools: [],
      createdAt: START_S,
      updatedAt: START_S,
      recommendCards: [],
      creator: "",
      isUsed: false,
      description: "",
      collectNum: "0",
      isCollected: false,
      complaintNum: "0",
      nickname: "",
    });
    const documented = fixtureAs<{ template: object }>("template.response").template;
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(Object.keys(documented)));
    expect(await bed.get(`/templates${MINE}`)).toEqual({ status: 200, body: { template: [seen], total: 1 } });
    expect(await bed.post("/template/delete", { templateId })).toEqual({ status: 200, body: { templateId } });
    const gone = {
      status: 400,
      body: errorBody(400, "TEMPLATE_NOT_FOUND", `template ${templateId} not found`),
    };
    expect(await bed.get(`/template?templateId=${templateId}`)).toEqual(gone);
    expect(await bed.post("/template/delete", { templateId })).toEqual(gone);
    expect(await bed.post("/template/update", { template: { ...MINIMAL, Id: templateId } })).toEqual(gone);
    expect(await bed.get(`/templates${MINE}`)).toEqual({ status: 200, body: { template: [], total: 0 } });
  });

  it("are updated as a whole: what is left out is empty, or stays", async () => {
    for (const [templateOmitted, envs] of [
      ["clear", []],
      ["keep", PRINTED.envs],
    ] as const) {
      const bed = testbed({ quirks: { templateOmitted } });
      const Id = await make(bed, PRINTED);
      bed.clock.advance(1000);
      const template = { ...MINIMAL, Id, name: "u", rootfsSize: 80, ports: [{ type: "tcp", ports: [22] }] };
      expect(await bed.post("/template/update", { template })).toEqual({
        status: 200,
        body: { templateId: Id },
      });
      expect(await look(bed, Id)).toMatchObject({
        ...template,
        envs,
        createdAt: START_S,
        updatedAt: String(Number(START_S) + 1),
      });
    }
  });

  it("are listed newest first, by channel, type and a part of the name", async () => {
    const bed = testbed();
    for (const name of ["alpha", "beta", "alphabet"]) await make(bed, { ...MINIMAL, name });
    await make(bed, { ...MINIMAL, name: "endpoint", type: "serverless", channel: "community" });
    const names = async (query: string): Promise<unknown> => {
      const { template, total } = (await bed.get(`/templates${query}`)).body as {
        template: Json[];
        total: number;
      };
      return [template.map(({ name }) => name), total];
    };
    expect(await names(MINE)).toEqual([["alphabet", "beta", "alpha"], 3]);
    expect(await names(`${MINE}&name=ALPHA`)).toEqual([["alphabet", "alpha"], 2]);
    expect(await names(`${MINE}&pageSize=2&pageNum=2`)).toEqual([["alpha"], 3]);
    expect(await names(`${MINE}&type=serverless`)).toEqual([[], 0]);
    expect(await names("?channel=community&isMyCommunity=false")).toEqual([["endpoint"], 1]);
    expect(await names("?channel=official&isMyCommunity=false")).toEqual([[], 0]);
  });

  it.each([
    ["?isMyCommunity=true", "invalid channel: value is required"],
    ["?channel=private", "invalid isMyCommunity: value is required"],
    [
      "?channel=mine&isMyCommunity=true",
      "invalid channel: value must be in list [official, community, private]",
    ],
    ["?channel=private&isMyCommunity=1", "invalid isMyCommunity: value must be in list [true, false]"],
  ])("are not listed by %s", async (query, message) => {
    expect(await testbed().get(`/templates${query}`)).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", message),
    });
  });

  it("refuse a read without an id", async () => {
    expect(await testbed().get("/template")).toMatchObject({
      body: { reason: "VALIDATOR_PARAM", message: "invalid templateId: value is required" },
    });
  });

  it.each<[string, object, string]>([
    ["create", {}, "invalid template: value is required"],
    [
      "create",
      { template: { ...MINIMAL, name: "" } },
      "invalid template.name: number of characters must be inside range [1, 255]",
    ],
    [
      "create",
      { template: { ...MINIMAL, type: "vm" } },
      "invalid template.type: value must be in list [instance, serverless]",
    ],
    [
      "create",
      { template: { ...MINIMAL, channel: "official" } },
      "invalid template.channel: value must be in list [private, community]",
    ],
    [
      "create",
      { template: { ...MINIMAL, rootfsSize: 0 } },
      "invalid template.rootfsSize: value must be inside range [1, 2147483647]",
    ],
    ["create", { template: { ...MINIMAL, image: undefined } }, "invalid template.image: value is required"],
    [
      "create",
      { template: { ...MINIMAL, readme: "x".repeat(102_401) } },
      "invalid template.readme: number of characters must be at most 102400",
    ],
    [
      "create",
      { template: { ...MINIMAL, ports: [{ type: "quic", ports: [1] }] } },
      "invalid template.ports[0].type: value must be in list [http, tcp, udp]",
    ],
    [
      "create",
      { template: { ...MINIMAL, ports: [{ type: "tcp", ports: ["22"] }] } },
      "invalid template.ports[0].ports[0]: value must be an integer",
    ],
    [
      "create",
      { template: { ...MINIMAL, ports: [{ type: "tcp", ports: [0] }] } },
      "invalid template.ports[0].ports[0]: value must be inside range [1, 65535]",
    ],
    [
      "create",
      { template: { ...MINIMAL, minCudaVersion: "12" } },
      "invalid template.minCudaVersion: value must look like 11.8 or 12.4",
    ],
    ["update", { template: MINIMAL }, "invalid template.Id: value is required"],
    ["delete", {}, "invalid templateId: value is required"],
  ])("refuse to %s %j", async (verb, body, message) => {
    const bed = testbed();
    expect(await bed.post(`/template/${verb}`, body)).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", message),
    });
    expect((await bed.get(`/templates${MINE}`)).body).toEqual({ template: [], total: 0 });
  });

  it("may share a name, or may not, at their hardest", async () => {
    const bed = testbed();
    await make(bed);
    expect(await make(bed)).toMatch(/^\d+$/);
    const hard = testbed({ hard: true });
    const Id = await make(hard);
    const taken = errorBody(400, "CONFLICT", "template name t already exists");
    expect(await hard.post("/template/create", { template: MINIMAL })).toEqual({ status: 400, body: taken });
    expect(await hard.post("/template/update", { template: { ...MINIMAL, Id } })).toMatchObject({
      status: 200,
    });
  });
});
