import { setMaxListeners } from "node:events";
import {
  type Context,
  DECLARATION_KEY,
  type Declaration,
  declaredSince,
  InitFailure,
  type Inputs,
  pick,
  type Properties,
  REMEMBERED_KEY,
  shortNoun,
  type State,
} from "../core";
import * as lifecycle from "../core";
import { AuthenticationError, ConfigurationError, ConnectionError, NovitaError, Redactor } from "../api";
import type { Asking } from "../functions";
import { AnswerCache } from "../pricing";
import {
  assemble,
  type Assembled,
  faceError,
  logOver,
  type Machine,
  organizationOf,
  outputsOf,
  thisMachine,
} from "../process";
import { asWrittenHere, declarationOf, markedIn, namedBy, ownOf, stateIn, typeIn } from "./declaration";
import { detailedDiff } from "./detailed";
import { areApart, asked, hiding, listed, methodOf, selfOf } from "./functions";
import { previewOfCreate, previewOfUpdate, unknown } from "./preview";
import { halted, isOpen, notPrinted, refuseApart } from "./reading";
import { type Configured, configuredBy, isOwnOf } from "./settings";
import { open, rootOf, seal } from "./values";
import {
  type Asked,
  type Autonaming,
  type Bag,
  type Before,
  type DiffAnswer,
  type Failure,
  type OfThing,
  Refused,
  type Request,
  type Say,
  type Thing,
} from "./wire";

/** One operation, with what it works on. */
interface Operation {
  readonly ctx: Context;
  /** The places of what the program has marked as secret. */
  readonly marked: readonly string[];
  readonly declaration: Declaration;
}

