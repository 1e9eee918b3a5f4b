import { createServer, request } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** A way to the emulator that notes which keys its requests carry. */
export class KeysSeen {
  private readonly seen = new Set<string>();
  private readonly revoked = new Set<string>();
  private readonly server = createServer((incoming, answer) => {
    const key = String(incoming.headers.authorization).replace("Bearer ", "");
    this.seen.add(key);
    if (this.revoked.has(key)) {
      answer.writeHead(401, { "content-type": "application/json" });
      answer.end(JSON.stringify({ code: 401, reason: "FAILED_TO_AUTH", message: "authentication failed" }));
      return;
    }
    const { method, headers, url: path } = incoming;
    const onward = request(
      new URL(path ?? "/", this.target),
      { method, headers, agent: false },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 500, answered.headers);
        answered.pipe(answer);
      },
    );
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  });

  private constructor(private readonly target: string) {}

  static async before(target: string): Promise<KeysSeen> {
    const keys = new KeysSeen(target);
    keys.server.listen(0, "127.0.0.1");
    await once(keys.server, "listening");
    return keys;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The keys since the last time that this was asked. */
  fresh(): string[] {
    const keys = [...this.seen].sort();
    this.seen.clear();
    return keys;
  }

  /** From now on the service refuses it. */
  revoke(key: string): void {
    this.revoked.add(key);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
