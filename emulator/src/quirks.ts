interface Quirk {
  /** What clients of the real service have seen; if nobody has, what the API's pages say. The default. */
  readonly real: string;
  /** The reading that is hardest for a client: what `--hard` takes. */
  readonly hardest: string;
  /** Readings beside these two. */
  readonly others?: readonly string[];
  readonly about: string;
}

/** The places where the service leaves a choice, or has been seen to differ. The README lists the same table; a test holds the two together. */
export const QUIRKS = {
  notFoundStatus: {
    real: "404",
    hardest: "400",
    about: "HTTP status when an instance does not exist (reason RESOURCE_NOT_FOUND either way)",
  },
  notFoundText: {
    real: "plain",
    hardest: "typo",
    about: 'the message then: "instance not found" or "instance not fount"',
  },
  removed: {
    real: "gone",
    hardest: "gone",
    others: ["shown"],
    about:
      "a deleted instance is unknown to Get, and in List only if status=removed is asked for; or both show it for ever",
  },
  emptyAnswers: {
    real: "object",
    hardest: "empty",
    about: "operations with no documented answer send {}, or an empty body",
  },
  numbers: {
    real: "string",
    hardest: "string",
    others: ["number"],
    about: "cpuNum, memory, gpuNum, prices, and volume sizes in List",
  },
  onDemandName: {
    real: "empty",
    hardest: "empty",
    others: ["named"],
    about: 'billingMode of a pay-as-you-go instance in reads: "" or "onDemand"',
  },
  unsetMessages: {
    real: "null",
    hardest: "omitted",
    about: "statusError, network and the connect components that there are none of: null, or left out",
  },
  firstStatus: {
    real: "toCreate",
    hardest: "pending",
    about: "the status of an instance that has just been created; the pages do not know pending",
  },
  pageBase: {
    real: "1",
    hardest: "0",
    about: "number of the first page of a list; with 1, 0 is the first page too",
  },
  pageSizeCap: { real: "none", hardest: "100", about: "the most items that one page holds" },
  getFields: {
    real: "real",
    hardest: "documented",
    others: ["withoutSpot"],
    about:
      "Get with productId, productName, rootfsSize, lastStartedAt, lastStoppedAt, releaseDataAt, spotStatus, spotReclaimTime; with none of them; or with all but the last two",
  },
  listEndpoints: { real: "present", hardest: "absent", about: "portMappings[].endpoint in List" },
  toolPorts: {
    real: "listed",
    hardest: "listed",
    others: ["hidden"],
    about: "portMappings also hold the ports of tools",
  },
  node: { real: "object", hardest: "array", about: "the shape of node in Get" },
  webTerminal: { real: "off", hardest: "on", about: "whether Get tells a web terminal and its password" },
  inlineAuthId: {
    real: "shown",
    hardest: "empty",
    about: "imageAuthId in reads after a create with imageAuth: an id made by the service, or nothing",
  },
  kind: {
    real: "optional",
    hardest: "required",
    about: "whether create needs kind (absent is gpu if it does not)",
  },
  monthlyWithoutMonth: {
    real: "reject",
    hardest: "reject",
    others: ["one"],
    about: "create with billingMode monthly and no month: an error, or one month",
  },
  upgradeOmitted: {
    real: "empty",
    hardest: "reject",
    about: "upgrade without command, entrypoint, envs, save or networkVolume: absent is empty, or an error",
  },
  editOmittedPorts: {
    real: "keep",
    hardest: "keepEmpty",
    others: ["clear"],
    about:
      "edit without ports leaves them alone; so does an empty list, and the last port cannot be closed; or both close all of them",
  },
  editEffect: {
    real: "late",
    hardest: "late",
    others: ["now"],
    about:
      "reads show an edit after a while (a quarter of the boot time; meanwhile a second edit is refused), or at once",
  },
  reclaimedStart: {
    real: "accepted",
    hardest: "refused",
    about:
      "start of a spot instance that was reclaimed: it gets a machine, or INSUFFICIENT_RESOURCE and only migrate helps",
  },
  wrongStateReason: {
    real: "named",
    hardest: "absent",
    about: 'reason of the refusal "invalid state change": DEPENDENT_RESOURCE_STATE, or none',
  },
  totals: {
    real: "documented",
    hardest: "string",
    about:
      "total in the lists of storages, networks, templates and prewarm tasks: as their pages have it (a string for networks, else a number), or always a string",
  },
  listLag: {
    real: "none",
    hardest: "late",
    about:
      "lists show a new storage, credential, network, template or prewarm task at once, or after a quarter of the boot time",
  },
  storageCreated: {
    real: "object",
    hardest: "text",
    about:
      "the answer to the create of a network storage: {storageId, storageName, storageSize}, or the bare id as a JSON string",
  },
  storageNames: {
    real: "any",
    hardest: "strict",
    about: "names of network storages: any text, or letters, digits and hyphens only",
  },
  passwords: {
    real: "clear",
    hardest: "masked",
    about: "passwords in the list of registry credentials",
  },
  authSameName: {
    real: "second",
    hardest: "second",
    others: ["update"],
    about:
      "saving a registry credential under a name that there is: a second entry, or the same one with the new values",
  },
  authUsers: {
    real: "instances",
    hardest: "all",
    about:
      "what keeps a registry credential from being deleted: instances, or templates and unfinished prewarm tasks too",
  },
  networkCreated: {
    real: "item",
    hardest: "nothing",
    about:
      "the answer to the create of a network: the network in a list, or the answer of an operation without a documented one",
  },
  networkListKey: {
    real: "networks",
    hardest: "networks",
    others: ["network"],
    about: "what the list of networks is called in its answer: as seen, or as its page has it",
  },
  networkState: {
    real: "object",
    hardest: "object",
    others: ["array"],
    about: "the shape of a network's state: as seen, or as its page has it",
  },
  networkCreating: {
    real: "silent",
    hardest: "error",
    about: "whether the state of a network that is being created has an error that means nothing",
  },
  templateNames: {
    real: "free",
    hardest: "unique",
    about: "whether two templates may have one name; if not, the second is refused with CONFLICT",
  },
  templateOmitted: {
    real: "clear",
    hardest: "clear",
    others: ["keep"],
    about: "what an update of a template leaves out is empty from then on, or stays",
  },
  prewarmCreated: {
    real: "id",
    hardest: "unanswered",
    others: ["refused"],
    about:
      "the answer to the create of a prewarm task: its id; HTTP 500 although there is the task; or 500, and there is none",
  },
  prewarmEnd: {
    real: "byImage",
    hardest: "failed",
    about: "a prewarm task fails if its image cannot be pulled, or always",
  },
  badKeyStatus: {
    real: "403",
    hardest: "403",
    others: ["401"],
    about: "HTTP status for a key that is not accepted (INVALID_API_KEY or UNAUTHORIZED)",
  },
} as const satisfies Record<string, Quirk>;

