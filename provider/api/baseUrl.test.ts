import { API_PATH, DEFAULT_BASE_URL, parseBaseUrl } from "./baseUrl";
import { parseApiKey } from "./client";
import { ConfigurationError } from "./errors";

test("where Novita is", () => {
  expect([DEFAULT_BASE_URL, API_PATH]).toEqual(["https://api.novita.ai", "/gpu-instance/openapi/v1"]);
});

test.each<[string, string]>([
  ["https://api.novita.ai", "https://api.novita.ai"],
  ["https://api.novita.ai/", "https://api.novita.ai"],
  [" https://API.Novita.ai// ", "https://api.novita.ai"],
  ["https://api.novita.ai:443", "https://api.novita.ai"],
  ["https://gateway.example.com:8443/novita/", "https://gateway.example.com:8443/novita"],
  ["https://api.novita.ai/gpu-instance/openapi/v1", "https://api.novita.ai"],
  ["https://gateway.example.com/novita/gpu-instance/openapi/v1/", "https://gateway.example.com/novita"],
  ["http://localhost:8080", "http://localhost:8080"],
  ["http://127.0.0.1:8080/", "http://127.0.0.1:8080"],
  ["http://127.1.2.3", "http://127.1.2.3"],
  ["http://127.1:99", "http://127.0.0.1:99"],
  ["http://[::1]:8080", "http://[::1]:8080"],
])("%s is taken", (text, url) => {
  expect(parseBaseUrl(text)).toBe(url);
});

const notUrl = (shown: string): string =>
  `The base URL "${shown}" is not an http(s) URL. Set NOVITA_BASE_URL or the config novita:baseUrl to something like https://api.novita.ai, or remove it.`;
const tooMuch = (host: string): string =>
  `The base URL of ${host} must not contain a user, a password, a query or a fragment. The key belongs in NOVITA_API_KEY or the secret config novita:apiKey.`;
const unencrypted = (origin: string): string =>
  `The base URL ${origin} would send the API key unencrypted. Use https://; plain http:// is accepted only for this machine (localhost, 127.0.0.1, [::1]).`;

test.each<[string, string]>([
  ["", notUrl("")],
  ["api.novita.ai", notUrl("api.novita.ai")],
  ["localhost:8080", notUrl("localhost:8080")],
  ["ftp://user:canary@api.novita.ai", notUrl("ftp://…@api.novita.ai")],
  ["https://user:canary@a b", notUrl("https://…@a b")],
  ["file:///etc/passwd", notUrl("file:///etc/passwd")],
  ["bad\u001b[2Jurl", notUrl("bad url")],
  ["https://canary@api.novita.ai", tooMuch("api.novita.ai")],
  ["https://user:canary@api.novita.ai", tooMuch("api.novita.ai")],
  ["https://api.novita.ai?key=canary", tooMuch("api.novita.ai")],
  ["https://api.novita.ai#canary", tooMuch("api.novita.ai")],
  ["http://api.novita.ai", unencrypted("http://api.novita.ai")],
  ["http://localhost.example.com:80/x", unencrypted("http://localhost.example.com")],
  ["http://127.0.0.1.example.com", unencrypted("http://127.0.0.1.example.com")],
  ["http://0.0.0.0:1", unencrypted("http://0.0.0.0:1")],
  ["http://10.0.0.1", unencrypted("http://10.0.0.1")],
  ["http://[::2]", unencrypted("http://[::2]")],
])("%j is refused", (text, message) => {
  expect(() => parseBaseUrl(text)).toThrow(new ConfigurationError(message));
});

test.each<[string, string]>([
  ["sk_abc-123", "sk_abc-123"],
  ["  sk_abc\n", "sk_abc"],
  ["!~", "!~"],
])("the key %j is taken", (text, key) => {
  expect(parseApiKey(text)).toBe(key);
});

test.each([undefined, "", "  \n"])("no key: %j", (text) => {
  expect(() => parseApiKey(text)).toThrow(
    new ConfigurationError(
      "No Novita API key. Set the environment variable NOVITA_API_KEY, or run `pulumi config set --secret novita:apiKey`; keys are made in Novita's console under Key Management.",
    ),
  );
});

test.each(["one two", "Bearer sk_abc", "one\ntwo", "one\r\nX-Evil: 1", "schlüssel", "a\u0000b", "a\u007f"])(
  "no key could be %j, and the message does not show it",
  (text) => {
    expect(() => parseApiKey(text)).toThrow(
      new ConfigurationError(
        "The Novita API key contains spaces, line breaks or characters that no key has. Copy it again from Novita's console into NOVITA_API_KEY or the secret config novita:apiKey.",
      ),
    );
  },
);
