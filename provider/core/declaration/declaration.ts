/** Which declaration of which program a thing comes from. Passed by the resource's class, as a dynamic provider is told no URN. */
export interface Declaration {
  /** Of the backend; `organization` if it knows none. What is created has to know it. */
  readonly organization?: string;
  readonly project: string;
  readonly stack: string;
  /** The qualified type: the types of the parents and its own, as in a URN: `my:Component$GpuInstance`. */
  readonly type?: string;
  /** The resource's logical name. */
  readonly name: string;
  /** The paths of the inputs that the program has marked as secret; it says nothing of whose declaration it is. */
  readonly secret?: readonly string[];
}

/** What two declarations of one run are compared by; a run has one organization, which not every face knows all along. */
export function keyOf({ project, stack, type, name }: Declaration): string {
  return JSON.stringify([project, stack, type, name]);
}

/** The hidden input of a dynamic resource: never the user's, never sent to the service, no part of any comparison. */
export const DECLARATION_KEY = "__declaration";
/** The hidden output: everything that the provider remembers of a thing, and that no other key says. */
export const REMEMBERED_KEY = "__remembered";

/** What the provider remembers of a thing from one operation to the next. */
export interface Remembered {
  /** The baseline: what the service made of declared values, if it reports another form of them. */
  readonly observed?: Properties;
  /** The names of inputs that nobody declared: create has chosen them, or the service, or they are secrets that were found on it. */
  readonly chosen?: readonly string[];
  /** What the program says of the inputs in which its choices differ, if the thing is not the first of them. */
  readonly declared?: Properties;
  /** What a resource adds for itself: see `Definition.remember`. */
  readonly [key: string]: unknown;
}

/** How long operations may take: durations as Pulumi writes them, such as "20m". */
export interface Timeouts {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
}

/** The options of every resource. */
export interface Lifecycle {
  readonly timeouts?: Timeouts;
  readonly adopt?: string;
  readonly ignoreOrphans?: readonly string[];
  readonly waitUntil?: string;
}

/** What the user declared, checked, and whose declaration it is. */
export interface Inputs {
  readonly name?: string;
  readonly lifecycle?: Lifecycle;
  readonly [DECLARATION_KEY]?: Declaration;
}

/** Everything the state keeps of a thing. */
export interface State extends Inputs {
  readonly status?: string;
  readonly [REMEMBERED_KEY]?: Remembered;
}

/** A property bag as a face hands it over: anything may stand anywhere. */
export type Properties = Readonly<Record<string, unknown>>;

/** The part of a bag that has these names and values. */
export function where(bag: object, isMeant: (name: string, value: unknown) => boolean): Properties {
  return Object.fromEntries(Object.entries(bag).filter(([name, value]) => isMeant(name, value)));
}

/** Those of the named values that a bag has. */
export const pick = (bag: object, names: readonly string[]): Properties =>
  where(bag, (name, value) => names.includes(name) && value !== undefined);

/** A bag of inputs or a state as what it is to a generic reader. */
export const bagOf = (bag: object): Properties => bag as Properties;

/** A thing that is about to be deleted for another one. */
export interface Replacement {
  readonly id: string;
  readonly olds: Properties;
  readonly news: Inputs;
}
