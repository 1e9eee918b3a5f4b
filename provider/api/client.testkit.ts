import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient, type NovitaClient } from "./client";
import { FakeClock } from "./fakeClock.testkit";
import { createTransport, type HttpRequest } from "./http";
import type { Exchange, Reply, ScriptedServer } from "./scriptedServer.testkit";

/** A file of `tests/fixtures`. */
export const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(__dirname, "../../tests/fixtures", name), "utf8")) as Record<string, unknown>;

/** Where the API is. */
export const V1 = "/gpu-instance/openapi/v1";
export const KEY = "sk_canary-key-0123456789";

/** A client of this server whose clock stands still while a request is under way. */
export function clientOf(
  { url }: Pick<ScriptedServer, "url">,
  clock = new FakeClock(),
  onRequest: (request: HttpRequest) => void = () => undefined,
): NovitaClient {
  const transport = createTransport({
    baseUrl: url,
    apiKey: KEY,
    userAgent: "pulumi-novita/1.2.3 node/20.0.0",
  });
  return createClient({
    clock,
    random: () => 1,
    transport: clock.holding((request, signal) => {
      onRequest(request);
      return transport(request, signal);
    }),
  });
}

/** A POST that is expected, and the reply to it. */
export const post = (path: string, wantBody: unknown, reply: Reply = { status: 200 }): Exchange => ({
  method: "POST",
  path: V1 + path,
  wantBody,
  ...reply,
});
/** A GET that is expected, and the reply to it. */
export const get = (path: string, query: Record<string, string> | undefined, reply: Reply): Exchange => ({
  method: "GET",
  path: V1 + path,
  query,
  ...reply,
});
