import { gateOf } from "./connect";

const account = { baseUrl: "http://127.0.0.1:1", apiKey: "canary-key-1" };

test("all clients of one account go through one gate, and those of others through others", () => {
  const gate = gateOf(account);
  expect([
    gateOf({ ...account, onLimited: () => undefined }) === gate,
    gateOf({ ...account, apiKey: "canary-key-2" }) === gate,
    gateOf({ ...account, baseUrl: "http://127.0.0.1:2" }) === gate,
  ]).toEqual([true, false, false]);
});
