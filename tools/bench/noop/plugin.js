"use strict";
// A plugin that does nothing, at once, and hands back as many properties as an instance has: a server like ours.
const { Server, ServerCredentials } = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const { chosen, made } = require("./instance");

const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
const bag = (struct) => struct?.toJavaScript() ?? {};
const struct = (values) => Struct.fromJavaScript(values);
/** Whether Pulumi is to read the resource before it plans anything, as it reads an instance. */
const isReadFirst = (request) => request.getUrn().includes("noop:index:ReadFirst::");

const methods = {
  handshake: () => new messages.ProviderHandshakeResponse().setAcceptSecrets(true),
  getPluginInfo: () => new PluginInfo().setVersion("0.0.0"),
  checkConfig: (request) => new messages.CheckResponse().setInputs(request.getNews()),
  diffConfig: () => new messages.DiffResponse().setChanges(DIFF_NONE),
  configure: () => new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true),
  check: (request) => {
    const inputs = struct({ ...bag(request.getNews()), ...chosen });
    return new messages.CheckResponse().setInputs(inputs);
  },
  diff: (request) => {
    const isSame = bag(request.getNews()).imageUrl === bag(request.getOlds()).imageUrl;
    return new messages.DiffResponse().setChanges(isSame ? DIFF_NONE : DIFF_SOME);
  },
  create: (request) => {
    const properties = struct({ ...bag(request.getProperties()), ...made });
    return new messages.CreateResponse()
      .setId(`noop-${Math.random()}`)
      .setProperties(properties)
      .setRefreshBeforeUpdate(isReadFirst(request));
  },
  read: (request) =>
    new messages.ReadResponse()
      .setId(request.getId())
      .setProperties(request.getProperties())
      .setInputs(request.getInputs())
      .setRefreshBeforeUpdate(isReadFirst(request)),
  update: (request) => new messages.UpdateResponse().setProperties(request.getNews()),
  delete: () => new Empty(),
  cancel: () => new Empty(),
};

const server = new Server();
server.addService(
  ResourceProviderService,
  Object.fromEntries(
    Object.entries(methods).map(([name, answer]) => [
      name,
      ({ request }, reply) => reply(null, answer(request)),
    ]),
  ),
);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
