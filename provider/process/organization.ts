import { isRecord, NovitaError, parseJson } from "../api";
import type { Declaration } from "../core";
import type { Pulumi } from "./pulumiCommand";

type Environment = Readonly<Record<string, string | undefined>>;

/** What Pulumi itself says for a backend that has no organizations: a folder, a bucket. */
const NONE = "organization";

/**
 * The organization of a stack, of which an engine tells a plugin nothing, though things of it are known by it: that of
 * `PULUMI_ORGANIZATION`, else the backend's, asked of Pulumi.
 *
 * @throws NovitaError if that is not certain.
 */
export async function organizationOf(
  pulumi: Pulumi,
  env: Environment,
  { project, stack }: Pick<Declaration, "project" | "stack">,
): Promise<string> {
  const { PULUMI_ORGANIZATION: told, PULUMI_BACKEND_URL: backend } = env;
  if (told) return told;
  try {
    if (!isService(backend || addressIn(await pulumi(["whoami", "--json"])))) return NONE;
    const found = stacksIn(await pulumi(["stack", "ls", "--json"]), project, stack);
    const [one, ...more] = new Set(found.map(({ organization }) => organization));
    if (one === undefined) throw new Error("`pulumi stack ls` does not show the stack.");
    if (more.length === 0) return one;
    const current = found.find(({ isCurrent }) => isCurrent);
    if (!current) throw new Error(`${[one, ...more].join(" and ")} each have such a stack.`);
    return current.organization;
  } catch (error) {
    throw new NovitaError(
      `Which organization the stack ${project}/${stack} belongs to could not be found out, and what it creates is named after that: ${(error as Error).message} Set the environment variable PULUMI_ORGANIZATION to the organization.`,
    );
  }
}

const isService = (url: string): boolean => /^https?:/.test(url);

function addressIn(printed: string): string {
  const told = parseJson(printed);
  if (isRecord(told) && typeof told.url === "string") return told.url;
  throw new Error("`pulumi whoami` does not tell the backend.");
}

interface Found {
  readonly organization: string;
  readonly isCurrent: boolean;
}

/** The stacks of this name, by the pages that a service has of them: `https://app.pulumi.com/acme/shop/dev`. */
function stacksIn(printed: string, project: string, stack: string): Found[] {
  const listed = parseJson(printed);
  return (Array.isArray(listed) ? listed : []).flatMap((each: unknown) => {
    const page = isRecord(each) && typeof each.url === "string" ? each.url : "";
    const [itsStack, itsProject, organization] = page.split("/").reverse().map(decodeURIComponent);
    const isIt = itsStack === stack && itsProject === project && organization;
    return isIt ? [{ organization, isCurrent: isRecord(each) && each.current === true }] : [];
  });
}
