import { type ManualClock, manualClock } from "novita-emulator";
import { type Printed, runIn, type WorldParts } from "../../cli/world.testkit";
import { FakeClock } from "../../provider/api/fakeClock.testkit";
import { EmulatorSide } from "../engine/emulatorSide.testkit";
import { connect } from "../../provider/account";
import { tagOf } from "../../provider/core";

/** The key of the account; it must not show up anywhere. */
export const API_KEY = "canary-api-key-7c31";

const START_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
const BOOT_MS = 2_000;

/** What is ordered unless a test says otherwise. */
const basics = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  kind: "gpu",
};

/** An account at the emulator, in a time that stands still: it is 2026-01-02T03:04:05Z. */
export class Account {
  private constructor(
    readonly side: EmulatorSide,
    private readonly clock: ManualClock,
  ) {}

  static async open(): Promise<Account> {
    const clock = manualClock(START_MS);
    const apiKeys = [API_KEY, "somebody"];
    return new Account(await EmulatorSide.start({ clock, bootMs: BOOT_MS, apiKeys }), clock);
  }

  /** Orders an instance a second after the last one, and returns its id. */
  async order(name: string, more: object = {}): Promise<string> {
    this.clock.advance(1_000);
    const { id } = await this.side.asSomebodyElse("create", { ...basics, name, ...more });
    return String(id);
  }

  /** Lets everything that boots come up. */
  boot(): void {
    this.clock.advance(BOOT_MS);
  }

  /** Runs the command line in process, against this account. */
  run(args: readonly string[], parts: WorldParts = {}): Promise<Printed> {
    const env = { NOVITA_API_KEY: API_KEY, NOVITA_BASE_URL: this.side.url };
    return runIn({ env, connect, clock: new FakeClock(this.clock.now()), ...parts }, ...args);
  }

  /** What has been asked since the last time, by name: `list`, and `products` with the kind of prices. */
  async asked(): Promise<readonly string[]> {
    const asked = (await this.side.calls()).map(({ operation, query }) =>
      query.billingMethod === undefined ? operation : `${operation} ${query.billingMethod}`,
    );
    // Prices are asked for side by side.
    return asked.sort();
  }

  close(): Promise<void> {
    return this.side.close();
  }
}

/** The name that a declaration of the project `shop` gives to its instance. */
export function autoNamed(stack: string, name: string): string {
  return `${name}-${tagOf({ project: "shop", stack, type: "GpuInstance", name }, "")}a1b2c3`;
}

/**
 * What a stack of the project `shop` exports.
 *
 * @param held The ids of the instances that it holds, by logical name.
 * @param begun The logical names of those that it was interrupted while creating.
 */
export function exported(
  stack: string,
  held: Readonly<Record<string, string>>,
  begun: readonly string[] = [],
): string {
  const type = "pulumi-nodejs:dynamic/novita:GpuInstance";
  const urn = (name: string): string => `urn:pulumi:${stack}::shop::${type}::${name}`;
  const resources = Object.entries(held).map(([name, id]) => ({ urn: urn(name), type, custom: true, id }));
  const pending = begun.map((name) => ({
    type: "creating",
    resource: { urn: urn(name), type, custom: true, inputs: { kind: "gpu" } },
  }));
  return JSON.stringify({ version: 3, deployment: { resources, pending_operations: pending } });
}
