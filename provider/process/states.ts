import { isRecord, parseJson } from "../api";
import type { Declaration, Holding, States } from "../core";
import type { Pulumi } from "./pulumiCommand";

/** More would take minutes. */
const MOST_STACKS = 50;
/** Stacks that are exported at once. */
const AT_ONCE = 4;

/**
 * The states of the project, asked of Pulumi by `pulumi stack export`: first the stack's own, then, as long as an
 * instance is not found, those of the project's other stacks. Secrets stay encrypted.
 */
export function createStates(pulumi: Pulumi, isOwn: IsOwn): States {
  let own: Promise<string> | undefined;
  return {
    holding: (declaration, ids) => holding(pulumi, declaration, new Set(ids)),
    heldApart: async (declaration, id) => {
      // A fleet asks at once; whose process sees to a resource stays as it was when the run began.
      own ??= exportOf(pulumi, declaration, declaration.stack);
      const exported = await own.catch(() => undefined);
      return exported === undefined ? undefined : holderApart(declaration, id, exported, isOwn);
    },
  };
}

const exportOf = (pulumi: Pulumi, declaration: Declaration, stack: string): Promise<string> =>
  pulumi(["stack", "export", "--stack", fullName(declaration, stack)]);

/** Whether a resource of a state, of a type and with a reference to its provider, is seen to by this process. */
export type IsOwn = (type: string, provider: string) => boolean;

function holderApart(
  declaration: Declaration,
  id: string,
  exported: string,
  isOwn: IsOwn,
): string | undefined {
  const holders = managedIn(typeOf(declaration), exported).filter((each) => each.id === id);
  const apart = holders.find((each) => !isOwn(String(each.type), String(each.provider)));
  return apart && String(apart.urn).split("::").slice(3).join("::");
}

const typeOf = ({ type }: Declaration): string => type?.split("$").at(-1) ?? "";

async function holding(pulumi: Pulumi, declaration: Declaration, ids: ReadonlySet<string>): Promise<Holding> {
  const stacks = new Map<string, string>();
  const ownType = typeOf(declaration);
  const look = async (stack: string): Promise<void> => {
    const exported = await exportOf(pulumi, declaration, stack);
    for (const { id } of managedIn(ownType, exported)) if (ids.has(id)) stacks.set(id, stack);
  };
  try {
    await look(declaration.stack);
    if (stacks.size === ids.size) return { stacks };
    const others = (await stacksOf(pulumi)).filter((stack) => stack !== declaration.stack);
    if (others.length > MOST_STACKS) {
      return { stacks, trouble: `the project has ${others.length + 1} stacks, too many to look through.` };
    }
    for (let at = 0; at < others.length; at += AT_ONCE) {
      await Promise.all(others.slice(at, at + AT_ONCE).map(look));
    }
    return { stacks };
  } catch (error) {
    return { stacks, trouble: `their states could not be read. ${(error as Error).message}` };
  }
}

/** Without an organization the name is looked up in the project of the working directory. */
function fullName({ organization, project }: Declaration, stack: string): string {
  return organization === undefined ? stack : `${organization}/${project}/${stack}`;
}

/** The stacks of the project in the working directory; a service shows them with their organization. */
async function stacksOf(pulumi: Pulumi): Promise<string[]> {
  const listed = parseJson(await pulumi(["stack", "ls", "--json"]));
  if (!Array.isArray(listed)) throw new Error("`pulumi stack ls` printed no list.");
  const names = listed.map((each) => (isRecord(each) && typeof each.name === "string" ? each.name : ""));
  return names.map((name) => name.slice(name.lastIndexOf("/") + 1)).filter((name) => name !== "");
}

/** What a state manages of a type, by the end of its name for Pulumi. */
function managedIn(type: string, exported: string): (Readonly<Record<string, unknown>> & { id: string })[] {
  const state = parseJson(exported);
  const deployment = isRecord(state) ? state.deployment : undefined;
  if (!isRecord(deployment)) throw new Error("`pulumi stack export` printed no state.");
  const resources = Array.isArray(deployment.resources) ? deployment.resources : [];
  return resources.flatMap((each) =>
    isRecord(each) &&
    typeof each.id === "string" &&
    String(each.type).endsWith(type) &&
    each.external !== true
      ? [{ ...each, id: each.id }]
      : [],
  );
}
