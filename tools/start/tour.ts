import { heading, paragraph, say } from "./print";
import type { Stage as WholeStage } from "./stage";

/** What the tour does on a stage. */
export type Stage = Pick<
  WholeStage,
  "file" | "url" | "pulumi" | "change" | "outputs" | "behindItsBack" | "meter"
>;

interface Scene {
  readonly title: string;
  readonly text: string;
  readonly play: (stage: Stage) => Promise<void>;
}

const scenes: readonly Scene[] = [
  {
    title: "See what would happen",
    text: "The program declares one GPU instance. The preview creates nothing; it checks every field, and asks for price and stock, so that you know the bill before it begins.",
    play: (stage) => stage.pulumi("preview"),
  },
  {
    title: "Bring it up",
    text: "The instance is created with one request that is never sent twice, and waited for until it runs. Its id is in the state from the moment the service has given it.",
    play: async (stage) => {
      await stage.pulumi("up");
      await stage.outputs();
    },
  },
  {
    title: "Change it in place",
    text: "Another port and a larger disk need no new machine: the running instance is edited.",
    play: async (stage) => {
      await stage.change({ ports: "22/tcp,8888/http,6006/http", rootfsSize: 100 });
      await stage.pulumi("up");
    },
  },
  {
    title: "Find drift",
    text: "Somebody now closes all ports but SSH in the console, behind Pulumi's back. A refresh finds it.",
    play: async (stage) => {
      const [instance] = await stage.meter();
      await stage.behindItsBack("/gpu/instance/edit", {
        instanceId: instance?.id,
        ports: [{ port: 22, type: "tcp" }],
        expandRootDisk: 0,
      });
      await stage.pulumi("refresh");
    },
  },
  {
    title: "Repair it",
    text: "The program still says what shall be, so the next up opens the ports again.",
    play: (stage) => stage.pulumi("up"),
  },
  {
    title: "Replace it",
    text: "Two GPUs instead of one need another instance. GPUs are scarce, so the old instance goes first.",
    play: async (stage) => {
      await stage.change({ gpuNum: 2 });
      await stage.pulumi("up");
    },
  },
  {
    title: "End the bill",
    text: "Destroy returns when the instance is really gone, not when somebody has promised to delete it.",
    play: (stage) => stage.pulumi("destroy"),
  },
];

/** Plays every scene, and ends with what it cost and that nothing is left. Throws if anything is. */
export async function tour(stage: Stage): Promise<void> {
  heading("A GPU from one declaration, on the real Pulumi engine");
  paragraph(
    `The program is ${stage.file}. The service is an emulator of Novita's API at ${stage.url}: prices are real-looking, and nothing is bought.`,
  );
  for (const [at, { title, text, play }] of scenes.entries()) {
    heading(`${at + 1}/${scenes.length}  ${title}`);
    paragraph(text);
    await play(stage);
  }
  await summary(stage);
}

async function summary(stage: Stage): Promise<void> {
  const instances = await stage.meter();
  const left = instances.filter(({ billable, status }) => billable || status !== "removed");
  const total = instances.reduce((sum, { costUsd }) => sum + costUsd, 0);
  heading("The bill, by the emulator's meter");
  for (const { name, id, status, costUsd } of instances) say(`  ${usd(costUsd)}  ${name} (${id}), ${status}`);
  say(`  ${usd(total)}  in all`);
  if (left.length > 0)
    throw new Error(`${left.length} instances are still there: ${left.map(({ id }) => id).join(", ")}.`);
  say("");
  paragraph(
    `Nothing is left running: ${instances.length} instances were created, ${instances.length} are gone.`,
  );
  say('Next: put your own key into NOVITA_API_KEY and follow README.md, "With a real key".');
}

function usd(amount: number): string {
  return `$${amount.toFixed(6)}`;
}
