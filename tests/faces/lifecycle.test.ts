import { type Emulator, startEmulator } from "novita-emulator";
import { type Profile, profiles } from "../profiles.testkit";
import { UNKNOWN } from "../../provider/core";
import { type Face, faces, type Thing } from "./face.testkit";
import { type Sample, samples } from "./samples.testkit";

const KEY = "canary-api-key-3f80";
const API = "/gpu-instance/openapi/v1/";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly live: boolean;
  /** A prewarm task has its name here. */
  readonly note?: string;
}

/** What an account of the emulator has, and what can be done to it behind everybody's back. */
class Service {
  constructor(private readonly emulator: Emulator) {}

  /** The ids of what begins with the logical name, of whichever type. */
  async live(name: string): Promise<string[]> {
    const all = [...(await this.get("instances")), ...(await this.get("resources"))] as Row[];
    const isNamed = (each: Row): boolean =>
      each.note?.includes(` ${name}-`) ?? each.name.startsWith(`${name}-`);
    return all.filter((each) => each.live && isNamed(each)).map(({ id }) => id);
  }

  async take(type: string, id: string): Promise<void> {
    await this.post(`_emulator/${type === "GpuInstance" ? "instances" : "resources"}/${id}`, {
      remove: true,
    });
  }

  arm(on: string, action: object): Promise<void> {
    return this.post("_emulator/faults", { on, do: action });
  }

  readonly call = (path: string, body: object): Promise<void> => this.post(`${API.slice(1)}${path}`, body);

  private async get(path: string): Promise<unknown[]> {
    return (await (await fetch(`${this.emulator.url}/_emulator/${path}`)).json()) as unknown[];
  }

