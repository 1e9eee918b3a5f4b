import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { startProcess, type RunResult } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

const script = join(__dirname, "../../examples/gitops/ci/comment-gitlab.sh");

const MARK = "<!-- pulumi-novita plan -->";

/** What the script asked a GitLab for. */
interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly token: unknown;
  readonly body: Readonly<Record<string, string>>;
}

interface Note {
  readonly id: number;
  readonly body: string;
}

/** Runs the script against a GitLab whose merge request has these notes; writing is answered with the status. */
async function comment(
  notes: readonly Note[],
  status = 200,
): Promise<{ readonly seen: readonly Seen[]; readonly result: RunResult }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url = "", headers } = request;
      const form = Object.fromEntries(new URLSearchParams(body));
      seen.push({ method, url, token: headers["private-token"], body: form });
      if (method !== "GET") return response.writeHead(status).end("{}");
      const page = Number(new URL(url, "http://gitlab").searchParams.get("page"));
      return response.writeHead(200).end(JSON.stringify(notes.slice((page - 1) * 100, page * 100)));
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

const notesUrl = "/api/v4/projects/7/merge_requests/12/notes";
const token = "canary-token";
const read = (page: number): Seen => ({
  method: "GET",
  url: `${notesUrl}?per_page=100&page=${page}`,
  token,
  body: {},
});
const body = { body: `${MARK}\ndev: 100% & more\nprod\n` };
const foreign = (id: number): Note => ({ id, body: `Plan of another workflow, which quotes ${MARK}` });

test("the plans of both stacks become one comment on the merge request", async () => {
  const { seen, result } = await comment([foreign(1)], 201);
  expect({ exitCode: result.exitCode, output: result.output }).toEqual({ exitCode: 0, output: "" });
  expect(seen).toEqual([read(1), { method: "POST", url: notesUrl, token, body }]);
});

test("a second push writes over its own comment, and not over a newer one of somebody else", async () => {
  const { seen, result } = await comment([{ id: 41, body: `${MARK}\nold` }, foreign(42)]);
  expect(result.exitCode).toBe(0);
  expect(seen).toEqual([read(1), { method: "PUT", url: `${notesUrl}/41`, token, body }]);
});

test("the own comment is found behind a hundred others", async () => {
  const others = Array.from({ length: 100 }, (_, at) => foreign(at + 1));
  const { seen } = await comment([...others, { id: 500, body: `${MARK}\nold` }]);
  expect(seen).toEqual([read(1), read(2), { method: "PUT", url: `${notesUrl}/500`, token, body }]);
});

test("a refusal fails the job, and does not show the token", async () => {
  const { result } = await comment([], 403);
  expect(result.exitCode).toBe(22);
  expect(result.output).toMatch(/^curl: \(22\) The requested URL returned error: 403\s*$/);
});

describe("on GitHub", () => {
  const workflow = parse(
    readFileSync(join(__dirname, "../../examples/gitops/.github/workflows/preview.yml"), "utf8"),
  ) as { readonly jobs: { readonly comment: { readonly steps: readonly { readonly run?: string }[] } } };
  const step = workflow.jobs.comment.steps.flatMap(({ run }) => run ?? []).join("\n");

  /** Runs the step with a `gh` that answers a list of comments with what its filter finds, and notes what it was asked. */
  async function commented(found: string): Promise<{ readonly calls: string; readonly written: string }> {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "plans"));
    writeFileSync(join(folder, "plans/dev.md"), "dev\n");
    const gh = '#!/bin/sh\nprintf "%s\\n" "$*" >> calls\ncase $* in *--paginate*) printf "$FOUND" ;; esac\n';
    writeFileSync(join(folder, "gh"), gh, { mode: 0o755 });
    const env = {
      PATH: [folder, process.env.PATH].join(delimiter),
      FOUND: found,
      GITHUB_REPOSITORY: "acme/fleet",
      PULL_REQUEST: "9",
    };
    const { exitCode, output } = await startProcess(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", step],
      { cwd: folder, env },
    ).done;
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
    return {
      calls: readFileSync(join(folder, "calls"), "utf8"),
      written: readFileSync(join(folder, "comment.md"), "utf8"),
    };
  }

  const listed = `api --paginate repos/acme/fleet/issues/9/comments?per_page=100 --jq .[] | select(.user.type == "Bot" and (.body | startswith("${MARK}"))) | .id\n`;

  test("the first plan is a new comment that begins with the mark", async () => {
    expect(await commented("")).toEqual({
      calls: `${listed}api --silent --method POST repos/acme/fleet/issues/9/comments --field body=@comment.md\n`,
      written: `${MARK}\ndev\n`,
    });
  });

  test("the next one is written over it", async () => {
    const { calls } = await commented("101\\n102\\n");
    expect(calls).toBe(
      `${listed}api --silent --method PATCH repos/acme/fleet/issues/comments/101 --field body=@comment.md\n`,
    );
  });
});
