import { UNKNOWN } from "../declared";
import { instance, saidBy } from "../instance.testkit";
import { noSecretsInClear } from "./noSecretsInClear";

const given = (field: string, name: string): string =>
  `${field} carries ${name} in clear: it stands so in the state, in every preview and at Novita. Put the value into envs and let the command read the variable. If it is no secret, add the name to "notSecret" of no-secrets-in-clear.`;
const repeated = (field: string, path: string): string =>
  `${field} repeats the secret of ${path} in clear: it stands so in the state, in every preview and at Novita. Let the container read it from its environment.`;

test.each<[string, object, string[]]>([
  ["a command", { command: "train --hf-token=hf_canary" }, [given("command", "--hf-token")]],
  ["an entrypoint", { entrypoint: "env PASSWORD=canary" }, [given("entrypoint", "PASSWORD")]],
  ["an image", { imageUrl: "https://u:canary@r.example/app" }, [given("imageUrl", "a password in a URL")]],
  [
    "two fields at once",
    { command: "a --token canary", entrypoint: "b --secret canary" },
    [given("command", "--token"), given("entrypoint", "--secret")],
  ],
  [
    "the value of a variable",
    {
      envs: [
        { key: "A", value: "1" },
        { key: "HF_TOKEN", value: "hf_canary" },
      ],
      command: "login hf_canary",
    },
    [repeated("command", "envs[1].value")],
  ],
  [
    "the password of imageAuth",
    { imageAuth: "user:canary:with-colon", name: "box-canary:with-colon" },
    [repeated("name", "imageAuth")],
  ],
])("a secret in %s is found, and not shown", (_, props, messages) => {
  const said = saidBy(noSecretsInClear, instance({ ...props }));
  expect(said).toEqual(messages);
  expect(said.join()).not.toContain("canary");
});

test.each<[string, object]>([
  ["what the container reads for itself", { command: "train --hf-token=$HF_TOKEN" }],
  [
    "secrets where they belong",
    { envs: [{ key: "HF_TOKEN", value: "hf_canary" }], imageAuth: "user:canary-123" },
  ],
  ["tokens of a tokenizer", { command: "train --pad-token x --eosToken y --max-tokens 8" }],
  [
    "a variable that is no secret",
    { envs: [{ key: "MODEL", value: "llama-3-8b" }], command: "serve llama-3-8b" },
  ],
  ["an image whose name sounds secret", { imageUrl: "registry.example/team/token:1.0" }],
  ["a value too short to mean anything", { envs: [{ key: "TOKEN", value: "serve" }], command: "serve" }],
  ["what is not known", { envs: [{ key: "TOKEN", value: UNKNOWN }, UNKNOWN], command: UNKNOWN }],
])("%s is accepted", (_, props) => {
  expect(saidBy(noSecretsInClear, instance({ ...props }))).toEqual([]);
});

test("a variable of an instance that the class has not declared is not known to be secret", () => {
  const envs = [
    { key: "MODEL", value: "llama" },
    { key: "HF_TOKEN", value: "canary" },
    { key: "API_KEY", value: UNKNOWN },
  ];
  const unmarked = (at: number, key: string): string =>
    `envs[${at}].value is the value of ${key}, which sounds secret, but the instance was not declared by the class GpuInstance of pulumi-novita, which encrypts it. Declare it by the class.`;
  expect(saidBy(noSecretsInClear, instance({ envs }, { secretOutputs: ["sshPassword"] }))).toEqual([
    unmarked(1, "HF_TOKEN"),
    unmarked(2, "API_KEY"),
  ]);
});

test("an exception in the config holds for variables and options", () => {
  const declared = instance(
    { envs: [{ key: "CACHE_KEY", value: "x" }], command: "serve --cache-key 1" },
    { secretOutputs: [] },
  );
  expect(saidBy(noSecretsInClear, declared, { notSecret: ["cache-key"] })).toEqual([]);
});
