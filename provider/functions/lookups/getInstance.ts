import type { Instance } from "../../api";
import { isWhole, shownOf } from "../../resources/gpuInstance";
import type { Asking } from "./asking";
import type { Functions } from "../generated/types";
import { hourlyUsdOf, instancesOf } from "./instances";
import { Refusal } from "./refusal";

type GetInstance = Functions["getInstance"];

/** See functions.schema.yaml. */
export async function getInstance(asking: Asking, args: GetInstance["args"]): Promise<GetInstance["result"]> {
  const live = await readWhole(asking, await idOf(asking, args));
  return {
    ...shownOf(live),
    id: live.id,
    status: live.status,
    hourlyPrice: await hourlyUsdOf(asking, live),
  };
}

/** The instance, with what only a list shows of it if a read leaves that out. */
async function readWhole(asking: Asking, id: string): Promise<Instance> {
  const live = await asking.client.getInstance(id);
  if (isWhole(live)) return live;
  const listed = (await instancesOf(asking, live.name)).find((each) => each.id === id);
  return { ...listed, ...live };
}

async function idOf(asking: Asking, { id, name }: GetInstance["args"]): Promise<string> {
  if (id !== undefined && name !== undefined)
    throw new Refusal("name", "cannot be given beside id. Leave one of them out.");
  if (id !== undefined) return id;
  if (name === undefined) throw new Refusal("id", "or name is required: the instance to read.");
  const alike = await instancesOf(asking, name);
  const [found, ...others] = alike.filter((each) => each.name === name);
  if (found === undefined)
    throw new Refusal("name", `is that of no instance of the account.${namesOf(alike)}`);
  if (others.length === 0) return found.id;
  const ids = [found, ...others].map((each) => each.id).join(", ");
  throw new Refusal("name", `is that of several instances: ${ids}. Give the id of one of them.`);
}

const MOST_NAMED = 5;

/** Names that have the wanted one in them, as a sentence: somebody may have given the logical name. */
function namesOf(alike: readonly Instance[]): string {
  if (alike.length === 0) return "";
  const names = alike.slice(0, MOST_NAMED).map(({ name }) => JSON.stringify(name));
  return ` Give the whole name: ${names.join(", ")}${alike.length > MOST_NAMED ? ", ..." : ""}.`;
}