  private async post(path: string, body: object): Promise<void> {
    const headers = { "content-type": "application/json", authorization: "Bearer another-key" };
    const answer = await fetch(`${this.emulator.url}/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  }
}

/** A face at work on an account of its own. */
interface Bed {
  readonly service: Service;
  readonly face: Face;
  readonly close: () => Promise<void>;
}

async function open({ start }: (typeof faces)[number], { hard }: Profile): Promise<Bed> {
  const quirks = { prewarmEnd: "byImage" } as const;
  const emulator = await startEmulator({ port: 0, bootMs: 40, deleteMs: 10, hard, quirks });
  const face = await start({ baseUrl: emulator.url, apiKey: KEY });
  const close = (): Promise<void> => {
    face.stop();
    return emulator.close();
  };
  return { service: new Service(emulator), face, close };
}

/** Every face under both profiles; opened for the first row, closed after the last. */
const places = faces.flatMap((face) =>
  profiles.map((profile) => ({ place: `${face.face}, ${profile.profile}`, face, profile })),
);
const beds = new Map<string, Bed>();
beforeAll(async () => {
  for (const { place, bed } of await Promise.all(
    places.map(async ({ place, face, profile }) => ({ place, bed: await open(face, profile) })),
  ))
    beds.set(place, bed);
});
afterAll(() => Promise.all([...beds.values()].map((bed) => bed.close())));

const cells = places.flatMap(({ place }) => samples.map((sample) => ({ place, type: sample.type, sample })));

/** A row of the table: every type in every place at once, since most of a row is waiting, and a test for each. */
const row = (title: string, run: (bed: Bed, sample: Sample) => Promise<void>): void =>
  describe(title, () => {
    const outcomes = new Map<object, Promise<unknown>>();
    const outcomeOf = async ({ place, sample }: (typeof cells)[number]): Promise<unknown> => {
      const bed = beds.get(place);
      return bed ? run(bed, sample).catch((error: unknown) => error) : new Error("it was not opened");
    };
    test.each(cells)("$place: $type", async (cell) => {
      if (outcomes.size === 0) for (const each of cells) outcomes.set(each, outcomeOf(each));
      const error = await outcomes.get(cell);
      if (error !== undefined) throw error;
    });
  });

let things = 0;
const next = ({ type }: Sample): Thing => ({ type, name: `${type.toLowerCase()}${(things += 1)}` });
const made = async (face: Face, sample: Sample) => {
  const thing = next(sample);
  const { inputs: checked } = await face.check(thing, {}, sample.inputs);
  return { thing, checked, ...(await face.create(thing, checked)) };
};

row("check takes what is right, twice the same, and names all that is wrong", async ({ face }, sample) => {
  const thing = next(sample);
  const { inputs, failures } = await face.check(thing, {}, sample.inputs);
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject(sample.inputs);
  expect(await face.check(thing, inputs, inputs)).toEqual({ inputs, failures: [] });
  expect((await face.check(thing, {}, sample.wrong)).failures).toEqual(sample.failures);
});

row("check lets pass what a preview does not know, in each field", async ({ face }, sample) => {
  const thing = next(sample);
  for (const field of [...Object.keys(sample.facts.fields), "lifecycle"]) {
    const { failures } = await face.check(thing, {}, { ...sample.inputs, [field]: UNKNOWN });
    expect({ field, failures }).toEqual({ field, failures: [] });
  }
});

row("each field is changed in place, or replaces", async ({ face }, sample) => {
  const { inputs, inPlace, replaced, deletesFirst = false } = sample;
  const fields = [...Object.keys(inPlace), ...Object.keys(replaced)];
  expect(fields.sort()).toEqual(Object.keys(sample.facts.fields).sort());
  const thing = next(sample);
  const olds = { ...inputs, name: `${thing.name}-1`, status: sample.ready ?? "running" };
  const none = { changed: false, replaces: [], deleteBeforeReplace: false };
  expect(await face.diff(thing, "id-1", olds, inputs)).toEqual(none);
  for (const [field, value] of Object.entries({ ...inPlace, ...replaced })) {
    const replaces = field in replaced;
    const difference = await face.diff(thing, "id-1", olds, { ...inputs, [field]: value });
    expect({ field, ...difference }).toEqual({
      field,
      changed: true,
      replaces: replaces ? [field] : [],
      deleteBeforeReplace: deletesFirst,
    });
  }
});

row(
  "created, read, changed in place and deleted: one thing, whole in the state, and gone at the end",
  async ({ face, service }, sample) => {
    const { thing, checked, id, properties } = await made(face, sample);
    expect(await service.live(thing.name)).toEqual([id]);
    expect(properties).toMatchObject(sample.inputs);
    const outputs = sample.facts.outputs.filter((each) => !sample.without?.includes(each));
    expect(outputs.filter((each) => !(each in properties))).toEqual([]);
    expect(await face.diff(thing, id, properties, checked)).toMatchObject({ changed: false });
    const found = await face.read(thing, id, properties);
    expect(found).toEqual({ id, properties, inputs: checked });
    const { inputs: news } = await face.check(thing, checked, {
      ...sample.inputs,
      ...sample.update?.(thing.name),
    });
    const updated = sample.update ? await face.update(thing, id, found.properties, news) : properties;
    expect(updated).toMatchObject(news);
    expect(await face.diff(thing, id, updated, news)).toMatchObject({ changed: false });
    expect(await service.live(thing.name)).toEqual([id]);
    await face.delete(thing, id, updated);
    expect(await service.live(thing.name)).toEqual([]);
    expect((await face.read(thing, id, updated)).id).toBe("");
    await face.delete(thing, id, updated);
  },
);

row(
  "a create whose answer is lost, and one that is refused for a moment, make one thing each",
  async ({ face, service }, sample) => {
    await service.arm(sample.create, { kind: "reset", process: true });
    const lost = await made(face, sample);
    expect(await service.live(lost.thing.name)).toEqual([lost.id]);
    await service.arm(sample.create, { kind: "status", status: 429, headers: { "retry-after": "0" } });
    const refused = await made(face, sample);
    expect(await service.live(refused.thing.name)).toEqual([refused.id]);
    for (const { thing, id, properties } of [lost, refused]) await face.delete(thing, id, properties);
  },
);

row(
  "what somebody else changes is shown, and what they delete is gone, also for delete",
  async ({ face, service }, sample) => {
    const { thing, id, properties } = await made(face, sample);
    const drifted = await sample.drift?.(service.call, id);
    expect((await face.read(thing, id, properties)).inputs).toMatchObject({
      ...sample.inputs,
      ...drifted,
    });
    await service.take(sample.type, id);
    expect((await face.read(thing, id, properties)).id).toBe("");
    await face.delete(thing, id, properties);
  },
);

test.each(places)("no secret is printed: $place", ({ place }) => {
  expect(beds.get(place)?.face.output).not.toContain("canary");
});
