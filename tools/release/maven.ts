import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { version } from "../../provider/version";
import { identity } from "../generate/package/identity";
import { exampleProgram, isOnPath } from "../sdk/check";
import { run } from "../sdk/generators";
import { projectExample } from "../sdk/projects";
import { filesIn, type CheckRoom } from "./release";

const { group, artifact } = identity.java;

/** Where the files of the SDK are in a repository of Maven's. */
const folder = [...group.split("."), artifact, version].join("/");
const name = `${artifact}-${version}`;
const files = [".jar", "-sources.jar", "-javadoc.jar", ".pom"].map((end) => `${name}${end}`);

/**
 * A tree as a repository of Maven's has it, in `maven/`, but for the signatures: those are the publisher's.
 *
 * @param source a copy of the SDK, which is compiled in place
 * @returns why it could not, if it could not for want of a tool
 */
export function packMaven(source: string, out: string): string | undefined {
  if (!isOnPath("mvn")) return "`mvn` is not on PATH";
  run("mvn", ["--quiet", "--batch-mode", "--activate-profiles", "release", "package"], { cwd: source });
  cpSync(join(source, "pom.xml"), join(source, "target", `${name}.pom`));
  const tree = join(out, "maven", folder);
  mkdirSync(tree, { recursive: true });
  for (const file of files) {
    const content = readFileSync(join(source, "target", file));
    writeFileSync(join(tree, file), content);
    for (const kind of ["md5", "sha1"])
      writeFileSync(join(tree, `${file}.${kind}`), createHash(kind).update(content).digest("hex"));
  }
  return undefined;
}

/** Compiles an example with the archive, and bundles it as the workflow does, signed with a key of no worth. */
export function checkMaven(room: CheckRoom): string | undefined {
  const missing = ["mvn", "gpg", "zip"].find((command) => !isOnPath(command));
  if (missing !== undefined) return `\`${missing}\` is not on PATH`;
  compileExample(room);
  checkBundle(room);
  return undefined;
}

function compileExample({ root, release, work }: CheckRoom): void {
  const classpath = join(work, "classpath");
  const list = ["--quiet", "--batch-mode", "dependency:build-classpath", `-Dmdep.outputFile=${classpath}`];
  run("mvn", list, { cwd: join(root, "sdk/java") });
  const jars = [join(release, "maven", folder, `${name}.jar`), readFileSync(classpath, "utf8").trim()];
  const program = join(work, "App.java");
  writeFileSync(program, exampleProgram(root, "java", projectExample));
  run("javac", ["-proc:none", "-classpath", jars.join(":"), "-d", join(work, "classes"), program], {
    cwd: work,
  });
}

/** Signs and bundles as the workflow does, and holds the bundle to what Maven Central asks of one. */
function checkBundle({ root, release, work }: CheckRoom): void {
  cpSync(join(release, "maven"), join(work, "release/maven"), { recursive: true });
  const home = join(work, "gnupg");
  mkdirSync(home, { mode: 0o700 });
  const gpg = (...args: readonly string[]): string =>
    run("gpg", ["--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "worthless", ...args], {
      cwd: work,
      env: { GNUPGHOME: home },
    });
  gpg("--quick-generate-key", "nobody@example.com", "ed25519", "sign", "1d");
  const key = gpg("--armor", "--export-secret-keys");
  const [taken, its] = [join(work, "release/maven"), join(work, "gnupg-of-the-workflow")];
  mkdirSync(its, { mode: 0o700 });
  const env = { GNUPGHOME: its, GPG_KEY: key, GPG_PASSPHRASE: "worthless" };
  try {
    run("bash", ["-eo", "pipefail", "-c", signingStep(root)], { cwd: taken, env });
  } finally {
    for (const GNUPGHOME of [home, its]) run("gpgconf", ["--kill", "all"], { cwd: work, env: { GNUPGHOME } });
  }
  const wanted = files.flatMap((file) =>
    ["", ".asc", ".md5", ".sha1"].map((end) => `${folder}/${file}${end}`),
  );
  const bundle = join(work, "bundle");
  run("unzip", ["-q", join(work, "release/bundle.zip"), "-d", bundle], { cwd: work });
  if (filesIn(bundle).join() !== wanted.sort().join())
    throw new Error(`the bundle for Maven Central holds ${filesIn(bundle).join(", ")}`);
  for (const file of files) gpg("--verify", join(bundle, folder, `${file}.asc`), join(bundle, folder, file));
}

/** What the workflow runs to sign and bundle the SDK. */
function signingStep(root: string): string {
  const workflow = parse(readFileSync(join(root, ".github/workflows/release.yml"), "utf8")) as Workflow;
  const step = workflow.jobs.publish.steps.find(({ id }) => id === "sign");
  if (step?.run === undefined) throw new Error("the release workflow has no step that signs");
  return step.run;
}

interface Workflow {
  readonly jobs: {
    readonly publish: { readonly steps: readonly { readonly id?: string; readonly run?: string }[] };
  };
}
