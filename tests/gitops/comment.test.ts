import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startProcess, type RunResult } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

const script = join(__dirname, "../../examples/gitops/ci/comment-gitlab.sh");

interface Seen {
  readonly request: Pick<IncomingMessage, "method" | "url">;
  readonly token: unknown;
  readonly body: Readonly<Record<string, string>>;
}

/** Runs the script against a GitLab that answers with this status. */
async function comment(
  status: number,
): Promise<{ readonly seen: readonly Seen[]; readonly result: RunResult }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url, headers } = request;
      seen.push({
        request: { method, url },
        token: headers["private-token"],
        body: Object.fromEntries(new URLSearchParams(body)),
      });
      response.writeHead(status).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const folder = temporaryFolder();
  mkdirSync(join(folder, "plans"));
  writeFileSync(join(folder, "plans/dev.md"), "dev: 100% & more\n");
  writeFileSync(join(folder, "plans/prod.md"), "prod\n");
  try {
    const result = await startProcess("sh", [script], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        PLAN_COMMENT_TOKEN: "canary-token",
        CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`,
        CI_PROJECT_ID: "7",
        CI_MERGE_REQUEST_IID: "12",
      },
    }).done;
    return { seen, result };
  } finally {
    server.close();
  }
}

test("the plans of both stacks become one comment on the merge request", async () => {
  const { seen, result } = await comment(201);
  expect({ exitCode: result.exitCode, output: result.output }).toEqual({ exitCode: 0, output: "" });
  expect(seen).toEqual([
    {
      request: { method: "POST", url: "/api/v4/projects/7/merge_requests/12/notes" },
      token: "canary-token",
      body: { body: "dev: 100% & more\nprod\n" },
    },
  ]);
});

test("a refusal fails the job, and does not show the token", async () => {
  const { result } = await comment(403);
  expect(result.exitCode).toBe(22);
  expect(result.output).toMatch(/^curl: \(22\) The requested URL returned error: 403\s*$/);
});
