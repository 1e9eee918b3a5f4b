import * as grpc from "@grpc/grpc-js";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { CallFailed, initFailureIn, repository, struct } from "../dynamic/dynamicProcess.testkit";

/* eslint-disable @typescript-eslint/no-require-imports -- Pulumi ships its stubs without usable types */
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const { PluginAttach } = require("@pulumi/pulumi/proto/plugin_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
/* eslint-enable */

export const plugin = join(repository, "cmd/pulumi-resource-novita/pulumi-resource-novita");

type Properties = Record<string, unknown>;

const SIGNATURE = "4dabf18193072939515e22adb298388d";
/** How the engine marks a reference to a resource. */
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** A value as the engine sends a secret. */
export const secret = (value: unknown): Properties => ({
  [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** A line that the engine was told. */
export interface Line {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn: string;
}

/** What an engine says beside a thing. */
interface Given {
  readonly preview?: boolean;
  readonly timeout?: number;
  /** What was declared last. */
  readonly oldInputs?: Properties;
}

/** The part of an engine that a plugin speaks to. */
export class EngineSide {
  readonly lines: Line[] = [];
  private readonly heard = new EventEmitter();
  private readonly server = new grpc.Server();
  port = 0;

  static async start(): Promise<EngineSide> {
    const engine = new EngineSide();
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a generated message without types
    const log = ({ request }: any, answer: (error: null, value: unknown) => void): void => {
      const severity = (["debug", "info", "warning", "error"] as const)[request.getSeverity() as number];
      const line = { severity: severity ?? "error", message: request.getMessage(), urn: request.getUrn() };
      engine.lines.push(line);
      engine.heard.emit("line", line);
      answer(null, new Empty());
    };
    engine.server.addService(EngineService, { log });
    engine.port = await new Promise((resolve, reject) =>
      engine.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
    return engine;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Resolves when a line with these words is said from now on. */
  said(words: string): Promise<void> {
    return new Promise((resolve) => {
      const listen = ({ message }: Line): void => {
        if (!message.includes(words)) return;
        this.heard.off("line", listen);
        resolve();
      };
      this.heard.on("line", listen);
    });
  }

  stop(): void {
    this.server.forceShutdown();
  }
}

/** The plugin as it is installed, spoken to as the engine does. */
export class PluginProcess {
  /** Everything that the process printed after its port. */
  output = "";
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    readonly engine: EngineSide,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a generated client without types
    private readonly client: any,
  ) {
    this.ended = once(child, "exit").then(([code, signal]) => ({ code, signal }));
    child.stdin.on("error", () => undefined);
  }

  static async start(env: Readonly<Record<string, string>> = {}, file = plugin): Promise<PluginProcess> {
    const { PATH = "", HOME = "" } = process.env;
    const engine = await EngineSide.start();
    const child = spawn(file, ["--logtostderr", "-v=3", engine.address], {
      env: { PATH, HOME, PULUMI_BACKEND_URL: "file:///nowhere", ...env },
    });
    const lines = createInterface({ input: child.stdout });
    const port = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      child.once("exit", (code) => reject(new Error(`the plugin ended with ${code}`)));
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const started = new PluginProcess(child, engine, client);
    lines.on("line", (line) => (started.output += `${line}\n`));
    child.stderr.on("data", (text: Buffer) => (started.output += text.toString()));
    return started;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  kill(signal: NodeJS.Signals = "SIGKILL"): void {
    this.child.kill(signal);
  }

  stop(): void {
    this.client.close();
    this.engine.stop();
    this.kill();
  }

  async handshake(): Promise<object> {
    const request = new messages.ProviderHandshakeRequest();
    request.setEngineAddress(this.engine.address);
    return (await this.call("handshake", request)).toObject();
  }

  async attach(address: string): Promise<void> {
    const request = new PluginAttach();
    request.setAddress(address);
    await this.call("attach", request);
  }

  async version(): Promise<string> {
    return (await this.call("getPluginInfo", new Empty())).getVersion();
  }

  async schema(): Promise<string> {
    return (await this.call("getSchema", new messages.GetSchemaRequest())).getSchema();
  }

  async checkConfig(news: Properties): Promise<{ inputs: Properties; failures: object[] }> {
    const request = new messages.CheckRequest();
    request.setUrn("urn:pulumi:dev::shop::pulumi:providers:novita::default");
    request.setNews(struct(news));
    return checked(await this.call("checkConfig", request));
  }

  async diffConfig(olds: Properties, news: Properties): Promise<object> {
    const request = new messages.DiffRequest();
    request.setOldInputs(struct(olds));
    request.setNews(struct(news));
    return differs(await this.call("diffConfig", request));
  }

  async configure(args: Properties): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(struct(args));
    await this.call("configure", request);
  }

  async check(
    urn: string,
    olds: Properties,
    news: Properties,
    autonaming?: { readonly name?: string; readonly mode: number },
  ): Promise<{ inputs: Properties; failures: object[] }> {
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    if (autonaming) {
      const options = new messages.CheckRequest.AutonamingOptions();
      options.setProposedName(autonaming.name ?? "");
      options.setMode(autonaming.mode);
      request.setAutonaming(options);
    }
    return checked(await this.call("check", request));
  }

  async diff(
    urn: string,
    id: string,
    olds: Properties,
    news: Properties,
    oldInputs?: Properties,
  ): Promise<object> {
    const request = new messages.DiffRequest();
    if (oldInputs) request.setOldInputs(struct(oldInputs));
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return differs(await this.call("diff", request));
  }

  async create(
    urn: string,
    inputs: Properties,
    { preview = false, timeout = 0 } = {},
  ): Promise<{ id: string; properties: Properties; isReadFirst: boolean }> {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    request.setTimeout(timeout);
    const answer = await this.call("create", request);
    return {
      id: answer.getId(),
      properties: answer.getProperties().toJavaScript(),
      isReadFirst: answer.getRefreshBeforeUpdate(),
    };
  }

  /** Without properties and inputs it is an import; a program that only looks at a thing sends empty ones. */
  async read(
    urn: string,
    id: string,
    properties?: Properties,
    inputs?: Properties,
  ): Promise<{ id: string; properties?: Properties; inputs?: Properties }> {
    const request = new messages.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    if (properties) request.setProperties(struct(properties));
    if (inputs) request.setInputs(struct(inputs));
    const answer = await this.call("read", request);
    return {
      id: answer.getId(),
      properties: answer.getProperties()?.toJavaScript(),
      inputs: answer.getInputs()?.toJavaScript(),
    };
  }

  async update(
    urn: string,
    id: string,
    olds: Properties,
    news: Properties,
    { preview = false, timeout = 0, oldInputs }: Given = {},
  ): Promise<Properties> {
    const request = new messages.UpdateRequest();
    if (oldInputs) request.setOldInputs(struct(oldInputs));
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    request.setPreview(preview);
    request.setTimeout(timeout);
    return (await this.call("update", request)).getProperties().toJavaScript();
  }

  async delete(
    urn: string,
    id: string,
    properties: Properties,
    { timeout = 0, oldInputs }: Given = {},
  ): Promise<void> {
    const request = new messages.DeleteRequest();
    if (oldInputs) request.setOldInputs(struct(oldInputs));
    request.setUrn(urn);
    request.setId(id);
    request.setProperties(struct(properties));
    request.setTimeout(timeout);
    await this.call("delete", request);
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const request = new messages.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    const answer = await this.call("invoke", request);
    return answer.getReturn().toJavaScript();
  }

  /** Calls a method of a resource: of a reference to it, or of one of which nothing is known. */
  async callMethod(
    token: string,
    self: { urn: string; id: string } | typeof UNKNOWN,
    { preview = false } = {},
  ): Promise<{ result: Properties; dependencies: Properties }> {
    const request = new messages.CallRequest();
    request.setTok(token);
    const reference = self === UNKNOWN ? self : { [SIGNATURE]: RESOURCE, packageVersion: "", ...self };
    request.setArgs(struct({ __self__: reference }));
    request.setDryrun(preview);
    const answer = await this.call("call", request);
    const dependencies = answer.getReturndependenciesMap().toObject(false, dependenciesOf);
    return { result: answer.getReturn().toJavaScript(), dependencies: Object.fromEntries(dependencies) };
  }

  async list(token: string, query: Properties = {}, limit = 0): Promise<{ id: string; name: string }[]> {
    const request = new messages.ListRequest();
    request.setToken(token);
    request.setQuery(struct(query));
    request.setLimit(limit);
    const stream = this.client.list(request);
    const found: { id: string; name: string }[] = [];
    for await (const answer of stream)
      found.push({ id: answer.getResult().getId(), name: answer.getResult().getName() });
    return found;
  }

  async cancel(): Promise<void> {
    await this.call("cancel", new Empty());
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- generated messages without types
  private call(method: string, request: object): Promise<any> {
    return new Promise((resolve, reject) => {
      this.client[method](request, (error: grpc.ServiceError | null, answer: unknown) => {
        if (error) reject(new CallFailed(error.details, initFailureIn(error)));
        else resolve(answer);
      });
    });
  }
}

/* eslint-disable @typescript-eslint/no-explicit-any -- generated messages without types */
function failuresOf(answer: any): object[] {
  return answer
    .getFailuresList()
    .map((each: any) => ({ property: each.getProperty(), reason: each.getReason() }));
}

function checked(answer: any): { inputs: Properties; failures: object[] } {
  return { inputs: answer.getInputs()?.toJavaScript() ?? {}, failures: failuresOf(answer) };
}

const dependenciesOf = (_: unknown, each: any): string[] => each.getUrnsList();

const KINDS = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

function differs(answer: any): object {
  const detailed = answer.getDetaileddiffMap().toObject(false, (_: unknown, each: any) => each);
  return {
    changes: ["unknown", "none", "some"][answer.getChanges()],
    diffs: answer.getDiffsList(),
    replaces: answer.getReplacesList(),
    deleteBeforeReplace: answer.getDeletebeforereplace(),
    detailed: Object.fromEntries(
      detailed.map(([place, each]: [string, any]) => [place, KINDS[each.getKind()]]),
    ),
  };
}
