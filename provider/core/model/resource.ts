import type { CallOptions, Clock, Redactor } from "../../api";
import type {
  CheckFailure,
  Declaration,
  Inputs,
  Lifecycle,
  Properties,
  Remembered,
  Replacement,
  State,
} from "../declaration";
import type { Deployment } from "./deployment";
import type { Facts } from "./facts";
import type { Listing, ListOptions, Live, Phase, Rest, Sighting, Unrest } from "./live";
import type { Rule } from "./rule";
import type { View } from "./view";

/** The calls of a resource. Each throws a `NovitaError`; an `InDoubtError` if the service may have acted all the same. */
export interface Api {
  /** Sends the one create request. @returns the id; `undefined` if the service gives none: it is then found by its name. */
  create(ctx: Context, inputs: Inputs, options: CallOptions): Promise<string | undefined>;
  /** Everything of its kind in the account, or what has `name` in its name. */
  list(ctx: Pick<Context, "clock">, options: CallOptions & ListOptions): Promise<Listing<Live>>;
  /** One thing; absent if the service has no such call, and then lists serve. Throws a `NotFoundError` if it has none. */
  get?(ctx: Pick<Context, "clock">, id: string, options?: CallOptions): Promise<Live>;
  delete(ctx: Context, id: string, options: CallOptions): Promise<void>;
}

/** What a step is decided by: how things are, were declared, and shall be. */
export interface Situation<L = Live, S = State, I = Inputs> {
  readonly id: string;
  readonly live: L;
  readonly olds: S;
  readonly news: I;
}

/** What is known of a thing since its change was accepted. */
export interface Course {
  /** The statuses that it has been seen with. */
  readonly seen: ReadonlySet<string>;
  readonly waitedMs: number;
}

/** One call that brings a live thing closer to what is declared. */
export interface Step<C = Context, L = Live, S = State, I = Inputs> {
  /** For progress lines: "setting its ports and disk". */
  readonly doing: string;
  /** The inputs that hold from then on. */
  readonly achieves: readonly string[];
  /** Whether it counts as done once it was accepted, though the service may not show it in time. */
  readonly final?: boolean;
  /** The option of `lifecycle` that it sees to: one that no create request says and the service does not show. */
  readonly option?: string;
  /** Default: whether an input that it achieves is not as declared. */
  needed?(situation: Situation<L, S, I>): boolean;
  /** Refuses what would lose something, before the first call that changes anything. */
  refuse?(ctx: C, situation: Situation<L, S, I>): Promise<void>;
  send(ctx: C, situation: Situation<L, S, I>, options: CallOptions): Promise<void>;
  /**
   * Sees to a call that may have to wait: calls `attempt`, and again only after it has thrown an `OutOfStockError`. The time
   * between is none of the operation's. Default: once.
   */
  obtain?(ctx: C, situation: Situation<L, S, I>, attempt: () => Promise<void>): Promise<void>;
  /** Whether a thing at rest shows that it is done. Default: if the service shows what it achieves, as declared. */
  shows?(now: L, situation: Situation<L, S, I>, course: Course): boolean;
  /** What is remembered of it once it is done; `undefined` forgets a key, from the moment the call was accepted. */
  remembers?(live: L | undefined): object;
}

/** What a program can do to a thing that no declared value says. */
export interface Method {
  /** The names of the outputs that it answers: those that it may change. */
  readonly answers: readonly string[];
  /**
   * Does it, and returns the thing as it is then.
   *
   * @throws NovitaError when it was not done, or what became of it is not known.
   */
  call(ctx: Context, id: string): Promise<Live>;
}

