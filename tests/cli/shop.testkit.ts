import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { previewText } from "../../cli/plan/preview.testkit";
import { Account, autoNamed, exported } from "./account.testkit";

/** An account with instances of every kind, and the folder with what its stacks export: the one of docs/cli.md. */
export interface Shop {
  readonly account: Account;
  readonly ids: Readonly<Record<"notebook" | "trainer" | "lost" | "sweep" | "console" | "idle", string>>;
  /** Holds `dev.json`, `prod.json` and `preview.json`, a change of dev. */
  readonly cwd: string;
  close(): Promise<void>;
}

/** Opens it. Ids and times are the same in every run. */
export async function openShop(): Promise<Shop> {
  const account = await Account.open();
  const cpu = { productId: "cpu.4c8g", kind: "cpu", gpuNum: undefined, rootfsSize: undefined };
  const ids = {
    notebook: await account.order("the-notebook", { billingMode: "monthly", month: 3 }),
    trainer: await account.order(autoNamed("dev", "trainer"), { gpuNum: 2, rootfsSize: 100 }),
    lost: await account.order(autoNamed("dev", "lost")),
    sweep: await account.order(autoNamed("prod", "sweep"), { billingMode: "spot" }),
    console: await account.order("console", cpu),
    idle: await account.order("idle", { rootfsSize: 80 }),
  };
  account.boot();
  await account.side.asSomebodyElse("stop", { instanceId: ids.idle });
  account.boot();
  const cwd = mkdtempSync(join(tmpdir(), "pulumi-novita-shop-"));
  const { notebook, trainer, sweep } = ids;
  writeFileSync(join(cwd, "dev.json"), exported("dev", { notebook, trainer }, ["lost"]));
  writeFileSync(join(cwd, "prod.json"), exported("prod", { sweep }));
  writeFileSync(join(cwd, "preview.json"), change(ids));
  await account.asked();
  return {
    account,
    ids,
    cwd,
    close: async () => {
      await account.close();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}

/** A preview of dev: more GPUs for the trainer, another image for the notebook, and an instance more. */
function change({ trainer, notebook }: Pick<Shop["ids"], "trainer" | "notebook">): string {
  const productId = "4090.16c62g.os";
  const monthly = { productId, billingMode: "monthly", month: 3 };
  return previewText([
    {
      ...{ op: "replace", name: "trainer", id: trainer },
      before: { productId, gpuNum: 2, rootfsSize: 100 },
      after: { productId, gpuNum: 4, rootfsSize: 100 },
      ...{ differs: ["gpuNum"], replaces: ["gpuNum"] },
    },
    {
      ...{ op: "update", name: "notebook", id: notebook },
      before: monthly,
      after: { ...monthly, imageUrl: "nginx:1.28" },
      differs: ["imageUrl"],
    },
    { op: "create", name: "evaluator", after: { productId, billingMode: "spot" } },
  ]);
}
