import { readApiKey, readBaseUrl } from "./settings";
import { ConfigurationError } from "../../provider/api";

const NO_KEY =
  'No Novita API key: the environment variable NOVITA_API_KEY is not set. If the key is in a stack\'s config, run NOVITA_API_KEY="$(pulumi config get novita:apiKey)" and the command on one line.';

test.each([undefined, "", "  \n"])("asks for a key if it is %j", (key) => {
  expect(() => readApiKey({ NOVITA_API_KEY: key })).toThrow(new ConfigurationError(NO_KEY));
});

test("takes the key without the line break that a file ends in", () => {
  expect(readApiKey({ NOVITA_API_KEY: "k-1\n" })).toBe("k-1");
});

test("takes plain http to another machine if the switch allows it", () => {
  const env = { NOVITA_BASE_URL: "http://emulator:8787", NOVITA_ALLOW_HTTP: "true" };
  expect(readBaseUrl(env)).toBe("http://emulator:8787");
});

test.each([
  [undefined, "https://api.novita.ai"],
  ["", "https://api.novita.ai"],
  ["http://127.0.0.1:8787/", "http://127.0.0.1:8787"],
])("takes %j for the base URL %s", (given, url) => {
  expect(readBaseUrl({ NOVITA_BASE_URL: given })).toBe(url);
});
