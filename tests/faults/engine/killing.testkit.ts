import type { OutputLine, RunningCommand, RunResult } from "../../../tools/pulumi/stack";
import type { ProcessEntry } from "../../../tools/process/tree";
import { basics, type Held, Scene } from "../../engine/scene.testkit";
import type { LiveInstance } from "../../engine/emulatorSide.testkit";
import { endAll, endedThemselves, familyOf, killNow, providersIn, type Victim } from "./processes.testkit";
import { type Request, requestsAt, until } from "./requestLog.testkit";
import { unlock } from "./unlock.testkit";

/** Nothing that is killed here waits for them to pass. */
export const timeouts = { create: "1m", update: "1m", delete: "1m" };

/** When a run is killed: as soon as the requests that it has made so far say so. */
export type Moment = (requests: readonly Request[]) => boolean;

const sent = (operation: string) => (request: Request) => request.path.endsWith(`/${operation}`);
const isList = (request: Request): boolean => request.path.endsWith("/gpu/instances");
/** The look for orphans asks for a name; the looks of those who wait do not. */
const isLook = (request: Request): boolean => isList(request) && request.query.name !== undefined;

/** A request of this operation has arrived, and is not answered. */
export const underWay =
  (operation: string): Moment =>
  (requests) =>
    requests.some((each) => sent(operation)(each) && each.status === null);

/** A request of this operation was accepted, and something waits for what it does. */
export const waitingAfter =
  (operation: string): Moment =>
  (requests) => {
    const accepted = requests.find((each) => sent(operation)(each) && each.status === 200);
    return accepted !== undefined && requests.some((each) => each.n > accepted.n && isList(each));
  };

/** The list call that precedes every create is not answered yet. */
export const beforeThePost: Moment = (requests) =>
  requests.some((each) => isLook(each) && each.status === null);

/** A stack whose runs are killed, and the processes that have outlived them. */
export class KillingScene {
  private readonly families: ProcessEntry[] = [];

  private constructor(readonly scene: Scene) {}

  static async open(options?: Parameters<typeof Scene.open>[0]): Promise<KillingScene> {
    const config = { "novita:owner": "team-a", ...options?.config };
    return new KillingScene(await Scene.open({ ...options, config }));
  }

  /** One instance "trainer", from now on. */
  declare(args: object = {}): void {
    const { lifecycle, ...rest } = args as { lifecycle?: object };
    this.scene.declare({
      name: "trainer",
      args: { ...basics, ...rest, lifecycle: { timeouts, ...lifecycle } },
    });
  }

  /**
   * Runs a command and kills it at its moment; its provider process ends itself. Takes the lock away that a dead CLI leaves, as
   * its user would.
   */
  async killed(command: "up" | "destroy", moment: Moment, victim: Victim): Promise<RunResult> {
    const run = await this.startedUntil(command, moment);
    const bereft = killNow(run, victim);
    const result = await run.done;
    if (!bereft || (victim !== "provider" && result.signal !== "SIGKILL"))
      throw new Error(`The run ended before it could be killed:\n${result.output}`);
    this.families.push(...bereft.family);
    await endedThemselves(bereft.providers);
    if (victim !== "provider") await unlock(this.scene.stack);
    return result;
  }

  /**
   * Runs `up` and presses Ctrl-C at its moment; the second time when the CLI has answered the first. `meanwhile` happens after
   * the last one.
   */
  async interrupted(
    moment: Moment,
    times: 1 | 2,
    meanwhile: () => Promise<void> = async () => undefined,
  ): Promise<RunResult> {
    let answered = false;
    const run = await this.startedUntil(
      "up",
      moment,
      ({ text }) => (answered ||= text.startsWith("^C received")),
    );
    const providers = providersIn(familyOf(run));
    run.kill("SIGINT");
    await until(() => answered || undefined, "the CLI to answer Ctrl-C");
    if (times === 2) run.kill("SIGINT");
    await meanwhile();
    const result = await run.done;
    await endedThemselves(providers);
    return result;
  }

  private async startedUntil(
    command: "up" | "destroy",
    moment: Moment,
    onLine?: (line: OutputLine) => void,
  ): Promise<RunningCommand> {
    const { stack, emulator } = this.scene;
    const before = (await requestsAt(emulator.url)).length;
    const run = stack.start([command, "--yes", "--skip-preview", ...stack.target], { onLine });
    let over = false;
    run.done.then(() => (over = true)).catch(() => undefined);
    await until(async () => {
      if (moment((await requestsAt(emulator.url)).slice(before))) return true;
      if (over) throw new Error(`The run ended before its moment came:\n${(await run.done).output}`);
      return undefined;
    }, "the moment to interfere");
    return run;
  }

  /** The requests of an operation since the emulator's start. */
  async count(operation: string): Promise<number> {
    return (await requestsAt(this.scene.emulator.url)).filter(sent(operation)).length;
  }

  /** Everything that costs money now. */
  async billed(): Promise<readonly LiveInstance[]> {
    return (await this.scene.emulator.instances()).filter((each) => each.billable);
  }

  /** What the state holds of "trainer". */
  held(): Held | undefined {
    return this.scene.kept().trainer;
  }

  /** Ends the processes that have outlived their CLI. */
  endOrphans(): void {
    endAll(this.families.splice(0));
  }

  async close(): Promise<void> {
    this.endOrphans();
    await this.scene.close();
  }
}

/** What is printed when a create finds what a killed run has left. */
export function orphanSentence({ name, id, status, gpuNum }: LiveInstance): string {
  const price = `$${(0.35 * Number(gpuNum)).toFixed(2)}`;
  return `error: GPU instance "<new>" was not created: there is already an instance of this declaration that no stack of this project has: GPU instance "${name}" (${id}) [${status}], ${price} an hour. Another backend, organization or team with the same project and stack name may own it; \`pulumi stack export | npx pulumi-novita orphans -\` tells of every state that you give to it. To keep yours apart, set the config novita:owner to a name of your own. If it was left by an interrupted run, or kept by retainOnDelete, take it over with lifecycle: { adopt: "${id}" }, delete it in Novita's console, or keep it beside a new one with lifecycle: { ignoreOrphans: ["${id}"] }.`;
}

/** The error with the new, random name taken out; a plugin's notes stand before it. */
export function withoutNewName(text: string | undefined): string | undefined {
  return text?.slice(text.indexOf("error: ")).replace(/"trainer-[0-9a-f]{14}"/, '"<new>"');
}
