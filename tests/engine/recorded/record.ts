/** Writes `state-<version>.json`: see the README beside this file. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../../package.json";
import { Scene } from "../scene.testkit";
import { recordedArgs } from "./declaration";

/** Lines of the program that declared a resource; they are of the machine that recorded it. */
const ofTheMachine = ["sourcePosition", "stackTrace", "created", "modified"];

async function record(): Promise<void> {
  const scene = await Scene.open();
  try {
    scene.declare({ name: "trainer", args: recordedArgs });
    await scene.up();
    const text = JSON.stringify(
      await scene.stack.export(),
      (key, value: unknown) => (ofTheMachine.includes(key) ? undefined : value),
      2,
    );
    writeFileSync(join(__dirname, `state-${version}.json`), `${text}\n`);
  } finally {
    await scene.close();
  }
}

void record();
