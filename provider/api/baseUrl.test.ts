import { API_PATH, DEFAULT_BASE_URL, parseBaseUrl, sendsKeyInClear } from "./baseUrl";
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
  ["http://127.0.0.2:1", "http://127.0.0.2:1"],
  ["http://emulator.localhost:1", "http://emulator.localhost:1"],
  ["http://localhost.", "http://localhost."],
  ["http://[::ffff:127.0.0.1]:1", "http://[::ffff:7f00:1]:1"],
  ["https://gateway.example.com/v1", "https://gateway.example.com/v1"],
  ["https://gateway.example.com/openai-proxy", "https://gateway.example.com/openai-proxy"],
])("%s is taken", (text, url) => {
  expect(parseBaseUrl(text)).toBe(url);
});

const notUrl = (shown: string): string =>
  `The base URL "${shown}" is not an http(s) URL. Set NOVITA_BASE_URL or the config novita:baseUrl to something like https://api.novita.ai, or remove it.`;
const tooMuch = (host: string): string =>
  `The base URL of ${host} must not contain a user, a password, a query or a fragment. The key belongs in NOVITA_API_KEY or the secret config novita:apiKey.`;
const unencrypted = (origin: string): string =>
  `The base URL ${origin} would send the API key unencrypted. Use https://. Only if the key is worth nothing, as for the emulator on another host, set NOVITA_ALLOW_HTTP=true or the config novita:allowHttp to true.`;
const vendor = (origin: string): string =>
  `The base URL ${origin} would send the API key unencrypted. Use https://${new URL(origin).host}.`;
const slip = (shown: string, what: string): string => notUrl(shown).replace("is not an http(s) URL", what);
const wrong = (shown: string, what: string, right: string): string =>
  `The base URL ${shown} ${what}. Set NOVITA_BASE_URL or the config novita:baseUrl to ${right}${right === "https://api.novita.ai" ? ", or remove it" : ""}.`;
const MODEL = "is the address of Novita's model API, which has no GPU instances";
const PART = "names a path of the API, and not its root";
const NOTHING = "has a path under which there are no GPU instances";

