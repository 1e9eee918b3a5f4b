import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Account, autoNamed, exported } from "./account.testkit";

/** An account with instances of every kind, and the folder with what its stacks export: the one of docs/cli.md. */
export interface Shop {
  readonly account: Account;
  readonly ids: Readonly<Record<"notebook" | "trainer" | "lost" | "sweep" | "console" | "idle", string>>;
  /** Holds `dev.json` and `prod.json`. */
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
