/**
 * A process of its own, since Node reads NODE_EXTRA_CA_CERTS only when it starts: sends one request over the real
 * transport and prints what came of it as JSON.
 */
import type { TransportFault } from "../errors";
import { createTransport } from "./transport";

const transport = createTransport({
  baseUrl: process.env.TEST_BASE_URL ?? "",
  apiKey: process.env.TEST_API_KEY ?? "",
  userAgent: "test",
});

transport({ method: "POST", path: "/path", body: { some: "body" } }, new AbortController().signal).then(
  (answer) => console.log(JSON.stringify(answer)),
  ({ name, fault, detail, sent }: TransportFault) =>
    console.log(JSON.stringify({ name, fault, detail, sent })),
);