test.each<[string, string]>([
  ["", notUrl("")],
  ["api.novita.ai", notUrl("api.novita.ai")],
  ["localhost:8080", notUrl("localhost:8080")],
  ["ftp://user:canary@api.novita.ai", notUrl("ftp://…@api.novita.ai")],
  ["https://user:canary@a b", notUrl("https://…@a b")],
  ["file:///etc/passwd", notUrl("file:///etc/passwd")],
  ["bad.\u001b[2Jurl", notUrl("bad. url")],
  ["sk_canary", notUrl("…")],
  ["sk_canary?x=https://api.novita.ai", notUrl("sk_canary…")],
  ["api.novita.ai?key=canary", notUrl("api.novita.ai…")],
  ['"https://api.novita.ai"', slip('"https://api.novita.ai"', "begins or ends with a quotation mark")],
  [
    "NOVITA_BASE_URL=https://api.novita.ai",
    slip("NOVITA_BASE_URL=https://api.novita.ai", "begins with a name"),
  ],
  ["${NOVITA_BASE_URL}", slip("…", "is a placeholder that nothing has filled in")],
  ["undefined", slip("…", "is what a program writes for a value that it does not have")],
  ["https://canary@api.novita.ai", tooMuch("api.novita.ai")],
  ["https://user:canary@api.novita.ai", tooMuch("api.novita.ai")],
  ["https://api.novita.ai?key=canary", tooMuch("api.novita.ai")],
  ["https://api.novita.ai#canary", tooMuch("api.novita.ai")],
  ["http://api.novita.ai", vendor("http://api.novita.ai")],
  ["http://api.novita.ai:8080/openai", vendor("http://api.novita.ai:8080")],
  ["http://localhost.example.com:80/x", unencrypted("http://localhost.example.com")],
  ["http://127.0.0.1.example.com", unencrypted("http://127.0.0.1.example.com")],
  ["http://0.0.0.0:1", unencrypted("http://0.0.0.0:1")],
  ["http://10.0.0.1", unencrypted("http://10.0.0.1")],
  ["http://[::2]", unencrypted("http://[::2]")],
  ["http://[::ffff:10.0.0.1]", unencrypted("http://[::ffff:a00:1]")],
  ["http://emulator:8787", unencrypted("http://emulator:8787")],
  ["http://host.docker.internal:8787", unencrypted("http://host.docker.internal:8787")],
  ...[
    "/openai",
    "/openai/",
    "/openai/v1",
    "/v3",
    "/v3/",
    "/v3/openai",
    "/OpenAI/V1",
    "/dedicated/v1/openai",
  ].map((path): [string, string] => [
    `https://api.novita.ai${path}`,
    wrong(`https://api.novita.ai${path.replace(/\/$/, "")}`, MODEL, "https://api.novita.ai"),
  ]),
  [
    "https://api.novita.ai/v1/chat/completions",
    wrong("https://api.novita.ai/v1/chat/completions", MODEL, "https://api.novita.ai"),
  ],
  ["https://api.novita.ai/v1", wrong("https://api.novita.ai/v1", NOTHING, "https://api.novita.ai")],
  [
    "https://api.novita.ai/openapi/v1",
    wrong("https://api.novita.ai/openapi/v1", NOTHING, "https://api.novita.ai"),
  ],
  [
    "http://127.0.0.1:8787/v3/openai/",
    wrong("http://127.0.0.1:8787/v3/openai", MODEL, "http://127.0.0.1:8787"),
  ],
  [
    "https://gateway.example.com/novita/openai/v1",
    wrong("https://gateway.example.com/novita/openai/v1", MODEL, "https://gateway.example.com/novita"),
  ],
  [
    "https://gateway.example.com/novita/gpu-instance/openapi/v1/gpu/instance/create",
    wrong(
      "https://gateway.example.com/novita/gpu-instance/openapi/v1/gpu/instance/create",
      PART,
      "https://gateway.example.com/novita",
    ),
  ],
  [
    "https://api.novita.ai/gpu-instance",
    wrong("https://api.novita.ai/gpu-instance", PART, "https://api.novita.ai"),
  ],
  [
    "https://api.novita.ai/gpu-instance/openapi/v1/gpu-instance/openapi/v1",
    wrong(
      "https://api.novita.ai/gpu-instance/openapi/v1/gpu-instance/openapi/v1",
      PART,
      "https://api.novita.ai",
    ),
  ],
  ["https://novita.ai", wrong("https://novita.ai", "is Novita's web site", "https://api.novita.ai")],
  [
    "https://www.novita.ai/console/",
    wrong("https://www.novita.ai/console", "is Novita's web site", "https://api.novita.ai"),
  ],
])("%j is refused", (text, message) => {
  expect(() => parseBaseUrl(text)).toThrow(new ConfigurationError(message));
});

describe("the switch for a key that is worth nothing", () => {
  test.each(["true", " TRUE\n"])("%j allows plain http to any host but the vendor's own", (allow) => {
    expect(parseBaseUrl("http://emulator:8787/", allow)).toBe("http://emulator:8787");
    expect(() => parseBaseUrl("http://api.novita.ai", allow)).toThrow(vendor("http://api.novita.ai"));
  });

  test.each([undefined, "", "false", "False"])("%j does not", (allow) => {
    expect(() => parseBaseUrl("http://emulator:8787", allow)).toThrow(unencrypted("http://emulator:8787"));
  });

  test.each(["1", "yes", "emulator"])("%j is neither", (allow) => {
    expect(() => parseBaseUrl("http://emulator:8787", allow)).toThrow(
      new ConfigurationError(
        `NOVITA_ALLOW_HTTP, or the config novita:allowHttp, must be "true" or "false", but is "${allow}".`,
      ),
    );
  });

  test.each([
    ["http://emulator:8787", true],
    ["https://emulator:8787", false],
    ["http://127.0.0.1:8787", false],
  ])("%s sends the key in clear: %s", (url, clear) => {
    expect(sendsKeyInClear(url)).toBe(clear);
  });
});
