import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { diagnosticsIn } from "./printed.testkit";
import { API_KEY, basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const refusal = (status: number): object => ({
  kind: "status",
  status,
  headers: { "retry-after": "0" },
  body: { code: status, reason: status === 429 ? "RATE_LIMIT_EXCEEDED" : "UNKNOWN", message: "later" },
});

story("a service that refuses", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ emulator: { apiKeys: ["right-key"] }, env: { NOVITA_API_KEY: "" } });
    scene.declare({ name: "trainer", args: basics });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("a key that is not accepted: the message says where keys come from, and nowhere is the key", async () => {
    const { exitCode, output } = await scene.stack.up([], { env: { NOVITA_API_KEY: API_KEY } });
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).trainer).toBe(
      "error: Listing GPU products failed: invalid api-key (INVALID_API_KEY, HTTP 403). Check the API key: the environment variable NOVITA_API_KEY wins over the config novita:apiKey (set it with `pulumi config set --secret novita:apiKey`).",
    );
    expect(output).not.toContain(API_KEY);
    expect(await scene.emulator.instances()).toEqual([]);
  });

  test("what is refused for a moment is asked again, with the key of the stack's config", async () => {
    await scene.stack.setConfig("novita:apiKey", "right-key", { secret: true });
    await scene.emulator.arm({ on: "products", do: refusal(429), times: 2 });
    await scene.emulator.arm({ on: "list", do: refusal(503), times: 2 });
    await scene.emulator.arm({ on: "create", do: refusal(429), times: 2 });
    await scene.emulator.arm({ on: "get", do: refusal(500), times: 1 });
    await scene.emulator.calls();
    await scene.up();
    const calls = (await scene.emulator.calls()).map(({ operation, status }) => `${operation} ${status}`);
    expect(calls).toEqual([
      "products 429",
      "products 429",
      "products 200",
      "list 503",
      "list 503",
      "list 200",
      "create 429",
      "create 429",
      "create 200",
      "list 200",
      "get 500",
      "get 200",
    ]);
    expect((await scene.emulator.instances()).length).toBe(1);
  });
});
