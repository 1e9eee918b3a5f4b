import * as fc from "fast-check";
import { type Profile, profiles, test } from "../profiles.testkit";
import { basics, Scene } from "../scars/scene.testkit";
import { inherited, type Poison, poison, poisoned } from "./poison.testkit";

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;
const commands = ["up", "refresh", "change", "destroy"] as const;
type Command = (typeof commands)[number];

const args = {
  ...basics,
  imageAuth: "robot:canary-password-77",
  envs: [{ key: "A", value: "canary-env-78" }],
};

/** Plays a whole life in which one command meets poisoned answers, and holds every command to what may be seen of it. */
async function play({ hard }: Profile, hostile: Command, poisons: readonly Poison[]): Promise<void> {
  let armed = false;
  const rewrite = (text: string, operation: string): string => {
    const found = armed ? poisons.find((each) => each.operation === operation) : undefined;
    return found ? poisoned(text, found) : text;
  };
  const scene = new Scene({ hard, rewrite });
  const all: string[] = [];
  const run = async (command: Command): Promise<boolean> => {
    const { ok, errors } = await {
      up: () => scene.up(args),
      refresh: () => scene.refresh(),
      change: () => scene.up({ ...args, ports: "81/http", imageUrl: "nginx:1.28" }),
      destroy: () => scene.destroy(),
    }[command]();
    all.push(...errors);
    // Every failure is one that was foreseen: no TypeError of ours, neither bare nor kept with the instance.
    expect(errors.filter((error) => /^DEFECT|defect of pulumi-novita/.test(error))).toEqual([]);
    expect(scene.printed.filter((line) => CONTROL.test(line) || /canary|owned/.test(line))).toEqual([]);
    expect(Object.keys(Object.prototype).concat(Object.keys(Array.prototype))).toEqual([]);
    const known = (id: string, name: string): boolean =>
      Object.values(scene.engine.state).some((kept) => kept.id === id) ||
      all.some((error) => error.includes(id) || error.includes(name));
    expect(scene.live().filter(({ id, name }) => !known(id, name))).toEqual([]);
    return ok;
  };
  for (const command of commands) {
    armed = command === hostile;
    await run(command);
  }
  armed = false;
  await scene.time.pass(600_000);
  // What is left in the state can be destroyed; it may be a stranger's id that a poisoned create has named.
  await run("refresh");
  expect(await run("destroy")).toBe(true);
}

/** A status that every object of JavaScript has a property for, in each command. */
const certain = commands.flatMap((command) =>
  inherited.map((value): [[Command, Poison[]]] => [
    [command, ["get", "list"].map((operation) => ({ operation, place: "status", value }))],
  ]),
);

const lives = Math.ceil(Number(process.env.HOSTILE_LIVES ?? 40) / profiles.length);

test(`${lives} lives with poisoned answers: no failure is a defect, nothing is polluted, no terminal is obeyed`, async (profile) => {
  const life = fc.tuple(fc.constantFrom(...commands), fc.array(poison, { minLength: 1, maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(life, ([hostile, poisons]) => play(profile, hostile, poisons)),
    { numRuns: lives + certain.length, examples: certain, endOnFailure: false },
  );
});