/** What a provider does from one configuration to the next: the life cycle, as the engine speaks to a plugin. */
export class Session {
  private readonly redactor = new Redactor();
  private readonly cancelling = new AbortController();
  private readonly assembled: Assembled;
  private readonly asking: Asking;
  private organization: Promise<string> | undefined;
  /** Whether other providers are of another account, by their configurations. */
  private readonly compared = new Map<string, Promise<boolean>>();
  /** All that was said so far, until the engine has heard it. */
  private said: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly configured: Configured,
    private readonly say: Say,
    private readonly env: Readonly<Record<string, string | undefined>>,
    private readonly machine: Machine = thisMachine,
  ) {
    const { signal } = this.cancelling;
    // All that waits listens to it; Node would warn the user of more than ten.
    setMaxListeners(0, signal);
    const { settings } = configured;
    const isOwn = isOwnOf(configured);
    this.assembled = assemble(settings, this.redactor, this.voiceOf(""), signal, machine, isOwn);
    const { client } = this.assembled;
    const { clock } = machine;
    this.asking = { client, clock, answers: new AnswerCache(clock) };
  }

  /** Ends what waits, with the ids kept. The engine also says so at the end of each run. */
  cancel(): void {
    this.cancelling.abort(new NovitaError("The run was cancelled. Run the same command again to go on."));
  }

  check({
    urn,
    olds,
    news,
    autonaming,
  }: Request & { olds: Bag; news: Bag; autonaming: Autonaming }): Promise<{
    inputs: Bag;
    failures: readonly Failure[];
  }> {
    const given = open(news);
    return this.does({ urn }, given.secret, async ({ ctx, declaration }) => {
      const { facts } = ctx.resource;
      const before = ownOf(open(olds).values);
      const named = namedBy(autonaming, before, ownOf(given.values), facts);
      // What is taken over is looked for in the state, which the name of the stack alone may not tell.
      const looks = lifecycle.adoptOf(named.inputs) !== undefined && Object.keys(before).length === 0;
      const whole = looks ? await this.wholeIfKnown(declaration) : declaration;
      const checked = await lifecycle.check(ctx, before, { ...named.inputs, [DECLARATION_KEY]: whole });
      const places = [...given.secret, ...facts.secretPaths];
      const failures = [...named.failures, ...checked.failures].map(({ property, reason }) => ({
        property: isOpen(property, ctx.resource, { places, values: given.values }, this.redactor)
          ? property
          : "",
        reason: this.redactor.redactSentence(reason),
      }));
      return { inputs: seal(ownOf(checked.inputs), places), failures };
    });
  }

  diff({ urn, id, olds, oldInputs, news }: OfThing<Before & { news: Bag }>): Promise<DiffAnswer> {
    const after = open(news);
    return this.does({ urn }, after.secret, ({ ctx, declaration }) => {
      const now = { ...ownOf(after.values), [DECLARATION_KEY]: declaration };
      const state = asWrittenHere(stateIn(olds, oldInputs), now);
      const before = { ...state, [DECLARATION_KEY]: declaration };
      const { changes, replaces, isHalted } = lifecycle.diffInRun(ctx, id, before, now);
      const said = lifecycle.bagOf(lifecycle.asWritten(ctx.resource, before));
      const all = changes.length === 0 && isHalted ? ["status"] : changes;
      return {
        changes: all,
        replaces,
        // Also of what only the program replaces: `replaceOnChanges` turns an update into a replacement after this answer.
        deletesFirst: ctx.resource.replacedFirst === "delete" && all.length > 0,
        // What stays is compared as the program has said it.
        detailed: detailedDiff(replaces.length > 0 ? before : said, now, all, replaces),
      };
    });
  }

  create({ urn, news, timeout, preview }: Request & { news: Bag; preview: boolean }): Promise<Thing> {
    const given = open(news);
    return this.does({ urn, timeout }, given.secret, async (operation) => {
      const { ctx, declaration } = operation;
      const inputs = ownOf(given.values);
      if (preview) return { properties: this.outputs(operation, await previewOfCreate(ctx, inputs)) };
      const whole = { ...inputs, [DECLARATION_KEY]: await this.withOrganization(declaration) } as Inputs;
      const { id, state } = await lifecycle.create(ctx, whole);
      return { id, properties: this.outputs(operation, state) };
    });
  }

  /** @param inputs Absent if it is imported. */
  read({ urn, id, properties, inputs }: OfThing<{ properties: Bag; inputs?: Bag }>): Promise<Thing> {
    const [before, declared] = [open(properties), open(inputs ?? {})];
    return this.does({ urn }, [...declared.secret, ...before.secret], async (operation) => {
      const { ctx, declaration, marked } = operation;
      // What is imported or only looked at has no state, and nothing that was remembered.
      const isTracked = REMEMBERED_KEY in before.values || DECLARATION_KEY in before.values;
      const own = asWrittenHere(declaredSince(before.values as State, declared.values), declared.values);
      const olds = { ...own, ...(isTracked && { [DECLARATION_KEY]: declaration }) } as State;
      const isImported = !inputs && !isTracked;
      if (isImported) await refuseApart(ctx, id, await this.wholeIfKnown(declaration));
      let found;
      try {
        found = await lifecycle.read(ctx, id, olds);
      } catch (error) {
        if (!isTracked || !this.isStale(error)) throw error;
        // Before an update the engine reads with the key in the state, and a failure would keep the new one out for ever.
        const label = lifecycle.labelOf(ctx.resource, { id, name: olds.name });
        ctx.log.warn(`${label} was not read, and stays in the state as it is. ${error.message} ${STORED}`);
        return { id, properties, inputs };
      }
      if (!found) return {};
      const unsaid = isImported ? notPrinted(ctx.resource, id, found.state) : undefined;
      if (unsaid !== undefined) ctx.log.info(unsaid);
      // A list may have drifted into another order: a mark within it covers the whole.
      const places = [...marked.map(rootOf), ...ctx.resource.facts.secretPaths];
      const thing = {
        id,
        properties: this.outputs(operation, found.state),
        inputs: seal(ownOf(found.inputs as Properties), places),
      };
      if (!found.isHalted) return thing;
      const reason = this.redactor.redactSentence(halted(ctx.resource, id, found.state));
      throw new Refused(reason, { ...thing, reasons: [reason] });
    });
  }

  update({
    urn,
    id,
    olds,
    oldInputs,
    news,
    timeout,
    preview,
  }: OfThing<Before & { news: Bag; preview: boolean }>): Promise<Thing> {
    const after = open(news);
    return this.does({ urn, timeout }, after.secret, async (operation) => {
      const { ctx, declaration } = operation;
      const before = { ...ownOf(stateIn(olds, oldInputs)), [DECLARATION_KEY]: declaration };
      const now = { ...ownOf(after.values), [DECLARATION_KEY]: declaration } as Inputs;
      const state = preview
        ? await previewOfUpdate(ctx, id, before, now)
        : await lifecycle.update(ctx, id, before, now);
      return { properties: this.outputs(operation, state) };
    });
  }

  delete({ urn, id, olds, oldInputs, timeout }: OfThing<Before>): Promise<void> {
    return this.does({ urn, timeout }, open(olds).secret, ({ ctx, declaration }) =>
      lifecycle.remove(ctx, id, { ...ownOf(stateIn(olds, oldInputs)), [DECLARATION_KEY]: declaration }),
    );
  }

  /** Asks a function, by its token. */
  invoke({ token, args }: Asked): Promise<Bag> {
    const { values, secret } = open(args);
    const isSecret = secret.length > 0;
    return asked(this.asking, token, values, isSecret).catch((error: unknown) => {
      const { message } = this.refused(error, undefined);
      throw new Refused(isSecret ? hiding(values).redactSentence(message) : message);
    });
  }

  /**
   * Calls a method of a resource, by a token such as `novita:index:GpuInstance/restart`.
   *
   * @param preview Whether nothing is to be done, and no answer is known yet.
   */
  async call({ token, args, preview }: Asked & { preview: boolean }): Promise<{ result: Bag; urn?: string }> {
    const { values, secret } = open(args);
    const { urn, id } = selfOf(token, values, preview);
    return this.does({ urn: urn ?? token.replace(/\/.*$/, "") }, secret, async ({ ctx }) => {
      const { name, answers, call } = methodOf(ctx.resource, token);
      if (preview) ctx.log.info(`An update will call ${name}() of this ${shortNoun(ctx.resource)}.`);
      const found = preview ? unknown(answers) : pick(ctx.resource.outputsOf(await call(ctx, id)), answers);
      return { result: seal(found, ctx.resource.facts.secretOutputs), urn };
    });
  }

  /**
   * Whether another provider is of another account than this one. What a resource of it has cannot be managed from here: it
   * would count as gone, and go on being billed.
   *
   * @param args The configuration of the other one. If its key is refused, nothing tells of its account.
   * @param isMoving Whether a resource moves here from it; else it is this one as it was before, and a service that cannot be
   *   reached is told of: what comes next in the run fails of that as well.
   * @throws Refused when the accounts cannot be compared.
   */
  isApartFrom(args: Bag, isMoving: boolean): Promise<boolean> {
    const key = JSON.stringify(args);
    const asked = this.compared.get(key) ?? this.compareAccounts(args, isMoving);
    this.compared.set(key, asked);
    return asked;
  }

  private async compareAccounts(args: Bag, isMoving: boolean): Promise<boolean> {
    const { configured } = this;
    try {
      const other = configuredBy(args, this.env);
      const { apiKey, baseUrl } = other.settings;
      if (apiKey === configured.settings.apiKey && baseUrl === configured.settings.baseUrl) return false;
      const there = new Session(other, this.say, this.env, this.machine);
      return await areApart(there.assembled, this.assembled);
    } catch (error) {
      if (error instanceof AuthenticationError || error instanceof ConfigurationError) return false;
      if (isMoving || !(error instanceof ConnectionError)) throw this.refused(error, undefined);
      await this.say(`${NOT_COMPARED} ${this.redactor.redactSentence(error.message)}`, "warning", "");
      return false;
    }
  }

  /** The things of a kind, by the token of its type. */
  list({ token, query, limit }: { token: string; query: Bag; limit: number }) {
    return this.does({ urn: token }, [], ({ ctx }) => listed(ctx, open(query).values, limit));
  }

  /** Runs an operation, and turns whatever it throws into what the engine is told, without secrets. */
  private async does<T>(
    { urn, timeout = 0 }: Request,
    secret: readonly string[],
    work: (operation: Operation) => Promise<T> | T,
  ): Promise<T> {
    let operation: Operation | undefined;
    try {
      const shared = this.assembled.contextOf(typeIn(urn));
      const ctx = {
        ...shared,
        log: logOver(this.voiceOf(urn), this.redactor),
        ...(timeout > 0 && { customTimeoutMs: timeout * 1000 }),
      };
      const marked = markedIn(ctx.resource.facts, secret);
      operation = { ctx, marked, declaration: declarationOf(urn, marked) };
      return await work(operation);
    } catch (error) {
      throw error instanceof Refused ? error : this.refused(error, operation);
    } finally {
      // Of what comes after the answer the engine may show nothing.
      await this.said;
    }
  }

  private refused(error: unknown, operation: Operation | undefined): Refused {
    const { message, id, reasons = [] } = faceError(error, this.redactor);
    if (operation && error instanceof InitFailure && id !== undefined) {
      return new Refused(message, { id, properties: this.outputs(operation, error.properties), reasons });
    }
    return new Refused(this.isStale(error) ? `${message} ${STORED}` : message);
  }

  /** Whether the service refuses a key that the last update has stored. */
  private isStale(error: unknown): error is AuthenticationError {
    return error instanceof AuthenticationError && this.configured.isKeyStored;
  }

  /** A state as the engine keeps it: with everything secret in envelopes, and no declaration, which the URN tells. */
  private outputs({ ctx, marked }: Operation, state: object): Bag {
    const { fields, secretPaths, secretOutputs } = ctx.resource.facts;
    const hiding = { ...state, [DECLARATION_KEY]: { secret: marked } };
    const own = ownOf(outputsOf(hiding, this.redactor));
    const access = secretOutputs.filter((name) => !(name in fields));
    const places = [...secretPaths, ...access, ...marked.map(rootOf)];
    // It also tells a state from what a program only looks at.
    return seal({ [REMEMBERED_KEY]: {}, ...own }, places);
  }

  private wholeIfKnown(declaration: Declaration): Promise<Declaration> {
    return this.withOrganization(declaration).catch(() => declaration);
  }

  private async withOrganization(declaration: Declaration): Promise<Declaration> {
    this.organization ??= organizationOf(this.machine.pulumi, this.env, declaration);
    return { ...declaration, organization: await this.organization };
  }

  private voiceOf(urn: string) {
    return {
      say: (line: string, severity: "info" | "warning"): void => {
        const heard = this.say(line, severity, urn);
        this.said = this.said.then(() => heard);
      },
      heard: async (line: string): Promise<boolean> =>
        !this.cancelling.signal.aborted && (await this.say(line, "info", urn)),
    };
  }
}

const NOT_COMPARED =
  "Whether the provider is still of the same account could not be checked, since the service was not reached.";
const STORED =
  "If the key was changed: `pulumi refresh` and `pulumi destroy` use the one that the last `pulumi up` has stored. Run `pulumi up` first, or add --run-program.";
