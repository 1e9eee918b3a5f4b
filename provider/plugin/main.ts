/** The plugin `pulumi-resource-novita`: a server that the engine starts, and that tells its port in its first line. */
import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { endWithEngine } from "../process/endWithEngine";
import { version } from "../version";
import { createService } from "./service";
import { failed, LARGEST_MESSAGE, listing, methods, Refused } from "./wire";

/** What somebody is told who starts it by hand; an engine asks for none of it. */
const asked: Readonly<Record<string, string>> = {
  "--version": version,
  "--help": `The Pulumi plugin for Novita, version ${version}. Pulumi starts it by itself; started by hand, it prints its port and waits for calls, as PULUMI_DEBUG_PROVIDERS=novita:<port> makes them.`,
};
for (const [flag, answer] of Object.entries(asked))
  if (process.argv.slice(2).includes(flag)) {
    process.stdout.write(`${answer}\n`);
    process.exit(0);
  }

// An operation that has bought something must end by itself, whatever else goes wrong.
const note = (error: unknown): boolean =>
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
process.on("uncaughtException", note).on("unhandledRejection", note);
// The engine ends a plugin with the first, and on Windows with the last.
for (const signal of ["SIGINT", "SIGTERM", "SIGBREAK"] as const) process.once(signal, () => process.exit(0));
endWithEngine(process);

const { handlers, list } = createService({
  env: process.env,
  folder: __dirname,
  engine: process.argv
    .slice(2)
    .filter((each) => !each.startsWith("-"))
    .at(-1),
});

const failure = (error: unknown) => {
  if (error instanceof Refused) return failed(error);
  return failed({ message: error instanceof Error ? error.message : String(error) });
};

/* eslint-disable @typescript-eslint/no-explicit-any -- each method's messages are its own */
const unary =
  (name: keyof typeof methods): handleUnaryCall<any, any> =>
  ({ request }, answer) => {
    const { decode, encode } = methods[name] as {
      decode: (message: any) => any;
      encode: (value: any) => any;
    };
    const handle = handlers[name] as (asked: any) => Promise<any>;
    handle(decode(request)).then(
      (value) => answer(null, encode(value ?? {})),
      (error: unknown) => answer(failure(error)),
    );
  };

const streaming: handleServerStreamingCall<any, any> = (stream) => {
  list(listing.decode(stream.request)).then(
    (things) => {
      for (const thing of things) stream.write(listing.encode(thing));
      stream.end();
    },
    (error: unknown) => stream.emit("error", failure(error)),
  );
};
/* eslint-enable */

const names = Object.keys(methods) as (keyof typeof methods)[];
const implementation: UntypedServiceImplementation = {
  ...Object.fromEntries(names.map((name) => [name, unary(name)])),
  list: streaming,
};
const server = new Server({
  "grpc.max_receive_message_length": LARGEST_MESSAGE,
  "grpc.max_send_message_length": LARGEST_MESSAGE,
});
server.addService(ResourceProviderService, implementation);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
