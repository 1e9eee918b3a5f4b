import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { diagnosticsIn, summaryIn } from "./printed.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const asPrinted = (problem: string): string =>
  `error: pulumi-nodejs:dynamic/novita:GpuInstance resource 'trainer' has a problem: ${problem}`;

story("what is declared wrongly", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  const previewOf = async (args: object): Promise<string | undefined> => {
    scene.declare({ name: "trainer", args: { ...basics, ...args } });
    const { exitCode, output } = await scene.stack.preview();
    expect(exitCode).toBe(1);
    expect(output).not.toContain("canary");
    return diagnosticsIn(output).trainer;
  };

  test("the preview names every mistake with its path, all at once, and shows no secret", async () => {
    const mistakes = {
      gpuNum: 9,
      imageURL: "nginx",
      ports: "2222/tcp,80/http",
      imageAuth: "canary-password",
      imageAuthId: "auth-1",
      envs: [
        { key: "A", value: "canary-value" },
        { key: "A", value: "b" },
      ],
      lifecycle: { timeouts: { create: "soon" } },
    };
    expect((await previewOf(mistakes))?.split("\n")).toEqual(
      [
        "imageURL is not a field of a GpuInstance. Did you mean imageUrl?",
        "gpuNum must be a whole number from 1 to 8, but is 9.",
        'lifecycle.timeouts.create must be a duration such as "20m" or "1h30m", but is "soon".',
        'ports has the entry "2222/tcp", which is reserved: Novita keeps 2222, 2223 and 2224 for itself.',
        "imageAuth and imageAuthId are two ways to say the same; give one of them.",
        'imageAuth must have the form "username:password"; for a credential that is stored at Novita, give its id as imageAuthId.',
        'envs[1].key repeats "A" of envs[0].key; give each variable one value.',
      ].map(asPrinted),
    );
  });

  test("without a key the preview says where one is looked for", async () => {
    scene.declare({ name: "trainer", args: basics });
    const { exitCode, output } = await scene.stack.preview([], { env: { NOVITA_API_KEY: "" } });
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).trainer).toBe(
      "error: No Novita API key. Set the environment variable NOVITA_API_KEY, or run `pulumi config set --secret novita:apiKey`; keys are made in Novita's console under Key Management.",
    );
  });

  test("if the service cannot be reached, the preview warns and goes on", async () => {
    const { exitCode, output } = await scene.stack.preview([], {
      env: { NOVITA_BASE_URL: "http://127.0.0.1:9" },
    });
    expect(exitCode).toBe(0);
    expect(diagnosticsIn(output)["engine-tests-dev"]).toMatch(
      /^warning: trainer: going on without its price and stock\. Listing GPU products failed: the connection was refused \(ECONNREFUSED\)\. Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way\.$/,
    );
    expect(summaryIn(output)).toEqual(["+ 2 to create"]);
  });

  test("values that are known only later pass every check of a preview", async () => {
    scene.declare(
      { name: "first", args: { ...basics, rootfsSize: 61 } },
      {
        name: "second",
        args: {
          ...basics,
          name: "after-{{first.id}}",
          rootfsSize: "{{first.rootfsSize}}",
          ports: "{{first.ports}},22/tcp",
          envs: [
            { key: "FIRST", value: "{{first.status}}" },
            { key: "{{first.id}}", value: "x" },
          ],
          command: "{{first.createdAt}}",
          clusterId: "us-dallas-nas-2",
        },
      },
    );
    expect(await scene.plans()).toEqual({ first: { op: "create" }, second: { op: "create" } });
    await scene.up();
    const [first, second] = await scene.emulator.instances();
    expect(second).toMatchObject({
      name: `after-${first?.id}`,
      rootfsSize: 61,
      ports: "80/http,22/tcp",
      envs: [
        { key: "FIRST", value: "running" },
        { key: first?.id, value: "x" },
      ],
    });
    expect(await scene.plans()).toEqual({});
  });
});
