import { Redactor } from "../api/redact";
import { outputsOf } from "./outputs";

const redactor = new Redactor();
redactor.add("canary-secret", "running");

test("the service's own words are kept without secrets; what is encrypted or compared stays as it is", () => {
  const state = {
    status: "running",
    statusMessage: "pull failed for canary-secret",
    imageAuth: "robot:canary-secret",
    sshPassword: undefined,
  };
  expect(outputsOf(state, redactor)).toStrictEqual({
    status: "running",
    statusMessage: "pull failed for [redacted]",
    imageAuth: "robot:canary-secret",
  });
  expect(outputsOf({ status: "exited" }, redactor)).toStrictEqual({ status: "exited" });
});