/** A thing of the state, compared with what the program of the run declares. */
export interface Compared {
  readonly label: string;
  /** What is: the outputs of the state. */
  readonly olds: Properties;
  /** What shall be: checked inputs. */
  readonly news: Properties;
  /** The inputs that differ. */
  readonly changes: readonly string[];
  /** What needs a replacement: inputs, or `status`. */
  readonly replaces: readonly string[];
  /** Whether it is not at rest as declared. */
  readonly isHalted: boolean;
  readonly view: View;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The moment of which a state tells: right after a change, a read, or a failure that keeps what was known. */
export interface Moment {
  readonly kind: "applied" | "read" | "kept";
  /** What was remembered before; absent if nothing was. */
  readonly before?: Remembered;
  /** Inputs whose change was accepted and may not be shown yet: they count as declared. */
  readonly pending?: readonly string[];
}

/**
 * A resource of the service, as the generic life cycle needs it: facts and small functions. Made by `define`, which
 * knows what is usual.
 */
export interface Definition {
  /** Pulumi's name of it: `GpuInstance`. */
  readonly type: string;
  /** What messages call it, also at the start of a sentence: `GPU instance`. Its last word alone is its short form. */
  readonly noun: string;
  readonly facts: Facts;
  readonly api: Api;
  /** Changes in place, in the order in which they are made. */
  readonly steps: readonly Step[];
  /** What a program can do to it, by name. */
  readonly methods?: Readonly<Record<string, Method>>;
  /** Whether Novita asks no money for one. @default false */
  readonly isFree?: boolean;
  /** What a replacement does first. @default "create" */
  readonly replacedFirst?: "create" | "delete";
  /** The rules across fields. */
  readonly rules: readonly Rule[];
  /** What it is waited for to do: "to run". */
  readonly goal: string;
  /** Where it comes to rest if it is not declared to be ready; absent if nothing else can be declared. */
  restsAt?(inputs: Properties | Inputs): Rest | undefined;

  phaseOf(live: Pick<Live, "status" | "statusMessage">): Phase;
  /** A status in words, for progress lines: "pulling its image (pulling)". */
  describe(live: Live): string;
  /** Why it will not become ready by itself, and what to do, as the rest of a sentence about it. */
  explain(live: Live, phase: Unrest, lifecycle?: Lifecycle): string;
  /**
   * Something that the person in front should know of a thing that was just read.
   *
   * @param now Milliseconds since 1970; absent if it is watched all the time.
   */
  warning?(live: Live, lifecycle?: Lifecycle, now?: number): string | undefined;
  /** Why a thing of the state may be gone without anybody having deleted it, and what follows, in sentences. */
  whyGone?(olds: State): string | undefined;
  /** Whether a thing last seen with this status was never ready before; also true if it was never seen. */
  isBeingMade(status: string | undefined): boolean;
  /** Whether a read of one thing shows all that a list does. */
  isWhole?(live: Live): boolean;
  /**
   * What a read of one thing would show, made of what a list shows of it and what the state keeps; `undefined` if that
   * is not enough. Absent if only a read tells.
   */
  asRead?(listed: Live, olds?: State): Live | undefined;

  /** The outputs that a change in place of an input may change; absent if it may be all of them. */
  outputsChangedBy?(field: string): readonly string[];
  /** The inputs as the live thing has them; what the service does not show is absent. */
  liveInputs(live: Live, declared: Properties): Properties;
  /** The options of `lifecycle` that a thing shows which nobody has declared: one that is imported. */
  optionsOf?(live: Live): object | undefined;
  /** Whether an entry of a list stands for nothing, and only keeps the places of others. */
  isGap?(field: string, entry: unknown): boolean;
  /** A drifted list in the user's own layout. */
  inDeclaredOrder?(field: string, live: unknown, declared: unknown): unknown;
  /** The outputs that the service shows beside the inputs. */
  outputsOf(live: Live, inputs?: Properties): object;
  /**
   * Outputs that the thing itself does not tell, such as its price; never fails.
   *
   * @param about What the state has, and the thing as it is; absent if it is as the inputs will have it.
   */
  quote?(ctx: Context, inputs: Inputs, about?: { before?: Properties; live?: Live }): Promise<Properties>;
  /** The names of those outputs. */
  readonly quoted?: readonly string[];
  /** What is remembered beside the baseline. */
  remember?(live: Live, inputs: Inputs, moment: Moment): object;

