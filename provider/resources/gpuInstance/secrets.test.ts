import { isSecretField, secretOutputs } from "./secrets";

it.each([
  ["imageAuth", true],
  ["envs", true],
  ["name", false],
  ["ports", false],
  ["lifecycle", false],
  ["lifecycle.timeouts.create", false],
  ["envs[0].key", false],
  // Perhaps a misspelt secret.
  ["imageAuht", true],
  ["env", true],
  ["toString", true],
])("%s may hold a secret: %s", (name, secret) => {
  expect(isSecretField(name)).toBe(secret);
});

it("marks every output that holds or gives access", () => {
  expect(secretOutputs).toEqual(["imageAuth", "envs", "sshCommand", "sshPassword"]);
});
