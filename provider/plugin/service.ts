import { readFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../version";
import type { Session } from "./session";
import type { methods } from "./wire";
import { engineLog, inOrder, type Say } from "./wire";

type Methods = typeof methods;
type Asked<Name extends keyof Methods> = ReturnType<Methods[Name]["decode"]>;
type Answered<Name extends keyof Methods> = Parameters<Methods[Name]["encode"]>[0];

/** What the server does when a method is called. */
export type Handlers = {
  readonly [Name in keyof Methods]: (asked: Asked<Name>) => Promise<Answered<Name> | void>;
};

/** What the service needs from outside. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder with schema.json. */
  readonly folder: string;
  /** Where the engine listens, as far as the command line says. */
  readonly engine?: string;
}

/**
 * The methods of the plugin. Loads the provider itself with the first call that needs it: an engine starts the process also
 * for its schema alone.
 */
export function createService({ env, folder, engine }: World) {
  let log = engine === undefined ? undefined : engineLog(engine);
  let session: Promise<Session> | undefined;
  const hear = (address: string): void => {
    if (address !== "") log = engineLog(address);
  };
  // Without an engine there is nobody to tell, and nobody who could have gone.
  const say = inOrder(async (...line) => log?.(...line) ?? true);
  const opened = (): Promise<Session> =>
    session ?? Promise.reject(new Error("The engine has not configured the provider yet."));
  const handlers: Handlers = {
    handshake: async (asked) => hear(asked.engine),
    attach: async (asked) => hear(asked.engine),
    getPluginInfo: async () => ({ version }),
    getSchema: async () => ({ schema: readFileSync(join(folder, "schema.json"), "utf8") }),
    checkConfig: async ({ urn, news }) => {
      const { checkConfig, straySettings } = await import("./settings.js");
      await Promise.all(straySettings(news, env).map((line) => say(line, "warning", urn)));
      return checkConfig(news, env);
    },
    diffConfig: async ({ olds, news }) => {
      const [{ changedConfig, isKnown }, { detailedDiff }, { open }] = await Promise.all([
        import("./settings.js"),
        import("./detailed.js"),
        import("./values.js"),
      ]);
      const changes = changedConfig(olds, news);
      // What a program changes of a provider is compared before that is configured; afterwards a resource moves here from another.
      const isOwn = session === undefined;
      const to = isOwn && changes.length > 0 && isKnown(news) ? openSession(news, say, env) : session;
      const isElsewhere =
        changes.length > 0 && (await (await to?.catch(() => undefined))?.isApartFrom(olds, !isOwn));
      if (isElsewhere && isOwn) throw new Error(OTHER_ACCOUNT);
      const replaces = isElsewhere ? changes.filter((name) => ["apiKey", "baseUrl"].includes(name)) : [];
      return {
        changes,
        replaces,
        deletesFirst: false,
        detailed: detailedDiff(open(olds).values, open(news).values, changes, replaces),
      };
    },
    configure: async ({ args, reference }) => {
      session = openSession(args, say, env, reference);
      await session;
    },
    check: async (asked) => (await opened()).check(asked),
    diff: async (asked) => (await opened()).diff(asked),
    create: async (asked) => (await opened()).create(asked),
    read: async (asked) => (await opened()).read(asked),
    update: async (asked) => (await opened()).update(asked),
    delete: async (asked) => (await opened()).delete(asked),
    invoke: async (asked) => (await opened()).invoke(asked),
    call: async (asked) => (await opened()).call(asked),
    cancel: async () => (await session?.catch(() => undefined))?.cancel(),
  };
  const list = async (asked: Parameters<Session["list"]>[0]) => (await opened()).list(asked);
  return { handlers, list };
}

const OTHER_ACCOUNT =
  "The new key is of another account than the one before. What the stack has there would count as gone, and go on being billed, so nothing was changed. Put the old key back; to move to the other account, declare a second Provider with its key and give it to the resources.";

async function openSession(args: object, say: Say, env: World["env"], reference?: string): Promise<Session> {
  const [{ Session }, { configuredBy }] = await Promise.all([
    import("./session.js"),
    import("./settings.js"),
  ]);
  const configured = configuredBy(args as Record<string, unknown>, env);
  return new Session({ ...configured, ...(reference !== undefined && { reference }) }, say, env);
}
