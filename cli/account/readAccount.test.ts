import { type Printed, runIn } from "../world.testkit";
import type { Instance, NovitaClient } from "../../provider/api";

const running: Instance = { id: "i1", name: "trainer", status: "running", productId: "p", secrets: [] };

/** Runs `cost` on an account that is listed so. */
function costOf(client: Partial<NovitaClient>, ...args: readonly string[]): Promise<Printed> {
  const connect = (): NovitaClient => client as NovitaClient;
  return runIn({ env: { NOVITA_API_KEY: "canary-key" }, connect }, "cost", ...args);
}

test("says nothing of half a list", async () => {
  const listInstances = (): Promise<{ items: Instance[]; total: number }> =>
    Promise.resolve({ items: [running], total: 2 });
  expect(await costOf({ listInstances })).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: "The list could not be read to its end, and half of it says nothing. Try again in a minute.\n",
  });
});

test("leaves out what is gone", async () => {
  const listInstances = (): Promise<{ items: Instance[]; total: number }> =>
    Promise.resolve({ items: [{ ...running, status: "removed" }], total: 1 });
  const listNetworkStorages = async () => ({ items: [], total: 0 });
  const getBalance = async () => ({ availableUsd: 5 });
  expect(await costOf({ listInstances, listNetworkStorages, getBalance })).toEqual({
    exitCode: 0,
    stdout: "This account has no instances.\nBalance: $5.00.\n",
    stderr: "",
  });
});

test("prints what it does not expect as a defect, without the key", async () => {
  const listInstances = (): Promise<never> => {
    const error = new TypeError("boom canary-key");
    error.stack = "TypeError: boom canary-key\n    at somewhere";
    return Promise.reject(error);
  };
  expect(await costOf({ listInstances })).toEqual({
    exitCode: 1,
    stdout: "",
    stderr:
      "TypeError: boom [redacted]\n    at somewhere\nThis is a defect of pulumi-novita; please report it with the lines above.\n",
  });
});