  /** The things that a declaration accepts, by their inputs, the most wanted first. Default: the one that it says. */
  choices?(inputs: Inputs): readonly Inputs[];
  /** The inputs in which they differ. */
  readonly placed?: readonly string[];

  /** Inputs that follow from others. */
  implied?(inputs: Properties): Properties;
  /** Whether a change of an input can be made only by a replacement. */
  replaces(field: string, olds: Properties, news: Properties): boolean;
  /** Whether a thing of the state that is not at rest as declared is replaced for it. */
  replacesHalted?(olds: Properties, news: Properties): boolean;
  /** Why an update leaves a thing that the program declares as it is, and fails, in sentences. */
  whyRefused?(compared: Compared): string | undefined;
  /** What the person in front should know of a thing that the program declares and the state has, in sentences. */
  remarksOn?(compared: Compared): readonly (string | undefined)[];
  /** Whether a thing that is taken over can still get the declared value with nothing lost. */
  isSettable?(field: string, live: Live, inputs: Inputs): boolean;
  /** Whether a declared value that an orphan does not show counts as different. */
  countsUnseen(field: string): boolean;
  /** Why a thing that is otherwise as declared cannot be taken over, as a sentence. */
  whyNotAdopted?(live: Live, inputs: Inputs): string | undefined;
  /** Something to say about the steps to come. */
  warnOfSteps?(label: string, situation: Situation): string | undefined;

  /** Whether these inputs lead to spending that the ones in the state do not. */
  buys?(olds: Properties, news: Properties): boolean;
  /** What speaks against buying it, asked of the service: see `replacement` for one that another thing is deleted for. */
  checkPurchase?(
    ctx: Context,
    olds: Properties,
    inputs: Inputs,
    replacement?: Replacement,
  ): Promise<CheckFailure[]>;
  /** What speaks against a change in place, asked of the service. */
  checkChange?(ctx: Context, olds: Properties, inputs: Inputs): Promise<CheckFailure[]>;
  /** Refuses a create right before the money is spent. */
  beforeCreate?(ctx: Context, inputs: Inputs): Promise<void>;
  /**
   * Sees to a create that may have to wait, or may be of one thing out of several: calls `create` with what to create, and
   * again only after it has thrown an `OutOfStockError`. Default: once, after {@link beforeCreate}.
   */
  obtain?<T>(ctx: Context, inputs: Inputs, create: (choice: Inputs) => Promise<T>): Promise<T>;
  /** Refuses to delete what a replacement would not come for. */
  beforeReplacement?(ctx: Context, replacement: Replacement, label: string): Promise<void>;
  /** The price of a live thing in words, for messages: "$0.70 an hour". */
  priceOf?(ctx: Context, live: Live): Promise<string>;
  /** What there is to say of an error of a delete, if it is more than the error says. */
  whyNotDeleted?(ctx: Context, id: string, error: unknown): Promise<string | undefined>;

  /** The secrets in inputs or a state, beside what the program has marked, and the names that are none. */
  secretsIn(bag: Properties): SecretTexts;
  /** How to write a value that was given in a wrong form, by its place: `envs[*]`. */
  readonly examples?: Readonly<Record<string, string>>;
  /** What to do about a name that is no field, if others call one so. */
  adviceOn?(place: string, name: string): string | undefined;
}

/** Texts of one bag of inputs, by what they are to a redactor. */
export interface SecretTexts {
  readonly secrets: readonly unknown[];
  /** Values of environment variables: secret only as far as they are no common word. */
  readonly variables?: readonly unknown[];
  /** The inputs whose values are such variables. */
  readonly variableFields?: readonly string[];
  /** Inputs that are names of things. */
  readonly labels: readonly string[];
}

/** Says something to the person who runs Pulumi, while the operation goes on. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  /**
   * Says something and resolves when it has been heard; `false` if nobody is there any more: a killed Pulumi leaves
   * its provider process behind, which must not buy anything then.
   */
  heard(line: string): Promise<boolean>;
}

