import { plainName, soundsSecret } from "./secretNames";

test.each([
  ["HF_TOKEN", "hf-token"],
  ["--hf-token", "hf-token"],
  ["hfToken", "hf-token"],
  ["X-Api-Key", "x-api-key"],
  ["model.auth.password", "model-auth-password"],
  ["_", ""],
])("%s is %s", (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

test.each([
  ...[
    "TOKEN",
    "HF_TOKEN",
    "wandbApiKey",
    "DB_PASSWORD",
    "passwd",
    "CLIENT_SECRET",
    "AWS_CREDENTIALS",
    "APIKEY",
  ],
  ...["KEY", "SSH_PASSPHRASE", "Authorization"],
])("%s sounds secret", (name) => {
  expect(soundsSecret(name, [])).toBe(true);
});

test.each([
  ...[
    "MODEL",
    "MAX_TOKENS",
    "--max-num-batched-tokens",
    "TOKENIZER",
    "KEY_PATH",
    "PASSWORD_FILE",
    "MONKEY",
    "",
  ],
])("%j does not", (name) => {
  expect(soundsSecret(name, [])).toBe(false);
});

test("an exception is the whole name, in any spelling", () => {
  expect(soundsSecret("--pad-token", ["PAD_TOKEN"])).toBe(false);
  expect(soundsSecret("my-pad-token", ["PAD_TOKEN"])).toBe(true);
});
