import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { PulumiCli } from "../../tools/pulumi/cli";
import { hermeticEnvironment } from "../../tools/pulumi/environment";
import { ownToken } from "../../examples/gitops/ownToken";
import { theEngine } from "../engine/engine.testkit";
import { ENGINE_TIMEOUT_MS, story } from "../engine/story.testkit";

story("the secret in the committed stack files", () => {
  let folder: string;
  let cli: PulumiCli;
  beforeAll(async () => {
    const { binDir } = await theEngine();
    folder = temporaryFolder();
    const cwd = join(folder, "project");
    mkdirSync(cwd);
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml"])
      copyFileSync(join(__dirname, "../../examples/gitops", name), join(cwd, name));
    const extra = { PULUMI_CONFIG_PASSPHRASE: "example" };
    cli = new PulumiCli({ binDir, cwd, env: hermeticEnvironment({ binDir, workFolder: folder, extra }) });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => cli?.dispose());

  test.each(["dev", "prod"])(
    "of %s opens with the passphrase that stands beside it, and is refused",
    async (stack) => {
      await cli.run(["stack", "init", stack], { check: true });
      const args = ["config", "get", "notebookToken", "--stack", stack];
      const token = (await cli.run(args, { check: true })).stdout.trim();
      expect(() => ownToken(token)).toThrow("is still the example's, which everybody can read");
    },
  );
});