/** What to do with a thing of the same declaration that no state knows: see `orphans.ts`. */
export type OrphanPolicy = "report" | "adopt";

/** What the states of a project hold, of which Pulumi shows an operation no more than one resource. */
export interface States {
  /**
   * Those of the things that a stack of the project holds. Never fails.
   *
   * @param ids At least one.
   */
  holding(declaration: Declaration, ids: readonly string[]): Promise<Holding>;
  /**
   * The logical name of the resource of the stack that has a thing by way of another provider, whose process knows nothing of
   * this one; absent if none has it, or if the state cannot be looked into.
   */
  heldApart(declaration: Declaration, id: string): Promise<string | undefined>;
}

/** What a look into the states found. */
export interface Holding {
  /** The stack that holds it, by the thing's id. */
  readonly stacks: ReadonlyMap<string, string>;
  /** Why the states of some stacks could not be looked into: a sentence. */
  readonly trouble?: string;
}

/** What is asked of a shared list. */
export interface LookOptions {
  readonly name?: string;
  /** For reading it, in milliseconds, without the waiting for the rate limit. */
  readonly budgetMs?: number;
  /** For everything, in milliseconds. Default: `budgetMs`. */
  readonly withinMs?: number;
  /** Whether it tells what became of a request of unknown outcome, and goes first. */
  readonly isUrgent?: boolean;
  /** Aborted when it is not needed any more: what nobody needs is not read, or not to its end. */
  readonly signal?: AbortSignal;
}

/** Lists that all operations of the process share. */
export interface Lists {
  /** Everything, or what has `name` in its name, as a list shows it that starts after this call. */
  next(options?: LookOptions): Promise<Listing<Live>>;
  /** Everything as a list of the last seconds shows it, if nothing was changed since; otherwise a new one. */
  recent(): Promise<Listing<Live>>;
  /** Everything that the last whole list has shown; nothing if none has started since the given time. */
  latest(since: number): readonly Live[];
  /** Something is about to be changed: no list from before it is recent any more. */
  changing(): void;
}

/** Looks at things on behalf of all operations that wait at the same time. */
export interface Poller {
  /** What the next look shows of a thing. */
  next(id: string, since: number, signal?: AbortSignal): Promise<Sighting>;
}

/** Says how far those are that wait. */
export interface Progress {
  /** Somebody begins to wait; returns what to call with each sighting, and at the end. */
  begin(ctx: Pick<Context, "resource" | "log">, waiting: Awaited): Reporter;
}

/** Somebody who waits, as {@link Progress} speaks of it. */
export interface Awaited {
  readonly label: string;
  /** "to run". */
  readonly goal: string;
  readonly startedAt: number;
  readonly timeoutMs: number;
}

/** Takes what is seen of one thing that is waited for. */
export interface Reporter {
  seen(sighting: Sighting): void;
  /** @param reached Whether the goal was reached. */
  end(reached: boolean): void;
}

/** Everything the life cycle needs from outside; one for a whole process and resource. */
export interface Context {
  readonly resource: Definition;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly log: Log;
  /** The config `novita:orphans`. */
  readonly orphans: OrphanPolicy;
  /** The config `novita:owner`, part of every name; empty if there is none. */
  readonly owner: string;
  readonly states: States;
  readonly deployment: Deployment;
  readonly lists: Lists;
  readonly poller: Poller;
  readonly progress: Progress;
  /** Knows all secrets of the run, so that nothing prints them. */
  readonly redactor: Redactor;
  /** Aborted when the run is cancelled, with a `NovitaError` for its reason; absent if the face is not told. */
  readonly cancelled?: AbortSignal;
  /** How long this operation may take, in milliseconds, if the engine says: then `lifecycle.timeouts` does not. */
  readonly customTimeoutMs?: number;
}
