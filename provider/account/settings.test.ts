import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readSettings, settingNames } from "./settings";

const config = (values: Record<string, string>) => ({ get: (key: string) => values[key] });

test("the environment wins over the config", () => {
  const given = config({ "novita:apiKey": "from-config", "novita:baseUrl": "https://config.example" });
  const env = { NOVITA_API_KEY: "from-env", NOVITA_BASE_URL: "https://env.example/" };
  expect(readSettings(given, env)).toEqual({
    apiKey: "from-env",
    keySource: "the environment variable NOVITA_API_KEY",
    baseUrl: "https://env.example",
    orphans: "report",
    owner: "",
  });
});

test("plain http beyond this machine needs the switch, of the environment or else of the config", () => {
  const given = config({
    "novita:apiKey": "k",
    "novita:baseUrl": "http://emulator:8787",
    "novita:allowHttp": "true",
  });
  expect(readSettings(given, {}).baseUrl).toBe("http://emulator:8787");
  expect(() => readSettings(given, { NOVITA_ALLOW_HTTP: "false" })).toThrow(
    /would send the API key unencrypted/,
  );
});

test("the config is used if the environment says nothing, or nothing but an empty string", () => {
  const given = config({
    "novita:apiKey": "from-config",
    "novita:orphans": "adopt",
    "novita:owner": " team a\n",
  });
  expect(readSettings(given, { NOVITA_API_KEY: "", NOVITA_BASE_URL: "" })).toEqual({
    apiKey: "from-config",
    keySource: "the config novita:apiKey (set it with `pulumi config set --secret novita:apiKey`)",
    baseUrl: "https://api.novita.ai",
    orphans: "adopt",
    owner: "team a",
  });
});

test.each<[string, Record<string, string>, string]>([
  [
    "no key",
    {},
    "No Novita API key. Set the environment variable NOVITA_API_KEY, or run `pulumi config set --secret novita:apiKey`; keys are made in Novita's console under Key Management.",
  ],
  [
    "a key over two lines",
    { "novita:apiKey": "one\ntwo" },
    "The Novita API key contains spaces, line breaks or characters that no key has. Copy it again from Novita's console into NOVITA_API_KEY or the secret config novita:apiKey.",
  ],
  [
    "an unknown policy for orphans",
    { "novita:apiKey": "key", "novita:orphans": "delete" },
    'The config novita:orphans must be "report" or "adopt", but is "delete". Set it with `pulumi config set novita:orphans report`.',
  ],
  [
    "an owner of more than one line",
    { "novita:apiKey": "key", "novita:owner": "team\na" },
    "The config novita:owner must be one line of at most 200 characters, but contains line breaks or other control characters. Set it with `pulumi config set novita:owner <a name that no other backend or team has>`.",
  ],
  [
    "an owner that is a whole page",
    { "novita:apiKey": "key", "novita:owner": "x".repeat(201) },
    "The config novita:owner must be one line of at most 200 characters, but has 201. Set it with `pulumi config set novita:owner <a name that no other backend or team has>`.",
  ],
])("%s", (_, values, message) => {
  expect(() => readSettings(config(values), {})).toThrow(new Error(message));
});

test("nothing configured at all is a missing key", () => {
  expect(() => readSettings(undefined, {})).toThrow(/^No Novita API key\./);
});

test("the names of the settings are those of their schema", () => {
  const schema = parse(readFileSync(join(__dirname, "settings.schema.yaml"), "utf8")) as {
    properties: object;
  };
  expect(settingNames).toEqual(Object.keys(schema.properties));
});
