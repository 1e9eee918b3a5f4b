import { execFileSync } from "node:child_process";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { startEmulator, type Emulator } from "novita-emulator";
import * as novita from ".";

const KEY = "canary-key-5f0e";
const get = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => output.apply((value) => resolve(value as T)));

/** What one question came to. */
const failureOf = (asked: Promise<unknown>): Promise<Error> =>
  asked.then(
    () => new Error("it did not fail"),
    (error: Error) => error,
  );

describe("without an engine and mocks, as in a script", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, apiKeys: [KEY] });
    delete process.env.NOVITA_API_KEY;
    pulumi.runtime.setAllConfig({ "novita:apiKey": KEY, "novita:baseUrl": emulator.url }, ["novita:apiKey"]);
  });
  afterAll(() => emulator?.close());

  test("key and address come from the stack's config", async () => {
    const { products } = await novita.getGpuProducts({ name: "4090", billingMode: "spot", inStock: true });
    expect(products[0]?.id).toBe("4090.16c96g.v2");
  });

  test("wrong arguments are an error without a stack", async () => {
    const refused = await failureOf(novita.getGpuProducts({ gpuNum: 9 }));
    expect(refused).toBeInstanceOf(pulumi.RunError);
    expect(refused.message).toBe(
      "Calling getGpuProducts failed: gpuNum must be a whole number from 1 to 8, but is 9.",
    );
  });

  test("an answer to an argument that is marked as secret is secret", async () => {
    const found = novita.getGpuProductsOutput({ clusterId: pulumi.secret("as-sgp-2"), name: "A100" });
    expect(await pulumi.isSecret(found)).toBe(true);
    expect((await get(found)).products.map(({ id }) => id)).toEqual(["a100.16c120g.os"]);
  });
});

describe("under mocks", () => {
  const asked: pulumi.runtime.MockCallArgs[] = [];
  let answered: object = {};
  beforeAll(async () => {
    await pulumi.runtime.setMocks({
      call: (args) => {
        asked.push(args);
        return answered;
      },
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    });
  });

  test("they are asked by the function's token, and nobody else is", async () => {
    answered = { products: [{ id: "p", clusters: [] }] };
    expect(await novita.getGpuProducts({ name: "4090" })).toEqual(answered);
    expect(await get(novita.getGpuProductsOutput({ name: pulumi.output("4090") }))).toEqual(answered);
    const call = expect.objectContaining({ token: "novita:index:getGpuProducts", inputs: { name: "4090" } });
    expect(asked).toEqual([call, call]);
  });

  test("what is secret of an answer is an output that is marked so, and the whole output is secret", async () => {
    const envs = [{ key: "A", value: "canary-env" }, { key: "B" }];
    answered = { id: "i-1", status: "running", sshPassword: "canary-password", envs };
    const found = await novita.getInstance({ id: "i-1" });
    expect([found.id, found.status, found.sshCommand]).toEqual(["i-1", "running", undefined]);
    const [password, env] = [found.sshPassword, found.envs?.[0]?.value];
    if (!password || !env) throw new Error("a secret is missing");
    expect([await get(password), await get(env)]).toEqual(["canary-password", "canary-env"]);
    expect([await pulumi.isSecret(password), await pulumi.isSecret(env)]).toEqual([true, true]);
    const whole = novita.getInstanceOutput({ id: pulumi.output("i-1") });
    expect([await pulumi.isSecret(whole), await get(whole)]).toEqual([true, answered]);
  });

  test("mocks that answer nothing are told what to answer", async () => {
    answered = {};
    expect((await failureOf(novita.getGpuProducts())).message).toBe(
      "The mocks of this test answer getGpuProducts without products. Have their `call` return it for the token novita:index:getGpuProducts.",
    );
  });
});

test("a program that asks nothing loads neither a client nor a validator", () => {
  const program = `
    const novita = require("pulumi-novita");
    if (typeof novita.getGpuProducts !== "function") throw new Error("no function");
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.(axios|ajv)|provider.(api|functions)\\b/.test(file));
    console.log(JSON.stringify(loaded));
  `;
  const printed = execFileSync(process.execPath, ["-e", program], {
    cwd: join(__dirname, "../.."),
    encoding: "utf8",
  });
  expect(JSON.parse(printed)).toEqual([]);
});