export type QuirkName = keyof typeof QUIRKS;

type Reading<One extends Quirk> =
  | One["real"]
  | One["hardest"]
  | (One extends { readonly others: readonly (infer Other extends string)[] } ? Other : never);

/** One value for every quirk. */
export type Quirks = { readonly [Name in QuirkName]: Reading<(typeof QUIRKS)[Name]> };

const names = Object.keys(QUIRKS) as QuirkName[];

/** The values of a quirk, the default first. */
export function readingsOf(name: QuirkName): readonly string[] {
  const { real, hardest, others = [] }: Quirk = QUIRKS[name];
  return [...new Set([real, hardest, ...others])];
}

/** Says what is wrong with a choice of quirks, in sentences; nothing if all is well. */
export function quirkProblems(chosen: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(chosen).flatMap(([name, value]) => {
    const known = names.find((one) => one === name);
    if (!known) return [`There is no quirk "${name}". The quirks are: ${names.join(", ")}.`];
    const values = readingsOf(known);
    if (typeof value === "string" && values.includes(value)) return [];
    return [`Quirk ${name} is one of ${values.join(", ")}; got ${JSON.stringify(value)}.`];
  });
}

/** A profile, with what was chosen put over it. */
export function resolveQuirks(chosen: Partial<Quirks> = {}, hard = false): Quirks {
  const profile = Object.fromEntries(
    names.map((name) => [name, hard ? QUIRKS[name].hardest : QUIRKS[name].real]),
  ) as unknown as Quirks;
  return { ...profile, ...chosen };
}
