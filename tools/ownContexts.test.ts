import { AsyncLocalStorage } from "node:async_hooks";

interface Environment {
  teardown(): Promise<void>;
}

const OwnContexts = jest.requireActual<new (config: object, context: object) => Environment>("./ownContexts");

test("a storage that a test file has used marks no promise of the next file", async () => {
  const projectConfig = { globals: {}, testEnvironmentOptions: {} };
  const environment = new OwnContexts({ globalConfig: {}, projectConfig }, {});
  const storages = [new AsyncLocalStorage<number>(), new AsyncLocalStorage<number>()] as const;
  storages[0].enterWith(1);
  const inside = storages[1].run(2, async () => {
    await environment.teardown();
    return storages.map((storage) => storage.getStore());
  });
  expect(await inside).toEqual([undefined, undefined]);
});
