import { secretsGivenIn } from "./clearText";

test.each<[string, string[]]>([
  ["python train.py --hf-token=abc", ["--hf-token"]],
  ["python train.py --hf-token abc --epochs 3", ["--hf-token"]],
  ["serve -v --quiet --api-key 'abc'", ["--api-key"]],
  ['bash -c "DB_PASSWORD=abc ./start"', ["DB_PASSWORD"]],
  ["export TOKEN='abc' && run", ["TOKEN"]],
  ['run {"clientSecret": "abc"}', ["clientSecret"]],
  ['curl -H "Authorization: Bearer abc" https://example.com', ["Authorization"]],
  ['curl -H "X-Api-Key: abc"', ["X-Api-Key"]],
  ['["serve", "--hf-token", "abc"]', ["--hf-token"]],
  ["git clone https://user:abc@example.com/repo.git", ["a password in a URL"]],
  ["run --url=https://user:abc@example.com --token x --token y", ["--token", "a password in a URL"]],
])("%s gives a secret in clear", (text, names) => {
  expect(secretsGivenIn(text, [])).toEqual(names);
});

test.each([
  "",
  "python train.py --max-tokens 100 --tokenizer gpt2",
  "serve --api-key $API_KEY --token=${TOKEN} --password `cat /p`",
  'curl -H "Authorization: Bearer $TOKEN"',
  "serve --api-key /run/secrets/key --key ./key --key ~/.ssh/id",
  "serve --token --verbose",
  '["serve", "--token", "--verbose", "--api-key", "$API_KEY", "--secret"]',
  "serve --use-token true --password none",
  'serve PASSWORD="" TOKEN=',
  "git clone https://user:$TOKEN@example.com/repo.git",
  "registry.example.com:5000/team/app:1.0",
  "the key word, and a secret garden",
])("%j gives none", (text) => {
  expect(secretsGivenIn(text, [])).toEqual([]);
});

test("names that are said to be no secret are passed over", () => {
  expect(secretsGivenIn("train --pad-token x --eos-token y", ["pad-token"])).toEqual(["--eos-token"]);
});

test("a long text is read in no time", () => {
  expect(secretsGivenIn(`${"--a ".repeat(500)}${"x".repeat(2_000)}`, [])).toEqual([]);
});
