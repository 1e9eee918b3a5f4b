import * as grpc from "@grpc/grpc-js";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { createInterface } from "node:readline";
import { join } from "node:path";
import * as structpb from "google-protobuf/google/protobuf/struct_pb";

/* eslint-disable @typescript-eslint/no-require-imports -- Pulumi ships its stubs without usable types */
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const statuses = require("@pulumi/pulumi/proto/status_pb");
/* eslint-enable */

export const repository = join(__dirname, "../..");

type Properties = Record<string, unknown>;

/** An init failure as the engine reads it out of a failed call. */
export interface InitFailed {
  readonly id: string;
  readonly properties: Properties;
  /** Of a read that found a thing which is not as it should be. */
  readonly inputs?: Properties;
  readonly reasons: readonly string[];
}

/** A failed call, as the engine sees it. */
export class CallFailed extends Error {
  constructor(
    readonly details: string,
    readonly initFailed: InitFailed | undefined,
  ) {
    super(details);
  }
}

/** What a dying engine takes with it, as its provider process sees it. */
export type EngineEnd = "address" | "stdin" | "stdout" | "stderr";

/** Pulumi's own dynamic-provider process, spoken to as the engine does. */
export class DynamicProcess {
  /** Everything that the process printed after its port. */
  output = "";
  /** Settles when the process has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    /** Where the engine listens: whoever connects is left alone, as one who says nothing is by a gRPC server. */
    private readonly engine: Server,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a generated client without types
    private readonly client: any,
  ) {
    this.ended = once(child, "exit").then(([code, signal]) => ({ code, signal }));
    // A process that ends takes its calls with it; what a test has to say of that it says of `ended`.
    child.stdin.on("error", () => undefined);
  }

  /** Starts the process as the engine would: in the folder of the program, with the environment of the CLI. */
  static async start(options: { cwd?: string; env: Record<string, string> }): Promise<DynamicProcess> {
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const { PATH = "", HOME = "" } = process.env;
    const engine = createServer().listen(0, "127.0.0.1");
    await once(engine, "listening");
    const child = spawn(
      process.execPath,
      [script, "--logtostderr", `127.0.0.1:${(engine.address() as AddressInfo).port}`],
      {
        cwd: options.cwd ?? join(repository, "examples/quickstart"),
        env: { PATH, HOME, PULUMI_NODEJS_PROJECT: "novita-quickstart", ...options.env },
      },
    );
    const lines = createInterface({ input: child.stdout });
    const port = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      child.once("exit", (code) => reject(new Error(`the dynamic-provider process ended with ${code}`)));
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const started = new DynamicProcess(child, engine, client);
    lines.on("line", (line) => (started.output += `${line}\n`));
    child.stderr.on("data", (text: Buffer) => (started.output += text.toString()));
    return started;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Closes some of what the engine holds; a killed one closes it all. */
  loseEngine(...ends: readonly EngineEnd[]): void {
    for (const end of ends) {
      if (end === "address") this.engine.close();
      else this.child[end].destroy();
    }
  }

  stop(): void {
    this.client.close();
    this.engine.close();
    this.child.kill("SIGKILL");
  }

  async configure(config: Record<string, string>): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(struct(config));
    await this.call("configure", request);
  }

  async check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: object[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const answer = await this.call("check", request);
    const failures = answer.getFailuresList().map((each: { getProperty(): string; getReason(): string }) => ({
      property: each.getProperty(),
      reason: each.getReason(),
    }));
    return { inputs: answer.getInputs().toJavaScript(), failures };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<object> {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const answer = await this.call("diff", request);
    const changes = ["unknown", "none", "some"][answer.getChanges()];
    return {
      changes,
      replaces: answer.getReplacesList(),
      deleteBeforeReplace: answer.getDeletebeforereplace(),
    };
  }

  async create(inputs: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new messages.CreateRequest();
    request.setProperties(struct(inputs));
    const answer = await this.call("create", request);
    return { id: answer.getId(), properties: answer.getProperties().toJavaScript() };
  }

  async read(
    id: string,
    properties: Properties,
  ): Promise<{ id: string; properties: Properties; inputs?: Properties }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(struct(properties));
    const answer = await this.call("read", request);
    return {
      id: answer.getId(),
      properties: answer.getProperties().toJavaScript(),
      inputs: answer.getInputs()?.toJavaScript(),
    };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return (await this.call("update", request)).getProperties().toJavaScript();
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(properties));
    await this.call("delete", request);
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

export function struct(properties: Properties): structpb.Struct {
  return structpb.Struct.fromJavaScript(properties as Parameters<typeof structpb.Struct.fromJavaScript>[0]);
}

export function initFailureIn(error: grpc.ServiceError): InitFailed | undefined {
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (!details) return undefined;
  const [any] = statuses.Status.deserializeBinary(details).getDetailsList();
  const failure = messages.ErrorResourceInitFailed.deserializeBinary(any.getValue());
  return {
    id: failure.getId(),
    properties: failure.getProperties().toJavaScript(),
    ...(failure.hasInputs() && { inputs: failure.getInputs().toJavaScript() }),
    reasons: failure.getReasonsList(),
  };
}
