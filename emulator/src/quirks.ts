/**
 * The places where the API's pages leave a choice. The first value of each is the default: the reading that is hardest for a client.
 * The README lists the same table; a test holds the two together.
 */
export const QUIRKS = {
  notFoundStatus: {
    values: ["400", "404"],
    about: "HTTP status when an instance does not exist (reason RESOURCE_NOT_FOUND either way)",
  },
  notFoundText: {
    values: ["typo", "plain"],
    about: 'the message then: "instance not fount" or "instance not found"',
  },
  removed: {
    values: ["gone", "shown"],
    about: "a deleted instance is unknown to Get and List, or is shown for ever with status removed",
  },
  emptyAnswers: {
    values: ["empty", "object"],
    about: "operations with no documented answer send an empty body, or {}",
  },
  numbers: {
    values: ["string", "number"],
    about: "cpuNum, memory, gpuNum, prices, and volume sizes in List",
  },
  onDemandName: {
    values: ["empty", "named"],
    about: 'billingMode of a pay-as-you-go instance in reads: "" or "onDemand"',
  },
  pageBase: { values: ["0", "1"], about: "pageNum of the first page" },
  pageSizeCap: { values: ["100", "none"], about: "the most items that one page holds" },
  getFields: {
    values: ["documented", "real"],
    about:
      "Get without, or with, productId, productName, rootfsSize, spotStatus, spotReclaimTime, lastStartedAt, lastStoppedAt",
  },
  listEndpoints: { values: ["absent", "present"], about: "portMappings[].endpoint in List" },
  toolPorts: { values: ["listed", "hidden"], about: "portMappings also hold the ports of tools" },
  node: { values: ["array", "object"], about: "the shape of node in Get" },
  inlineAuthId: {
    values: ["shown", "empty"],
    about: "imageAuthId in reads after a create with imageAuth: an id made by the service, or nothing",
  },
  kind: { values: ["required", "optional"], about: "whether create needs kind (absent is then gpu)" },
  monthlyWithoutMonth: {
    values: ["reject", "one"],
    about: "create with billingMode monthly and no month: an error, or one month",
  },
  editOmittedPorts: {
    values: ["clear", "keep"],
    about: "edit without ports closes all of them, or leaves them alone",
  },
  editEffect: {
    values: ["late", "now"],
    about:
      "reads show an edit after a while (a quarter of the boot time; meanwhile a second edit is refused), or at once",
  },
  badKeyStatus: {
    values: ["403", "401"],
    about: "HTTP status for a key that is not accepted (INVALID_API_KEY or UNAUTHORIZED)",
  },
} as const satisfies Record<
  string,
  { readonly values: readonly [string, ...string[]]; readonly about: string }
>;

export type QuirkName = keyof typeof QUIRKS;

/** One value for every quirk. */
export type Quirks = { readonly [Name in QuirkName]: (typeof QUIRKS)[Name]["values"][number] };

const names = Object.keys(QUIRKS) as QuirkName[];

/** Says what is wrong with a choice of quirks, in sentences; nothing if all is well. */
export function quirkProblems(chosen: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(chosen).flatMap(([name, value]) => {
    const known = names.find((one) => one === name);
    if (!known) return [`There is no quirk "${name}". The quirks are: ${names.join(", ")}.`];
    const values: readonly string[] = QUIRKS[known].values;
    if (typeof value === "string" && values.includes(value)) return [];
    return [`Quirk ${name} is one of ${values.join(", ")}; got ${JSON.stringify(value)}.`];
  });
}

/** The defaults, with what was chosen put over them. */
export function resolveQuirks(chosen: Partial<Quirks> = {}): Quirks {
  const defaults = Object.fromEntries(
    names.map((name) => [name, QUIRKS[name].values[0]]),
  ) as unknown as Quirks;
  return { ...defaults, ...chosen };
}
