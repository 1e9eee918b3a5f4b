import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { temporaryFolder } from "../process/temporaryFolder.testkit";
import { hermeticEnvironment } from "./environment";

const workFolder = temporaryFolder();
const pulumi = {
  PULUMI_CONFIG_PASSPHRASE: "",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
  PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
  GOGC: "400",
  PULUMI_HOME: join(workFolder, "home"),
  PULUMI_BACKEND_URL: `file://${workFolder}/state`,
  TMPDIR: join(workFolder, "tmp"),
  TEMP: join(workFolder, "tmp"),
  TMP: join(workFolder, "tmp"),
};

test("takes over what programs need to run, and nothing that would change a run", () => {
  const env = hermeticEnvironment({
    binDir: "/engine/bin",
    workFolder,
    node: "/node/bin/node",
    from: {
      ...{ PATH: "/usr/bin", HOME: "/home/dev", LANG: "C.UTF-8", TMPDIR: "/scratch" },
      ...{ PULUMI_ACCESS_TOKEN: "theirs", PULUMI_BACKEND_URL: "https://theirs", PULUMI_STACK: "prod" },
      ...{
        NOVITA_API_KEY: "theirs",
        NODE_OPTIONS: "--inspect",
        HTTPS_PROXY: "http://proxy",
        EMPTY: undefined,
      },
    },
    extra: { NOVITA_API_KEY: "ours", PULUMI_PARALLEL: "1" },
  });
  expect(env).toEqual({
    PATH: ["/engine/bin", "/node/bin", "/usr/bin"].join(delimiter),
    HOME: "/home/dev",
    LANG: "C.UTF-8",
    ...pulumi,
    NOVITA_API_KEY: "ours",
    PULUMI_PARALLEL: "1",
  });
});

test("searches what a project brings before all others", () => {
  const env = hermeticEnvironment({ binDir: "/bin", path: ["/venv"], workFolder, node: "/node", from: {} });
  expect(env.PATH).toBe(["/venv", "/bin", "/"].join(delimiter));
});

test("makes the folders that Pulumi wants to find", () => {
  hermeticEnvironment({ binDir: "/engine/bin", workFolder, from: {} });
  const folders = ["home", "state", "tmp"];
  expect(folders.filter((name) => !existsSync(join(workFolder, name)))).toEqual([]);
});

test("without a PATH, and with the name that Windows gives it", () => {
  const at = { binDir: "/engine/bin", workFolder, node: "/node/bin/node" };
  expect(hermeticEnvironment({ ...at, from: {} })).toEqual({
    PATH: ["/engine/bin", "/node/bin"].join(delimiter),
    ...pulumi,
  });
  expect(hermeticEnvironment({ ...at, from: { Path: "/windows" } }).PATH).toBe(
    ["/engine/bin", "/node/bin", "/windows"].join(delimiter),
  );
});
