import { parseApiKey } from "./apiKey";
import { ConfigurationError } from "./errors";

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

test.each(["one two", "one\ntwo", "one\r\nX-Evil: 1", "schlüssel", "a\u0000b", "a\u007f"])(
  "no key could be %j, and the message does not show it",
  (text) => {
    expect(() => parseApiKey(text)).toThrow(
      new ConfigurationError(
        "The Novita API key contains spaces, line breaks or characters that no key has. Copy it again from Novita's console into NOVITA_API_KEY or the secret config novita:apiKey.",
      ),
    );
  },
);

const QUOTED = "begins or ends with a quotation mark";
const NAMED = "begins with a name";
const BEARER = 'begins with "Bearer"';
const UNFILLED = "is a placeholder that nothing has filled in";
const HIDDEN = "is what is printed in place of a secret";
const NO_VALUE = "is what a program writes for a value that it does not have";

test.each<[string, string]>([
  ...[
    '"canary"',
    "'canary'",
    "`canary`",
    "“canary”",
    "‘canary’",
    "„canary“",
    "«canary»",
    'canary"',
    "'canary",
    '""',
  ].map((text): [string, string] => [text, QUOTED]),
  ['"Bearer canary"', QUOTED],
  ["NOVITA_API_KEY=canary", NAMED],
  ["export NOVITA_API_KEY=canary", NAMED],
  ["novita:apiKey: canary", NAMED],
  ["api_key=canary", NAMED],
  ["Bearer canary", BEARER],
  ["bearer\tcanary", BEARER],
  ["Authorization: Bearer canary", BEARER],
  ["${NOVITA_API_KEY}", UNFILLED],
  ["${{ secrets.CANARY }}", UNFILLED],
  ["$NOVITA_API_KEY", UNFILLED],
  ["$(cat canary)", UNFILLED],
  ["%NOVITA_API_KEY%", UNFILLED],
  ["{{ .Values.canary }}", UNFILLED],
  ["<your-api-key>", UNFILLED],
  ["YOUR_API_KEY", UNFILLED],
  ["[secret]", HIDDEN],
  ["********", HIDDEN],
  ["undefined", NO_VALUE],
  ["null", NO_VALUE],
  ["None", NO_VALUE],
  ["[object Object]", NO_VALUE],
  ["Calling [toString] on an [Output<T>] is not supported.\n\nTo get", NO_VALUE],
])("a slip is recognised in %j, and the message does not show it", (text, what) => {
  expect(() => parseApiKey(text)).toThrow(
    new ConfigurationError(
      `The Novita API key ${what}. Set NOVITA_API_KEY or the secret config novita:apiKey to the key alone, as Novita's console shows it under Key Management.`,
    ),
  );
});

test.each(["sk_undefined", "bearerless", "nullable-key", "a$b", "sk_your-key", "key=="])(
  "%s may be a key",
  (text) => {
    expect(parseApiKey(text)).toBe(text);
  },
);
