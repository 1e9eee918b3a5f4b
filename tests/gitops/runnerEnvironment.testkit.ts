import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { hermeticEnvironment } from "../../tools/pulumi/environment";

/** A runner's environment: what is secret or says where the state lies comes from the CI variables alone. */
export function runnerEnvironment(folder: string, binDir: string): Readonly<Record<string, string>> {
  const {
    PULUMI_CONFIG_PASSPHRASE: _passphrase,
    PULUMI_BACKEND_URL: _url,
    ...env
  } = hermeticEnvironment({
    binDir,
    workFolder: folder,
    extra: {
      // Jobs run in login shells: what the user starts there has no part in them.
      HOME: folder,
      ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
      ...{ GIT_AUTHOR_NAME: "author", GIT_AUTHOR_EMAIL: "author@example.com" },
      ...{ GIT_COMMITTER_NAME: "author", GIT_COMMITTER_EMAIL: "author@example.com" },
      ...{ npm_config_prefer_offline: "true", npm_config_update_notifier: "false" },
    },
  });
  return { ...env, PATH: [cheaper(folder), env.PATH].join(delimiter) };
}

/**
 * gitlab-ci-local lays a copy of the repository out for containers with `rsync`, even if every job runs in a shell and
 * nothing reads it: this one copies nothing. `npx --no -- <command>` takes a second to find what is installed: this one does not.
 */
const programs = {
  rsync: "",
  npx: 'shift 2\ncommand=$1\nshift\nexec "node_modules/.bin/$command" "$@"\n',
};

function cheaper(folder: string): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const [name, script] of Object.entries(programs))
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}`, { mode: 0o755 });
  return bin;
}
