import * as core from ".";
import { InDoubtError, NotFoundError, NovitaError, Redactor } from "../api";
import { FakeClock } from "../api/fakeClock.testkit";

/** `coming` is what it shows `looks` looks later. */
type Thing = core.Live & { readonly looks: number; readonly coming?: object };

const READY = { status: "ready" };

/** What a status of it means. */
export const phaseOf = ({ status }: Pick<core.Live, "status">): core.Phase =>
  status === "ready" || status === "leaving" ? status : "pending";

/**
 * A service that gives no id to a create and has lists alone: what was just made is `busy` for two looks, then
 * `ready`; a change shows after two looks; what was deleted is `leaving`, and shown twice more. Each resource brings its own fields.
 */
export class FakeService {
  readonly sent: string[] = [];
  things: readonly Thing[] = [];
  /** How many things a create makes, and whether its answer is lost. */
  makes = 1;
  isLost = false;
  /** Whether a list says that it is whole. */
  isWhole = true;

  /** @param fields The inputs that a create takes, and a list shows again. */
  constructor(private readonly fields: readonly string[]) {}

  /** The calls of a resource. */
  readonly api: core.Api = {
    create: async (_ctx, inputs) => {
      const given = core.pick(inputs, this.fields);
      this.sent.push(`create ${this.fields.map((name) => given[name]).join(" ")}`);
      for (let at = 1; at <= this.makes; at++) this.put(`b-${at}`, given);
      if (this.isLost) throw new InDoubtError(new NovitaError("The connection broke."));
      return undefined;
    },
    list: async (_ctx, { name = "" }) => this.list(name),
    delete: async (_ctx, id) => this.change("delete", id, { status: "leaving" }),
  };

  /** Puts a thing there, or changes one, and asks nothing. */
  put(id: string, change: object): void {
    const before = this.things.find((each) => each.id === id);
    const after = { ...before, id, status: "busy", looks: 2, ...change };
    this.things = [...this.things.filter((each) => each !== before), after];
  }

  /** A call that changes a thing. */
  change(call: string, id: string, change: object): void {
    this.sent.push(`${call} ${id}`);
    const isThere = this.things.some((each) => each.id === id);
    if (!isThere) throw new NotFoundError(`No ${id}.`, 404, undefined, "");
    this.put(id, change);
  }

  /** The call of a step that sets inputs. */
  changing(call: string, ...inputs: readonly string[]): core.Step["send"] {
    return async (_ctx, { id, news }) => this.change(call, id, { ...READY, coming: core.pick(news, inputs) });
  }

  private list(name: string): core.Listing<core.Live> {
    this.sent.push("list");
    const items = this.things.filter((each) => each.name?.includes(name));
    const left = this.things.filter(({ looks, status }) => looks > 1 || status !== "leaving");
    this.things = left.map((each) => ({
      ...each,
      looks: each.looks - 1,
      ...(each.looks < 2 && { ...READY, ...each.coming }),
    }));
    return { items, complete: this.isWhole };
  }
}

const duration = { type: "string", default: "10m" };
const timeouts = { type: "object", properties: { create: duration, update: duration, delete: duration } };

/** The facts of a resource with a name and these fields; every operation may take ten minutes. */
export function factsOf(
  given: Readonly<Record<string, readonly [Partial<core.FieldFacts>, object]>>,
): core.Facts {
  const all = Object.entries({ name: [{ chosen: "always" }, { type: "string" }] as const, ...given });
  const fields = all.map(([name, [facts]]) => [
    name,
    { change: "replace", echoed: true, compare: "text", ...facts },
  ]);
  const nodes = all.map(([name, [, node]]) => [name, node]);
  const lifecycle = { type: "object", properties: { timeouts } };
  const properties = { ...Object.fromEntries(nodes), lifecycle } as object;
  return {
    fields: Object.fromEntries(fields) as core.Facts["fields"],
    outputs: ["status"],
    secretPaths: [],
    secretOutputs: [],
    schema: core.createSchema({ type: "object", additionalProperties: false, properties }, []),
  };
}

type Options = Partial<
  Pick<core.Context, "owner" | "orphans"> & Pick<FakeService, "makes" | "isLost" | "isWhole" | "things">
>;

/** Makes the life cycle of a resource anew, with its service and what it says. */
export const bedOf =
  (facts: core.Facts, define: (service: FakeService) => core.Definition) =>
  ({ owner = "", orphans = "report", ...state }: Options = {}) => {
    const service = Object.assign(new FakeService(Object.keys(facts.fields)), state);
    const resource = define(service);
    const [clock, lines] = [new FakeClock(), [] as string[]];
    const say = (line: string): number => lines.push(line);
    const log = { info: say, warn: say, heard: async (line: string) => say(line) > 0 };
    const ctx: core.Context = {
      ...{ owner, orphans, resource, clock, log },
      ...{ random: () => 0.5, redactor: new Redactor() },
      states: { holding: async () => ({ stacks: new Map() }), heldApart: async () => undefined },
      deployment: new core.Deployment(),
      ...core.looking(resource.api, { clock, log }),
    };
    return { ctx, service, lines };
  };

/** What comes of work: its value, or its error as a text. */
export const outcomeOf = (work: Promise<unknown>): Promise<unknown> => work.catch(String);

/** Everything that a service was asked, from words such as `list ×4`. */
export const requests = (...words: readonly string[]): string[] =>
  words.flatMap((each) => {
    const [, call = each, times = "1"] = / ×/.test(each) ? (/^(.*) ×(\d+)$/.exec(each) ?? []) : [];
    return Array.from({ length: Number(times) }, () => call);
  });
